"""The screens on which a decision is drafted, checked and published."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.consultations.answering.calling import one_to_answer
from assembly.consultations.answering.forms import SeenForm
from assembly.consultations.models import Consultation, Decision
from assembly.core.acting import Button, act_by_button, act_by_form, act_if_sent, form_of
from assembly.core.http import takes_form

from . import rules, services, shown
from .forms import DecisionForm

SAVED = "Draft saved."


@takes_form
def decision_draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the draft, saving as you go; without one, begin it."""
    consultation = one_to_answer(request, pk)
    draft = consultation.decisions.filter(published_at=None).first()
    if draft is None:
        return _begin(request, consultation)
    form = form_of(
        request, DecisionForm, button=("", "check"), draft=draft, on=timezone.localdate()
    )

    def save() -> Decision:
        return services.save_decision(draft, form.decision(), by=request.user, seen=draft.edit)

    here = redirect("consultations_answering:decision_draft", pk)
    check = redirect("consultations_answering:decision_check", pk)
    return act_by_button(
        request,
        {
            "": Button(save, SAVED, here, form),
            "check": Button(save, SAVED, check, form),
            "begin": lambda: here,  # pressed twice, or by somebody else in this moment
        },
    ) or render(
        request,
        "consultations/answering/staff/decision_draft.html",
        {"consultation": consultation, "draft": draft, "form": form},
    )


def _begin(request: SignedInRequest, consultation: Consultation) -> HttpResponse:
    here = redirect("consultations_answering:decision_draft", consultation.pk)
    return act_if_sent(
        request, lambda: services.draft_decision(consultation, by=request.user), "", here
    ) or render(
        request,
        "consultations/answering/staff/decision_begin.html",
        {
            "consultation": consultation,
            "versions": consultation.decisions.published(),
        },
    )


@takes_form
def decision_check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read it as everybody will, with what is missing, and publish it."""
    consultation = one_to_answer(request, pk)
    drafts = Decision.objects.select_related("officer__body", "paper")
    draft = get_object_or_404(drafts, consultation=consultation, published_at=None)
    form = form_of(request, SeenForm, initial={"edit": draft.edit})
    return act_by_form(
        request,
        form,
        lambda: services.publish_decision(draft, by=request.user, seen=form.cleaned_data["edit"]),
        "Decision published.",
        redirect("consultations_answering:answering", pk),
    ) or render(
        request,
        "consultations/answering/staff/decision_check.html",
        {
            "consultation": consultation,
            "draft": draft,
            "form": form,
            "shown": shown.decision(draft),
            "missing": rules.missing(draft, consultation, on=timezone.localdate()),
        },
    )
