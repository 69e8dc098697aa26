"""A delegate or a convenor responds to a consultation. Its page and the lists are in the page tree."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.consultations import rules
from assembly.consultations.asking.said import said_in
from assembly.consultations.models import Consultation
from assembly.core.acting import Button, act_by_button, say_no, sent
from assembly.core.http import takes_form
from assembly.membership.http import DelegateRequest, VisitorRequest

from . import backings, flow, ways
from .desk import Flow
from .rules import may_change_backing
from .stated import stated_rows
from .typed import texts_of
from .who import FOR, flow_for

Page = Callable[[DelegateRequest, Flow], HttpResponse]


@takes_form
def response_send(request: VisitorRequest, body: str, slug: str) -> HttpResponse:
    """All questions on one page; to somebody who speaks for nobody, the ways in which one can respond."""
    consultation = _published(body, slug)
    if not request.user.is_authenticated and sent(request) is not None:
        return redirect_to_login(request.get_full_path())  # what was typed comes back
    found = flow_for(consultation, request.user, request.acting, request.GET.get(FOR, ""))
    if found:
        return flow.questions(request, found)
    return _nobody(request, consultation)


@require_safe
def response_ways(request: VisitorRequest, body: str, slug: str) -> HttpResponse:
    """The ways to respond, for somebody who has one already and wants another."""
    return _nobody(request, _published(body, slug))


@login_required
def response_section(request: DelegateRequest, body: str, slug: str, number: int) -> HttpResponse:
    """The questions of one section."""
    return _as_one(request, body, slug, lambda request, one: flow.questions(request, one, number))


@login_required
def response_statement(request: DelegateRequest, body: str, slug: str) -> HttpResponse:
    """What is declared beside the answers."""
    return _as_one(request, body, slug, flow.statement)


@login_required
def response_check(request: DelegateRequest, body: str, slug: str) -> HttpResponse:
    """Check the answers and send them."""
    return _as_one(request, body, slug, flow.check)


@require_safe
@login_required
def response_sent(request: DelegateRequest, body: str, slug: str) -> HttpResponse:
    """Confirm what the organisation or group has sent, word for word."""
    consultation = _published(body, slug)
    found = flow_for(consultation, request.user, request.acting, request.GET.get(FOR, ""))
    if found is None:
        raise Http404
    return flow.sent_page(request, found)


@takes_form
@login_required
def backing(request: DelegateRequest, body: str, slug: str, pk: int) -> HttpResponse:
    """For an organisation that a convenor named: the response, and taking its name off or putting it back."""
    found = get_object_or_404(
        backings.readable_by(request.user).filter(response__consultation=_published(body, slug)),
        pk=pk,
    )
    version = found.response.current
    consultation = found.response.consultation
    ruling = may_change_backing(consultation, found.organisation, acts_for=True, at=timezone.now())
    here = redirect("consultations:backing", body, slug, pk)
    return act_by_button(
        request,
        {
            "off": Button(
                lambda: backings.take_name_off(found, by=request.user),
                f"The name of {found.organisation} is taken off.",
                here,
            ),
            "back": Button(
                lambda: backings.put_name_back(found, by=request.user),
                f"The name of {found.organisation} is back.",
                here,
            ),
        },
    ) or render(
        request,
        "consultations/responding/backing.html",
        {
            "backing": found,
            "response": found.response,
            "consultation": consultation,
            "may_change": ruling,
            "said": said_in(version),
            "stated": stated_rows(version),
        },
    )


def _as_one(request: DelegateRequest, body: str, slug: str, page: Page) -> HttpResponse:
    consultation = _published(body, slug)
    found = flow_for(consultation, request.user, request.acting, request.GET.get(FOR, ""))
    return page(request, found) if found else _nobody(request, consultation)


def _nobody(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    """The ways to respond; what somebody typed for an organisation that is no longer theirs is given back."""
    in_time = rules.is_taking_responses(consultation, at=timezone.now())
    typed = texts_of(sent(request))
    if not in_time and not typed:
        return say_no(request, in_time.reason, consultation)
    return render(
        request,
        "consultations/responding/ways.html",
        {
            "consultation": consultation,
            "ways": ways.for_reader(request, consultation),
            "typed": typed,
            "is_named": bool(request.GET.get(FOR)),
        },
    )


def _published(body: str, slug: str) -> Consultation:
    return get_object_or_404(
        Consultation.objects.published().select_related("page", "body__page"),
        body__page__slug=body,
        page__slug=slug,
    )
