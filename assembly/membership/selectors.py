"""Reads across organisations, delegates and the session."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models.functions import Coalesce

from allauth.account.models import EmailAddress

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.core.days import months_after
from assembly.core.history import events_of
from assembly.core.roles import BOARD
from assembly.core.rules import Ruling
from assembly.core.templatetags.assembly import short_day
from assembly.notifications.models import Email
from assembly.notifications.selectors import come_back_and_not_sent_again

from . import rules
from .models import (
    Appeal,
    ApplicationQuestion,
    Claim,
    Decision,
    Delegate,
    District,
    Merge,
    Organisation,
    Theme,
    VotesThrough,
)

SESSION_KEY = "acting_for"


@dataclass(frozen=True, slots=True)
class Acting:
    """For whom a signed-in person acts: the organisation now, and every one they may switch to."""

    organisation: Organisation | None = None
    choices: list[Organisation] = field(default_factory=list)


def acting(user: User | AnonymousUser, session: Mapping[str, Any]) -> Acting:
    """The organisation chosen in this session if the person still acts for it, else the first by name."""
    if not user.is_authenticated:
        return Acting()
    choices = list(Organisation.objects.acted_for_by(user))
    chosen = session.get(SESSION_KEY)
    current = next(
        (choice for choice in choices if choice.pk == chosen), choices[0] if choices else None
    )
    return Acting(current, choices)


@dataclass(frozen=True, slots=True)
class AtTheBallot:
    """Whether a person casts an organisation's vote today, and since when they can."""

    casts: Ruling
    others_cast: bool  # whether anybody else does
    # When the vote came into this person's hands, or their address became another one: the later.
    changed_at: dt.datetime | None


def at_the_ballot(user: User, organisations: Sequence[Organisation]) -> dict[int, AtTheBallot]:
    """How a person stands at the ballot of each organisation, by its key; one query however many."""
    delegates: dict[int, list[Delegate]] = {each.pk: [] for each in organisations}
    current = Delegate.objects.current().filter(organisation__in=delegates)
    for delegate in current.select_related("user"):
        delegates[delegate.organisation_id].append(delegate)
    return {
        each.pk: AtTheBallot(
            casts=rules.casting.may_cast_for(user, each, delegates[each.pk]),
            others_cast=any(
                delegate.user_id != user.pk
                for delegate in rules.casting.who_casts(delegates[each.pk])
            ),
            changed_at=_last_change(user, delegates[each.pk]),
        )
        for each in organisations
    }


def _last_change(user: User, delegates: Iterable[Delegate]) -> dt.datetime | None:
    own = [delegate.casts_since for delegate in delegates if delegate.user_id == user.pk]
    return max((at for at in (*own, user.address_changed_at) if at), default=None)


def casts_for(user: User) -> list[Organisation]:
    """The organisations whose vote this person casts today, in the order of their names."""
    organisations = Organisation.objects.acted_for_by(user).prefetch_related("delegates")
    return [
        organisation
        for organisation in organisations
        if any(
            delegate.user_id == user.pk
            for delegate in rules.casting.who_casts(organisation.delegates.all())
        )
    ]


def facts(organisation: Organisation) -> list[tuple[str, str]]:
    """What the register says of an organisation. People are not shown."""
    rows = [
        ("Works in", organisation.district_names),
        ("Works on", organisation.theme_names),
        (
            "Yearly income",
            organisation.get_income_band_display() if organisation.income_band else "",
        ),
        ("Official number", organisation.org_id),
    ]
    if organisation.infrastructure:
        rows.append(("Infrastructure", "It supports other voluntary and community organisations."))
    if organisation.social_enterprise:
        rows.append(
            ("Social enterprise", "A business with a social purpose, which reinvests its surplus.")
        )
    if organisation.is_member:
        rows.append(("Member since", short_day(organisation.admitted_on)))
    return [(label, value) for label, value in rows if value]


def eligibility_checkers() -> models.QuerySet[User]:
    """Those who are told of an application: the holders of an office that checks it."""
    return offices.holders_who_may("membership.check_eligibility")


def claim_deciders(claim: Claim) -> models.QuerySet[User]:
    """Those who are told of a claim: the holders of an office that decides on it, but for those it concerns."""
    deciders = offices.holders_who_may("membership.decide_claims")
    acting = Delegate.objects.of(claim.organisation).values("user")
    concerned = {claim.user_id, *entered_the_proof(claim)}
    return deciders.exclude(pk__in=concerned).exclude(pk__in=acting)


def entered_the_proof(claim: Claim) -> set[int]:
    """Those in office on whose word a right code rests; without a code nobody."""
    return set(claim.entered_by.values_list("pk", flat=True)) if claim.proved_at else set()


def leads(organisation: Organisation) -> models.QuerySet[User]:
    """Those who are told what happens to an organisation."""
    return User.objects.filter(
        delegations__organisation=organisation,
        delegations__role=Delegate.Role.LEAD,
        delegations__ended_on=None,
    )


def mergers() -> models.QuerySet[User]:
    """Those who can confirm that two records are merged."""
    return offices.holders_who_may("membership.merge_organisations")


def merged_into(pk: int) -> Iterable[int]:
    """The records that were merged into this one: their events are its history too."""
    return Organisation.objects.filter(merged_into=pk).values_list("pk", flat=True)


def kept_for(slug: str) -> Organisation | None:
    """The organisation to which the address of a merged record leads."""
    found = Organisation.objects.filter(slug=slug).select_related("merged_into").first()
    return found.merged_into if found else None


def name_of_theme(slug: str) -> str | None:
    return Theme.objects.filter(slug=slug).values_list("name", flat=True).first()


def name_of_district(slug: str) -> str | None:
    return District.objects.filter(slug=slug).values_list("name", flat=True).first()


def names_of_organisations(keys: Iterable[int]) -> dict[int, str]:
    """For the history of a record, which knows organisations by their keys alone."""
    return dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "name"))


def applications(
    q: str = "", legal_form: str = "", waits_for: str = ""
) -> models.QuerySet[Organisation]:
    """Those that wait for their check, the oldest first, narrowed; `asked_at`: waits for the applicant since then."""
    opened = ApplicationQuestion.objects.open()
    asked = opened.filter(organisation=models.OuterRef("pk")).values("asked_at")
    found = Organisation.objects.waiting().prefetch_related("findings")
    found = found.annotate(asked_at=models.Subquery(asked[:1]))
    if q:
        found = found.holding(q)
    if waits_for:
        found = found.filter(asked_at__isnull=waits_for != "applicant")
    return found.filter(legal_form=legal_form) if legal_form else found


def current_delegates(organisation: Organisation) -> list[Delegate]:
    """Those who act for it today, with their people."""
    return list(Delegate.objects.of(organisation).select_related("user"))


def decision_standing(organisation: Organisation) -> Decision | None:
    """The decision by which it is not a member."""
    return organisation.decisions.standing().select_related("organisation").first()


def appeal_against(decision: Decision | None) -> Appeal | None:
    return Appeal.objects.filter(decision=decision).first() if decision else None


def board() -> models.QuerySet[User]:
    """The members of the Assembly Board, who hear appeals."""
    return offices.holders(BOARD).order_by("name", "pk")


def keepers() -> models.QuerySet[User]:
    """Those who look after the standing of organisations: the Support Unit."""
    return offices.holders_who_may("membership.change_standing")


def involved_in(appeal: Appeal) -> rules.appeals.Involved:
    """Everybody who may not hear it. The record says who checked, even where a later check stands in its place."""
    decision = appeal.decision
    deciders = {decision.decided_by_id}
    if decision.kind == Decision.Kind.REFUSED:
        deciders |= set(decision.organisation.findings.values_list("checked_by", flat=True))
        deciders |= set(
            events_of(decision.organisation)
            .filter(name__in=["membership.checked", "membership.refused"])
            .values_list("actor", flat=True)
        )
    acting = Delegate.objects.filter(organisation=decision.organisation).filter(
        models.Q(ended_on=None) | models.Q(ended_on__gte=decision.decided_on)
    )
    delegates = {appeal.made_by_id, *acting.values_list("user", flat=True)}
    return rules.appeals.Involved(
        {pk for pk in deciders if pk is not None}, {pk for pk in delegates if pk is not None}
    )


def last_decision(organisation: Organisation) -> Decision | None:
    """The last one that can be appealed, whether it still stands or not."""
    return (
        organisation.decisions.filter(kind__in=Decision.APPEALABLE)
        .select_related("organisation")
        .last()
    )


def perhaps_to_be_reminded(on: dt.date) -> models.QuerySet[Organisation]:
    """Members whose last confirmation is at least a year old; the rule says which are due."""
    before = months_after(on, -min(rules.standing.REMINDED_AFTER)) + dt.timedelta(days=3)
    return (
        Organisation.objects.members(on)
        .alias(last=Coalesce("confirmed_on", "admitted_on"))
        .filter(last__lte=before)
        .order_by("pk")
    )


def votes_through(organisations: Iterable[Organisation]) -> models.QuerySet[VotesThrough]:
    """Through which members these organisations vote, where two are under common control."""
    found = VotesThrough.objects.filter(organisation__in=organisations)
    return found.select_related("organisation", "holder")


def addresses_of(people: Iterable[User]) -> set[str]:
    """Every address these people have proved to read, in lower case."""
    by_pk = {person.pk: person for person in people}
    proved = EmailAddress.objects.filter(user__in=by_pk, verified=True)
    return {person.email.lower() for person in by_pk.values()} | {
        address.lower() for address in proved.values_list("email", flat=True)
    }


def merges_of(organisation: Organisation) -> models.QuerySet[Merge]:
    """Every merge proposed for this record, whichever of the two it is."""
    found = Merge.objects.filter(models.Q(kept=organisation) | models.Q(gone=organisation))
    return found.select_related("kept", "gone")


def mail_come_back(delegates: Iterable[Delegate]) -> models.QuerySet[Email]:
    """Mail to these people that came back, and that nobody has sent again."""
    people = [delegate.user_id for delegate in delegates]
    found = come_back_and_not_sent_again().filter(user__in=people).select_related("user")
    return found.defer("text", "html").order_by("-written_on", "id")


def by_standing(q: str = "", status: str = "") -> models.QuerySet[Organisation]:
    """Every organisation there is, narrowed, for those who look after their standing."""
    found = Organisation.objects.select_related("votes_through__holder")
    if q:
        found = found.holding(q)
    return found.filter(status=status) if status else found
