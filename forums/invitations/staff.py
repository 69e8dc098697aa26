"""The Support Unit's screen for the invitations of an advisory group."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, form_of
from assembly.core.http import key_in, screen
from assembly.membership.models import Organisation
from assembly.membership.viewsets import organisation_chooser
from forums.models import Group

from . import services


class InvitationForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        widget=organisation_chooser.widget_class,
        error_messages={
            "required": "Choose an organisation.",
            "invalid_choice": "Choose an organisation.",
        },
    )


@screen("forums.change_group")
def invitations(request: SignedInRequest, pk: int) -> HttpResponse:
    """Invite an organisation, or withdraw an invitation that is not used."""
    group = get_object_or_404(Group, pk=pk)
    form = form_of(request, InvitationForm, button="")
    found = list(group.invitations.filter(ended_on=None).select_related("organisation", "group"))
    key = key_in(request.POST.get("invitation", ""))
    named = next((one for one in found if one.pk == key), None)
    back = redirect("forums_staff:invitations", pk)
    buttons = {
        "": Button(
            lambda: services.invite(group, form.cleaned_data["organisation"], by=request.user),
            lambda made: f"{made.organisation} invited. We have told its leads.",
            back,
            form,
            "organisation",
        )
    }
    if named:
        buttons["withdraw"] = Button(
            lambda: services.withdraw_invitation(named, by=request.user),
            f"Invitation to {named.organisation} withdrawn.",
            back,
        )
    return act_by_button(request, buttons) or render(
        request,
        "forums/staff/invitations.html",
        {"group": group, "form": form, "invitations": found},
    )
