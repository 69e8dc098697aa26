"""Backup, destroy, restore: every page and every receipt is as before; what is damaged or strange is refused."""

import datetime as dt
import errno
import gzip
import hashlib
import io
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

from django.core.management import call_command
from django.db import connection

import pytest

from assembly.core import record
from assembly.core.backup import archive, databases, encryption, services
from assembly.core.rules import RuleBroken
from tests import databases as databases_of_tests
from tests import nets

ROOT = Path(__file__).resolve().parents[2]
POSTGRESQL = connection.vendor == "postgresql"
KEY = "a-third-secret-that-stands-in-no-backup"


class Site:
    """A site in processes of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.media = folder / "media"
        self.media.mkdir(parents=True)
        self.url = databases_of_tests.url_of(database)
        self.database = database
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": self.url,
            "MEDIA_ROOT": str(self.media),
            "SECRET_KEY": "a-secret-that-stands-in-no-backup",
            "RECEIPT_SECRET": "a-second-secret-that-stands-in-no-backup",
            "BACKUP_KEY": KEY,
            "EMAIL_URL": "smtp://postman:hunter2@mail.example.org:25",
        }

    def run(self, *command, **environment):
        return subprocess.run(  # noqa: S603
            [sys.executable, *command],
            cwd=ROOT,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def ok(self, *command):
        done = self.run(*command)
        assert done.returncode == 0, done.stderr
        return done

    def manage(self, *arguments, **environment):
        return self.run("manage.py", *map(str, arguments), **environment)

    def make(self):
        databases_of_tests.copy_to(databases_of_tests.standing(), self.database)
        self.ok("-m", "tests.core.copied_site", "make", str(self.folder))

    def shows(self, *, pages=True):
        """What is seen of it. Its pages are most of the work."""
        what = "show" if pages else "show_records"
        return json.loads(self.ok("-m", "tests.core.copied_site", what, str(self.folder)).stdout)

    def vote(self):
        return self.ok("-m", "tests.core.copied_site", "vote", str(self.folder)).stdout.strip()

    def destroy(self):
        shutil.rmtree(self.media)
        if POSTGRESQL:
            in_database(self.url, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
        else:
            for file in self.folder.glob("site.sqlite3*"):
                file.unlink()


def in_database(url, *statements):
    import psycopg

    with psycopg.connect(url, autocommit=True) as database:
        for statement in statements:
            database.execute(statement)


@pytest.fixture(scope="session")
def new_site(tmp_path_factory, django_db_setup):
    """Makes empty sites on the kind of database that this run is about."""
    made = []

    def make_one(name):
        folder = tmp_path_factory.mktemp(name)
        if not POSTGRESQL:
            return Site(folder, str(folder / "site.sqlite3"))
        made.append(f"backup_{name}_{os.getpid()}")
        return Site(folder, made[-1])

    yield make_one
    for database in made:
        databases_of_tests.drop(database)


@pytest.fixture(scope="session")
def story(new_site):
    """The world, its backup, one more vote after it, and what was seen before."""
    site = new_site("site")
    site.make()
    before = site.shows()
    file = site.folder / "backup.tar.gz.enc"
    made = site.manage("backup", file)
    assert made.returncode == 0, made.stderr
    return SimpleNamespace(site=site, before=before, file=file, made=made)


def decrypted(file, key=KEY):
    with file.open("rb") as encrypted:
        return encryption.Decrypting(encrypted, key).read(file.stat().st_size)


def members(file):
    with tarfile.open(fileobj=io.BytesIO(decrypted(file))) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}


def repacked(story, tmp_path, **changes):
    """The backup with these members changed. It is not encrypted, as those of older versions are not."""
    contents = {**members(story.file), **changes}
    path = tmp_path / "changed.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for name, data in contents.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return path


def manifest_with(story, **changes):
    told = json.loads(members(story.file)[archive.MANIFEST])
    return json.dumps({**told, **changes}).encode()


def test_the_backup_names_what_it_holds(story):
    held = members(story.file)
    manifest = json.loads(held[archive.MANIFEST])
    assert manifest["head"] == story.before["head"]
    assert manifest["database"] == connection.vendor
    assert manifest["versions"].keys() == {"python", "django", "wagtail", "database"}
    assert "core.0001_initial" in manifest["migrations"]
    assert set(held) == {archive.MANIFEST, *manifest["files"]}
    assert {"media/documents/standing-orders.txt", "settings.env"} < set(held)
    assert not any(".part" in path.name for path in story.site.folder.iterdir())


def test_only_its_owner_may_read_it_and_no_secret_setting_is_in_it(story):
    assert stat.S_IMODE(story.file.stat().st_mode) == 0o600
    held = members(story.file)
    settings = held["settings.env"].decode()
    assert "SITE_URL=" in settings
    for secret in (
        "hunter2",
        "postman",
        "that-stands-in-no-backup",
        "DATABASE",
        "SECRET_KEY",
        "RECEIPT_SECRET",
    ):
        assert secret not in settings
    assert b"hunter2" not in held[archive.MANIFEST]


def test_no_key_that_signs_receipts_is_in_it(story, tmp_path):
    """The running poll has one, and a backup that outlives the poll would outlive its destruction."""
    [name] = [name for name in members(story.file) if name.startswith("database.")]
    (tmp_path / name).write_bytes(members(story.file)[name])
    assert story.before["receipt_keys"] > 0
    if POSTGRESQL:
        command = [
            "pg_restore",
            "--data-only",
            "--file=-",
            "--table=elections_receiptkey",
            str(tmp_path / name),
        ]
        told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
        assert "COPY" not in told.stdout
    else:
        with closing(sqlite3.connect(tmp_path / name)) as copy:
            assert copy.execute("SELECT count(*) FROM elections_receiptkey").fetchone() == (0,)
            assert copy.execute("SELECT count(*) FROM elections_rollentry").fetchone() > (0,)


def test_whoever_finds_it_reads_nothing_but_that_it_is_one(story):
    whole = story.file.read_bytes()
    assert whole.startswith(b"assembly encrypted backup 1 key ")
    for known in (b"\x1f\x8b\x08\x00", b"ustar", b"SQLite format", b"PGDMP", KEY.encode()):
        assert known not in whole
    assert "not encrypted" not in story.made.stderr


def test_its_keeper_is_told_of_the_open_poll(story):
    assert "can still be paired with who cast them" in story.made.stderr


@pytest.fixture
def dumped(db, settings, tmp_path, monkeypatch):
    """As if the database were copied; what is copied is looked at above."""
    settings.MEDIA_ROOT = str(tmp_path / "no-media")

    def dump(path, *, without=()):
        path.write_bytes(b"copy")
        return record.head()

    monkeypatch.setattr(databases, "dump", dump)


def test_a_folder_gets_a_file_named_by_the_moment(dumped, tmp_path):
    at = dt.datetime(2026, 11, 30, 10, 12, 7, tzinfo=dt.UTC)
    path, _ = services.back_up(tmp_path, at=at)
    assert path == tmp_path / "assembly-2026-11-30T101207Z.tar.gz.enc"
    assert list(tmp_path.iterdir()) == [path]


def test_a_backup_does_not_write_over_another(dumped, tmp_path):
    file = tmp_path / "backup.tar.gz"
    file.write_bytes(b"the one of yesterday")
    with pytest.raises(RuleBroken, match="There is a file"):
        services.back_up(file)
    with pytest.raises(RuleBroken, match="There is no folder"):
        services.back_up(tmp_path / "no" / "backup.tar.gz")
    assert file.read_bytes() == b"the one of yesterday"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RuleBroken, match=r"There is no folder .*/nowhere"):
        services.back_up(tmp_path / "nowhere" / "backup.tar.gz")


def test_a_backup_that_fails_leaves_no_half_of_it(dumped, tmp_path, monkeypatch):
    monkeypatch.setattr(archive.Writer, "add_bytes", _no_space)
    with pytest.raises(OSError, match="No space"):
        services.back_up(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_a_key_nothing_is_written(dumped, tmp_path, settings):
    settings.BACKUP_KEY = ""
    with pytest.raises(RuleBroken, match=r"BACKUP_KEY is not set.*--plain"):
        services.back_up(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", ["DEBUG", "DEMO"])
def test_invented_people_need_no_key(dumped, tmp_path, settings, where):
    settings.BACKUP_KEY = ""
    setattr(settings, where, True)
    path, warnings = services.back_up(tmp_path)
    assert tarfile.is_tarfile(path)
    assert services.IS_PLAIN in warnings


@pytest.mark.parametrize("key", ["", KEY])
def test_plain_is_written_when_asked_for_and_warned_of(dumped, tmp_path, settings, key):
    settings.BACKUP_KEY = key
    told = io.StringIO()
    call_command("backup", tmp_path, "--plain", stdout=io.StringIO(), stderr=told)
    [path] = tmp_path.iterdir()
    assert path.name.endswith(".tar.gz")
    assert tarfile.is_tarfile(path)
    assert "everybody who finds the file can read every account" in told.getvalue()


def test_what_a_killed_backup_left_is_cleared_away_a_day_later(dumped, tmp_path):
    """The copy of the database in it is not encrypted."""
    for name in (".backup-old", ".backup-running"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "database.sqlite3").write_bytes(b"copy")
    part = tmp_path / "assembly-2026-11-29T033000Z.tar.gz.enc.part"
    part.write_bytes(b"half")
    for left in (tmp_path / ".backup-old", part):
        os.utime(left, (0, 0))
    services.back_up(tmp_path, at=dt.datetime(2026, 11, 30, tzinfo=dt.UTC))
    assert {path.name for path in tmp_path.iterdir()} == {
        ".backup-running",
        "assembly-2026-11-30T000000Z.tar.gz.enc",
    }


def _no_space(*args):
    raise OSError(errno.ENOSPC, "No space left on device")


# What is refused leaves the site as it was


def test_a_site_in_use_is_not_thrown_away_unasked(story):
    refused = story.site.manage("restore", story.file)
    assert refused.returncode == 1
    assert "not empty: it has accounts and a record of acts and uploaded files" in refused.stderr
    assert "--replace" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.fixture
def assert_refused(db, tmp_path, settings, monkeypatch):
    """A site that was just installed, and whose database must not be touched."""
    media = tmp_path / "media-of-the-site"
    settings.MEDIA_ROOT = str(media)
    settings.BACKUP_KEY = KEY
    monkeypatch.setattr(databases, "load", lambda path: pytest.fail("It reached the database."))

    def check(file, sentence):
        with pytest.raises(RuleBroken) as refused:
            services.restore(file)
        assert sentence in str(refused.value)
        assert str(refused.value).endswith("This site is as it was.")
        assert list(media.iterdir()) == []

    return check


def test_a_file_that_is_not_there(assert_refused, tmp_path):
    assert_refused(tmp_path / "none.tar.gz", "There is no file")


@pytest.mark.parametrize("data", [b"", b"no archive", gzip.compress(b"no tar", mtime=0)])
def test_a_file_that_is_no_backup(assert_refused, tmp_path, data):
    file = tmp_path / "odd.tar.gz"
    file.write_bytes(data)
    assert_refused(file, "is no backup")


def test_an_archive_that_was_cut_off(assert_refused, story, tmp_path):
    whole = decrypted(story.file)
    file = tmp_path / "cut.tar.gz"
    file.write_bytes(whole[: len(whole) // 2])
    assert_refused(file, "The archive is damaged")


@pytest.mark.parametrize("kept", [slice(-1), slice(-encryption.SEALED_PIECE), slice(60)])
def test_an_encrypted_backup_that_was_cut_off(assert_refused, story, tmp_path, kept):
    file = tmp_path / "cut.tar.gz.enc"
    file.write_bytes(story.file.read_bytes()[kept])
    assert_refused(file, "cut off")


def test_an_encrypted_backup_whose_end_is_missing_between_two_pieces(
    assert_refused, story, tmp_path
):
    """Every piece that is left is as it was; only the last one, which is marked as such, is gone."""
    whole = story.file.read_bytes()
    begins = whole.index(b"\n") + 1 + 24
    pieces = (len(whole) - begins) // encryption.SEALED_PIECE
    file = tmp_path / "cut.tar.gz.enc"
    file.write_bytes(whole[: begins + pieces * encryption.SEALED_PIECE])
    assert_refused(file, "The backup is cut off: its end is missing.")


def test_the_key_of_another_day_is_named(assert_refused, story, settings):
    settings.BACKUP_KEY = "the key of another day, as long as a key must be"
    assert_refused(story.file, f"the fingerprint of its key is {encryption.fingerprint(KEY)}")


def test_an_encrypted_backup_without_a_key(assert_refused, story, settings):
    settings.BACKUP_KEY = ""
    assert_refused(story.file, "The backup is encrypted, and BACKUP_KEY is not set")


def test_a_file_in_it_that_was_changed(assert_refused, story, tmp_path):
    changed = repacked(story, tmp_path, **{"media/documents/standing-orders.txt": b"Other orders"})
    assert_refused(changed, "standing-orders.txt is not as it was when it was packed")


def test_a_file_too_many(assert_refused, story, tmp_path):
    changed = repacked(story, tmp_path, **{"media/extra.html": b"<script>"})
    assert_refused(changed, "extra.html is not as it was")


def test_a_file_for_another_place(assert_refused, story, tmp_path):
    changed = repacked(story, tmp_path, **{"media/../../outside.txt": b"out"})
    assert_refused(changed, "a place outside of it")


def test_an_archive_of_a_newer_format(assert_refused, story, tmp_path):
    changed = repacked(story, tmp_path, **{archive.MANIFEST: manifest_with(story, format=2)})
    assert_refused(changed, "made by a newer version")


def test_an_archive_with_migrations_that_are_not_here(assert_refused, story, tmp_path):
    known = json.loads(members(story.file)[archive.MANIFEST])["migrations"]
    newer = manifest_with(story, migrations=[*known, "elections.9999_shares"])
    changed = repacked(story, tmp_path, **{archive.MANIFEST: newer})
    assert_refused(changed, "it has the migration elections.9999_shares")


def test_an_archive_of_the_other_database(assert_refused, story, tmp_path):
    other = manifest_with(story, database="mysql")
    changed = repacked(story, tmp_path, **{archive.MANIFEST: other})
    assert_refused(changed, "holds a mysql database")


def test_a_manifest_that_cannot_be_read(assert_refused, story, tmp_path):
    changed = repacked(story, tmp_path, **{archive.MANIFEST: b"{"})
    assert_refused(changed, "manifest cannot be read")


def test_a_missing_program_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(
        databases.Failed, match=r"pg_dump is not on this computer.*postgresql-client"
    ):
        databases._run_bare(["pg_dump"])


def test_a_database_that_cannot_be_put_back_changes_nothing(story, tmp_path):
    """The checksums are right, the copy of the database itself is not."""
    held = members(story.file)
    name = databases.NAMES[connection.vendor]
    told = json.loads(held[archive.MANIFEST])
    broken = held[name][: len(held[name]) // 2]
    told["files"][name] = hashlib.sha256(broken).hexdigest()
    changed = repacked(
        story, tmp_path, **{name: broken, archive.MANIFEST: json.dumps(told).encode()}
    )
    before = story.site.shows(pages=False)
    refused = story.site.manage("restore", changed, "--replace")
    assert refused.returncode == 1
    assert "This site is as it was" in refused.stderr
    assert story.site.shows(pages=False) == before


def test_a_site_in_use_is_replaced_when_asked(story):
    (story.site.media / "later.txt").write_text("uploaded after the backup")
    done = story.site.manage("restore", story.file, "--replace")
    assert done.returncode == 0, done.stderr
    files = {path.name for path in story.site.media.rglob("*") if path.is_file()}
    assert "standing-orders.txt" in files
    assert "later.txt" not in files


# The story, last: it changes the site


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite copies one moment of the whole file")
@pytest.mark.django_db(transaction=True)
def test_no_table_is_emptied_and_refilled_under_a_dump(monkeypatch, tmp_path):
    """TRUNCATE shows an empty table to whoever looked before it: the copy would be without a ballot."""
    import psycopg

    tried = []

    def rewrite_beside(*_arguments):
        params = {**connection.get_connection_params(), "cursor_factory": None}
        with psycopg.connect(**params, autocommit=True) as other:
            other.execute("SET lock_timeout = '300ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                other.execute("TRUNCATE elections_sealedballot")
        tried.append(True)

    monkeypatch.setattr(databases, "_run", rewrite_beside)
    databases.dump(tmp_path / "copy")
    assert tried


def test_backup_destroy_restore(story):
    """Every public page, every receipt, every file and the head of the record are as before."""
    late = story.site.vote()
    assert late in story.site.shows(pages=False)["receipts"]

    story.site.destroy()
    done = story.site.manage("restore", story.file)
    assert done.returncode == 0, done.stderr
    assert "Every sealed line of its record is there" in done.stdout
    after = story.site.shows()

    assert {
        address
        for address, seen in after["pages"].items()
        # A workbook says when it was made.
        if seen != story.before["pages"][address] and not address.endswith(".xlsx")
    } == set()
    assert after["pages"].keys() == story.before["pages"].keys()
    assert {a: p for a, p in after["pages"].items() if not p.startswith("200 ")} == {}
    assert after["receipts"] == story.before["receipts"]
    assert len(after["receipts"]) > 5
    assert len(after["pages"]) > (80 if nets.ALL else 10)
    assert after["published"] == story.before["published"]
    assert sum(map(len, after["published"].values())) > 10
    assert after["media"] == story.before["media"]
    assert "documents/standing-orders.txt" in after["media"]
    assert after["media"] == story.before["media"]
    assert after["head"] == story.before["head"]
    assert after["problems"] == []
    # What holds for that moment only: nobody is signed in, and the vote cast since is gone and said to be.
    assert (story.before["sessions"], after["sessions"]) == (1, 0)
    assert late not in after["receipts"]
    assert (
        "are gone, with their marks on the roll, though their voters hold receipts" in done.stderr
    )
    assert "gets a receipt without a signature" in done.stderr
    assert after["receipt_keys"] == 0
    assert "mails waited when the backup was made" in done.stderr
