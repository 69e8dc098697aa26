"""What membership asks of people: applications that wait for their check."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Max, Min
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.roles import SUPPORT_UNIT
from assembly.core.todo import Task, since

from . import lookup
from .models import Claim, Delegate, Organisation
from .profiles import Section

A_YEAR = dt.timedelta(days=365)


def for_office(user: User, at: dt.datetime) -> Iterable[Task]:
    """Applications for whoever checks them, with the age of the oldest."""
    if not user.has_perm("membership.check_eligibility"):
        return
    found = Organisation.objects.filter(status=Organisation.Status.APPLIED).aggregate(
        number=Count("pk"), oldest=Min("applied_on")
    )
    if found["number"]:
        days = (timezone.localdate(at) - found["oldest"]).days
        yield Task(
            text=f"{found['number']} application{'s' * (found['number'] != 1)} to check",
            url=reverse("membership_staff:application_list"),
            by=timezone.make_aware(dt.datetime.combine(found["oldest"], dt.time())),
            note=f"The oldest waits for {days} day{'s' * (days != 1)}",
            whose=SUPPORT_UNIT,
            of_office=True,
        )


def claims_to_decide(user: User, at: dt.datetime) -> Iterable[Task]:
    """Claims for whoever decides on them."""
    if not user.has_perm("membership.decide_claims"):
        return
    found = Claim.objects.waiting().aggregate(number=Count("pk"), oldest=Min("made_at"))
    if found["number"]:
        yield Task(
            text=f"{found['number']} claim{'s' * (found['number'] != 1)} to decide",
            url=reverse("membership_claims:claim_list"),
            by=found["oldest"],
            note=since(found["oldest"]),
            whose=SUPPORT_UNIT,
            of_office=True,
        )


def claims_to_answer(user: User, at: dt.datetime) -> Iterable[Task]:
    """For a lead: somebody wants to act for their organisation too."""
    for claim in lookup.claims_to_answer(user):
        yield Task(
            text="Somebody asks to act for your organisation: do you know them?",
            url=reverse("membership:claim_answer", args=[claim.pk]),
            by=claim.made_at,
            note=since(claim.made_at),
            whose=claim.organisation.name,
        )


def income_to_renew(user: User, at: dt.datetime) -> Iterable[Task]:
    """MEM-09: the income that a lead's organisation reported is renewed once a year."""
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
            url=reverse("membership:profile_section", args=[organisation.slug, Section.INCOME]),
            by=timezone.make_aware(dt.datetime.combine(due, dt.time())),
            note="It was reported more than a year ago",
            whose=organisation.name,
        )
