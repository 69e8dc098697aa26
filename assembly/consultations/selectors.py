"""Consultations as their pages show them: lists, the countdown, what is said of a short window."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from assembly.core.act_box import ActBox
from assembly.core.cards import Card
from assembly.core.rules import Ruling, refused
from assembly.core.templatetags.assembly import day
from assembly.core.time_left import left_in_words
from assembly.membership.http import VisitorRequest

from . import act_box, rules
from .analysis.figures.page import analysis_page
from .answering import shown as answered
from .answering.overdue.standing import Standing, in_public_words, standing_of
from .asking.paper import asked_in_short
from .compliance import days, feedback_due_on, judge
from .counts import annotated, by_kind, sentence
from .events import selectors as events
from .models import Consultation, ConsultationPage
from .publishing import shown, working_out
from .responding import who
from .responding.desk import start_of
from .telling.following.rules import may_be_followed
from .window import Phase, Window


def cards(consultations: Iterable[Consultation], on: dt.date) -> list[Card]:
    """Of consultations that were fetched `with_page` and `with_counts`."""
    return [_card(one, on, _responded(one, on)) for one in consultations]


def _responded(consultation: Consultation, on: dt.date) -> str:
    """Before the opening day nobody could respond, so nothing is said of it."""
    return sentence(annotated(consultation)) if _window(consultation).opens_on <= on else ""


def _card(consultation: Consultation, on: dt.date, responded: str) -> Card:
    window = _window(consultation)
    tag, colour = _tag(consultation, window, on)
    return Card(
        heading=consultation.page.title,
        url=consultation.get_absolute_url(),
        text=consultation.public_summary,
        meta=f"{who_and_when(consultation, on)} {responded}".strip(),
        tag=tag,
        colour=colour,
    )


def who_and_when(consultation: Consultation, on: dt.date) -> str:
    """Write who asks, until when one can answer, and then whether feedback is owed."""
    owed = in_public_words(consultation, on)
    when = _when(consultation, _window(consultation), on)
    return f"{consultation.body.name}. {when}{f' {owed}.' if owed else ''}"


def _tag(consultation: Consultation, window: Window, on: dt.date) -> tuple[str, str]:
    if consultation.is_withdrawn:
        return "Withdrawn", "grey"
    if consultation.is_concluded:
        return "Concluded", "blue"
    if standing_of(consultation, on) is Standing.OVERDUE:
        return "Feedback overdue", "red"
    if window.closes_on < on:
        return ("Closed", "grey") if window.is_full else ("Closed, short window", "red")
    if not window.is_full:
        return "Short window", "red"
    if window.opens_on > on:
        return "Forthcoming", "yellow"
    return f"Open: week {window.week(on)} of {window.weeks}", "green"


def _when(consultation: Consultation, window: Window, on: dt.date) -> str:
    if consultation.withdrawn_on:
        return f"Withdrawn on {day(consultation.withdrawn_on)}."
    if window.opens_on > on:
        return f"Opens on {day(window.opens_on)}, closes on {day(window.closes_on)}."
    if window.closes_on >= on:
        return f"Closes at {closing_words(window)}: {left_words(window, on)}."
    return f"Closed on {day(window.closes_on)}."


def _when_and_owed(consultation: Consultation, window: Window, on: dt.date) -> str:
    """The page says in red that feedback is overdue, so this is left out here."""
    when = _when(consultation, window, on)
    if not consultation.is_published or standing_of(consultation, on) is not Standing.DUE:
        return when
    return f"{when} {in_public_words(consultation, on)}."


def consultation_context(page: ConsultationPage, request: VisitorRequest) -> dict[str, Any]:
    """Everything the page of one consultation shows beside its words. Drafts are previewed with it too."""
    consultation = page.consultation
    if consultation.pk:
        prefetch_related_objects([consultation], "extensions")
    at = timezone.now()
    follow = f"{reverse('consultations:follow')}?to=consultation-{consultation.pk}"
    context = {
        "consultation": consultation,
        "asked": asked_in_short(consultation),
        "events": events.lines(consultation, at),
        "runs_events": consultation.pk
        and events.runs_events(request.user, consultation, timezone.localdate(at)),
        "follow_url": follow if may_be_followed(consultation, at=at) else "",
        **_response_facts(consultation, request, at),
    }
    context |= shown.words(page, timezone.localdate(at))
    context |= answered.of_page(consultation, at)
    if consultation.window:
        context |= _window_facts(consultation, consultation.window, at, context.get("timeline"))
        context |= shown.promise(page, timezone.localdate(at))
        context["act_box"] = _act_box(consultation.window, context, request, at)
    return context


def _act_box(
    window: Window, facts: dict[str, Any], request: VisitorRequest, at: dt.datetime
) -> ActBox | None:
    if not facts.get("is_open"):
        return None
    today = timezone.localdate(at)
    if request.user.is_authenticated:
        ways = act_box.for_person(
            facts["may_respond"],
            facts["respond_url"],
            facts["speakers"],
            acts_for_one=request.acting.organisation is not None,
        )
    else:
        ways = act_box.for_visitor(facts["respond_url"])
    return ActBox(
        title="Respond",
        sentence=f"Closes at {closing_words(window)}.",
        left=left_words(window, today),
        buttons=ways.buttons,
        notes=ways.notes,
        asides=ways.asides,
    )


def _window_facts(
    consultation: Consultation,
    window: Window,
    at: dt.datetime,
    timeline: list[tuple[str, str]] | None,
) -> dict[str, Any]:
    """`timeline`: what became of it, once it has closed."""
    today = timezone.localdate(at)
    tag, colour = _tag(consultation, window, today)
    phase = consultation.phase(at)
    compliance = judge(window, has_reason=consultation.has_reason)
    return {
        "tag": tag if consultation.is_published else "Draft",
        "tag_colour": colour if consultation.is_published else "grey",
        "countdown": _countdown(window, today) if phase is Phase.OPEN else None,
        "when": _when_and_owed(consultation, window, today),
        "dates": [
            ("Opening day", day(window.opens_on)),
            ("Closed at" if timeline else "Closes at", closing_words(window)),
            *shown.first_closing_day(consultation),
            ("Length", days(window.length)),
            ("Stage", consultation.get_stage_display()),
            *(timeline or _feedback(consultation, window)),
        ],
        "compliance": compliance,
        "notes": working_out.notes_on(window),
    }


def _feedback(consultation: Consultation, window: Window) -> list[tuple[str, str]]:
    """A consultation that was withdrawn owes no feedback."""
    if consultation.is_withdrawn:
        return []
    return [("Feedback due by", day(feedback_due_on(window)))]


def _countdown(window: Window, on: dt.date) -> dict[str, Any]:
    return {
        "text": f"Week {window.week(on)} of {window.weeks}",
        "value": window.week(on),
        "total": window.weeks,
        "note": f"{left_words(window, on).capitalize()}: closes at {closing_words(window)}.",
    }


def _response_facts(
    consultation: Consultation, request: VisitorRequest, at: dt.datetime
) -> dict[str, Any]:
    if not consultation.is_published:
        return {"counts": "", "may_respond": None}
    is_open = bool(rules.is_taking_responses(consultation, at=at))
    return {
        "counts": sentence(by_kind(consultation)) if _has_opened(consultation, at) else "",
        "is_open": is_open,
        "may_respond": ruling_for(request, consultation, at=at),
        "speakers": who.speakers(consultation, request.user, request.acting) if is_open else [],
        "respond_url": start_of(consultation),
        "analysis_url": analysis_page(consultation),
    }


def _has_opened(consultation: Consultation, at: dt.datetime) -> bool:
    return consultation.phase(at) is not Phase.FORTHCOMING


def ruling_for(request: VisitorRequest, consultation: Consultation, *, at: dt.datetime) -> Ruling:
    """May the person who looks at the page respond, for the organisation they act for now?"""
    organisation = request.acting.organisation
    if organisation is None:
        in_time = rules.is_taking_responses(consultation, at=at)
        return in_time and refused(
            "You do not act for a member organisation. You can respond as yourself."
        )
    return rules.may_respond(consultation, organisation, acts_for=True, at=at)


def closing_words(window: Window) -> str:
    return f"11.59pm on {day(window.closes_on)}"


def left_words(window: Window, on: dt.date) -> str:
    return left_in_words(window.days_left(on))


def _window(consultation: Consultation) -> Window:
    """A published consultation has its days: a constraint of the database says so."""
    window = consultation.window
    if window is None:
        raise ValueError("A published consultation without its days.")
    return window
