"""Which cases a person has a part in, for lists, tasks and panels. Fixed numbers of queries."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from assembly.accounts.models import User
from assembly.compact.models import Case, PanelMember
from assembly.membership.models import Organisation
from assembly.partners.models import Appointment, Officer, Partnership, PublicBody

from .standing import MAY_ASSIST, MAY_WORK


def bodies_spoken_for(user: User, on: dt.date) -> set[int]:
    """The bodies for which somebody acts as officer, with those that ended and that theirs follows."""
    acting = Officer.objects.acting(on).filter(user=user)
    return with_those_before(set(acting.values_list("body", flat=True)), on)


def with_those_before(bodies: set[int], on: dt.date) -> set[int]:
    """These public bodies, and those that ended and that they follow."""
    new = found = set(bodies)
    while new:
        ended = PublicBody.objects.filter(successor__in=new, ended_on__lte=on)
        new = set(ended.values_list("pk", flat=True)) - found
        found = found | new
    return found


@dataclass(frozen=True, slots=True)
class Sides:
    """For whom somebody acts: two queries, and one for each line of bodies that ended."""

    organisations: frozenset[int]
    bodies: frozenset[int]
    user: User

    @property
    def speaks(self) -> bool:
        """Whether they act for anybody."""
        return bool(self.organisations or self.bodies)

    def complainant(self) -> Q:
        return (
            Q(organisation__in=self.organisations) | Q(body__in=self.bodies) | Q(person=self.user)
        )

    def respondent(self) -> Q:
        return Q(against_organisation__in=self.organisations) | Q(against_body__in=self.bodies)

    def is_complainant(self, case: Case) -> bool:
        """As `complainant` says; of a case with both, that of the complainant comes first."""
        return (
            case.organisation_id in self.organisations
            or case.body_id in self.bodies
            or case.person_id == self.user.pk
        )


def sides_of(user: User, on: dt.date) -> Sides:
    organisations = Organisation.objects.acted_for_by(user).values_list("pk", flat=True)
    return Sides(frozenset(organisations), frozenset(bodies_spoken_for(user, on)), user)


def as_side(user: User, on: dt.date) -> QuerySet[Case]:
    """Those in which somebody is on one of the two sides; the other side once the case was taken up."""
    return of_sides(sides_of(user, on))


def of_sides(sides: Sides) -> QuerySet[Case]:
    known = Q(acknowledged_on__isnull=False)
    return Case.objects.filter(sides.complainant() | sides.respondent() & known)


def with_names(cases: QuerySet[Case]) -> QuerySet[Case]:
    """With everybody whom a line of a list names."""
    return cases.select_related(
        "organisation", "body__successor", "against_body__successor", "against_organisation"
    )


def worked_on_by(user: User, on: dt.date, sides: Sides | None = None) -> QuerySet[Case]:
    """Those on which somebody works for the Compact Board, without an interest: as `standing` says of each."""
    if not (user.has_perm(MAY_WORK) or user.has_perm(MAY_ASSIST)):
        appealed = PanelMember.objects.filter(case=OuterRef("case"), is_appeal=True)
        panels = PanelMember.objects.filter(person=user, left_at=None).filter(
            Q(is_appeal=True) | ~Exists(appealed)
        )
        found = Case.objects.filter(pk__in=panels.values("case"))
    else:
        found = Case.objects.all()
    held = Appointment.objects.on(on).filter(
        user=user, seat__partnership__kind=Partnership.Kind.COMPACT
    )
    of_seats = list(held.values_list("body", "organisation"))
    bodies = with_those_before({body for body, _ in of_seats if body}, on)
    organisations = [organisation for _, organisation in of_seats if organisation]
    of_interest = (
        Q(recusals__person=user)
        | Q(body__in=bodies)
        | Q(against_body__in=bodies)
        | Q(organisation__in=organisations)
        | Q(against_organisation__in=organisations)
    )
    sides = sides or sides_of(user, on)
    of_interest |= sides.complainant() | sides.respondent()
    return found.exclude(pk__in=Case.objects.filter(of_interest).values("pk"))


def in_part(user: User, on: dt.date, sides: Sides | None = None) -> QuerySet[Case]:
    """Every case that somebody may read the inside of. A page that knows the sides already hands them in."""
    sides = sides or sides_of(user, on)
    keys = of_sides(sides).values("pk"), worked_on_by(user, on, sides).values("pk")
    return Case.objects.filter(Q(pk__in=keys[0]) | Q(pk__in=keys[1]))
