"""Reads across organisations, delegates and the session."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models

from assembly.accounts.models import User
from assembly.core.rules import Ruling

from . import naming, rules
from .models import Delegate, District, Organisation, Theme

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


def may_vote_for(user: User, organisation: Organisation) -> Ruling:
    """Whether this person casts the organisation's vote today: as voter, as deputy, or as lead in their stead."""
    return may_vote_for_each(user, [organisation])[organisation.pk]


def may_vote_for_each(user: User, organisations: Sequence[Organisation]) -> dict[int, Ruling]:
    """The same for several organisations, by their keys; one query however many."""
    delegates: dict[int, list[Delegate]] = {each.pk: [] for each in organisations}
    for delegate in (
        Delegate.objects.current().filter(organisation__in=delegates).select_related("user")
    ):
        delegates[delegate.organisation_id].append(delegate)
    return {each.pk: rules.may_cast_for(user, each, delegates[each.pk]) for each in organisations}


def casts_for(user: User) -> list[Organisation]:
    """The organisations whose vote this person casts today, in the order of their names."""
    organisations = Organisation.objects.acted_for_by(user).prefetch_related("delegates")
    return [
        organisation
        for organisation in organisations
        if any(
            delegate.user_id == user.pk
            for delegate in rules.who_casts(organisation.delegates.all())
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
        rows.append(("Member since", f"{organisation.admitted_on:%-d %B %Y}"))
    return [(label, value) for label, value in rows if value]


def with_similar_name(name: str, user: User) -> list[Organisation]:
    """Organisations whose name is nearly this one: on the public register, or among one's own."""
    words = naming.telling_words(name)
    if not words:
        return []
    known = Organisation.objects.filter(
        models.Q(status__in=Organisation.PUBLIC) | models.Q(delegates__user=user)
    )
    # The longest word narrows thousands of names to a few, which are then compared letter by letter.
    near = known.filter(name_key__contains=max(words, key=len)).distinct()[:200]
    return [found for found in near if naming.alike(naming.key(name), naming.key(found.name))]


def eligibility_checkers() -> models.QuerySet[User]:
    """Those who are told of an application: the holders of an office that checks it."""
    return User.objects.filter(
        groups__permissions__codename="check_eligibility", is_active=True
    ).distinct()


def claim_deciders() -> models.QuerySet[User]:
    """Those who are told of a claim: the holders of an office that decides on it."""
    return User.objects.filter(
        groups__permissions__codename="decide_claims", is_active=True
    ).distinct()


def leads(organisation: Organisation) -> models.QuerySet[User]:
    """Those who are told what happens to an organisation."""
    return User.objects.filter(
        delegations__organisation=organisation,
        delegations__role=Delegate.Role.LEAD,
        delegations__ended_on=None,
    )


def name_of_theme(slug: str) -> str | None:
    return Theme.objects.filter(slug=slug).values_list("name", flat=True).first()


def name_of_district(slug: str) -> str | None:
    return District.objects.filter(slug=slug).values_list("name", flat=True).first()


def names_of_organisations(keys: Iterable[int]) -> dict[int, str]:
    """For the history of a record, which knows organisations by their keys alone."""
    return dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "name"))


def applications(q: str = "", legal_form: str = "") -> models.QuerySet[Organisation]:
    """Those that wait for their check, the oldest first, narrowed."""
    found = Organisation.objects.waiting().prefetch_related("findings")
    if q:
        found = found.filter(name__icontains=q)
    return found.filter(legal_form=legal_form) if legal_form else found
