"""Who could hear a case, who cannot and why, and who hears it now. Fixed numbers of queries."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.compact.cases import standing, telling
from assembly.compact.cases.steps import PANEL_OF
from assembly.compact.models import Case, PanelMember, Side
from assembly.core.roles import BOARD, COMPACT_BOARD
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.partners.models import Appointment, Partnership, Seat

WHOM = {Side.COMPLAINANT: "the complainant", Side.RESPONDENT: "the other side"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could hear a case; of those who cannot, the ruling says why not."""

    user: User | None
    name: str
    side: str
    ruling: Ruling
    appointment: Appointment | None = None

    @property
    def speaks_for(self) -> str:
        """The sector or the public bodies: the Assembly Board comes from the sector."""
        return self.side or Seat.Side.SECTOR

    @property
    def in_words(self) -> str:
        where = Seat.Side(self.side).label if self.side else BOARD
        return f"{self.name} ({where})"


def interests(case: Case, on: dt.date) -> dict[int, str]:
    """Everybody who has an interest in the case, by the number of the account, and which: as `standing` says of one."""
    found: dict[int, str] = {}
    for side, whom in WHOM.items():
        for user in telling.of_side(case, side, on):
            found.setdefault(user.pk, f"They act for {whom}.")
    for pk in standing.held_for_a_side(case, on).values_list("user", flat=True):
        found.setdefault(pk or 0, "Their seat is held for one of the two sides.")
    for pk in case.recusals.values_list("person", flat=True):
        found.setdefault(pk or 0, "They have an interest in this case.")
    return found


def candidates(case: Case, on: dt.date, *, is_appeal: bool) -> list[Candidate]:
    """The holders of seats on the Compact Board.

    For an appeal, where fewer than three of them are left who did not hear the case before, the members of the
    Assembly Board besides: it hears appeals (docs/design.md).
    """
    known = interests(case, on)
    # Somebody who raised it, for whomever they act now, and for an appeal those who heard it.
    if case.raised_by_id:
        known.setdefault(case.raised_by_id, "They raised this case.")
    if is_appeal:
        for pk in case.panel.filter(is_appeal=False).values_list("person", flat=True):
            known.setdefault(pk or 0, "They heard this case the first time.")
    on_it = case.panel.filter(is_appeal=is_appeal, left_at=None).values_list("person", flat=True)
    for pk in on_it:
        known[pk or 0] = "They are on the panel already."
    members = set(offices.holders(COMPACT_BOARD, on=on).values_list("pk", flat=True))
    seats = [
        Candidate(
            one.user, one.name, one.seat.side, _may_hear(one, known=known, members=members), one
        )
        for one in _seat_holders(on)
    ]
    left = sum(one.ruling.allowed for one in seats) + len(on_it)
    return (
        [*seats, *_from_assembly_board(seats, known, on)]
        if is_appeal and left < PANEL_OF
        else seats
    )


def _seat_holders(on: dt.date) -> Iterable[Appointment]:
    held = Appointment.objects.on(on).filter(
        seat__partnership__kind=Partnership.Kind.COMPACT, seat__in=Seat.objects.existing(on)
    )
    return held.select_related("user", "seat").order_by("seat__side", "name", "pk")


def _may_hear(one: Appointment, *, known: dict[int, str], members: set[int]) -> Ruling:
    if one.user is None:
        return refused("They have no account here.")
    if why := known.get(one.user.pk):
        return refused(why)
    if one.taken_on is None:
        return refused(
            "They have not taken their seat yet: they have to accept the code of conduct first."
        )
    if one.user.pk not in members:
        return refused(f"They do not hold the office “{COMPACT_BOARD}” on this site.")
    return ALLOWED


def _from_assembly_board(
    seats: list[Candidate], known: dict[int, str], on: dt.date
) -> Iterable[Candidate]:
    seated = {one.user.pk for one in seats if one.user}
    for user in offices.holders(BOARD, on=on).order_by("name", "pk"):
        if user.pk not in seated:
            why = known.get(user.pk)
            yield Candidate(user, str(user), "", refused(why) if why else ALLOWED)


def on_panel(case: Case, on: dt.date, *, is_appeal: bool) -> list[PanelMember]:
    """Those who are on it and can stay: an account that was closed, or an interest that came later, ends it."""
    known = interests(case, on)
    there = case.panel.filter(is_appeal=is_appeal, left_at=None, person__is_active=True)
    return [one for one in there.select_related("person") if one.person_id not in known]


def hearers(case: Case, on: dt.date, *, is_appeal: bool) -> list[PanelMember]:
    """Those of them who have said that they have no interest: they hear the case and count in a majority."""
    return [one for one in on_panel(case, on, is_appeal=is_appeal) if one.sits_since]


def with_seats(members: Iterable[PanelMember]) -> list[PanelMember]:
    """With the seat of each, for a page that lists them."""
    keys = [one.pk for one in members]
    found = PanelMember.objects.filter(pk__in=keys)
    return list(found.select_related("person", "appointment__seat"))
