"""The lists of consultations: what is open first, then what will open and what is over, narrowed by filters."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from assembly.consultations.answering.overdue.selectors import overdue_in_words
from assembly.consultations.models import Consultation
from assembly.consultations.models.records import ConsultationQuerySet
from assembly.consultations.publishing import planning
from assembly.consultations.selectors import cards
from assembly.core import parts
from assembly.core.addresses import page_at
from assembly.core.cards import Card
from assembly.core.key_pages import KeyPage, Order, key_page
from assembly.partners.bodies.selectors import with_predecessors
from assembly.partners.models import PublicBody
from assembly.partners.scorecard import replies
from assembly.partners.scorecard import selectors as scorecards

from . import filters as narrowing
from .filters import Filters, State
from .forms import ConsultationFilterForm

PER_PAGE = 20
LATEST_FIRST = Order("closes_on", dt.date.fromisoformat, descending=True)
ORDERS = {
    State.OPEN: Order("closes_on", dt.date.fromisoformat),
    State.FORTHCOMING: Order("opens_on", dt.date.fromisoformat),
    State.CLOSED: LATEST_FIRST,
    State.CONCLUDED: LATEST_FIRST,
    State.WITHDRAWN: LATEST_FIRST,
}
NONE_OPEN = "No consultation is open at the moment."


@dataclass(frozen=True, slots=True)
class Section:
    """One list with its heading. `page` where it is paged; `more` leads from its first cards to all of them."""

    key: str
    heading: str
    cards: list[Card]
    page: KeyPage[Consultation] | None = None
    more: str = ""
    none: str = ""  # said where there is no card; without it the list is left out then


def lists(request: HttpRequest, *, body: PublicBody | None = None) -> dict[str, Any]:
    """Everything the page of consultations shows, or of one body, with those of the bodies it followed."""
    today = timezone.localdate()
    form = ConsultationFilterForm(
        request.GET,
        choices=parts.kept("consultations:choices", narrowing.choices),
        of_one_body=body is not None,
    )
    chosen = form.chosen
    bodies = with_predecessors(body, today) if body else []
    prefetch_related_objects(bodies[1:], "departments")
    found = narrowing.matching(chosen, today)
    if body:
        found = narrowing.of_bodies(found, bodies)
    # A card shows the page's title and summary, the body's name, and how many responded.
    found = found.with_page().with_counts()
    sections = _sections(found, chosen, request.GET, today)
    return {
        "filters": form,
        "is_narrowed": bool(chosen.query),
        "sections": sections,
        "is_empty": not any(section.cards for section in sections),
        "planned": ()
        if chosen.query or len(sections) == 1
        else planning.shown(today, bodies if body else None),
        "predecessors": bodies[1:],
        **_scorecard(bodies, timezone.now()),
        "overdue": overdue_in_words(bodies, today) if body else "",
        "is_over": body is not None and body.is_over(today),
        "breadcrumbs": [("Consultations", page_at("consultations"))] if body else [],
        **_ways_to_follow(("body", body.slug) if body else chosen.scope),
        "mail_url": _mail_url(body, today),
    }


def _sections(
    found: ConsultationQuerySet, chosen: Filters, asked: Mapping[str, str], on: dt.date
) -> list[Section]:
    if chosen.state:
        state = State(chosen.state)
        return [_whole(narrowing.in_state(found, state, on), state, asked, on)]
    over = key_page(found.over(on), LATEST_FIRST, asked, per_page=PER_PAGE)
    closed = Section("closed", "Closed", cards(over, on), page=over)
    if asked.get("after") or asked.get("before"):
        return [closed]
    first = [_first(found, state, chosen, on) for state in (State.OPEN, State.FORTHCOMING)]
    return [*first, closed]


def _whole(
    found: ConsultationQuerySet, state: State, asked: Mapping[str, str], on: dt.date
) -> Section:
    page = key_page(found, ORDERS[state], asked, per_page=PER_PAGE)
    return Section(state.value, state.label, cards(page, on), page=page)


def _first(found: ConsultationQuerySet, state: State, chosen: Filters, on: dt.date) -> Section:
    page = key_page(narrowing.in_state(found, state, on), ORDERS[state], {}, per_page=PER_PAGE)
    narrower = Filters(**{**_held(chosen), "state": state.value})
    return Section(
        state.value,
        state.label,
        cards(page, on),
        more=f"?{narrower.query}" if page.after else "",
        none=NONE_OPEN if state is State.OPEN and not chosen.query else "",
    )


def _held(chosen: Filters) -> dict[str, str]:
    return {name: getattr(chosen, name) for name in ("q", "body", "theme", "district", "year")}


def _scorecard(bodies: list[PublicBody], at: dt.datetime) -> dict[str, Any]:
    """Of the first of these, with the replies of all."""
    if not bodies:
        return {}
    card = scorecards.card_of(bodies[0], bodies, timezone.localdate(at))
    return {"scorecard": card, "replies": replies.newest_shown(card.keys, at)}


def _mail_url(body: PublicBody | None, on: dt.date) -> str:
    ask = reverse("consultations:follow")
    return f"{ask}?to=body-{body.pk}" if body and not body.is_over(on) else ask


def _ways_to_follow(scope: tuple[str, str] | None) -> dict[str, str]:
    """The calendar and the feed of what the list is narrowed to, where there are such; else of everything."""
    if scope is None:
        return {"calendar_url": reverse("calendar"), "feed_url": reverse("consultations:feed")}
    return {
        "calendar_url": reverse("calendar_of", args=scope),
        "feed_url": reverse("consultations:feed_of", args=scope),
    }
