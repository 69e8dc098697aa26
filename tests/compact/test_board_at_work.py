"""What the Compact Board and the Support Unit do for it: name who looks after a vacancy, enter and correct reports."""

import datetime as dt

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

import pytest

from assembly.compact.board import personal_data, services
from assembly.compact.models import BoardReport, VacancyOwner
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.core.to_do import tasks_for
from tests.factories import compact_board as boards
from tests.factories.membership import UserFactory
from tests.factories.partners import PartnershipFactory, SeatFactory

pytestmark = pytest.mark.django_db
DESK = "/my/compact-board/desk/"
NEW = "/my/compact-board/reports/new/"


@pytest.fixture
def lena(db):
    return UserFactory(name="Lena Lind", email="lena@example.org", office="Compact Board")


@pytest.fixture
def chair(db):
    return boards.seat("chair", "Independent chair", existing_since=days(-40))


def days(number):
    return timezone.localdate() + dt.timedelta(days=number)


def address(seat):
    return f"/my/compact-board/vacancies/{seat.pk}/"


def text(client, path):
    return " ".join(client.get(path).content.decode().split())


def tasks(user):
    found = tasks_for(user, timezone.now())
    return [task for task in found if "Compact Board" in task.text or "Report to" in task.text]


def typed(**changes):
    return {
        "to": boards.strategic_board().pk,
        "reported_on": days(-1),
        "by_whom": "The deputy chair",
        "title": "What we heard",
        "next_due_on": days(90),
        **changes,
    }


# Vacancies


def test_a_vacancy_is_the_support_units_until_somebody_is_named(
    client, lena, chair, dev, django_capture_on_commit_callbacks
):
    [task] = tasks(dev)
    assert task.text == "Fill the vacancy on the Compact Board: Independent chair"
    assert "40 days" in task.note
    assert tasks(lena) == []
    client.force_login(dev)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address(chair), {"person": lena.pk}, follow=True)
    assert "Lena Lind now sees to it" in answer.content.decode()
    assert tasks(dev) == []
    [task] = tasks(lena)
    assert task.url == address(chair)
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        (
            ["lena@example.org"],
            "Please look after a vacancy on the Compact Board: Independent chair",
        )
    ]
    assert Event.objects.filter(name="compact.vacancy_owner_named").count() == 1
    boards.member("chair", seat=chair, on=days(0))
    assert tasks(lena) == []


def test_a_member_of_the_board_sees_and_names_who_looks_after_a_vacancy(client, lena, chair):
    client.force_login(lena)
    page = text(client, "/my/compact-board/")
    assert "Vacant: 40 days. Looked after by: Support Unit" in page
    assert f'href="{address(chair)}"' in page
    client.post(address(chair), {"person": lena.pk})
    assert "Looked after by: Lena Lind" in text(client, "/my/compact-board/")
    assert "Lena Lind" in text(client, DESK)


def test_only_somebody_of_the_two_offices_looks_after_a_vacancy(client, lena, chair, asha):
    client.force_login(lena)
    answer = client.post(address(chair), {"person": asha.pk})
    assert "Choose somebody from the list" in answer.content.decode()
    with pytest.raises(RuleBroken, match="not in the Support Unit and not a member"):
        services.name_owner(chair, asha, by=lena)
    with pytest.raises(RuleBroken, match="Only the Support Unit and members"):
        services.name_owner(chair, lena, by=asha)
    assert not VacancyOwner.objects.exists()


def test_a_seat_that_is_held_has_no_owner(client, lena):
    held = boards.member("chair", name="Cleo Chair")
    with pytest.raises(RuleBroken, match="Cleo Chair holds the seat"):
        services.name_owner(held.seat, lena, by=lena)
    client.force_login(lena)
    page = client.get(address(held.seat), follow=True)
    assert "so there is no vacancy to fill" in page.content.decode()


def test_a_seat_of_another_partnership_has_no_such_page(client, lena):
    client.force_login(lena)
    assert client.get(address(SeatFactory())).status_code == 404


def test_naming_the_same_person_again_changes_nothing(lena, chair):
    first = services.name_owner(chair, lena, by=lena)
    assert services.name_owner(chair, lena, by=lena) == first
    other = UserFactory(office="Support Unit")
    services.name_owner(chair, other, by=lena)
    ended = VacancyOwner.objects.exclude(ended_on=None).get()
    assert ended.person == lena
    assert Event.objects.filter(name="compact.vacancy_owner_named").count() == 2


@pytest.mark.parametrize("path", [DESK, NEW, "/my/compact-board/reports/1/"])
@pytest.mark.parametrize("office", [None, "Assembly Board", "Public body officer"])
def test_to_others_these_pages_do_not_exist(client, office, path):
    client.force_login(UserFactory(office=office) if office else UserFactory())
    assert client.get(path).status_code == 404


# Reports


def test_a_report_is_entered_and_corrected(client, dev):
    client.force_login(dev)
    assert "Strategic Board" not in text(client, NEW)
    board = boards.strategic_board()
    assert f'<option value="{board.pk}" selected>' in text(client, NEW)
    paper = SimpleUploadedFile("heard.txt", b"What we heard.")
    answer = client.post(NEW, typed(paper=paper), follow=True)
    assert "Report entered" in answer.content.decode()
    report = BoardReport.objects.get()
    assert (report.to, report.entered_by, report.title) == (board, dev, "What we heard")
    name = report.paper.name
    here = f"/my/compact-board/reports/{report.pk}/"
    client.post(here, typed(title="What we hear"))
    report.refresh_from_db()
    assert (report.title, report.paper.name) == ("What we hear", name)
    acts = Event.objects.filter(name__startswith="compact.board_report").order_by("pk")
    assert [act.data for act in acts] == [{"to": board.pk}, {"to": board.pk, "paper": False}]


def test_a_paper_that_is_replaced_is_deleted(lena, django_capture_on_commit_callbacks):
    report = boards.report(by=lena, paper=SimpleUploadedFile("a.txt", b"First."))
    storage, old = report.paper.storage, report.paper.name
    facts = services.ReportFacts(
        **{name: getattr(report, name) for name in services.ReportFacts.__slots__}
    )
    with django_capture_on_commit_callbacks(execute=True):
        services.correct_report(report, facts, SimpleUploadedFile("b.txt", b"Second."), by=lena)
    report.refresh_from_db()
    assert report.paper.read() == b"Second."
    assert not storage.exists(old)


def test_nothing_that_was_changed_is_no_act(lena):
    report = boards.report(by=lena)
    facts = services.ReportFacts(
        **{name: getattr(report, name) for name in services.ReportFacts.__slots__}
    )
    services.correct_report(report, facts, by=lena)
    assert not Event.objects.filter(name="compact.board_report_corrected").exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reported_on": 1}, "on a day to come"),
        ({"next_due_on": -1}, "due after this one"),
        ({"title": ""}, "Enter the title of the report."),
        ({"by_whom": ""}, "Say who reported"),
        ({"reported_on": "soon"}, "Enter a day like"),
        ({"to": 0}, "Choose one of the partnerships"),
    ],
)
def test_a_wrong_report_comes_back_with_a_sentence(client, lena, changes, words):
    client.force_login(lena)
    changes = {
        name: days(value) if name.endswith("_on") and isinstance(value, int) else value
        for name, value in changes.items()
    }
    page = client.post(NEW, typed(**changes)).content.decode()
    assert words in page
    assert not BoardReport.objects.exists()


def test_two_reports_of_one_day_are_refused(client, lena):
    client.force_login(lena)
    client.post(NEW, typed())
    page = client.post(NEW, typed(title="Again")).content.decode()
    assert "has been entered already. Correct that one instead." in page
    assert BoardReport.objects.count() == 1


def test_a_program_is_not_taken_as_a_paper(client, lena):
    client.force_login(lena)
    page = client.post(NEW, typed(paper=SimpleUploadedFile("a.pdf", b"MZ program")))
    assert "is not that of a PDF file" in page.content.decode()
    large = SimpleUploadedFile("a.txt", b"x")
    large.size = 16_000_000
    with pytest.raises(RuleBroken, match="larger than 15 MB"):
        boards.report(by=lena, paper=large)
    assert not BoardReport.objects.exists()


def test_a_report_goes_to_a_partnership_with_public_bodies(client, lena):
    client.force_login(lena)
    own = PartnershipFactory(kind="assembly")
    page = client.post(NEW, typed(to=own.pk)).content.decode()
    assert "Choose one of the partnerships in the list." in page


def test_somebody_without_the_office_enters_no_report(asha):
    with pytest.raises(RuleBroken, match="Only the Support Unit and members"):
        boards.report(by=asha)


def test_an_overdue_report_is_a_task_of_the_board(lena, dev):
    boards.report(by=lena, on=days(-100), due=days(-1))
    [task] = tasks(lena)
    assert task.text == "Report to Strategic Board"
    assert "Overdue by 1 day" in task.note
    assert tasks(dev) == []
    boards.report(by=lena, on=days(0))
    assert tasks(lena) == []


def test_what_is_held_of_somebody_is_told_and_taken_away(lena, chair):
    services.name_owner(chair, lena, by=lena)
    report = boards.report(by=lena)
    told = {part.heading: part.lines for part in personal_data.data_about(lena)}
    assert [len(rows) for rows in told.values()] == [1, 1]
    personal_data.erase(lena, days(0))
    report.refresh_from_db()
    owner = VacancyOwner.objects.get()
    assert (report.entered_by, owner.person, owner.named_by) == (None, None, None)
    assert owner.ended_on == days(0)


def test_the_support_unit_finds_its_work_for_the_board_while_nothing_waits(client):
    """On an empty site no task leads there, and nobody types an address."""
    client.force_login(UserFactory(office="Support Unit"))
    page = client.get("/my/").content.decode()
    assert f'href="{DESK}"' in page
    assert 'href="/my/cases/"' in page
    client.force_login(UserFactory())
    assert f'href="{DESK}"' not in client.get("/my/").content.decode()
