"""The Support Unit's screen for the convenor of a group."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, form_of
from assembly.core.http import screen
from forums.models import Group

from . import services
from .forms import ConvenorForm


@screen("forums.change_group")
def convenor(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name somebody for a term, or end the term of whoever it is."""
    group = get_object_or_404(Group.objects.select_related("convenor"), pk=pk)
    form = form_of(request, ConvenorForm, button="")
    back = redirect("forums_staff:convenor", pk)
    return act_by_button(
        request,
        {
            "end": Button(
                lambda: services.end_convening(group, by=request.user),
                f"The {group} has no convenor now.",
                back,
            ),
            "": Button(
                lambda: services.name_convenor(
                    group, form.person, last_day=form.cleaned_data["last_day"], by=request.user
                ),
                lambda _: f"{form.person} convenes the {group}.",
                back,
                form,
                "last_day",
            ),
        },
    ) or render(
        request,
        "forums/staff/convenor.html",
        {"group": group, "form": form, "in_term": group.convenor_on(timezone.localdate())},
    )
