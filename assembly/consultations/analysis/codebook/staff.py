"""The codebook in the Wagtail admin, for those who answer for the body that asked."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from assembly.accounts.http import SignedInRequest
from assembly.consultations.models import Consultation, RaisedTheme
from assembly.core.acting import Button, act_by_button, act_by_form, act_if_sent, form_of
from assembly.core.http import key_in, takes_form

from ..calling import analysed_after_the_close
from . import selectors, services
from .forms import MergeForm, ThemeForm

LIST = "consultations_analysis:theme_list"
FORM = "consultations/analysis/theme_form.html"
STEPS = {"up": -1, "down": 1}


@takes_form
@analysed_after_the_close
def theme_list(request: SignedInRequest, consultation: Consultation) -> HttpResponseBase:
    """All themes in their order, with how often each was used, and a form for one more."""
    form = form_of(request, ThemeForm)
    return act_by_form(
        request,
        form,
        lambda: services.add_theme(consultation, *form.said, by=request.user),
        "Theme added.",
        redirect(LIST, consultation.pk),
    ) or render(
        request,
        "consultations/analysis/theme_list.html",
        {"consultation": consultation, "lines": selectors.lines(consultation), "form": form},
    )


@takes_form
@analysed_after_the_close
def theme_change(
    request: SignedInRequest, consultation: Consultation, theme: int
) -> HttpResponseBase:
    found = _theme(consultation, theme)
    form = form_of(request, ThemeForm, theme=found)
    return act_by_form(
        request,
        form,
        lambda: services.change_theme(found, *form.said, seen=form.stored, by=request.user),
        "Theme saved.",
        redirect(LIST, consultation.pk),
    ) or _page(request, consultation, form, f"Change “{found}”", "Save")


@takes_form
@analysed_after_the_close
def theme_merge(
    request: SignedInRequest, consultation: Consultation, theme: int
) -> HttpResponseBase:
    found = _theme(consultation, theme)
    form = form_of(request, MergeForm, theme=found)
    note = (
        "Everything that was coded with it counts for the other theme from then on. Feedback that was published keeps "
        "its name. You cannot undo this."
    )
    return act_by_form(
        request,
        form,
        lambda: services.merge_theme(found, form.cleaned_data["into"], by=request.user),
        f"“{found}” is merged. What was coded with it counts for the other theme.",
        redirect(LIST, consultation.pk),
        field="into",
    ) or _page(request, consultation, form, f"Merge “{found}”", "Merge the theme", note)


@takes_form
@analysed_after_the_close
def theme_delete(
    request: SignedInRequest, consultation: Consultation, theme: int
) -> HttpResponseBase:
    found = _theme(consultation, theme)
    return act_if_sent(
        request,
        lambda: services.delete_theme(found, by=request.user),
        "Theme deleted.",
        redirect(LIST, consultation.pk),
    ) or _page(request, consultation, None, f"Delete “{found}”?", "Delete the theme")


@require_POST
@analysed_after_the_close
def theme_move(
    request: SignedInRequest, consultation: Consultation, theme: int
) -> HttpResponseBase:
    found, back = _theme(consultation, theme), redirect(LIST, consultation.pk)
    seen_at = key_in(request.POST.get("seen_at", ""))

    def button(steps: int) -> Button:
        return Button(
            lambda: services.move_theme(found, steps, seen_at=seen_at, by=request.user), "", back
        )

    return act_by_button(request, {name: button(steps) for name, steps in STEPS.items()}) or back


def _theme(consultation: Consultation, pk: int) -> RaisedTheme:
    """One that was merged is there still, and the act says where it went."""
    known = RaisedTheme.objects.select_related("merged_into", "consultation")
    return get_object_or_404(known, consultation=consultation, pk=pk)


def _page(
    request: SignedInRequest,
    consultation: Consultation,
    form: Any,
    heading: str,
    button: str,
    note: str = "",
) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button, "note": note}
    return render(request, FORM, {"consultation": consultation, **context})
