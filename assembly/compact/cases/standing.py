"""Who somebody is in a case, asked anew at every page: the clock and the record decide, not a list of readers.

An interest comes first. Somebody who acts for one of the two sides is on that side and nothing else; somebody of the
Board or the Support Unit who keeps out of a case, or whose seat is held for one of the two, has no part in it.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from assembly.accounts.models import User
from assembly.compact.models import Author, Case, PanelMember, Side
from assembly.membership.models import Organisation
from assembly.partners.models import Appointment, Officer, Partnership, PublicBody

MAY_WORK = "compact.work_cases"
MAY_ASSIST = "compact.assist_cases"


class Role(StrEnum):
    COMPLAINANT = "complainant"
    RESPONDENT = "respondent"
    PANEL = "panel"  # hears it, or its appeal, now
    BOARD = "board"
    SUPPORT = "support"
    RECUSED = "recused"
    NOBODY = "nobody"


WORKS = (Role.PANEL, Role.BOARD, Role.SUPPORT)
SIDES = (Role.COMPLAINANT, Role.RESPONDENT)


@dataclass(frozen=True)
class Standing:
    """One person in one case on one day."""

    case: Case
    user: User
    role: Role
    on: dt.date

    @property
    def may_read(self) -> bool:
        return self.role not in {Role.RECUSED, Role.NOBODY}

    @property
    def works_on_it(self) -> bool:
        return self.role in WORKS

    @property
    def is_of_board(self) -> bool:
        """Whether they decide anything: clerical work is not deciding."""
        return self.role in {Role.PANEL, Role.BOARD}

    @property
    def side(self) -> Side | None:
        return Side(self.role.value) if self.role in SIDES else None

    @property
    def author(self) -> Author:
        """For whom they write."""
        if self.side:
            return Author(self.side.value)
        return Author.SUPPORT if self.role == Role.SUPPORT else Author.BOARD

    @cached_property
    def membership(self) -> PanelMember | None:
        """Their place on the panel that hears it now."""
        return sitting(self.case).filter(person=self.user).first()


def standing(case: Case, user: User | AnonymousUser, on: dt.date) -> Standing:
    if not isinstance(user, User) or not user.is_active:
        return Standing(case, user, Role.NOBODY, on)  # type: ignore[arg-type]  # nobody reads its user
    return Standing(case, user, _role(case, user, on), on)


def _role(case: Case, user: User, on: dt.date) -> Role:
    if acts_for_complainant(case, user, on):
        return Role.COMPLAINANT
    if acts_for_respondent(case, user, on):
        # It hears of a case once that is taken up; before that its people do not read it, whatever office they hold.
        return Role.RESPONDENT if case.acknowledged_on else Role.NOBODY
    works, assists = user.has_perm(MAY_WORK), user.has_perm(MAY_ASSIST)
    if not (works or assists or named(case).filter(person=user).exists()):
        return Role.NOBODY
    if is_recused(case, user, on):
        return Role.RECUSED
    if sitting(case).filter(person=user).exists():
        return Role.PANEL
    if works:
        return Role.BOARD
    return Role.SUPPORT if assists else Role.NOBODY


def acts_for_complainant(case: Case, user: User, on: dt.date) -> bool:
    if case.raised == Case.Raised.PERSON:
        return case.person_id == user.pk
    if case.organisation_id:
        return acts_for_organisation(user, case.organisation_id)
    return bool(case.body_id) and acts_for_body(user, case.body, on)


def acts_for_respondent(case: Case, user: User, on: dt.date) -> bool:
    if case.against_organisation_id:
        return acts_for_organisation(user, case.against_organisation_id)
    return acts_for_body(user, case.against_body, on)


def acts_for_organisation(user: User, pk: int) -> bool:
    return Organisation.objects.acted_for_by(user).filter(pk=pk).exists()


def acts_for_body(user: User, body: PublicBody | None, on: dt.date) -> bool:
    """An officer of the body; of one that ended, an officer of the one that follows it now."""
    if body is None:
        return False
    return Officer.objects.acting(on).filter(user=user, body=answering(body, on)).exists()


def answering(body: PublicBody, on: dt.date) -> PublicBody:
    """The body itself, or the last that follows it on this day."""
    seen = {body.pk}
    while body.is_over(on) and body.successor and body.successor.pk not in seen:
        body = body.successor
        seen.add(body.pk)
    return body


def is_recused(case: Case, user: User, on: dt.date) -> bool:
    """They keep out of it themselves, or their seat on the Compact Board is held for one of the two sides."""
    if case.recusals.filter(person=user).exists():
        return True
    return held_for_a_side(case, on).filter(user=user).exists()


def held_for_a_side(case: Case, on: dt.date) -> QuerySet[Appointment]:
    """The seats on the Compact Board that are held for one of the two sides."""
    bodies = {pk for pk in (case.body_id, case.against_body_id) if pk}
    for body in (case.body, case.against_body):
        if body:
            bodies.add(answering(body, on).pk)
    organisations = [pk for pk in (case.organisation_id, case.against_organisation_id) if pk]
    held = Appointment.objects.on(on).filter(seat__partnership__kind=Partnership.Kind.COMPACT)
    return held.filter(Q(body__in=bodies) | Q(organisation__in=organisations))


def named(case: Case) -> QuerySet[PanelMember]:
    """Those who are on the panel now, those who have not said yet whether they have an interest included."""
    found: QuerySet[PanelMember] = case.panel.filter(left_at=None, is_appeal=in_appeal(case))
    return found


def sitting(case: Case) -> QuerySet[PanelMember]:
    """Those who hear it now: they have said that they have no interest."""
    return named(case).exclude(sits_since=None)


def in_appeal(case: Case) -> bool:
    """Whether the appeal is heard, or was: then its panel is the one that counts."""
    return bool(case.panel.filter(is_appeal=True).exists())
