"""The observers of a group, kept by those who run it."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, form_of
from assembly.core.http import key_in, takes_form
from assembly.partners.models import Officer
from forums.convening.selectors import run_by, way_back
from forums.models import Observer

from . import services


class ObserverForm(forms.Form):
    officer = forms.ModelChoiceField(
        Officer.objects.none(),
        label="Officer of a public body",
        empty_label="Choose an officer",
        help_text="If the officer is not in the list, ask the Support Unit to add them.",
        error_messages={
            "required": "Choose an officer from the list.",
            "invalid_choice": "Choose an officer from the list.",
        },
    )


@takes_form
@login_required
def observers(request: SignedInRequest, slug: str) -> HttpResponse:
    """Add one, or end one; to people who do not run the group the page is not there."""
    group = get_object_or_404(run_by(request.user), slug=slug)
    today = timezone.localdate()
    form = form_of(request, ObserverForm, button="add")
    known = Officer.objects.not_over(today).exclude(body__ended_on__lte=today)
    form.fields["officer"].queryset = known.select_related("body")  # type: ignore[attr-defined]  # of this field
    found = list(Observer.objects.on(today).filter(group=group))
    key = key_in(request.POST.get("observer", ""))
    ended = next((one for one in found if one.pk == key), None)
    back = redirect("forums:observers", slug)
    buttons = {
        "add": Button(
            lambda: services.add_observer(group, form.cleaned_data["officer"], by=request.user),
            lambda made: (
                f"{made.officer.name} is now an observer of the {group}, and is named on its page."
            ),
            back,
            form,
            "officer",
        )
    }
    if ended:
        buttons["end"] = Button(
            lambda: services.end_observer(ended, by=request.user),
            f"{ended.officer.name} no longer observes the {group}.",
            back,
        )
    return act_by_button(request, buttons) or render(
        request,
        "forums/observers.html",
        {
            "group": group,
            "form": form,
            "observers": found,
            "breadcrumbs": way_back(group),
        },
    )
