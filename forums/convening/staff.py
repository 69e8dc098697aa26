"""The Support Unit's screen for the convenor of a group and the deputy."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, form_of
from assembly.core.http import screen
from forums.models import ConvenorTerm, Group

from . import services
from .forms import ConvenorForm

Role = ConvenorTerm.Role


@screen("forums.change_group")
def convenor(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name somebody for a term, or end one; below, all terms there were."""
    group = get_object_or_404(Group.objects.prefetch_related("terms"), pk=pk)
    form = form_of(request, ConvenorForm, button="")
    back = redirect("forums_staff:convenor", pk)
    today = timezone.localdate()
    return act_by_button(
        request,
        {
            "end": Button(
                lambda: services.end_convening(group, by=request.user),
                f"The {group} has no convenor now.",
                back,
            ),
            "end_deputy": Button(
                lambda: services.end_convening(group, by=request.user, role=Role.DEPUTY),
                f"The {group} has no deputy convenor now.",
                back,
            ),
            "": Button(
                lambda: _name(group, form, request),
                lambda _: f"{form.person} {_does(form)} the {group}.",
                back,
                form,
                "last_day",
            ),
        },
    ) or render(
        request,
        "forums/staff/convenor.html",
        {
            "group": group,
            "form": form,
            "convenor": group.term_on(today, Role.CONVENOR),
            "deputy": group.term_on(today, Role.DEPUTY),
            "terms": group.terms.all(),
        },
    )


def _does(form: ConvenorForm) -> str:
    return "is deputy convenor of" if form.cleaned_data["role"] == Role.DEPUTY else "convenes"


def _name(group: Group, form: ConvenorForm, request: SignedInRequest) -> ConvenorTerm:
    typed = form.cleaned_data
    return services.name_convenor(
        group,
        form.person,
        last_day=typed["last_day"],
        named=services.Named(
            Role(typed["role"]), ConvenorTerm.Basis(typed["basis"]), typed["decided_on"]
        ),
        by=request.user,
    )
