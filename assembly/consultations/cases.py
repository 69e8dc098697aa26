"""A consultation as what a Compact case is about: its facts, and the case that an override drafts."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases.raising import own_initiative
from assembly.compact.cases.subjects import Facts, Subject
from assembly.compact.models import Undertaking
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Organisation

from .compliance import FeedbackStanding, days, feedback_due_on, judge_feedback
from .editions import held_to
from .models import Consultation, Response
from .undertakings import promise
from .window import FULL_IN_WORDS

KIND = "consultation"
OVERRIDDEN = (
    f"The window was published short of {FULL_IN_WORDS}, and no reason was given. Two members of the Assembly Board "
    "overrode this. The site drafted this case from the facts of the consultation."
)


def find(pk: int) -> Facts | None:
    """Of a consultation that was published; one that was withdrawn stays."""
    found = Consultation.objects.published().with_page().filter(pk=pk).first()
    return facts_of(found) if found and hasattr(found, "page") else None


def facts_of(consultation: Consultation) -> Facts:
    """As they are today."""
    today = timezone.localdate()
    return Facts(
        title=consultation.page.title,
        path=consultation.get_absolute_url(),
        against=consultation.body,
        happened_on=min(consultation.opens_on or today, today),
        facts=[*_facts(consultation, today)],
        undertakings=[*_undertakings(consultation, today)],
        names=_only_one(consultation),
    )


def _facts(consultation: Consultation, today: dt.date) -> Iterator[str]:
    window = consultation.window
    if window is None:
        return
    opens, closes = window.opens_on, window.closes_on
    yield f"{'Opened' if opens <= today else 'Opens'} on {short_day(opens)}"
    yield f"{'Closed' if closes < today else 'Closes'} on {short_day(closes)}"
    yield f"Open for {days(window.length)}"
    if window.shortfall:
        yield f"{days(window.shortfall)} short of {FULL_IN_WORDS}".capitalize()
        reason = consultation.get_reason_code_display() if consultation.has_reason else ""
        yield f"Reason given: {reason}" if reason else "No reason was given"
    if consultation.withdrawn_on:
        yield f"Withdrawn on {short_day(consultation.withdrawn_on)}"
    due = short_day(feedback_due_on(window))
    given = consultation.feedback_given_at
    standing = judge_feedback(
        window,
        given_on=timezone.localdate(given) if given else None,
        is_cleared=hasattr(consultation, "overdue_cleared"),
        is_withdrawn=consultation.is_withdrawn,
        on=today,
    )
    if standing == FeedbackStanding.OVERDUE:
        yield f"Feedback has been overdue since {due}"
    elif standing == FeedbackStanding.DUE:
        yield f"Feedback is due by {due}"
    elif given:
        yield f"Feedback was given on {short_day(timezone.localdate(given))}, due by {due}"


def _undertakings(consultation: Consultation, today: dt.date) -> Iterator[Undertaking]:
    """The promise of twelve weeks where the window is short, and those that the consultation cites."""
    chosen = list(consultation.page.undertakings.all())
    if consultation.shortfall and (promised := _twelve_weeks(consultation, today)):
        chosen.append(promised)
    yield from {one.pk: one for one in chosen}.values()


def _twelve_weeks(consultation: Consultation, today: dt.date) -> Undertaking | None:
    held = held_to(consultation, today)
    return promise().in_edition(held.edition.number) if held.edition else None


def _only_one(consultation: Consultation) -> Organisation | None:
    """The only organisation whose response is public: everybody recognises it."""
    found = Response.objects.published().filter(
        consultation=consultation, kind=Response.Kind.ORGANISATION
    )
    responses = list(found.select_related("organisation")[:2])
    return responses[0].organisation if len(responses) == 1 else None


def draft_after_override(consultation: Consultation, by: User) -> None:
    """A short window without a reason: the Compact Board finds a draft of a case, once for each consultation."""
    today = timezone.localdate()
    promised = _twelve_weeks(consultation, today)
    consultation = Consultation.objects.with_page().get(pk=consultation.pk)
    facts = facts_of(consultation)
    own_initiative.draft(
        (KIND, consultation.pk), facts, [promised] if promised else [], OVERRIDDEN, by=by
    )


CONSULTATION = Subject(KIND, find)
