"""The public page of who speaks for the sector."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.partners import selectors
from assembly.partners.models import Partnership
from tests.factories.membership import OrganisationFactory
from tests.factories.partners import AppointmentFactory, PartnershipFactory, SeatFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2008, 9, 15)


def text(client, path="/representatives/"):
    return " ".join(client.get(path).content.decode().split())


def days(number):
    return timezone.localdate() + dt.timedelta(days=number)


def test_page_without_any_seat(client):
    page = text(client)
    assert "No partnership is on record yet" in page
    assert "%" not in page.split("<main")[1].split("</main")[0]


def test_page_says_who_holds_a_seat_until_when_and_on_what_basis(client):
    AppointmentFactory(
        seat__partnership__name="Wiltshire Strategic Board",
        name="Maya Hart",
        organisation=OrganisationFactory(name="Ashmere Carers", member=True),
        basis="unopposed",
        starts_on=days(-10),
        ends_on=dt.date(2999, 6, 2),
        election_title="Board election",
        election_path="/elections/board/",
    )
    page = text(client)
    for words in [
        "Wiltshire Strategic Board",
        "Maya Hart",
        "/members/organisation-",
        "Elected unopposed",
        "1 Jun",  # the last day, not the day after it
        '<a class="govuk-link" href="/elections/board/">Board election</a>',
    ]:
        assert words in page
    assert "100%" in page


HELD = [
    # starts                 ends                 ended                holder  vacant since
    (dt.date(2008, 1, 1),    dt.date(2010, 1, 1), None,                True,   None),
    (DAY,                    dt.date(2010, 1, 1), None,                True,   None),
    (dt.date(2008, 9, 16),   dt.date(2010, 1, 1), None,                False,  None),
    (dt.date(2006, 1, 1),    DAY,                 None,                False,  DAY),
    (dt.date(2006, 1, 1),    dt.date(2008, 9, 16), None,               True,   None),
    (dt.date(2008, 1, 1),    dt.date(2010, 1, 1), DAY,                 False,  DAY),
    (dt.date(2008, 1, 1),    dt.date(2010, 1, 1), dt.date(2008, 9, 16), True,  None),
]  # fmt: skip


@pytest.mark.parametrize(("starts_on", "ends_on", "ended_on", "held", "vacant_since"), HELD)
def test_whether_a_seat_is_held_on_a_day(starts_on, ends_on, ended_on, held, vacant_since):
    seat = SeatFactory()
    AppointmentFactory(seat=seat, starts_on=starts_on, ends_on=ends_on, ended_on=ended_on)
    ((place,),) = [board.places for board in selectors.boards([Partnership.Kind.THEMATIC], on=DAY)]
    assert (place.holder is not None) is held
    assert place.vacant_since == vacant_since


def test_abolished_seat_is_not_shown():
    SeatFactory(abolished_on=DAY)
    (board,) = selectors.boards([Partnership.Kind.THEMATIC], on=DAY)
    assert board.places == []


def test_share_of_seats_that_members_filled_themselves():
    partnership = PartnershipFactory()
    for basis in ["elected", "unopposed", "co-opted", "invited"]:
        AppointmentFactory(seat=SeatFactory(partnership=partnership), basis=basis)
    for _ in range(3):
        SeatFactory(partnership=partnership)
    share = selectors.share(selectors.boards([Partnership.Kind.THEMATIC], on=DAY))
    assert (share.seats, share.democratic, share.invited, share.vacant) == (7, 2, 1, 3)
    assert share.percent == 29
    assert str(share) == "2 of 7 seats"


def test_assembly_board_does_not_count_in_the_share(client):
    AppointmentFactory(
        seat__partnership__kind="assembly", basis="elected", starts_on=days(-1), ends_on=days(100)
    )
    SeatFactory(partnership__kind="lsp")
    assert client.get("/representatives/").context["percent"] == "0%"


def test_page_asks_the_same_number_of_queries_however_many_seats(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    def some():
        AppointmentFactory(
            organisation=OrganisationFactory(member=True), starts_on=days(-1), ends_on=days(9)
        )
        AppointmentFactory(seat__partnership__kind="assembly", starts_on=days(-1), ends_on=days(9))

    some()
    client.get("/representatives/")  # fills the cache
    with django_assert_max_num_queries(9) as queries:
        client.get("/representatives/")
    few = len(queries)
    for _ in range(20):
        some()
    with django_assert_num_queries(few):
        client.get("/representatives/")


def test_organisations_page_names_the_seats_of_those_it_put_forward(client, member):
    AppointmentFactory(
        seat__title="Seat for Health", organisation=member, starts_on=days(-1), ends_on=days(9)
    )
    AppointmentFactory(seat__title="Seat of old", organisation=member)
    page = text(client, member.get_absolute_url())
    assert "Seat for Health" in page
    assert "Seat of old" not in page


def test_representative_finds_the_seat_on_my_assembly(client, asha):
    client.force_login(asha)
    assert "My seats" not in text(client, "/my/")
    AppointmentFactory(user=asha, starts_on=days(-1), ends_on=days(9))
    assert "My seats" in text(client, "/my/")
