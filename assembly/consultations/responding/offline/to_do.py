"""What waits of the responses on paper: to be checked by a second person, or to be corrected by who entered it."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.core.figures import in_words
from assembly.core.roles import BOARD, SUPPORT_UNIT
from assembly.core.to_do import Task

from .rules import MAY_CHECK
from .selectors import waiting


def papers_waiting(user: User, at: dt.datetime) -> Iterable[Task]:
    """One task for all that can be checked, and one for all that were sent back; one query."""
    if not user.has_perm(MAY_CHECK):
        return
    to_check, to_correct = [], []
    for paper in waiting():
        if paper.entered_by_id == user.pk:
            to_correct += [paper] if paper.sent_back_because else []
        elif not paper.sent_back_because:
            to_check.append(paper)
    for papers, text, button in (
        (to_check, "Check {} on paper", "Check what was entered"),
        (to_correct, "Correct {} on paper that came back to you", "Correct what you entered"),
    ):
        if papers:
            yield Task(
                text=text.format(in_words(len(papers), "responses")),
                button=button,
                url=reverse("consultations_offline:offline_list"),
                by=_since(papers[0].received_on, at),
                whose=SUPPORT_UNIT if SUPPORT_UNIT in offices.held_by(user) else BOARD,
                of_office=True,
            )


def _since(received_on: dt.date | None, at: dt.datetime) -> dt.datetime:
    if received_on is None:
        return at
    return timezone.make_aware(dt.datetime.combine(received_on, dt.time()))
