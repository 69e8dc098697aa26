"""Consultations as their pages show them: lists, the countdown, what is said of a short window."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from assembly.core.act_box import ActBox
from assembly.core.cards import Card
from assembly.core.rules import Ruling, refused
from assembly.core.templatetags.assembly import day
from assembly.core.time_left import left_in_words
from assembly.membership.http import VisitorRequest
from assembly.membership.models import Organisation

from . import act_box, rules
from .compliance import Compliance, Finding, days, feedback_due_on, judge
from .models import Consultation, ConsultationPage, Response
from .telling.following.rules import may_be_followed
from .window import Overlap, Phase, Window


def cards(consultations: Iterable[Consultation], on: dt.date) -> list[Card]:
    return [_card(consultation, on) for consultation in consultations]


def _card(consultation: Consultation, on: dt.date) -> Card:
    window = _window(consultation)
    tag, colour = _tag(consultation, window, on)
    return Card(
        heading=consultation.page.title,
        url=consultation.get_absolute_url(),
        text=consultation.public_summary,
        meta=who_and_when(consultation, on),
        tag=tag,
        colour=colour,
    )


def who_and_when(consultation: Consultation, on: dt.date) -> str:
    """Write who asks, and until when one can answer."""
    return f"{consultation.body.name}. {_when(consultation, _window(consultation), on)}"


def _tag(consultation: Consultation, window: Window, on: dt.date) -> tuple[str, str]:
    if consultation.is_withdrawn:
        return "Withdrawn", "grey"
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


def consultation_context(page: ConsultationPage, request: VisitorRequest) -> dict[str, Any]:
    """Everything the page of one consultation shows beside its words. Drafts are previewed with it too."""
    consultation = page.consultation
    at = timezone.now()
    follow = f"{reverse('consultations:follow')}?to=consultation-{consultation.pk}"
    context = {
        "consultation": consultation,
        "follow_url": follow if may_be_followed(consultation, at=at) else "",
        **_response_facts(consultation, request, at),
    }
    if consultation.window:
        context |= _window_facts(consultation, consultation.window, at)
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
            request.acting.organisation,
            facts["may_respond"],
            facts["respond_url"],
            has_responded=facts["own_response"] is not None,
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


def _window_facts(consultation: Consultation, window: Window, at: dt.datetime) -> dict[str, Any]:
    today = timezone.localdate(at)
    tag, colour = _tag(consultation, window, today)
    phase = consultation.phase(at)
    compliance = judge(window, has_reason=consultation.has_reason)
    return {
        "tag": tag if consultation.is_published else "Draft",
        "tag_colour": colour if consultation.is_published else "grey",
        "countdown": _countdown(window, today) if phase is Phase.OPEN else None,
        "when": _when(consultation, window, today),
        "dates": [
            ("Opening day", day(window.opens_on)),
            ("Closes at", closing_words(window)),
            ("Length", days(window.length)),
            ("Stage", consultation.get_stage_display()),
            ("Feedback due by", day(feedback_due_on(window))),
        ],
        "compliance": compliance,
        "explanation": _explanation(consultation, compliance),
        "holidays": holiday_words(window.holidays()),
    }


def _countdown(window: Window, on: dt.date) -> dict[str, Any]:
    return {
        "text": f"Week {window.week(on)} of {window.weeks}",
        "value": window.week(on),
        "total": window.weeks,
        "note": f"{left_words(window, on).capitalize()}: closes at {closing_words(window)}.",
    }


def _explanation(consultation: Consultation, compliance: Compliance) -> str:
    if compliance.finding is not Finding.SHORT_WITH_REASON:
        return ""
    return f"{consultation.get_reason_code_display()}: {consultation.reason_text}"


def _response_facts(
    consultation: Consultation, request: VisitorRequest, at: dt.datetime
) -> dict[str, Any]:
    if not consultation.is_published:
        return {"response_count": 0, "may_respond": None, "own_response": None}
    return {
        "response_count": consultation.responses.count(),
        "is_open": bool(rules.is_taking_responses(consultation, at=at)),
        "may_respond": ruling_for(request, consultation, at=at),
        "own_response": own_response(consultation, request.acting.organisation),
        "respond_url": reverse(
            "consultations:response_send",
            args=[consultation.body.page.slug, consultation.page.slug],
        ),
    }


def ruling_for(request: VisitorRequest, consultation: Consultation, *, at: dt.datetime) -> Ruling:
    """May the person who looks at the page respond, for the organisation they act for now?"""
    organisation = request.acting.organisation
    if organisation is None:
        in_time = rules.is_taking_responses(consultation, at=at)
        return in_time and refused(
            "You act for no organisation. Responses are sent by organisations of the Assembly."
        )
    return rules.may_respond(consultation, organisation, acts_for=True, at=at)


def own_response(consultation: Consultation, organisation: Organisation | None) -> Response | None:
    if organisation is None:
        return None
    return consultation.responses.filter(organisation=organisation).first()


def closing_words(window: Window) -> str:
    return f"11.59pm on {day(window.closes_on)}"


def left_words(window: Window, on: dt.date) -> str:
    return left_in_words(window.days_left(on))


def holiday_words(overlaps: list[Overlap]) -> str:
    """Name the holidays the window runs over, with how much of it they take."""
    parts = [f"{overlap.holiday} ({days(overlap.days)})" for overlap in overlaps]
    if not parts:
        return ""
    listed = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return f"The window runs over {listed}, when fewer people can answer."


def _window(consultation: Consultation) -> Window:
    """A published consultation has its days: a constraint of the database says so."""
    window = consultation.window
    if window is None:
        raise ValueError("A published consultation without its days.")
    return window
