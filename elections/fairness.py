"""The stake a person has in the contests of a group, for the rule about who may write to its electorate."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q, QuerySet

from assembly.accounts.models import User
from assembly.core.rules import Ruling
from assembly.membership.models import Organisation
from forums.models import Group

from . import nominations, rules
from .models import Candidate, Contest, Nomination
from .selectors import entitled_to


def may_write_to_groups(
    groups: Collection[Group], person: User | None, email: str, at: dt.datetime
) -> Ruling:
    """Whether a person may write to the groups or their convenor. We know them by account or by confirmed address."""
    contests = _contests_of(groups)
    stood_in, put_forward_in = _stakes(person or nominations.account_of(email), email)
    return rules.fairness.may_write_to_electorate(
        contests.filter(pk__in=stood_in), contests.filter(pk__in=put_forward_in), at
    )


def may_write_as_its_convenor(group: Group, person: User, at: dt.datetime) -> Ruling:
    """The same rule binds the person who convenes it, and a letter goes to all its members.

    So it holds for each contest in which one of them votes: where every member of the Assembly does, too.
    """
    ruling = may_write_to_groups([group], person, person.email, at)
    if not ruling:
        return ruling
    stood_in, put_forward_in = (
        [contest for contest in _real().filter(pk__in=keys) if _votes_in(contest, group)]
        for keys in _stakes(person, person.email)
    )
    return rules.fairness.may_write_to_electorate(stood_in, put_forward_in, at)


def _votes_in(contest: Contest, group: Group) -> bool:
    inside = group.memberships.current().values("organisation")
    return entitled_to(contest).filter(pk__in=inside).exists()


def is_contested(groups: Collection[Group], at: dt.datetime) -> bool:
    """Whether one of the groups is electing somebody, so that not everybody may write to it."""
    return any(
        rules.fairness.is_contested(contest.election, at) for contest in _contests_of(groups)
    )


def _contests_of(groups: Collection[Group]) -> QuerySet[Contest]:
    """Those that the groups' members elect; a district's forum stands for the organisations that work there."""
    districts = {group.district_id for group in groups if group.kind == Group.Kind.DISTRICT}
    voters = Q(electorate=Contest.Electorate.GROUP, group__in=groups) | Q(
        electorate=Contest.Electorate.DISTRICT, district__in=districts
    )
    return _real().filter(voters)


def _real() -> QuerySet[Contest]:
    return Contest.objects.filter(election__is_rehearsal=False).select_related("election")


def _stakes(person: User | None, email: str) -> tuple[QuerySet, QuerySet]:
    """The keys of the contests in which somebody stands, and of those in which their organisation put one forward."""
    addresses = nominations.addresses(person) if person else {email.lower()}
    own = Organisation.objects.acted_for_by(person) if person else Organisation.objects.none()
    return _stood_in(person, addresses), _put_forward_in(own)


def _stood_in(person: User | None, addresses: Collection[str]) -> QuerySet:
    """The contests in which the person stands, or has accepted to."""
    theirs = Q(email__in=addresses)
    if person:
        theirs |= Q(user=person)
    accepted = _alive().filter(theirs, accepted_at__isnull=False)
    stands = (
        Candidate.objects.standing().filter(user=person) if person else Candidate.objects.none()
    )
    return (
        Contest.objects.filter(
            Q(pk__in=accepted.values("contest")) | Q(pk__in=stands.values("contest"))
        )
        .order_by()
        .values("pk")
    )


def _put_forward_in(organisations: QuerySet[Organisation]) -> QuerySet:
    sent = _alive().filter(organisation__in=organisations, sent_at__isnull=False)
    stands = Candidate.objects.standing().filter(organisation__in=organisations)
    return (
        Contest.objects.filter(
            Q(pk__in=sent.values("contest")) | Q(pk__in=stands.values("contest"))
        )
        .order_by()
        .values("pk")
    )


def _alive() -> QuerySet[Nomination]:
    """Neither withdrawn nor found not valid."""
    return Nomination.objects.filter(withdrawn_at=None).exclude(
        verdict=Nomination.Verdict.NOT_VALID
    )
