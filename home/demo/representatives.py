"""The partnerships, their seats, and who speaks for the sector on them: elected, unopposed, co-opted or invited."""

import datetime as dt

from assembly.accounts.models import User
from assembly.membership.models import District, Organisation, Theme
from assembly.partners import services
from assembly.partners.code_of_conduct import CURRENT
from assembly.partners.models import (
    Appointment,
    Declaration,
    Meeting,
    Partnership,
    Report,
    Seat,
)

from .names import THEMATIC_PARTNERSHIPS
from .stage import Demo

STRATEGIC_BOARD = "wiltshire-strategic-board"
LAA_BOARD = "laa-board"
ASSEMBLY_BOARD = "assembly-board"
COUNTY_FORUM = "county-forum"

# How the seats of the thematic partnerships are filled today, one after another: (basis, began days ago).
# None is a vacancy. The fourth term is over and nobody was appointed again, so that seat is vacant too.
FILLED = [
    ("invited", 610),
    ("invited", 500),
    ("elected", 300),
    ("invited", 800),
    ("unopposed", 300),
    ("elected", 300),
    None,
    ("co-opted", 150),
    ("elected", 300),
    ("unopposed", 300),
    ("invited", 420),
    None,
    ("elected", 300),
    ("co-opted", 90),
    ("invited", 200),
]


def seed(demo: Demo) -> None:
    demo.say("Partnerships, their seats and who holds them")
    people = People(demo)
    _strategic_boards(demo, people)
    _thematic_partnerships(demo, people)
    _assembly_board(demo, people)
    _county_forum(demo, people)
    _take_seats(demo)
    _report_back(demo)
    demo.forget_messages("partners")


class People:
    """Picks somebody for a seat: a person who acts for a member with that theme or in that district."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        self._taken: set[int] = set()

    def for_seat(self, seat: Seat) -> services.Holder:
        members = Organisation.objects.filter(pk__in=self.demo.voters).exclude(pk__in=self._taken)
        if seat.theme:
            members = members.filter(themes=seat.theme)
        if seat.district:
            members = members.filter(districts=seat.district)
        # Not the organisations of the cast: their people vote and nominate in the demo.
        cast = [organisation.pk for organisation in self.demo.organisations[:3]]
        organisation = self.demo.rng.choice(list(members.exclude(pk__in=cast)))
        self._taken.add(organisation.pk)
        return self.holder(self.demo.voters[organisation.pk], organisation)

    def holder(self, user: User, organisation: Organisation | None = None) -> services.Holder:
        return services.Holder(name=user.name, user=user, organisation=organisation)


def _strategic_boards(demo: Demo, people: People) -> None:
    strategic = Partnership.objects.create(
        name="Wiltshire Strategic Board",
        slug=STRATEGIC_BOARD,
        kind=Partnership.Kind.LSP,
        purpose="The Local Strategic Partnership: sets the community strategy of the county.",
        website="https://strategic-board.example.org/",
        order=1,
    )
    for number in range(1, 4):
        seat = Seat.objects.create(
            partnership=strategic, title=f"Voluntary sector seat {number}", order=number
        )
        _fill(demo, seat, people.for_seat(seat), "invited", 640 - 30 * number)
    laa = Partnership.objects.create(
        name="Local Area Agreement Board",
        slug=LAA_BOARD,
        kind=Partnership.Kind.LAA,
        purpose="Agrees the targets of the county with government, and watches over them.",
        website="https://area-agreement.example.org/",
        order=2,
    )
    for number in range(1, 3):
        seat = Seat.objects.create(
            partnership=laa, title=f"Voluntary sector seat {number}", order=number
        )
        # Their terms end soon: the election of the demo fills these seats anew.
        _fill(demo, seat, people.for_seat(seat), "elected", 690)


def _thematic_partnerships(demo: Demo, people: People) -> None:
    filled = iter(FILLED)
    for order, row in enumerate(THEMATIC_PARTNERSHIPS, start=10):
        name, slug, theme, seats, filling, months, purpose = row
        partnership = Partnership.objects.create(
            name=name,
            slug=slug,
            kind=Partnership.Kind.THEMATIC,
            purpose=purpose,
            website=f"https://{slug}.example.org/",
            order=order,
        )
        for number in range(1, seats + 1):
            seat = Seat.objects.create(
                partnership=partnership,
                title=f"Voluntary sector seat {number}" if seats > 1 else "Voluntary sector seat",
                theme=Theme.objects.filter(slug=theme).first(),
                filling=filling,
                term_months=months,
                order=number,
            )
            if how := next(filled):
                _fill(demo, seat, people.for_seat(seat), *how)


def _assembly_board(demo: Demo, people: People) -> None:
    """A seat for each theme and each district, and two open ones; the two with an account of the cast sit there."""
    board = Partnership.objects.create(
        name="Assembly Board",
        slug=ASSEMBLY_BOARD,
        kind=Partnership.Kind.ASSEMBLY,
        purpose="Runs the Assembly between its meetings. Elected by the members from among their people.",
        order=0,
    )
    subjects: list[Theme | District] = [
        *Theme.objects.all(),
        *District.objects.of_the_county(),
    ]
    for order, subject in enumerate(subjects):
        seat = Seat.objects.create(
            partnership=board,
            title=f"Seat for {subject.name}",
            theme=subject if isinstance(subject, Theme) else None,
            district=subject if isinstance(subject, District) else None,
            order=order,
        )
        # Half of the Board retires each year: the themes soon, the districts a year later.
        began = 690 if isinstance(subject, Theme) else 320
        _fill(demo, seat, people.for_seat(seat), "elected" if order % 4 else "unopposed", began)
    for number, key in enumerate(["board", "board2"], start=1):
        seat = Seat.objects.create(
            partnership=board, title=f"Open seat {number}", order=20 + number
        )
        _fill(demo, seat, people.holder(demo.people[key]), "elected", 320)


def _county_forum(demo: Demo, people: People) -> None:
    forum = Partnership.objects.create(
        name="Wiltshire County Forum",
        slug=COUNTY_FORUM,
        kind=Partnership.Kind.COUNTY_FORUM,
        purpose="Two representatives of each district forum, who speak for the districts together.",
        order=5,
    )
    for order, district in enumerate(District.objects.of_the_county()):
        for number in (1, 2):
            seat = Seat.objects.create(
                partnership=forum,
                title=f"{district.name} District Forum, seat {number}",
                district=district,
                filling=Seat.Filling.GROUP,
                order=order * 2 + number,
            )
            if (order, number) != (3, 2):
                _fill(demo, seat, people.for_seat(seat), "elected", 200)


def _take_seats(demo: Demo) -> None:
    """All but one have accepted the code of conduct, and most have declared their interests."""
    untaken = Appointment.objects.filter(seat__partnership__slug=COUNTY_FORUM).last()
    for number, held in enumerate(Appointment.objects.not_over(demo.day(0)).order_by("pk")):
        if held.user is None or held == untaken:
            continue
        services.accept_code(held, version=CURRENT.version, by=held.user, on=held.starts_on)
        if number % 5:
            declaration = Declaration(
                employer=str(held.organisation or "Retired"),
                funding="None",
                other_seats="None" if number % 2 else "Governor of a primary school",
            )
            services.declare_interests(held, declaration, by=held.user, on=held.starts_on)


def _report_back(demo: Demo) -> None:
    """The strategic board met four times. Those elected since report on the third meeting, and owe the fourth."""
    board = Partnership.objects.get(slug=STRATEGIC_BOARD)
    held = list(Appointment.objects.filter(seat__partnership=board, user__isnull=False))
    for days_ago in (180, 110, 40, 2):
        meeting = Meeting.objects.create(
            partnership=board, title="Quarterly meeting", held_on=demo.day(-days_ago)
        )
        for number, one in enumerate(held):
            if days_ago > 2 and (days_ago, number) != (40, 0):
                report(one, meeting, there=(days_ago, number) != (110, 1))


def report(held: Appointment, meeting: Meeting, *, there: bool) -> None:
    made = Report(
        meeting=meeting,
        attendance=Report.Attendance.ATTENDED if there else Report.Attendance.APOLOGIES,
        points_raised="Small groups need longer than three days to answer." if there else "",
        decisions="The board asked for twelve weeks from now on." if there else "",
    )
    if held.user:
        sent_on = meeting.held_on + dt.timedelta(days=5)
        services.send_report(held, made, by=held.user, on=sent_on)


def leave(demo: Demo, held: Appointment, *, on: dt.date) -> Appointment:
    """Somebody gives a seat up before the end of the term."""
    return services.end_appointment(held, by=demo.people["dev"], on=on)


def _fill(demo: Demo, seat: Seat, holder: services.Holder, basis: str, days_ago: int) -> None:
    services.appoint(
        seat,
        holder,
        basis=Appointment.Basis(basis),
        starts_on=demo.day(-days_ago),
        by=demo.people["dev"],
    )
