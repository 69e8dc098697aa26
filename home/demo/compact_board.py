"""The Compact Board: four seats of the sector, three of public bodies, a vacant chair, and a report to the LSP."""

from assembly.compact.board import services as board_services
from assembly.partners import services
from assembly.partners.code_of_conduct import CURRENT
from assembly.partners.models import Appointment, Declaration, Partnership, Seat
from forums.groups.services import make_group_pages
from forums.models import Group

from .county import COUNCIL, PCT, POLICE
from .representatives import STRATEGIC_BOARD
from .stage import Demo

SINCE = -390
CHAIR_LEFT = -75
SLUG = "compact-board"
SECTOR = ("compact", "compact3", "compact4", "compact7")
PUBLIC = (("compact2", POLICE), ("compact5", COUNCIL), ("compact6", PCT))


def seed(demo: Demo) -> None:
    demo.say("The Compact Board, whose chair is vacant")
    board = Partnership.objects.create(
        name="Compact Board",
        slug=SLUG,
        kind=Partnership.Kind.COMPACT,
        purpose="Looks after the Compact for both sides, and hears cases of promises that were not kept.",
        order=30,
    )
    _seat_the_sector(demo, board)
    _seat_the_public_bodies(demo, board)
    _lose_the_chair(demo, board)
    _report(demo)
    Group.objects.create(
        name="Compact Board",
        slug="compact-board",
        kind=Group.Kind.COMPACT,
        remit="Meets four times a year, and reports to the Wiltshire Strategic Board once.",
        partnership=board,
    )
    make_group_pages()
    demo.forget_messages("partners")


def _seat_the_sector(demo: Demo, board: Partnership) -> None:
    for number, (key, organisation) in enumerate(
        zip(SECTOR, demo.someones(len(SECTOR)), strict=True), start=1
    ):
        seat = Seat.objects.create(
            partnership=board,
            title=f"Voluntary sector seat {number}",
            side=Seat.Side.SECTOR,
            filling=Seat.Filling.MEMBERS,
            existing_since=demo.day(SINCE),
            order=number,
        )
        holder = services.Holder(
            name=demo.people[key].name, user=demo.people[key], organisation=organisation
        )
        _sit(demo, seat, holder, Appointment.Basis.ELECTED)


def _seat_the_public_bodies(demo: Demo, board: Partnership) -> None:
    for number, (key, body) in enumerate(PUBLIC, start=1):
        seat = Seat.objects.create(
            partnership=board,
            title=f"Public bodies' seat {number}",
            side=Seat.Side.PUBLIC,
            filling=Seat.Filling.NAMED,
            existing_since=demo.day(SINCE),
            order=10 + number,
        )
        holder = services.Holder(
            name=demo.people[key].name, user=demo.people[key], body=demo.bodies[body]
        )
        _sit(demo, seat, holder, Appointment.Basis.NAMED)


def _lose_the_chair(demo: Demo, board: Partnership) -> None:
    """There was one, who moved away; the Support Unit's Dev looks for another."""
    seat = Seat.objects.create(
        partnership=board,
        title="Independent chair",
        side=Seat.Side.CHAIR,
        filling=Seat.Filling.CO_OPTED,
        existing_since=demo.day(SINCE),
        order=20,
    )
    holder = services.Holder(name="Canon Philip Amery")
    held = services.appoint(
        seat,
        holder,
        basis=Appointment.Basis.CO_OPTED,
        starts_on=demo.day(SINCE),
        by=demo.people["dev"],
    )
    services.record_signed_code(
        held, signed_on=demo.day(SINCE), by=demo.people["dev"], on=demo.day(SINCE)
    )
    services.end_appointment(held, by=demo.people["dev"], on=demo.day(CHAIR_LEFT))
    board_services.name_owner(
        seat, demo.people["compact"], by=demo.people["dev"], on=demo.day(CHAIR_LEFT + 5)
    )


def _report(demo: Demo) -> None:
    """The Board reported once, and the next report is overdue."""
    facts = board_services.ReportFacts(
        to=Partnership.objects.get(slug=STRATEGIC_BOARD),
        reported_on=demo.day(-380),
        by_whom="The independent chair",
        title="The Compact in its third year",
        next_due_on=demo.day(-15),
    )
    board_services.enter_report(facts, None, by=demo.people["compact"])


def _sit(demo: Demo, seat: Seat, holder: services.Holder, basis: Appointment.Basis) -> None:
    on = demo.day(SINCE)
    held = services.appoint(seat, holder, basis=basis, starts_on=on, by=demo.people["dev"])
    by = held.user
    if by is None:
        raise ValueError("Everybody on the Board of the demo has an account.")
    services.accept_code(held, version=CURRENT.version, by=by, on=on)
    declaration = Declaration(
        employer=str(held.organisation or held.body), funding="None", other_seats="None"
    )
    services.declare_interests(held, declaration, by=by, on=on)
