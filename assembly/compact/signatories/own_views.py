"""“My Compact”: pledge for an organisation or a public body, name a champion, withdraw; and stop being one."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from assembly.compact.models import VOLUNTARY
from assembly.core.acting import Button, act_by_button, form_of
from assembly.core.http import takes_form
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation
from assembly.membership.views.access import MY
from assembly.partners.models import Officer, PublicBody

from . import champions, own, pledging
from .own_forms import ChampionForm, PledgeForm, WithdrawForm
from .rules import Signatory

HERE = "compact:pledges"


@takes_form
@login_required
def pledges(request: DelegateRequest) -> HttpResponse:
    """Everybody I act for, and how they stand; whose champion I am, and the button to stop."""
    today = timezone.localdate()
    mine = own.champion_of(request.user, today)
    buttons = {
        f"stop-{one.pk}": Button(
            partial(champions.step_down, one, by=request.user),
            f"You have stopped being Compact champion for {one.signatory}.",
            redirect(HERE),
        )
        for one in champions.named(request.user).select_related("body", "organisation")
    }
    return act_by_button(request, buttons) or render(
        request,
        "compact/signatories/own/pledges.html",
        {
            "panel": own.panel_of(request.user, request.acting.choices, today),
            "champion_of": mine,
            "voluntary": VOLUNTARY,
            "breadcrumbs": [MY],
        },
    )


@takes_form
@login_required
def of_organisation(request: DelegateRequest, slug: str) -> HttpResponse:
    """To people who do not act for it, it is not there."""
    found = get_object_or_404(Organisation.objects.acted_for_by(request.user), slug=slug)
    return _page(request, found)


@takes_form
@login_required
def of_body(request: DelegateRequest, slug: str) -> HttpResponse:
    acting = Officer.objects.acting(timezone.localdate()).filter(user=request.user)
    found = get_object_or_404(PublicBody, pk__in=acting.values("body"), slug=slug)
    return _page(request, found)


def _page(request: DelegateRequest, signatory: Signatory) -> HttpResponse:
    """What it means, what the signatory has signed, and the three acts of those who may speak for it."""
    today, user = timezone.localdate(), request.user
    found = own.Standing(user, signatory, today)
    pledge = form_of(
        request,
        PledgeForm,
        button="pledge",
        auto_id="pledge_%s",
        needs_decision=found.is_body,
        champions=found.champions,
    )
    champion = form_of(
        request,
        ChampionForm,
        button="champion",
        initial={"champion": found.champion},
        champions=found.champions,
    )
    withdrawal = form_of(request, WithdrawForm, button="withdraw", signatures=found.holding)
    here = redirect(request.path)
    buttons = {
        "pledge": Button(
            lambda: pledging.pledge(signatory, **pledge.cleaned_data, by=user),
            lambda made: f"{signatory} has signed {made.edition}. Thank you.",
            here,
            pledge,
        )
    }
    if newest := found.newest:
        buttons["champion"] = Button(
            lambda: pledging.name_champion(newest, champion.cleaned_data["champion"], by=user),
            "Champion named. We have told them.",
            here,
            champion,
        )
        buttons["withdraw"] = Button(
            lambda: pledging.withdraw(**withdrawal.cleaned_data, by=user),
            "Pledge withdrawn. The signature stays listed as ended, with your reason.",
            here,
            withdrawal,
        )
    return act_by_button(request, buttons) or render(
        request,
        "compact/signatories/own/signatory.html",
        {
            "found": found,
            "pledge": pledge,
            "champion": champion,
            "withdrawal": withdrawal,
            "voluntary": VOLUNTARY,
            "breadcrumbs": [MY, ("Your pledges to the Compact", reverse(HERE))],
        },
    )
