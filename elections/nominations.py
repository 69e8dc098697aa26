"""What the pages and acts of nominations need to know, read across models."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from assembly.accounts.models import User
from assembly.core.rules import Ruling
from assembly.core.to_do import Task
from assembly.membership.models import Organisation
from assembly.membership.selectors import addresses_of

from . import declared_awards, rules
from .models import Election, Nomination, Support


def addresses(person: User) -> set[str]:
    """Every address this person has proved to read, in lower case."""
    return addresses_of([person])


def account_of(email: str) -> User | None:
    return User.objects.filter(
        Q(email__iexact=email) | Q(emailaddress__email__iexact=email, emailaddress__verified=True),
        is_active=True,
    ).first()


def officer_page_of(nomination: Nomination) -> str:
    return reverse(
        "elections_officer:nomination_rule", args=[nomination.contest.election_id, nomination.pk]
    )


def with_all(found: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Nominations with everything their pages show."""
    supports = Support.objects.select_related("organisation")
    return found.select_related(
        "contest__election__returning_officer", "organisation", "user", "candidate"
    ).prefetch_related(Prefetch("supports", supports))


@dataclass(frozen=True, slots=True)
class NominationRights:
    """What one person may do with a nomination now. Somebody with no part in it does not see it."""

    is_candidate: bool
    puts_forward: bool
    change: Ruling
    words: Ruling
    accept: Ruling
    withdraw: Ruling
    remind: Ruling
    to_confirm: list[tuple[Support, Ruling]] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return self.is_candidate or self.puts_forward or bool(self.to_confirm)


def part_of(
    person: User, organisations: Iterable[Organisation], nomination: Nomination, at: dt.datetime
) -> NominationRights:
    """The part that a person has in a nomination, for themselves and for those they act for."""
    own = {organisation.pk for organisation in organisations}
    election = nomination.contest.election
    is_candidate = bool(rules.nominating.is_the_candidate(person, nomination, addresses(person)))
    # A draft is its organisation's alone: nobody has been asked yet.
    supports = [
        support
        for support in nomination.supports.all()
        if support.organisation_id in own and nomination.sent_at
    ]
    return NominationRights(
        is_candidate=is_candidate and bool(nomination.sent_at),
        puts_forward=nomination.organisation_id in own,
        change=rules.nominating.may_change_nomination(nomination, election, at),
        words=rules.nominating.may_write_words(nomination, election, at),
        accept=rules.nominating.may_accept(
            nomination,
            election,
            at,
            awards_answered=not is_candidate or declared_awards.is_answered(nomination),
        ),
        withdraw=rules.nominating.may_withdraw_nomination(nomination, election, at),
        remind=rules.nominating.may_remind(nomination, election, at),
        to_confirm=[
            (support, rules.nominating.may_confirm_support(support, election, at))
            for support in supports
        ],
    )


def theirs(person: User, organisations: Iterable[Organisation]) -> QuerySet[Nomination]:
    """The nominations in which a person has a part."""
    own = list(organisations)
    mine = Q(user=person) | Q(user=None, email__in=addresses(person))
    supported = Support.objects.filter(organisation__in=own).values("nomination")
    return with_all(
        Nomination.objects.filter(
            Q(organisation__in=own) | (Q(sent_at__isnull=False) & (mine | Q(pk__in=supported)))
        )
    )


def to_answer(person: User, at: dt.datetime) -> Iterable[Task]:
    """What nominations ask of this person: to confirm for an organisation, to accept, to send a draft."""
    organisations = list(Organisation.objects.acted_for_by(person))
    running = theirs(person, organisations).filter(
        contest__election__nominations_close_at__gt=at,
        contest__election__nominations_open_at__lte=at,
        withdrawn_at=None,
        verdict="",
    )
    names = {organisation.pk: organisation for organisation in organisations}
    own = addresses(person)
    for nomination in running:
        election = nomination.contest.election

        def task(text: str, button: str, whose: str, nomination: Nomination = nomination) -> Task:
            return Task(
                text=text,
                button=button,
                url=nomination.get_absolute_url(),
                by=nomination.contest.election.nominations_close_at,
                note=f"Nominations close at {rules.moments.closing(nomination.contest.election.nominations_close_at)}",
                whose=whose,
                is_rehearsal=nomination.contest.election.is_rehearsal,
            )

        if not nomination.sent_at:
            yield task(
                f"Send the nomination of {nomination.name}",
                "Send the nomination for {}",
                nomination.organisation.name,
            )
            continue
        if not nomination.accepted_at and rules.nominating.is_the_candidate(
            person, nomination, own
        ):
            yield task(f"Answer your nomination: {election}", "Answer your nomination", person.name)
        for support in nomination.supports.all():
            if support.organisation_id in names and not support.confirmed_at:
                yield task(
                    f"Confirm as {support.get_part_display().lower()}: {nomination.name}",
                    "Confirm for {}",
                    support.organisation.name,
                )


def sent(election: Election) -> QuerySet[Nomination]:
    """What the returning officer sees: drafts are their organisation's alone."""
    return with_all(
        Nomination.objects.filter(contest__election=election, sent_at__isnull=False)
    ).order_by("contest", "sent_at", "pk")


def complete(election: Election) -> list[Nomination]:
    """Those that wait for the returning officer's ruling, in the order in which they were sent."""
    undecided = sent(election).filter(verdict="", withdrawn_at=None).order_by("sent_at", "pk")
    return [one for one in undecided if one.state == Nomination.State.COMPLETE]


def to_rule_first(election: Election) -> list[Nomination]:
    """Every nomination that was sent, those that wait for the returning officer before the others."""
    return sorted(sent(election), key=lambda one: one.state != Nomination.State.COMPLETE)


def theirs_in(request: HttpRequest, election: Election) -> list[Nomination]:
    """Those of this election in which the visitor has a part; none when not signed in."""
    if not request.user.is_authenticated:
        return []
    choices = request.acting.choices  # type: ignore[attr-defined]  # set by membership's middleware
    return list(theirs(request.user, choices).filter(contest__election=election))
