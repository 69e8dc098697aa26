"""What membership asks of people: of the offices, of leads, and of those who are invited."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Max, Min
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.days import months_after
from assembly.core.figures import in_words
from assembly.core.roles import BOARD, SUPPORT_UNIT
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task, since

from . import invitation_links, lookup, rules, selectors
from .models import (
    Appeal,
    ApplicationQuestion,
    Claim,
    Delegate,
    Invitation,
    Merge,
    Organisation,
    VotesThrough,
)
from .profiles import Section

A_YEAR = dt.timedelta(days=365)


def for_office(user: User, at: dt.datetime) -> Iterable[Task]:
    """Applications for whoever checks them, with the age of the oldest; not those that wait for the applicant."""
    if not user.has_perm("membership.check_eligibility"):
        return
    asked = ApplicationQuestion.objects.open().values("organisation")
    waiting = Organisation.objects.filter(status=Organisation.Status.APPLIED)
    found = waiting.exclude(pk__in=asked).aggregate(number=Count("pk"), oldest=Min("applied_on"))
    if found["number"]:
        days = (timezone.localdate(at) - found["oldest"]).days
        yield Task(
            text=f"{in_words(found['number'], 'applications')} to check",
            button="Check the applications",
            url=reverse("membership_staff:application_list"),
            by=timezone.make_aware(dt.datetime.combine(found["oldest"], dt.time())),
            note=f"The oldest waits for {in_words(days, 'days')}",
            whose=SUPPORT_UNIT,
            of_office=True,
        )


def claims_to_decide(user: User, at: dt.datetime) -> Iterable[Task]:
    """Claims for whoever decides on them."""
    if not user.has_perm("membership.decide_claims"):
        return
    found = (
        Claim.objects.waiting()
        .for_deciding(user)
        .aggregate(number=Count("pk"), oldest=Min("made_at"))
    )
    if found["number"]:
        yield Task(
            text=f"{in_words(found['number'], 'claims')} to decide",
            button="Decide the claims",
            url=reverse("membership_claims:claim_list"),
            by=found["oldest"],
            note=since(found["oldest"]),
            whose=SUPPORT_UNIT,
            of_office=True,
        )


def without_vote_holder(user: User, at: dt.datetime) -> Iterable[Task]:
    """Organisations under common control whose vote-holder is no member: between them they have nobody who votes."""
    if not user.has_perm("membership.change_standing"):
        return
    links = VotesThrough.objects.exclude(holder__in=Organisation.objects.members())
    for link in links.select_related("organisation", "holder"):
        yield Task(
            text=f"Name another vote-holder for {link.organisation}",
            button="Name a vote-holder",
            url=reverse("membership_staff:organisation", args=[link.organisation.pk]),
            by=at,
            note=f"{link.holder} is not a member at present",
            whose=SUPPORT_UNIT,
            of_office=True,
        )


def merges_to_confirm(user: User, at: dt.datetime) -> Iterable[Task]:
    """Merges of two records that somebody else has proposed."""
    if not user.has_perm("membership.merge_organisations"):
        return
    waiting = Merge.objects.waiting().exclude(proposed_by=user)
    for merge in waiting.select_related("kept", "gone"):
        yield Task(
            text=f"Two records of {merge.kept}: confirm the merge",
            button="Check the two records",
            url=merge.get_absolute_url(),
            by=merge.proposed_at,
            note=since(merge.proposed_at),
            whose=SUPPORT_UNIT,
            of_office=True,
        )


def claims_to_answer(user: User, at: dt.datetime) -> Iterable[Task]:
    """For a lead: somebody wants to act for their organisation too."""
    for claim in lookup.claims_to_answer(user):
        yield Task(
            text="Somebody asks to act for your organisation: do you know them?",
            button="Answer for {}",
            url=reverse("membership:claim_answer", args=[claim.pk]),
            by=claim.made_at,
            note=since(claim.made_at),
            whose=claim.organisation.name,
        )


def questions_to_answer(user: User, at: dt.datetime) -> Iterable[Task]:
    """For a lead: the Support Unit cannot decide on the application before they answer."""
    led = Delegate.objects.current().filter(user=user, role=Delegate.Role.LEAD)
    questions = ApplicationQuestion.objects.open().filter(
        organisation__in=led.values("organisation")
    )
    for question in questions.select_related("organisation"):
        yield Task(
            text="Answer the Support Unit's question about the application",
            button="Answer for {}",
            url=reverse("membership:question", args=[question.organisation.slug, question.pk]),
            by=question.asked_at,
            note=since(question.asked_at),
            whose=question.organisation.name,
        )


def income_to_renew(user: User, at: dt.datetime) -> Iterable[Task]:
    """The income that a lead's organisation reported is renewed once a year."""
    led = Delegate.objects.current().filter(user=user, role=Delegate.Role.LEAD)
    before = timezone.localdate(at) - A_YEAR
    reported = (
        Organisation.objects.members()
        .filter(pk__in=led.values("organisation"))
        .annotate(last=Max("income_years__reported_on"))
        .filter(last__lte=before)
    )
    for organisation in reported:
        due = organisation.last + A_YEAR
        yield Task(
            text="Renew the income in the profile",
            button="Renew for {}",
            url=reverse("membership:profile_section", args=[organisation.slug, Section.INCOME]),
            by=timezone.make_aware(dt.datetime.combine(due, dt.time())),
            note="It was reported more than a year ago",
            whose=organisation.name,
        )


def for_board(user: User, at: dt.datetime) -> Iterable[Task]:
    """Appeals that this member of the Board may hear."""
    if not user.has_perm("membership.hear_appeals"):
        return
    for appeal in Appeal.objects.waiting().select_related("decision__organisation"):
        if rules.appeals.may_sit(user, selectors.involved_in(appeal)):
            last = rules.appeals.last_day_to_hear(appeal)
            yield Task(
                text=f"Hear the appeal of {appeal.decision.organisation}",
                button="Hear the appeal",
                url=reverse("membership_staff:appeal_hear", args=[appeal.pk]),
                by=_end_of(last),
                note=f"To be decided by {short_day(last)}",
                whose=BOARD,
                of_office=True,
            )


def for_leads(user: User, at: dt.datetime) -> Iterable[Task]:
    """What a lead has to decide about a membership: to confirm the entry, or whether to appeal."""
    today = timezone.localdate(at)
    led = Organisation.objects.filter(
        delegates__user=user, delegates__ended_on=None, delegates__role=Delegate.Role.LEAD
    ).prefetch_related("decisions__appeal")
    for organisation in led:
        last = organisation.last_confirmed_on
        if last and rules.standing.is_asked_to_confirm(organisation, today):
            yield _confirming(organisation, last)
        for decision in organisation.decisions.all():
            if rules.appeals.may_appeal(decision, getattr(decision, "appeal", None), today):
                last = rules.appeals.last_day_to_appeal(decision)
                yield Task(
                    text="Appeal to the Assembly Board, if the decision is wrong",
                    button="Appeal for {}",
                    url=reverse("membership:appeal", args=[organisation.slug]),
                    by=_end_of(last),
                    note=f"Until {short_day(last)}",
                    whose=organisation.name,
                )


def for_invited(user: User, at: dt.datetime) -> Iterable[Task]:
    """Invitations to one of the person's addresses that wait for an answer."""
    open_ones = Invitation.objects.open().filter(expires_on__gte=timezone.localdate(at))
    for invitation in open_ones.filter(email__in=selectors.addresses_of([user])).select_related(
        "organisation"
    ):
        yield Task(
            text=f"Answer the invitation to act for {invitation.organisation}",
            button="Answer the invitation",
            url=invitation_links.path(invitation),
            by=_end_of(invitation.expires_on),
            note=f"Until {short_day(invitation.expires_on)}",
            whose=invitation.organisation.name,
        )


def _confirming(organisation: Organisation, last: dt.date) -> Task:
    ends = organisation.lapses_on or months_after(last, rules.standing.LAPSES_AFTER)
    note = (
        f"Its membership lapses on {short_day(organisation.lapses_on)} if nobody does"
        if organisation.lapses_on
        else f"Last confirmed on {short_day(last)}"
    )
    return Task(
        text="Is its entry still right?",
        button="Confirm the entry of {}",
        url=reverse("membership:confirm", args=[organisation.slug]),
        by=_end_of(ends),
        note=note,
        whose=organisation.name,
    )


def _end_of(day: dt.date) -> dt.datetime:
    """The first moment after a last day."""
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))
