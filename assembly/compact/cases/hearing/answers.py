"""The public answer of the side that the case is against, which everybody reads beside the finding."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases.standing import Standing
from assembly.compact.models import Case, PublicAnswer
from assembly.core.clean_text import clean
from assembly.core.events import record
from assembly.core.rules import Ruling, refused, says_why

from . import rules, selectors
from .held import held


def may_answer(found: Standing, words: str = "-") -> Ruling:
    """From the moment the finding is decided; each version replaces the one before in public."""
    if selectors.standing_finding(found.case) is None:
        return refused("There is no finding yet. You can answer once there is one.")
    if found.case.forgotten_on:
        return refused("This case ended years ago, and nothing can be added to it.")
    return rules.is_the_other_side(found) and says_why(
        words, "Write your answer to the finding. Everybody will read it."
    )


@transaction.atomic
def answer_publicly(
    case: Case,
    words: str,
    *,
    looked_at: bool = False,
    by: User,
    at: dt.datetime | None = None,
) -> PublicAnswer:
    at = at or timezone.now()
    found = held(case, by=by, at=at)
    may_answer(found, words).enforce()
    words = clean(words).strip()
    before = selectors.public_answer(found.case)
    if before and before.words == words:
        return before
    rules.is_looked_at([words], looked_at=looked_at).enforce()
    made = PublicAnswer.objects.create(case=found.case, words=words, by=by, at=at)
    record("compact.case_answered_publicly", found.case, by=by, data={"answer": made.pk})
    return made
