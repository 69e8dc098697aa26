"""Two people read an answer, and where they differ somebody settles it.

Each act holds the lock of the consultation, as those on the codebook do: of two who save at the same moment one has
the first reading and the other the second, and a theme that is merged meanwhile is ticked as what it counts for.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.models import Answer, Coding, RaisedTheme
from assembly.consultations.reading.selectors import that_count
from assembly.core.events import record
from assembly.core.rules import RuleBroken

from ..codebook.selectors import resolved
from ..codebook.services import add_theme, lock
from . import rules
from .counting import READINGS, Part


@transaction.atomic
def code(
    answer: Answer,
    themes: Iterable[RaisedTheme],
    *,
    by: User,
    at: dt.datetime | None = None,
    new: str = "",
    seen: int | None = None,
) -> Coding:
    """Save what this person reads in the answer: the first reading, or the second if somebody else has read it.

    `new` is the name of a theme that is added and ticked. `seen` is the number of the reading that the form showed, 0
    for none; None asks nothing. Until the second reading is saved, each may be saved again.
    """
    answer, themes = _held(answer, by, at, themes, new)
    readings = list(answer.codings.filter(part__in=READINGS))
    mine = next((one for one in readings if one.coder_id == by.pk), None)
    if mine and _names(mine) == {theme.pk for theme in themes}:
        return mine  # the button was pressed twice
    rules.may_read_it(mine, readings).enforce()
    rules.is_seen(seen, mine.number if mine else 0).enforce()
    part = mine.part if mine else Part.SECOND if readings else Part.FIRST
    return _keep(answer, mine or Coding(answer=answer, part=part), themes, by=by, at=at)


@transaction.atomic
def settle(
    answer: Answer,
    themes: Iterable[RaisedTheme],
    *,
    by: User,
    at: dt.datetime | None = None,
    new: str = "",
    seen: int | None = None,
) -> Coding:
    """Say which themes count where two people read the answer otherwise: one of them, or somebody else."""
    answer, themes = _held(answer, by, at, themes, new)
    known = {one.part: one for one in answer.codings.all()}
    first, second = (_names(known[part]) if part in known else None for part in READINGS)
    settled = known.get(Part.SETTLED)
    if settled and _names(settled) == {theme.pk for theme in themes}:
        return settled  # the button was pressed twice
    rules.may_be_settled(first, second).enforce()
    rules.is_seen(seen, settled.number if settled else 0).enforce()
    return _keep(answer, settled or Coding(answer=answer, part=Part.SETTLED), themes, by=by, at=at)


def _held(
    answer: Answer,
    by: User,
    at: dt.datetime | None,
    themes: Iterable[RaisedTheme],
    new: str,
) -> tuple[Answer, list[RaisedTheme]]:
    """The answer with these themes as they count under the lock, if it can be coded at all."""
    known = Answer.objects.select_related("version__response__consultation", "question")
    found = known.filter(pk=answer.pk).first()
    if found is None:
        raise RuleBroken("This answer has been erased since you opened the page.")
    consultation = lock(found.version.response.consultation, by=by, at=at)
    counts = that_count(consultation).filter(pk=found.version_id).exists()
    rules.can_be_coded(found, counts=counts).enforce()
    keys = [theme.pk for theme in themes]
    ours = consultation.raised_themes.select_related("merged_into").filter(pk__in=keys)
    if len(ours) < len(set(keys)):
        raise RuleBroken("A theme that you ticked was deleted meanwhile. Check your ticks.")
    added = [add_theme(consultation, new, by=by, at=at)] if new.strip() else []
    return found, resolved([*ours, *added])


def _names(coding: Coding) -> set[int]:
    """The themes it ticks, as they count today."""
    ticked = coding.themes.values_list("pk", "merged_into")
    return {merged or theme for theme, merged in ticked}


def _keep(
    answer: Answer, coding: Coding, themes: list[RaisedTheme], *, by: User, at: dt.datetime | None
) -> Coding:
    if coding.pk:
        coding.number += 1
    coding.coder, coding.saved_at = by, at or timezone.now()
    coding.save()
    coding.themes.set(themes)
    is_settled, response = coding.part == Part.SETTLED, answer.version.response
    # Not which themes, nor how many: the other person reads the record too.
    record(
        "consultations.answer_settled" if is_settled else "consultations.answer_coded",
        response.consultation,
        by=by,
        data={"response": response.pk, "answer": answer.pk, "part": coding.part},
    )
    return coding
