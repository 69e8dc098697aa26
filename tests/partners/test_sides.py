"""Seats of the Compact Board belong to a side; what the sector chooses is counted without them."""

import datetime as dt

from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.partners import code_of_conduct, selectors, services
from assembly.partners.models import Appointment, Partnership, Seat
from assembly.partners.services import Holder
from elections import blueprints
from forums.groups import rules as group_rules
from tests.factories import compact_board as boards
from tests.factories.forums import GroupFactory
from tests.factories.membership import OrganisationFactory, UserFactory
from tests.factories.partners import (
    AppointmentFactory,
    MeetingFactory,
    PartnershipFactory,
    PublicBodyFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
Basis = Appointment.Basis


def days(number):
    return timezone.localdate() + dt.timedelta(days=number)


def text(client, path):
    return " ".join(client.get(path).content.decode().split())


@pytest.fixture
def support_unit(client, dev):
    client.force_login(dev)
    return client


# What staff enter


def seat_typed(partnership, **changes):
    return {
        "partnership": partnership.pk,
        "title": "Seat 1",
        "side": "",
        "term_months": "24",
        "filling": "members",
        "order": "1",
        **changes,
    }


@pytest.mark.parametrize(
    ("side", "filling", "is_taken"),
    [
        ("sector", "members", True),
        ("sector", "co-opted", True),
        ("public", "named", True),
        ("chair", "invited", True),
        ("", "members", False),
        ("sector", "named", False),
        ("public", "members", False),
        ("chair", "named", False),
        ("chair", "members", False),
    ],
)
def test_a_seat_of_the_compact_board_has_a_side_and_is_filled_as_that_side_is(
    support_unit, side, filling, is_taken
):
    page = support_unit.post(
        "/cms/seat/new/", seat_typed(boards.board(), side=side, filling=filling)
    )
    assert Seat.objects.exists() == is_taken
    if not is_taken:
        words = "Choose “Named by a public body”" if side else "Choose whose seat this is."
        assert words in page.content.decode()


@pytest.mark.parametrize("changes", [{"side": "sector"}, {"filling": "named"}])
def test_other_seats_have_no_side_and_no_body_names_their_holders(support_unit, changes):
    support_unit.post("/cms/seat/new/", seat_typed(PartnershipFactory(), **changes))
    assert not Seat.objects.exists()


def test_a_used_seat_stays_on_its_side_and_on_its_board(support_unit):
    seat = boards.member("sector", title="Seat 1").seat
    address = f"/cms/seat/edit/{seat.pk}/"
    page = support_unit.post(
        address, seat_typed(seat.partnership, side="public", filling="named")
    ).content.decode()
    assert "so it stays on its side" in page
    page = support_unit.post(address, seat_typed(PartnershipFactory())).content.decode()
    assert "This seat stays with Compact Board" in page
    seat.refresh_from_db()
    assert (seat.side, seat.partnership.kind) == ("sector", "compact")


def test_there_is_one_compact_board(support_unit):
    boards.board()
    page = support_unit.post(
        "/cms/partnership/new/", {"name": "Another", "kind": "compact", "order": "1"}
    )
    assert "There is one Compact Board" in page.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnershipFactory(kind="compact")


def test_a_partnership_with_seats_does_not_become_the_compact_board_or_stop_being_it(support_unit):
    for partnership, kind in ((SeatFactory().partnership, "compact"), (boards.board(), "lsp")):
        boards.seat("sector") if kind == "lsp" else None
        page = support_unit.post(
            f"/cms/partnership/edit/{partnership.pk}/",
            {"name": partnership.name, "kind": kind, "order": "1"},
        )
        assert "has seats, so it cannot become the Compact Board" in page.content.decode()


def test_the_screen_asks_for_what_the_side_needs(support_unit):
    def fields(side):
        page = support_unit.get(f"/cms/representatives/{boards.seat(side).pk}/appoint/")
        return [name for name in page.context["form"].fields if name in {"organisation", "body"}]

    assert fields("sector") == ["organisation"]
    assert fields("public") == ["body"]
    assert fields("chair") == []


def test_somebody_is_appointed_for_a_public_body_and_told_that_it_is_public(
    support_unit, asha, django_capture_on_commit_callbacks
):
    council = PublicBodyFactory(name="Wiltshire County Council")
    seat = boards.seat("public", "Council seat")
    address = f"/cms/representatives/{seat.pk}/appoint/"
    typed = {"name": "Asha Amin", "account": asha.email, "basis": "named", "starts_on": days(0)}
    page = support_unit.post(address, typed).content.decode()
    assert "Choose the public body for which this person sits" in page
    with django_capture_on_commit_callbacks(execute=True):
        support_unit.post(address, {**typed, "body": council.pk})
    held = Appointment.objects.get()
    assert (held.body, held.organisation, held.basis) == (council, None, "named")
    [sent] = mail.outbox
    assert "you sit on the Compact Board for Wiltshire County Council" in " ".join(
        sent.body.split()
    )
    assert "speak for the sector" not in sent.body
    assert Event.objects.filter(name="partners.appointed").count() == 1


# Who may hold which seat


def appoint(seat, *, basis, on=None, **holder):
    return services.appoint(
        seat, Holder(name="Maya Hart", **holder), basis=basis, starts_on=on or days(0), by=None
    )


@pytest.mark.parametrize(
    ("side", "given", "words"),
    [
        ("sector", (), "Choose the organisation that put this person forward"),
        ("sector", ("body",), "is not a seat of public bodies"),
        ("public", (), "Choose the public body"),
        ("public", ("organisation",), "Leave the organisation out"),
        ("public", ("organisation", "body"), "Leave the organisation out"),
        ("chair", ("organisation",), "The chair is independent"),
        ("chair", ("body",), "is not a seat of public bodies"),
        ("", ("body",), "is not a seat of public bodies"),
    ],
)
def test_a_seat_is_held_for_whom_its_side_says(side, given, words):
    seat = boards.seat(side) if side else SeatFactory()
    make = {"organisation": OrganisationFactory, "body": PublicBodyFactory}
    basis = Basis.NAMED if side == "public" else Basis.CO_OPTED
    with pytest.raises(RuleBroken, match=words):
        appoint(seat, basis=basis, **{name: make[name]() for name in given})


def test_a_body_that_has_ended_holds_no_seat():
    gone = PublicBodyFactory(ended_on=days(10))
    seat = boards.seat("public")
    with pytest.raises(RuleBroken, match="no longer exists on that day"):
        appoint(seat, basis=Basis.NAMED, body=gone, on=days(10))
    assert appoint(seat, basis=Basis.NAMED, body=gone, on=days(9)).pk


@pytest.mark.parametrize(
    ("side", "basis"),
    [("public", "invited"), ("chair", "elected"), ("sector", "named"), ("", "named")],
)
def test_nobody_comes_to_a_seat_as_only_another_side_does(side, basis):
    seat = boards.seat(side) if side else SeatFactory()
    given = {"body": PublicBodyFactory()} if side == "public" else {}
    given |= {"organisation": OrganisationFactory()} if side == "sector" else {}
    with pytest.raises(RuleBroken):
        appoint(seat, basis=basis, **given)


def test_an_appointment_is_for_one():
    with pytest.raises(IntegrityError, match="appointment_for_one"), transaction.atomic():
        AppointmentFactory(organisation=OrganisationFactory(), body=PublicBodyFactory())


# Who speaks for us


def test_nothing_of_the_compact_board_is_in_the_share_of_seats_filled_by_election(client):
    outside = PartnershipFactory(kind="lsp")
    SeatFactory(partnership=outside)
    held = AppointmentFactory(
        seat=SeatFactory(partnership=outside), basis="elected", ends_on=days(100)
    )
    before = selectors.share(selectors.boards(Partnership.Kind))
    boards.member("sector", name="Maya Hart").__class__.objects.exclude(pk=held.pk).update(
        basis="elected"
    )
    boards.member("public", name="Tom Reed")
    boards.seat("chair")
    assert selectors.share(selectors.boards(Partnership.Kind)) == before
    page = text(client, "/representatives/")
    assert "1 of 2 seats" in page
    assert "none of its seats count in the share of seats filled by election" in page
    assert "do not count in the share of seats filled by election" in text(
        client, "/compact/board/"
    )


def test_the_sectors_seats_speak_for_us_and_the_others_do_not(client):
    maya = boards.member("sector", name="Maya Hart")
    tom = boards.member("public", name="Tom Reed")
    cleo = boards.member("chair", name="Cleo Chair")
    boards.seat("public", "Empty seat")
    for path in (
        "/representatives/",
        "/representatives/history/",
    ):
        page = text(client, path)
        assert "Maya Hart" in page, path
        assert "Tom Reed" not in page
        assert "Empty seat" not in page
    assert "Maya" in text(client, "/search/?q=Hart").split("<main")[1]
    assert "Tom" not in text(client, "/search/?q=Reed").split("<main")[1]
    assert "/compact/board/" in text(client, "/search/?q=Compact+Board").split("<main")[1]
    board = text(client, "/representatives/history/?partnership=compact-board")
    assert "Tom Reed, for" in board
    for held, up in ((maya, "Who speaks for us"), (tom, "Compact Board"), (cleo, "Compact Board")):
        page = text(client, held.get_absolute_url())
        assert up in page.split('breadcrumbs__list"')[1].split("</ol>")[0]


def test_the_open_data_say_whose_seat_it_is(client):
    tom = boards.member("public", name="Tom Reed")
    SeatFactory()
    found = client.get("/api/v1/partnerships").json()["items"]
    seats = {seat["side"]: seat for one in found for seat in one["seats"]}
    assert set(seats) == {"public", ""}
    assert seats["public"]["holder"]["body"] == tom.body.slug
    assert seats["public"]["holder"]["organisation"] is None


def test_only_those_who_speak_for_the_sector_owe_reports_of_meetings():
    people = {side: boards.member(side, user=UserFactory()) for side in ("sector", "public")}
    MeetingFactory(partnership=boards.board(), held_on=days(-2))
    assert services.ask_for_reports() == 1
    assert people["sector"].reports.count() == 1
    assert people["public"].reports.count() == 0


def test_other_sides_accept_the_code_without_what_is_for_the_sector(client, asha):
    code = code_of_conduct.CURRENT
    other = code.for_seat(boards.seat("public"))
    assert code.for_seat(boards.seat("sector")) == code
    assert [part.heading for part in other.parts] == [
        part.heading for part in code.parts if part.heading != "Speaking for the sector"
    ]
    said = " ".join(sentence for part in other.parts for sentence in part.sentences)
    assert "I come to the meetings" in said
    assert "report to the members" not in said
    assert "elected me" not in said
    held = boards.member("public", user=asha, taken_on=None, code_version="")
    client.force_login(asha)
    page = text(client, f"/my/seats/{held.pk}/code/")
    assert "speak for the sector as a whole" not in page
    client.post(f"/my/seats/{held.pk}/code/", {"version": code.version, "accepts": "on"})
    held.refresh_from_db()
    assert held.taken_on == days(0)


def test_members_elect_nobody_to_a_seat_of_another_side():
    sector = boards.seat("sector", filling="members")
    boards.seat("public")
    boards.seat("chair")
    assert blueprints.seats_to_fill(boards.board(), days(30)) == [sector]
    assert blueprints.propose(boards.board(), days(30)).election.title


# Its group


def group_typed(partnership, kind="compact"):
    return {"name": "The Board", "kind": kind, "remit": "Meets.", "partnership": partnership.pk}


def test_its_group_is_made_of_its_partnership(support_unit):
    from forums.models import Group

    other = PartnershipFactory(kind="assembly")
    page = support_unit.post("/cms/forums_group/new/", group_typed(other)).content.decode()
    assert "Choose the partnership that is the Compact Board." in page
    page = support_unit.post(
        "/cms/forums_group/new/", group_typed(boards.board(), "board")
    ).content.decode()
    assert "Choose “Compact Board” as the kind of its group." in page
    assert not Group.objects.exists()
    support_unit.post("/cms/forums_group/new/", group_typed(boards.board()))
    group = Group.objects.get()
    assert group.is_of_seats
    support_unit.post("/cms/forums_group/new/", group_typed(boards.board()) | {"name": "Another"})
    assert Group.objects.count() == 1


def test_organisations_do_not_join_it():
    group = GroupFactory(kind="compact", partnership=boards.board(), name="The Board")
    ours = OrganisationFactory(member=True)
    ruling = group_rules.may_join(group, ours, is_in=False, district_ids=set())
    assert "The members of the The Board are the people who hold a seat on it" in ruling.reason
