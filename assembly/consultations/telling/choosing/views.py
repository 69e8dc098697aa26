"""Which consultations a person with an account is told about. How the mail comes, they choose with their other mail."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.consultations.telling.following import things
from assembly.core.acting import act_by_form, form_of
from assembly.membership.models import Organisation
from assembly.notifications.views import WAY_UP

from . import selectors, services
from .forms import ChoicesForm


@login_required
def choices(request: SignedInRequest) -> HttpResponse:
    form = form_of(
        request,
        ChoicesForm,
        offered=things.all_to_choose(timezone.localdate()),
        chosen={thing.code for thing in selectors.chosen_by(request.user)},
    )
    return act_by_form(
        request,
        form,
        lambda: services.choose(request.user, form.chosen),
        "Your choice is saved.",
        redirect("consultations:choices"),
    ) or render(
        request,
        "consultations/choices.html",
        {
            "form": form,
            "is_told": Organisation.objects.members().acted_for_by(request.user).exists(),
            "breadcrumbs": [*WAY_UP, ("What we mail you", reverse("notifications:preferences"))],
        },
    )
