"""The pages of a response by address: the same as everybody's, after somebody confirmed an address in this browser."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assembly.consultations.analysis.monitoring import session as monitoring
from assembly.consultations.asking.given import Given
from assembly.consultations.models import Consultation, Response, ResponseVersion
from assembly.consultations.responding import flow, services
from assembly.consultations.responding.desk import Flow, Place
from assembly.consultations.responding.forms import StatementForm
from assembly.consultations.responding.selectors import response_of
from assembly.consultations.rules import is_taking_responses
from assembly.core.acting import sent, warn
from assembly.core.figures import in_words
from assembly.core.http import takes_form

from . import codes, session
from .rules import HELD
from .session import Who
from .stating import OwnStatementForm, stated_before
from .views import published

Page = Callable[[HttpRequest, Flow], HttpResponse]

RAN_OUT = (
    f"For your safety we forget a confirmed address when nothing has happened for {in_words(HELD, 'hours')}. Ask for "
    "another code to go on."
)
TYPED_IS_KEPT = "What you typed is saved. " + RAN_OUT


@takes_form
@never_cache
def respond_as_confirmed(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    """All questions on one page."""
    return _answer(request, body, slug, flow.questions)


@takes_form
@never_cache
def confirmed_section(request: HttpRequest, body: str, slug: str, number: int) -> HttpResponse:
    """The questions of one section."""
    return _answer(request, body, slug, lambda request, one: flow.questions(request, one, number))


@takes_form
@never_cache
def confirmed_statement(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    return _answer(request, body, slug, flow.statement)


@takes_form
@never_cache
def confirmed_check(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    """Check the answers and send them."""
    return _answer(request, body, slug, flow.check, saves=False)


@require_safe
@never_cache
def confirmed_sent(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    return _answer(request, body, slug, flow.sent_page, saves=False)


def flow_of(request: HttpRequest, consultation: Consultation, who: Who) -> Flow:
    """The account of somebody who is signed in has no part in it: they answer as an individual."""
    sender, now = who.sender, timezone.now()

    def send(answers: Sequence[Given], form: StatementForm) -> ResponseVersion:
        is_first = response_of(consultation, sender) is None
        version = services.send(consultation, sender, answers, form.statement(), by=None)
        if is_first and sender.kind == Response.Kind.INDIVIDUAL:
            monitoring.offer(request, consultation, now)
        return version

    about_you = reverse("consultations:about_you", args=codes.slugs_of(consultation))
    return Flow(
        consultation=consultation,
        sender=sender,
        who=who.name or "yourself",
        place=Place(
            reverse("consultations:respond_as_confirmed", args=codes.slugs_of(consultation))
        ),
        by=None,
        may_send=is_taking_responses(consultation, at=now),
        send=send,
        statement_form=OwnStatementForm,
        intro="consultations/by_address/intro.html",
        stated=stated_before,
        sent="consultations/by_address/sent.html",
        about_you=about_you if monitoring.is_offered(request, consultation, now) else "",
    )


def _answer(
    request: HttpRequest, body: str, slug: str, page: Page, *, saves: bool = True
) -> HttpResponse:
    consultation = published(body, slug)
    now = timezone.now()
    who = session.confirmed(request, consultation, now)
    if who is None:
        return _too_late(request, consultation, page if saves else None)
    session.stay(request, who, now)
    return page(request, flow_of(request, consultation, who))


def _too_late(request: HttpRequest, consultation: Consultation, page: Page | None) -> HttpResponse:
    """What was typed is saved for the address that was confirmed here; to read it takes another code."""
    who = session.ran_out(request, consultation, timezone.now())
    if who:
        said = RAN_OUT
        if page and sent(request) is not None:
            page(request, flow_of(request, consultation, who))
            session.remember_code(request, who)
            said = TYPED_IS_KEPT
        warn(request, said)
        session.forget_confirmed(request)
    return redirect("consultations:respond_by_address", *codes.slugs_of(consultation))
