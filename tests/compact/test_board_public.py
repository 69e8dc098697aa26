"""The public page of the Compact Board: both sides, vacancies with their age and who looks after them, reports."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

import pytest

from assembly.compact.board import seats, services
from assembly.compact.models import VacancyOwner
from tests.factories import compact_board as boards
from tests.factories.forums import GroupFactory
from tests.factories.membership import OrganisationFactory, UserFactory
from tests.factories.partners import MeetingFactory, PublicBodyFactory

pytestmark = pytest.mark.django_db
PAGE = "/compact/board/"


def text(client, path=PAGE):
    return " ".join(client.get(path).content.decode().split())


def days(number):
    return timezone.localdate() + dt.timedelta(days=number)


def test_it_says_when_it_is_not_set_up(client):
    page = text(client)
    assert "has not been set up on this site yet" in page
    assert "No report is on record yet" in page


def test_it_shows_both_sides_and_for_whom_each_sits_there(client):
    boards.board(purpose="Keeps the Compact alive.")
    carers = OrganisationFactory(name="Ashmere Carers", member=True)
    council = PublicBodyFactory(name="Wiltshire County Council", slug="wcc")
    maya = boards.member("sector", name="Maya Hart", organisation=carers)
    boards.member("public", name="Tom Reed", body=council, taken_on=None, code_version="")
    boards.member("chair", name="Cleo Chair")
    boards.seat("public")
    maya.declarations.create(declared_on=days(-5), employer="Ashmere Carers")
    page = text(client)
    for words in [
        "Keeps the Compact alive.",
        "Maya Hart</a>, <a",
        "Ashmere Carers",
        "Tom Reed</a>, for Wiltshire County Council",
        "Named by a public body, not yet taken",
        "Cleo Chair</a>, independent",
        "1 of 1 seat held",
        "1 of 2 seats held",
        f'href="/representatives/{maya.pk}/#interests"',
        "How to raise a case",
        'href="/compact/cases/"',
    ]:
        assert words in page, words
    assert page.count("No interests declared yet") == 2
    assert page.index("Voluntary sector") < page.index("Public bodies") < page.index("Independent")


def test_its_page_among_the_partnerships_leads_there(client):
    board = boards.board()
    assert board.get_absolute_url() == PAGE
    answer = client.get(f"/representatives/partnerships/{board.slug}/")
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert PAGE in client.get("/compact/").content.decode()


# Vacancies


def test_the_age_of_a_vacancy_is_from_the_last_holder_leaving_or_the_seat_being_entered():
    boards.member("sector", title="Left", ends_on=days(-12), on=days(-400))
    boards.seat("sector", "New", existing_since=days(-3))
    boards.seat("chair", "Old", existing_since=None)
    found = {one.seat.title: one for one in seats.vacancies(days(0))}
    assert list(found) == ["Old", "Left", "New"]
    assert [one.days for one in found.values()] == [None, 12, 3]
    assert [one.age for one in found.values()] == ["Not known since when", "12 days", "3 days"]
    assert seats.vacancies(days(1))[1].days == 13


def test_the_vacant_chair_is_public_with_its_age_and_its_owner(client):
    boards.seat("chair", "Independent chair", existing_since=days(-40))
    page = text(client)
    assert "40 days" in page
    assert "Never filled, on record since" in page
    assert page.split('id="vacancies"')[1].split("id=")[0].count("Support Unit") == 1


@pytest.mark.parametrize("who", ["seated", "unseated", "staff"])
def test_an_owner_is_named_in_public_only_where_their_name_is_public_already(client, who):
    chair = boards.seat("chair", "Independent chair")
    office = "Support Unit" if who == "staff" else "Compact Board"
    person = UserFactory(name="Lena Lind", office=office)
    if who == "seated":
        boards.member("sector", user=person)
    services.name_owner(chair, person, by=UserFactory(office="Support Unit"))
    found = text(client).split('id="vacancies"')[1].split("<h2")[0]
    shown = {
        "seated": "Lena Lind",
        "unseated": "A member of the Compact Board",
        "staff": "Support Unit",
    }
    assert shown[who] in found
    assert ("Lena Lind" in found) == (who == "seated")


def test_a_filled_seat_has_no_owner_and_a_later_vacancy_begins_without_one():
    person = UserFactory(office="Compact Board")
    chair = boards.seat("chair", existing_since=days(-300))
    services.name_owner(chair, person, by=person, on=days(-200))
    [vacancy] = seats.vacancies(days(-150))
    assert vacancy.owner == person
    boards.member("chair", seat=chair, on=days(-100), ended_on=days(-10))
    assert seats.vacancies(days(-50)) == []
    [vacancy] = seats.vacancies(days(0))
    assert (vacancy.days, vacancy.owner) == (10, None)
    services.name_owner(chair, person, by=person)
    assert seats.vacancies(days(0))[0].owner == person
    assert VacancyOwner.objects.filter(ended_on=None).count() == 1


def test_somebody_who_left_both_offices_owns_no_vacancy():
    person = UserFactory(office="Compact Board")
    chair = boards.seat("chair")
    services.name_owner(chair, person, by=person)
    person.office_terms.update(ended_on=days(0))
    assert seats.vacancies(days(0))[0].owner is None


def test_an_abolished_seat_is_no_vacancy():
    boards.seat("chair", abolished_on=days(-1))
    assert seats.vacancies(days(0)) == []


# Meetings


def test_without_a_group_its_meetings_are_those_of_the_register(client):
    MeetingFactory(
        partnership=boards.board(), title="Spring meeting", papers="https://example.org/p"
    )
    page = text(client)
    assert '<a class="govuk-link" href="https://example.org/p">Spring meeting' in page


def test_with_a_group_its_meetings_are_the_announced_ones_of_the_group(client):
    from forums.groups.services import make_group_pages
    from tests.factories.forums import GroupMeetingFactory

    group = GroupFactory(kind="compact", partnership=boards.board(), name="The Board", slug="board")
    make_group_pages()
    GroupMeetingFactory(group=group, title="Autumn meeting")
    page = text(client)
    assert "Autumn meeting" in page
    assert "All meetings, with their papers and minutes" in page
    own = text(client, group.get_absolute_url())
    assert f'href="{PAGE}"' in own
    assert "This is the group of the Compact Board" in own
    assert "Compact Board</h2>" in text(client, "/groups/")


# Reports


def test_reports_are_public_with_their_papers_to_save(client):
    member = UserFactory(office="Compact Board")
    paper = SimpleUploadedFile("heard.txt", b"What we heard.")
    report = boards.report(by=member, paper=paper, title="What we heard")
    page = text(client)
    assert "What we heard" in page
    assert "The deputy chair" in page
    assert "The next is due by" in page
    answer = client.get(f"/compact/board/reports/{report.pk}/paper/")
    assert b"".join(answer.streaming_content) == b"What we heard."
    assert answer["Content-Disposition"].startswith('attachment; filename="what-we-heard-')
    assert "sandbox" in answer["Content-Security-Policy"]


def test_an_overdue_report_is_public(client):
    member = UserFactory(office="Compact Board")
    boards.report(by=member, on=days(-100), due=days(-1))
    assert "Overdue by 1 day" in text(client)
    boards.report(by=member, on=days(0))
    assert "Overdue" not in text(client)


def test_a_report_that_is_due_today_is_not_overdue(client):
    boards.report(by=UserFactory(office="Compact Board"), on=days(-100), due=days(0))
    assert "Overdue" not in text(client)


def test_a_report_without_a_paper_has_no_address_of_one(client):
    report = boards.report(by=UserFactory(office="Compact Board"))
    assert "Download the paper" not in text(client)
    assert client.get(f"/compact/board/reports/{report.pk}/paper/").status_code == 404


def test_the_page_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    person = UserFactory(office="Compact Board")
    for side in ("sector", "public", "chair"):
        for _ in range(3):
            boards.member(side)
            services.name_owner(boards.seat(side), person, by=person)
    for number in range(5):
        boards.report(by=person, on=days(-number))
    client.get(PAGE)
    with django_assert_max_num_queries(16):
        client.get(f"{PAGE}?after=x")
