"""The screens of responses on paper in the Wagtail admin: the Support Unit enters, a second person checks."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.consultations.asking.forms import typed_from
from assembly.consultations.asking.said import said_in
from assembly.consultations.asking.selectors import asked_by, questions_of
from assembly.consultations.models import Consultation, Response
from assembly.consultations.responding.saving import uploads
from assembly.core.acting import (
    Button,
    act_by_button,
    act_by_form,
    act_if_sent,
    form_of,
    say_no,
)
from assembly.core.http import screen

from . import rules, selectors, services
from .forms import EntryForm, PaperAnswersForm, PaperStatementForm, SendBackForm, entered, stated

MOST = 200
LIST = "consultations_offline:offline_list"


@require_safe
@screen(rules.MAY_CHECK)
def offline_list(request: SignedInRequest) -> HttpResponse:
    """What waits to be checked, what was sent back, and the consultations that take responses on paper."""
    lines = [
        (response, rules.may_be_checked(response, by=request.user.pk))
        for response in selectors.waiting()[:MOST]
    ]
    return render(
        request,
        "consultations/staff/offline_list.html",
        {
            "lines": lines,
            "may_enter": request.user.has_perm(rules.MAY_ENTER),
            "consultations": selectors.taking_paper(timezone.localdate())[:MOST],
        },
    )


@screen(rules.MAY_ENTER)
def offline_enter(request: SignedInRequest, pk: int) -> HttpResponse:
    consultation = get_object_or_404(
        Consultation.objects.published().select_related("page", "body"), pk=pk
    )
    if not (ruling := rules.may_be_entered(consultation, on=timezone.localdate())):
        return say_no(request, ruling.reason, LIST)
    return _entry(
        request,
        consultation,
        None,
        lambda paper: services.enter(consultation, paper, by=request.user),
        "The response is entered. It counts once somebody else has checked it.",
    )


@screen(rules.MAY_ENTER)
def offline_correct(request: SignedInRequest, pk: int) -> HttpResponse:
    response = get_object_or_404(selectors.waiting(), pk=pk)
    if not (ruling := rules.may_be_corrected(response, by=request.user.pk)):
        return say_no(request, ruling.reason, LIST)
    return _entry(
        request,
        response.consultation,
        response,
        lambda paper: services.correct(response, paper, by=request.user),
        "The response is corrected. It counts once somebody else has checked it.",
    )


@screen(rules.MAY_CHECK)
def offline_check(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was entered, beside the paper. The person who entered it goes from here to correct or discard it."""
    response = get_object_or_404(selectors.waiting(), pk=pk)
    form = form_of(request, SendBackForm, button="back")
    buttons = {
        "check": Button(
            lambda: services.check(response, by=request.user),
            "Checked. The response counts.",
            redirect(LIST),
        ),
        "back": Button(
            lambda: services.send_back(response, form.cleaned_data["because"], by=request.user),
            "The response is sent back.",
            redirect(LIST),
            form,
        ),
    }
    version = response.current
    return act_by_button(request, buttons) or render(
        request,
        "consultations/staff/offline_check.html",
        {
            "response": response,
            "version": version,
            "said": said_in(version),
            "form": form,
            "may_be_checked": rules.may_be_checked(response, by=request.user.pk),
            "may_be_corrected": rules.may_be_corrected(response, by=request.user.pk),
        },
    )


@screen(rules.MAY_ENTER)
def offline_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask first: what was entered is gone for good."""
    response = get_object_or_404(selectors.waiting(), pk=pk)
    if not (ruling := rules.may_be_corrected(response, by=request.user.pk)):
        return say_no(request, ruling.reason, LIST)
    return act_if_sent(
        request,
        lambda: services.discard(response, by=request.user),
        "The response is discarded.",
        redirect(LIST),
    ) or render(request, "consultations/staff/offline_discard.html", {"response": response})


def _entry(
    request: SignedInRequest,
    consultation: Consultation,
    response: Response | None,
    doing: Callable[[services.Paper], Response],
    done: str,
) -> HttpResponse:
    """Whose it is, the same questions as everybody's, and what it says of itself, on one page."""
    version = response.current if response else None
    entry = form_of(request, EntryForm, initial=entered(response) if response else {})
    answers = form_of(
        request,
        PaperAnswersForm,
        files=uploads(request),
        questions=questions_of(asked_by(consultation)),
        initial=typed_from(version.answers.select_related("question")) if version else {},
    )
    statement = form_of(request, PaperStatementForm, initial=stated(version) if version else {})
    return act_by_form(
        request,
        [entry, answers, statement],
        lambda: doing(services.Paper(entry.sender(), answers.given(), statement.statement())),
        done,
        redirect(LIST),
    ) or render(
        request,
        "consultations/staff/offline_entry.html",
        {
            "consultation": consultation,
            "response": response,
            "entry": entry,
            "answers": answers,
            "statement": statement,
        },
    )
