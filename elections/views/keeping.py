"""A scrutineer's share of the key: shown to be held, lost, destroyed; and what stops an opening."""

import base64
import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act, act_by_form, form_of
from elections import box_selectors, rules
from elections.forms import FindingForm, ShareForm
from elections.models import Election, LotChange, OpeningFinding
from elections.secrecy import secret_page
from elections.services import draw, key, opening
from elections.services.ending import take_box

from .public import way_to
from .scrutiny import scrutineer_page


@secret_page
@scrutineer_page
def share_keep(request: SignedInRequest, election: Election) -> HttpResponse:
    """The scrutineer's own share. What they type is never written back."""
    form = form_of(request, ShareForm)
    if answer := act_by_form(
        request,
        form,
        lambda: key.prove_share(election, form.cleaned_data["share"], by=request.user),
        "You have shown that you hold your share of the key.",
        _back(election),
    ):
        return answer
    share = election.key_shares.filter(holder=request.user).first()
    return render(
        request,
        "elections/share_keep.html",
        {
            "election": election,
            "share": share,
            "form": form,
            "may_prove": rules.key.may_prove_share(election, share),
            "may_report_lost": rules.key.may_report_lost(share, election),
            "may_say_destroyed": rules.key.may_say_destroyed(share, election),
            "findings": OpeningFinding.objects.filter(contest__election=election)
            .select_related("contest__election")
            .prefetch_related("reasons__scrutineer"),
            "lot_changes": LotChange.objects.filter(contest__election=election)
            .select_related("contest")
            .prefetch_related("consents__scrutineer"),
            "contests": box_selectors.contests_to_repeat(election),
            "breadcrumbs": way_to(election),
        },
    )


@require_POST
@scrutineer_page
def share_lost(request: SignedInRequest, election: Election) -> HttpResponse:
    return act(
        request,
        lambda: key.report_lost(election, by=request.user),
        "It is recorded that your share is lost, and the returning officer is told.",
        _back(election),
    )


@require_POST
@scrutineer_page
def share_destroyed(request: SignedInRequest, election: Election) -> HttpResponse:
    return act(
        request,
        lambda: key.say_destroyed(election, by=request.user),
        "It is minuted that your share is destroyed.",
        _back(election),
    )


@scrutineer_page
def finding_explain(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    finding = get_object_or_404(OpeningFinding, pk=pk, contest__election=election)
    form = form_of(request, FindingForm)
    return act_by_form(
        request,
        form,
        lambda: opening.give_reason(finding, form.cleaned_data["because"], by=request.user),
        "Your reason is recorded.",
        _back(election),
    ) or render(
        request,
        "components/form_page.html",
        {
            "heading": "Why may the opening go on?",
            "intro": finding.text,
            "form": form,
            "button": "Record the reason",
            "breadcrumbs": [
                *way_to(election),
                ("Your share", reverse("elections:share_keep", args=[election.slug])),
            ],
        },
    )


@require_POST
@scrutineer_page
def lot_change_agree(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    change = get_object_or_404(LotChange, pk=pk, contest__election=election)
    return act(
        request,
        lambda: draw.agree_to_change(change, by=request.user),
        "You have agreed to the change. It counts once two scrutineers have agreed.",
        _back(election),
    )


@require_POST
@scrutineer_page
def box_take(request: SignedInRequest, election: Election, contest: int) -> HttpResponse:
    """The sealed ballots of a contest, to repeat the opening elsewhere. Recorded, and destroyed with the share."""
    found = get_object_or_404(box_selectors.contests_to_repeat(election), pk=contest)
    sealed = take_box(found, by=request.user)
    whole = {
        "election": election.title,
        "contest": found.title,
        "title": box_selectors.title_of_ballots(found),
        "public_key": election.public_key,
        "shares_needed": election.shares_needed,
        "fingerprints": {
            str(share.number): share.fingerprint for share in election.key_shares.all()
        },
        "seats": found.seats.count(),
        "candidates": [str(candidate) for candidate in found.candidates.all()],
        "ballots": [base64.b64encode(one).decode() for one in sealed],
    }
    response = HttpResponse(
        json.dumps(whole, ensure_ascii=False, indent=1) + "\n",
        content_type="application/json; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="box-{election.slug}-{found.pk}.json"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def destruction(request: HttpRequest, slug: str) -> HttpResponse:
    """The certificate: what was destroyed, when, and which shares their holders have destroyed."""
    election = get_object_or_404(
        Election.objects.public().filter(ballots_destroyed__isnull=False), slug=slug
    )
    return render(
        request,
        "elections/destruction.html",
        {
            "election": election,
            "on": election.declared_at or election.voided_at,
            "shares": box_selectors.shares_with_holders(election),
            "breadcrumbs": way_to(election),
        },
    )


def _back(election: Election) -> HttpResponse:
    return redirect("elections:share_keep", election.slug)
