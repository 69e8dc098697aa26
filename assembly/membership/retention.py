"""What membership forgets, and when (docs/privacy.md)."""

import datetime as dt

from django.db.models import Max, Q
from django.utils import timezone

from assembly.accounts import closing
from assembly.accounts.models import User
from assembly.accounts.services import close_unused_account
from assembly.core.days import months_after
from assembly.core.retention import Rule

from .models import ApplicationQuestion, Claim, Delegate, Invitation, MemberList, Organisation
from .services.drafts import forget_old_drafts

MONTHS_AFTER_LEAVING = 12
INVITATIONS_KEPT = LISTS_KEPT = dt.timedelta(days=30)


def erase_those_who_left(on: dt.date) -> int:
    """People who act for no organisation since a year, and have not signed in for as long.

    Whoever has something to hand over first stays until it is. They are told that their account is closed.
    """
    before = months_after(on, -MONTHS_AFTER_LEAVING)
    left = (
        User.objects.filter(is_active=True, erased_on=None)
        .exclude(delegations__in=Delegate.objects.current())
        .annotate(last_ended_on=Max("delegations__ended_on"))
        .filter(last_ended_on__lte=before)
        .filter(Q(last_login=None) | Q(last_login__date__lte=before))
    )
    erased = 0
    for user in left:
        if not closing.reasons_to_stay(user):
            close_unused_account(user, on=on)
            erased += 1
    return erased


def forget_former_delegates(on: dt.date) -> int:
    """That somebody acted for an organisation. The record keeps the number of the account."""
    before = months_after(on, -MONTHS_AFTER_LEAVING)
    return Delegate.objects.filter(ended_on__lte=before).delete()[0]


def forget_invitations(on: dt.date) -> int:
    before = on - INVITATIONS_KEPT
    over = Q(closed_on__lte=before) | Q(closed_on=None, expires_on__lte=before)
    return Invitation.objects.filter(over).delete()[0]


def forget_claims(on: dt.date) -> int:
    """What somebody wrote to be let in: a year after it was decided, or was left without its code."""
    before = months_after(on, -MONTHS_AFTER_LEAVING)
    decided = Q(decided_at__date__lte=before)
    left = Q(state=Claim.State.PROVING, made_at__date__lte=before)
    return Claim.objects.filter(decided | left).delete()[0]


def forget_questions(on: dt.date) -> int:
    """What was asked about an application and answered: a year later, unless the application still waits."""
    before = months_after(on, -MONTHS_AFTER_LEAVING)
    decided = ApplicationQuestion.objects.exclude(organisation__status=Organisation.Status.APPLIED)
    return decided.filter(asked_at__date__lte=before).delete()[0]


def forget_lists(on: dt.date) -> int:
    """Lists of members that were uploaded and came to nothing."""
    before = on - LISTS_KEPT
    unused = MemberList.objects.exclude(state=MemberList.State.APPLIED)
    return unused.filter(uploaded_at__date__lte=before).delete()[0]


def forget_drafts(on: dt.date) -> int:
    return forget_old_drafts(at=timezone.make_aware(dt.datetime.combine(on, dt.time())))


# In this order: who left is read from the lines that the second rule deletes.
RULES = (
    Rule(
        "people-who-left",
        f"Accounts of people who act for no organisation since {MONTHS_AFTER_LEAVING} months and have not signed in "
        "since: erased, and they read “a former user”",
        erase_those_who_left,
    ),
    Rule(
        "former-delegates",
        f"That somebody acted for an organisation: {MONTHS_AFTER_LEAVING} months after they stopped",
        forget_former_delegates,
    ),
    Rule(
        "invitations",
        f"Invitations by e-mail: {INVITATIONS_KEPT.days} days after they were closed or ran out",
        forget_invitations,
    ),
    Rule(
        "claims",
        f"Claims to act for an organisation: {MONTHS_AFTER_LEAVING} months after they were decided, or were left "
        "without their code",
        forget_claims,
    ),
    Rule(
        "application-questions",
        f"Questions about an application and their answers: {MONTHS_AFTER_LEAVING} months after they were asked, once "
        "it is decided",
        forget_questions,
    ),
    Rule(
        "member-lists",
        f"Lists of members that staff uploaded and did not take over: after {LISTS_KEPT.days} days",
        forget_lists,
    ),
    Rule(
        "registration-drafts",
        "Registrations that were begun and never sent: half a year after they were last touched",
        forget_drafts,
    ),
)
