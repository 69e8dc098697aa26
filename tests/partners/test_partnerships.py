"""The page of a partnership: what it is for, its seats, and how the next vacancy of each is filled."""

from django.db import IntegrityError
from django.utils import timezone

import pytest

from assembly.core.models import Event
from assembly.partners.models import Partnership, Seat
from assembly.partners.partnerships import texts
from elections.models import Contest
from tests.factories.elections import DAY, ContestFactory
from tests.factories.membership import DistrictFactory, ThemeFactory
from tests.factories.partners import AppointmentFactory, PartnershipFactory, SeatFactory

pytestmark = pytest.mark.django_db

NEW = {
    "name": "Health & Well-being Board",
    "kind": "thematic",
    "purpose": "Plans care for the county.",
    "website": "health.example.org",
    "order": "1",
}


@pytest.fixture
def support_unit(client, dev):
    client.force_login(dev)
    return client


@pytest.fixture
def board(db):
    return PartnershipFactory(name="Health Board", slug="health-board")


@pytest.fixture
def kennet(db):
    return DistrictFactory(name="Kennet")


def text(client, path="/representatives/partnerships/health-board/"):
    return " ".join(client.get(path).content.decode().split())


def announced(board, **fields):
    """A contest for a new seat, of which notice was given ten days ago."""
    opens = {"election__poll_opens": timezone.now() + 30 * DAY}
    return ContestFactory(partnership=board, **{**opens, **fields})


# What staff enter


def test_a_partnership_gets_its_address_from_its_name(support_unit):
    assert 'name="slug"' not in text(support_unit, "/cms/partnership/new/")
    support_unit.post("/cms/partnership/new/", NEW)
    support_unit.post("/cms/partnership/new/", {**NEW, "name": "Health Well-being: Board"})
    first, second = Partnership.objects.order_by("pk")
    assert (first.slug, second.slug) == ("health-well-being-board", "health-well-being-board-2")
    assert first.website == "https://health.example.org"


def test_a_renamed_partnership_keeps_its_address(support_unit, board):
    url = f"/cms/partnership/edit/{board.pk}/"
    assert 'name="slug"' not in text(support_unit, url)
    support_unit.post(url, {**NEW, "name": "Care Board", "slug": "care"})
    board.refresh_from_db()
    assert (board.name, board.slug) == ("Care Board", "health-board")


def test_staff_say_how_a_seat_is_filled(support_unit, board, kennet):
    seat = {
        "partnership": board.pk,
        "title": "Seat for Kennet",
        "term_months": "36",
        "filling": "district",
        "order": "1",
    }
    refused = support_unit.post("/cms/seat/new/", seat).content.decode()
    assert "Choose the district whose members elect this seat." in refused
    support_unit.post("/cms/seat/new/", {**seat, "district": kennet.pk})
    entered = Seat.objects.get()
    assert (entered.filling, entered.district, entered.term_months) == ("district", kennet, 36)
    assert Event.objects.last().name == "partners.seat_added"


@pytest.mark.parametrize("filling", ["group", "district"])
def test_a_seat_of_no_theme_or_district_is_not_elected_by_one(filling):
    with pytest.raises(IntegrityError):
        SeatFactory(filling=filling)


# What everybody reads


def test_the_page_says_what_it_is_for_and_where_its_website_is(client, board):
    assert "The Support Unit has not yet described this partnership" in text(client)
    board.purpose, board.website = "Plans care for the county.", "https://health.example.org/"
    board.save()
    AppointmentFactory(
        seat__partnership=board, name="Maya Hart", starts_on="2008-01-01", ends_on="2999-01-01"
    )
    page = text(client)
    for words in ("Plans care for the county.", 'href="https://health.example.org/"', "Maya Hart"):
        assert words in page


def test_a_page_of_no_partnership_is_not_there(client, board):
    assert client.get("/representatives/partnerships/health/").status_code == 404


def test_who_speaks_for_us_leads_to_the_page(client, board):
    assert f'href="{board.get_absolute_url()}"' in text(client, "/representatives/")


@pytest.mark.parametrize(
    ("filling", "sentence"),
    [
        ("members", "Elected by every member organisation of the Assembly."),
        ("group", "Elected by the member organisations in the group for Arts."),
        ("district", "Elected by the member organisations that work in Kennet."),
        ("co-opted", "Co-opted by those who sit on Health Board. Members do not vote on it."),
        ("invited", "Invited by Health Board. Members do not vote on it."),
    ],
)
def test_how_the_next_vacancy_is_filled_is_a_sentence(client, board, kennet, filling, sentence):
    theme = ThemeFactory(name="Arts")
    SeatFactory(partnership=board, filling=filling, theme=theme, district=kennet)
    page = text(client)
    assert sentence in page
    assert "Arts, Kennet" in page
    nothing_yet = "No election for it is announced yet" in page
    assert nothing_yet is (filling not in {"co-opted", "invited"})


def test_a_seat_of_a_forum_is_elected_by_it(kennet):
    seat = SeatFactory(filling="group", district=kennet)
    assert texts.filling(seat).endswith("in the district forum for Kennet.")


@pytest.mark.parametrize(
    ("months", "words"), [(12, "1 year"), (24, "2 years"), (18, "18 months"), (1, "1 month")]
)
def test_a_term_is_said_in_years_where_it_is_whole_years(months, words):
    assert texts.term(Seat(term_months=months)).split() == words.split()


def test_a_contest_that_is_announced_is_named_with_those_who_vote(client, board, kennet):
    SeatFactory(partnership=board)
    contest = announced(board, electorate=Contest.Electorate.DISTRICT, district=kennet)
    page = text(client)
    assert f'href="{contest.election.get_absolute_url()}"' in page
    assert "Who votes: Member organisations that work in Kennet." in page
    assert page.count("No election for it is announced yet") == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"election__poll_opens": timezone.now() + 60 * DAY},  # no notice yet
        {"election__is_rehearsal": True},
        {"election__declared_at": timezone.now()},
        {"election__voided_at": timezone.now(), "election__voided_because": "The server was lost."},
        {"polled_again_because": "It was in doubt."},
    ],
)
def test_only_a_contest_that_can_fill_the_seat_is_named(client, board, fields):
    announced(board, **fields)
    assert "No election for it is announced yet" in text(client)


def test_the_page_asks_as_much_however_many_seats(client, board, kennet, django_assert_num_queries):
    def some():
        announced(board, electorate=Contest.Electorate.DISTRICT, district=kennet)
        SeatFactory(partnership=board, theme=ThemeFactory(), filling="group")

    some()
    client.get(board.get_absolute_url())  # fills the cache
    with django_assert_num_queries(7):
        client.get(board.get_absolute_url())
    for _ in range(4):
        some()
    with django_assert_num_queries(7):
        client.get(board.get_absolute_url())


def test_open_data_says_how_a_seat_is_filled(client, board):
    SeatFactory(partnership=board, filling="invited", term_months=36)
    [shown] = client.get("/api/v1/partnerships").json()["items"]
    assert shown["page"].endswith("/representatives/partnerships/health-board/")
    assert (shown["seats"][0]["filling"], shown["seats"][0]["term_months"]) == ("invited", 36)


@pytest.mark.parametrize(("filling", "is_elected"), [("members", True), ("invited", False)])
def test_an_invited_place_waits_for_an_election_only_where_one_fills_it(
    client, filling, is_elected
):
    invited = AppointmentFactory(
        seat__filling=filling, basis="invited", starts_on="2008-01-01", ends_on="2999-01-01"
    )
    listed = "Held by invitation, to be filled by election" in text(client, "/representatives/")
    said = "until the seat is filled by election" in text(client, invited.get_absolute_url())
    assert (listed, said) == (is_elected, is_elected)
