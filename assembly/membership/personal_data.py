"""When a person closes their account: for whom they act, and what is held about that."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart
from assembly.core.events import record

from . import rules
from .models import (
    Appeal,
    ApplicationQuestion,
    Claim,
    Decision,
    Delegate,
    EligibilityFinding,
    Invitation,
    Organisation,
    RegistrationDraft,
)
from .services.casting import noting_who_casts


def reasons_to_stay(user: User) -> Iterable[str]:
    """The organisations that would have no lead without this person."""
    led = Organisation.objects.filter(
        status__in=rules.people.NEEDS_LEAD,
        delegates__user=user,
        delegates__ended_on=None,
        delegates__role=Delegate.Role.LEAD,
    )
    for organisation in led:
        leads = Delegate.objects.of(organisation).filter(role=Delegate.Role.LEAD)
        if not leads.exclude(user=user).exists():
            yield (
                f"You are the only lead of {organisation}: make somebody else a lead, ask the "
                "Support Unit to enter one, or let the organisation leave."
            )


def erase(user: User, on: dt.date) -> None:
    """End what the person does for organisations. The line stays, and reads “a former user”."""
    RegistrationDraft.objects.filter(user=user).delete()
    Claim.objects.filter(user=user).delete()
    for delegate in Delegate.objects.current().filter(user=user).select_related("organisation"):
        with noting_who_casts(
            delegate.organisation, rules.casting.Way.ACCOUNT_CLOSED, by=user, at=timezone.now()
        ):
            delegate.ended_on = on
            delegate.save(update_fields=["ended_on"])
        record("membership.delegate_left", delegate.organisation, by=user)
    Invitation.objects.to_address(user.email).delete()


def data_about(user: User) -> Iterable[DataPart]:
    delegates = Delegate.objects.filter(user=user).select_related("organisation")
    yield DataPart(
        "Organisations you act or acted for",
        tuple(
            {
                "organisation": delegate.organisation.name,
                "role": delegate.get_role_display(),
                "voter": delegate.is_voter,
                "deputy": delegate.is_deputy,
                "from": delegate.started_on,
                "until": delegate.ended_on,
            }
            for delegate in delegates
        ),
    )
    checked = EligibilityFinding.objects.filter(checked_by=user).select_related("organisation")
    yield DataPart(
        "Applications you checked",
        tuple(
            {
                "organisation": finding.organisation.name,
                "question": finding.get_criterion_display(),
                "on": finding.checked_on,
            }
            for finding in checked
        ),
    )
    claims = Claim.objects.filter(user=user).select_related("organisation")
    yield DataPart(
        "Organisations for which you asked to act",
        tuple(
            {
                "organisation": claim.organisation.name,
                "asked": claim.made_at,
                "state": claim.get_state_display(),
                "address": claim.address,
                "evidence": claim.evidence,
                "reason": claim.reason,
            }
            for claim in claims
        ),
    )
    for draft in RegistrationDraft.objects.filter(user=user):
        yield DataPart(
            "A registration that you began",
            tuple(
                {"field": name, "typed": ", ".join(typed)} for name, typed in draft.typed.items()
            ),
        )
    yield DataPart(
        "Decisions on organisations you made",
        tuple(
            {"decision": str(decision), "on": decision.decided_on}
            for decision in Decision.objects.filter(decided_by=user).select_related("organisation")
        ),
    )
    appeals = Appeal.objects.filter(made_by=user).select_related("decision__organisation")
    yield DataPart(
        "Appeals you wrote",
        tuple(
            {
                "organisation": appeal.decision.organisation.name,
                "on": appeal.made_on,
                "words": appeal.words,
            }
            for appeal in appeals
        ),
    )
    questions = ApplicationQuestion.objects.filter(Q(asked_by=user) | Q(answered_by=user))
    yield DataPart(
        "Questions about applications that you asked or answered",
        tuple(
            {
                "organisation": question.organisation.name,
                "asked": question.asked_at,
                "question": question.words,
                "answer": question.answer,
            }
            for question in questions.select_related("organisation")
        ),
    )
    invitations = Invitation.objects.to_address(user.email).select_related("organisation")
    yield DataPart(
        "Invitations to your address",
        tuple(
            {
                "organisation": invitation.organisation.name,
                "sent": invitation.invited_on,
                "until": invitation.expires_on,
                "state": invitation.get_outcome_display(),
            }
            for invitation in invitations
        ),
    )
