"""Which cases a person has a part in, for lists, tasks and panels. Fixed numbers of queries."""

import datetime as dt

from django.db.models import Q, QuerySet

from assembly.accounts.models import User
from assembly.compact.models import Case
from assembly.membership.models import Organisation
from assembly.partners.models import Officer, PublicBody


def bodies_spoken_for(user: User, on: dt.date) -> set[int]:
    """The bodies for which somebody acts as officer, with those that ended and that theirs follows."""
    found = set(Officer.objects.acting(on).filter(user=user).values_list("body", flat=True))
    new = found
    while new:
        ended = PublicBody.objects.filter(successor__in=new, ended_on__lte=on)
        new = set(ended.values_list("pk", flat=True)) - found
        found |= new
    return found


def as_side(user: User, on: dt.date) -> QuerySet[Case]:
    """Those in which somebody is on one of the two sides."""
    organisations = list(Organisation.objects.acted_for_by(user).values_list("pk", flat=True))
    bodies = bodies_spoken_for(user, on)
    return Case.objects.filter(
        Q(organisation__in=organisations)
        | Q(against_organisation__in=organisations)
        | Q(body__in=bodies)
        | Q(against_body__in=bodies)
        | Q(person=user)
    )


def with_names(cases: QuerySet[Case]) -> QuerySet[Case]:
    """With everybody whom a line of a list names."""
    return cases.select_related(
        "organisation", "body__successor", "against_body__successor", "against_organisation"
    )
