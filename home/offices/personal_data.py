"""When a person closes their account: what was proposed about them."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart

from .models import OfficeProposal


def erase(user: User, on: dt.date) -> None:
    """The reasons go, because they are about the person; a proposal that waits is withdrawn."""
    about = OfficeProposal.objects.filter(user=user)
    about.waiting().update(outcome=OfficeProposal.Outcome.WITHDRAWN, decided_at=timezone.now())
    about.update(reason="")


def data_about(user: User) -> Iterable[DataPart]:
    yield DataPart(
        "Offices proposed for you",
        tuple(
            {
                "what": proposal.get_act_display(),
                "office": proposal.title,
                "from": proposal.begins_on,
                "last day": proposal.last_day,
                "reason": proposal.reason,
                "proposed": proposal.proposed_at,
                "became of it": proposal.get_outcome_display(),
            }
            for proposal in OfficeProposal.objects.filter(user=user).select_related(
                "officer__body", "term"
            )
        ),
    )
