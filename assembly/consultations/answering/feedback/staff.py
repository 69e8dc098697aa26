"""The screens on which feedback is drafted, checked and published."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.consultations.answering.calling import one_to_answer
from assembly.consultations.answering.forms import SeenForm
from assembly.consultations.models import Consultation, Feedback
from assembly.core.acting import Button, act_by_button, act_by_form, act_if_sent, form_of
from assembly.core.http import takes_form

from . import rules, selectors, services, shown
from .forms import form_for

SAVED = "Draft saved."


@takes_form
def feedback_draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the draft, saving as you go; without one, begin it."""
    consultation = one_to_answer(request, pk)
    draft = consultation.feedbacks.filter(published_at=None).first()
    if draft is None:
        return _begin(request, consultation)
    form = form_of(request, form_for(draft), button=("", "check"), draft=draft)

    def save() -> Feedback:
        return services.save_feedback(draft, form.words(), by=request.user, seen=draft.edit)

    here = redirect("consultations_answering:feedback_draft", pk)
    check = redirect("consultations_answering:feedback_check", pk)
    return act_by_button(
        request,
        {
            "": Button(save, SAVED, here, form),
            "check": Button(save, SAVED, check, form),
            "begin": lambda: here,  # pressed twice, or by somebody else in this moment
        },
    ) or render(
        request,
        "consultations/answering/staff/feedback_draft.html",
        {"consultation": consultation, "draft": draft, "form": form},
    )


def _begin(request: SignedInRequest, consultation: Consultation) -> HttpResponse:
    here = redirect("consultations_answering:feedback_draft", consultation.pk)
    return act_if_sent(
        request, lambda: services.draft_feedback(consultation, by=request.user), "", here
    ) or render(
        request,
        "consultations/answering/staff/feedback_begin.html",
        {
            "consultation": consultation,
            "themes": selectors.themes_of(consultation),
            "versions": selectors.versions_of(consultation),
        },
    )


@takes_form
def feedback_check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read it as everybody will, with what is missing, and publish it."""
    consultation = one_to_answer(request, pk)
    draft = get_object_or_404(Feedback, consultation=consultation, published_at=None)
    form = form_of(request, SeenForm, initial={"edit": draft.edit})
    return act_by_form(
        request,
        form,
        lambda: services.publish_feedback(draft, by=request.user, seen=form.cleaned_data["edit"]),
        "Feedback published.",
        redirect("consultations_answering:answering", pk),
    ) or render(
        request,
        "consultations/answering/staff/feedback_check.html",
        {
            "consultation": consultation,
            "draft": draft,
            "form": form,
            "shown": shown.feedback(draft),
            "missing": rules.missing(
                draft, selectors.lines_of(draft), selectors.themes_of(consultation)
            ),
        },
    )
