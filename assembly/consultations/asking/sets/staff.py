"""Sets of questions in the Wagtail admin: keeping one, beginning with one, and the list of them."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.consultations.models import QuestionSet
from assembly.core.acting import act_by_form, act_if_sent, form_of
from assembly.core.http import takes_form

from ..editing.staff import FORM, LIST, own
from ..selectors import parts_of
from . import selectors, services
from .forms import BeginForm, KeepForm, RenameForm

SETS = "consultations_sets:set_list"


@takes_form
def set_keep(request: SignedInRequest, pk: int) -> HttpResponse:
    consultation = own(request, pk)
    form = form_of(request, KeepForm, shares=request.user.has_perm(selectors.SHARES))
    return act_by_form(
        request,
        form,
        lambda: services.keep_as_set(
            consultation,
            form.cleaned_data["name"],
            for_everybody=form.cleaned_data.get("for_everybody", False),
            by=request.user,
        ),
        lambda kept: f"“{kept}” is kept. Other consultations can begin with it.",
        redirect(LIST, pk),
        "name",
    ) or render(
        request,
        FORM,
        {
            "consultation": consultation,
            "form": form,
            "heading": "Keep these questions as a set",
            "button": "Keep the set",
        },
    )


@takes_form
def set_begin(request: SignedInRequest, pk: int) -> HttpResponse:
    consultation = own(request, pk)
    sets = selectors.for_consultation(consultation)
    form = form_of(request, BeginForm, sets=sets)
    return act_by_form(
        request,
        form,
        lambda: services.begin_with(
            consultation,
            form.cleaned_data["question_set"],
            instead=form.cleaned_data["instead"] == "instead",
            by=request.user,
        ),
        "Questions added. Change them as you need.",
        redirect(LIST, pk),
    ) or render(
        request,
        FORM,
        {
            "consultation": consultation,
            "form": form,
            "heading": "Begin with a set of questions",
            "note": "" if sets else "There are no sets yet.",
            "button": "Add its questions",
        },
    )


@require_safe
def set_list(request: SignedInRequest) -> HttpResponse:
    if not selectors.uses_sets(request.user):
        raise Http404
    return render(
        request, "consultations/staff/set_list.html", {"sets": selectors.seen_by(request.user)}
    )


@takes_form
def set_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its questions to read, and its name to change."""
    kept = _kept(request, pk)
    form = form_of(request, RenameForm, kept=kept)
    return act_by_form(
        request,
        form,
        lambda: services.rename_set(kept, form.cleaned_data["name"], by=request.user),
        "Name saved.",
        redirect(SETS),
        "name",
    ) or render(
        request,
        "consultations/staff/set_change.html",
        {"kept": kept, "form": form, "parts": parts_of(kept)},
    )


@takes_form
def set_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    kept = _kept(request, pk)
    return act_if_sent(
        request,
        lambda: services.delete_set(kept, by=request.user),
        f"“{kept}” is deleted. Consultations that began with it keep their questions.",
        redirect(SETS),
    ) or render(request, "consultations/staff/set_delete.html", {"kept": kept})


def _kept(request: SignedInRequest, pk: int) -> QuestionSet:
    if not selectors.uses_sets(request.user):
        raise Http404
    return get_object_or_404(selectors.seen_by(request.user), pk=pk)
