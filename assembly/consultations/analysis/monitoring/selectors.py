"""What may be shown of the counters: from ten up, and nothing from which a smaller number follows."""

import datetime as dt
from dataclasses import dataclass

from assembly.consultations.models import Consultation, MonitoringCount
from assembly.core import small_numbers

from .questions import asked
from .rules import FEWEST, are_complete

WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class AboutTable:
    """One question with its counters, and the options that nobody chose; without rows where no number may be shown."""

    caption: str
    total: str
    rows: tuple[tuple[str, str], ...]
    nobody: str = ""


def tables(consultation: Consultation, at: dt.datetime) -> list[AboutTable]:
    """One query, and none where nothing is asked, or while somebody may still answer."""
    questions = asked(consultation.monitoring)
    if not questions or not are_complete(consultation, at=at):
        return []
    found = {
        (question, option): number
        for question, option, number in MonitoringCount.objects.filter(
            consultation=consultation
        ).values_list("question", "option", "number")
    }
    return [
        _table(
            question.words,
            question.options,
            [found.get((question.code, option), 0) for option in range(len(question.options))],
        )
        for question in questions
    ]


def _table(words: str, options: tuple[str, ...], numbers: list[int]) -> AboutTable:
    total = sum(numbers)
    if total < FEWEST:
        return AboutTable(words, "", ())
    hidden = small_numbers.line(numbers, FEWEST)
    if not any(number and not hides for number, hides in zip(numbers, hidden, strict=True)):
        return AboutTable(words, "", ())
    # The way not to say stands first in the list of options and last in a table.
    order = [*range(1, len(options)), 0]
    return AboutTable(
        words,
        f"{total:,}",
        tuple(
            (options[place], WITHHELD if hidden[place] else f"{numbers[place]:,}")
            for place in order
            if numbers[place] or hidden[place]
        ),
        ", ".join(options[place] for place in order if not numbers[place] and not hidden[place]),
    )
