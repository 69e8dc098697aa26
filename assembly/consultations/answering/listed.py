"""“We asked, you said, we did” as a list of its own: the consultations with feedback, the newest first."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.utils import timezone

from assembly.consultations.models import Consultation, FeedbackLine
from assembly.core.cards import Card
from assembly.core.figures import in_words
from assembly.core.key_pages import Order
from assembly.core.templatetags.assembly import day

from .overdue.standing import Standing, late_by, standing_of

NEWEST_FIRST = Order("feedback_given_at", dt.datetime.fromisoformat, descending=True)
Outcome = FeedbackLine.Outcome


def cards(consultations: Iterable[Consultation], on: dt.date) -> list[Card]:
    """One query more, for what became of the themes of all of them."""
    page = list(consultations)
    outcomes = _outcomes(page)
    return [_card(one, outcomes.get(one.pk, Counter()), on) for one in page]


def _card(one: Consultation, outcomes: Counter[str], on: dt.date) -> Card:
    given = timezone.localdate(one.feedback_given_at) if one.feedback_given_at else None
    late = f", {late_by(one)}" if standing_of(one, on) is Standing.LATE else ""
    tag, colour = _tag(one)
    return Card(
        heading=one.page.title,
        url=one.get_absolute_url(),
        text=one.public_summary,
        meta=f"{one.body.name}. Feedback given on {day(given)}{late}. {_in_words(outcomes)}.",
        tag=tag,
        colour=colour,
    )


def _tag(one: Consultation) -> tuple[str, str]:
    """As its own page has it; where the body dropped it no decision is to come."""
    if one.is_withdrawn:
        return "Withdrawn", "grey"
    return ("Concluded", "blue") if one.is_concluded else ("Decision to come", "yellow")


def _in_words(outcomes: Counter[str]) -> str:
    """“3 themes: 1 followed, 2 not followed”."""
    parts = [
        f"{outcomes[outcome.value]} {outcome.label.lower()}"
        for outcome in Outcome
        if outcomes[outcome.value]
    ]
    return f"{in_words(outcomes.total(), 'themes')}: {', '.join(parts)}"


def _outcomes(page: list[Consultation]) -> dict[int, Counter[str]]:
    """Of the version that holds: the newest published one."""
    lines = (
        FeedbackLine.objects.filter(feedback__consultation__in=page)
        .exclude(feedback__published_at=None)
        .order_by("feedback__number")
        .values_list("feedback__consultation", "feedback__number", "outcome")
    )
    found: dict[int, Counter[str]] = {}
    newest: dict[int, int] = {}
    for consultation, number, outcome in lines:
        if newest.get(consultation) != number:
            newest[consultation], found[consultation] = number, Counter()
        found[consultation][outcome] += 1
    return found
