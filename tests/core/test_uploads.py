"""A file comes in on a screen: kept in parts, checked, applied once, forgotten. The worker does what takes long."""

import datetime as dt
import io
import zipfile

from django.db import OperationalError
from django.utils import timezone

import pytest

from assembly.core import tasks
from assembly.core.models import Upload, UploadPart
from assembly.core.rules import Refusal, RuleBroken
from assembly.core.text_files import Unreadable
from assembly.core.uploads import content, kinds, services
from assembly.core.uploads.kinds import Kind, Report
from assembly.core.uploads.retention import forget_uploads
from tests import points

pytestmark = pytest.mark.django_db

MEGABYTE = 1024**2


class Recorder:
    """A kind of file whose check and import note what they got."""

    def __init__(self):
        self.checked, self.applied = [], []
        self.problem = None

    def check(self, path, options, progress):
        if self.problem:
            raise self.problem
        self.checked.append((path.name, path.read_bytes()))
        progress(services.STEP)
        return Report(counts=(("Bytes", path.stat().st_size),))

    def carry_out(self, path, options, by):
        if self.problem:
            raise self.problem
        self.applied.append((path.name, options, by))
        return Report(counts=(("Bytes", path.stat().st_size),))


@pytest.fixture
def recorder():
    return Recorder()


@pytest.fixture
def kind(recorder, monkeypatch):
    kind = Kind(
        code="try",
        title="Try",
        permission="funding.load_awards",
        largest=3 * MEGABYTE,
        about="funding/staff/award_upload_about.html",
        check=recorder.check,
        carry_out=recorder.carry_out,
        zipped=True,
    )
    points.add(monkeypatch, kinds.accepted, kind)
    return kind


def receive(kind, by, data=b"abc", name="file.csv", **options):
    return services.receive(kind, io.BytesIO(data), name, options, by=by)


def zipped(*names, data=b"abc"):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, data)
    return packed.getvalue()


def test_a_small_file_is_checked_and_applied_at_once(kind, recorder, dev):
    upload = receive(kind, dev, areas=["SN"])
    assert (upload.state, upload.report["counts"]) == ("checked", [["Bytes", 3]])
    assert recorder.checked == [("file.csv", b"abc")]
    assert not recorder.applied
    upload = services.order(upload, by=dev)
    assert recorder.applied == [("file.csv", {"areas": ["SN"]}, dev)]
    assert (upload.state, upload.applied_at is not None) == ("applied", True)
    assert not UploadPart.objects.exists()


def test_a_long_file_waits_for_the_worker_in_parts_and_comes_out_whole(
    kind, recorder, dev, settings, monkeypatch
):
    settings.BACKGROUND_JOBS = True
    queued = []
    monkeypatch.setattr(services.jobs, "after_commit", lambda *job: queued.append(job))
    data = bytes(range(256)) * 4096 * 2 + b"end"
    upload = receive(kind, dev, data)
    assert (upload.state, upload.parts.count(), recorder.checked) == ("received", 3, [])
    assert queued == [("assembly.core.tasks.work_off_upload", upload.pk)]
    tasks.work_off_upload(upload.pk)
    upload.refresh_from_db()
    assert recorder.checked == [("file.csv", data)]
    assert (upload.state, upload.rows_read) == ("checked", services.STEP)
    services.order(upload, by=dev)
    assert not recorder.applied
    tasks.work_off_uploads()
    tasks.work_off_upload(upload.pk)
    assert len(recorder.applied) == 1


def test_without_a_worker_a_long_file_is_not_left_lying(kind, recorder, dev, settings):
    settings.BACKGROUND_JOBS = False
    assert receive(kind, dev, b"x" * MEGABYTE).state == "checked"


def test_it_is_applied_once(kind, recorder, dev):
    upload = services.order(receive(kind, dev), by=dev)
    for act in (lambda: services.order(upload, by=dev), lambda: services.discard(upload)):
        with pytest.raises(RuleBroken, match="has already been applied, or is being applied now"):
            act()
    assert len(recorder.applied) == 1


def test_a_second_job_for_the_same_order_finds_nothing_to_do(kind, recorder, dev, settings):
    upload = receive(kind, dev)
    late = Upload.objects.get(pk=upload.pk)
    services.order(upload, by=dev)
    late.state = Upload.State.ORDERED
    services._apply(late, kind)
    assert len(recorder.applied) == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "file.csv is empty: choose the file again."),
        (b"x" * (3 * MEGABYTE + 1), "file.csv is larger than 3.0 MB: split it into several files."),
        (zipped("a.csv", "b.csv"), "file.csv holds 2 files: unpack it, and upload one of them."),
        (
            b"PK\x03\x04 and no archive",
            "file.csv cannot be unpacked: unpack it yourself, and upload what is in it.",
        ),
        (
            zipped("bomb.csv", data=b"\0" * (4 * MEGABYTE)),
            "bomb.csv is larger than 3.0 MB: split it into several files.",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_leaves_nothing_behind(kind, dev, data, reason):
    with pytest.raises(Refusal) as refusal:
        receive(kind, dev, data)
    assert str(refusal.value) == reason
    assert not Upload.objects.exists()


def test_a_file_without_end_is_read_no_further_than_the_limit(kind, dev):
    class Endless(io.BytesIO):
        blocks = 0

        def read(self, size=-1):
            self.blocks += 1
            return b"x" * size

    endless = Endless()
    upload = Upload(kind="try", file_name="endless.csv", size=0, uploaded_by=dev)
    upload.save()
    with pytest.raises(RuleBroken, match=r"larger than 3.0 MB"):
        content.keep(upload, endless, kind.largest)
    assert endless.blocks == 4


def test_the_one_file_of_a_zip_is_unpacked(kind, recorder, dev):
    upload = receive(kind, dev, zipped("folder/charity.txt"), "extract.zip")
    assert (upload.file_name, recorder.checked) == ("charity.txt", [("charity.txt", b"abc")])


def test_a_name_that_is_a_path_or_too_long_for_the_disk_is_only_a_name(kind, recorder, dev):
    receive(kind, dev, name="../../etc/passwd")
    receive(kind, dev, b"other", name="ä" * 300 + ".csv")
    names = [name for name, _ in recorder.checked]
    assert names == ["passwd", "ä" * 76 + ".csv"]


def test_a_refused_file_says_why_and_cannot_be_applied(kind, recorder, dev):
    recorder.problem = Unreadable("file.csv is not text.")
    upload = receive(kind, dev)
    assert (upload.state, upload.refusal) == ("checked", "file.csv is not text.")
    with pytest.raises(RuleBroken, match="correct the file and upload it again"):
        services.order(upload, by=dev)


def test_what_is_refused_when_it_is_applied_is_given_back_with_the_reason(kind, recorder, dev):
    upload = receive(kind, dev)
    recorder.problem = RuleBroken("Something changed.")
    upload = services.order(upload, by=dev)
    assert (upload.state, upload.refusal) == ("checked", "Something changed.")
    # The same file again is the same upload, and is checked afresh.
    recorder.problem = None
    again = receive(kind, dev)
    assert (again.pk, again.refusal) == (upload.pk, "")
    assert services.order(again, by=dev).state == "applied"


def test_a_fault_of_ours_is_told_and_logged_and_not_repeated(kind, recorder, dev, caplog):
    upload = receive(kind, dev)
    recorder.problem = KeyError("oops")
    upload = services.order(upload, by=dev)
    assert "because of a fault on this site, and none of it was applied" in upload.refusal
    assert "could not be applied" in caplog.text


def test_a_busy_database_leaves_the_work_for_the_next_run(kind, recorder, dev):
    upload = receive(kind, dev)
    recorder.problem = OperationalError("database is locked")
    with pytest.raises(OperationalError):
        services.order(upload, by=dev)
    recorder.problem = None
    tasks.work_off_uploads()
    assert Upload.objects.get().state == "applied"


def test_it_is_forgotten_after_thirty_days_unless_applied(kind, dev):
    receive(kind, dev)
    kept = services.order(receive(kind, dev, b"other"), by=dev)
    today = timezone.localdate()
    assert forget_uploads(today + dt.timedelta(days=29)) == 0
    assert forget_uploads(today + dt.timedelta(days=30)) == 1
    assert Upload.objects.get() == kept


def test_the_file_on_disk_is_gone_afterwards(kind, dev):
    with content.on_disk(receive(kind, dev)) as path:
        assert path.exists()
    assert not path.parent.exists()


def test_a_file_being_checked_shows_how_far_it_is(kind, client, dev):
    upload = receive(kind, dev)
    Upload.objects.update(state="received", rows_read=125_000)
    client.force_login(dev)
    page = client.get(upload.get_absolute_url()).content.decode()
    assert "125,000 rows read so far" in page
    assert 'value="apply"' not in page
    with pytest.raises(RuleBroken, match="still being checked"):
        services.order(upload, by=dev)
