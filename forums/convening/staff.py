"""The Support Unit's screen for the convenor of a group."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken
from forums.models import Group

from . import services
from .forms import ConvenorForm


@takes_form
@permission_required("forums.change_group", raise_exception=True)
def convenor(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name somebody for a term, or end the term of whoever it is."""
    group = get_object_or_404(Group.objects.select_related("convenor"), pk=pk)
    if request.POST.get("act") == "end":
        services.end_convening(group, by=request.user)
        messages.success(request, f"The {group} has no convenor now.")
        return redirect("forums_staff:convenor", pk)
    form = ConvenorForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _named(request, group, form):
        messages.success(request, f"{form.person} convenes the {group}.")
        return redirect("forums_staff:convenor", pk)
    return render(
        request,
        "forums/staff/convenor.html",
        {"group": group, "form": form, "in_term": group.convenor_on(timezone.localdate())},
    )


def _named(request: SignedInRequest, group: Group, form: ConvenorForm) -> bool:
    try:
        services.name_convenor(
            group, form.person, last_day=form.cleaned_data["last_day"], by=request.user
        )
    except RuleBroken as refusal:
        form.add_error("last_day", str(refusal))
        return False
    return True
