"""Objections as the returning officer reads and decides them."""

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import form_of
from elections.challenge_forms import DecisionForm
from elections.models import Election, Objection
from elections.rules.objecting import FINDINGS_NEEDED
from elections.services.objecting import decide_objection

from .pages import form_page, officer_page


@require_safe
@officer_page
def objection_list(request: SignedInRequest, election: Election) -> HttpResponse:
    objections = (
        Objection.objects.filter(contest__election=election)
        .select_related("contest", "organisation", "candidate")
        .annotate(found_founded=Count("findings"))
    )
    return render(
        request,
        "elections/officer/objection_list.html",
        {"election": election, "objections": objections},
    )


@officer_page
def objection_decide(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    objections = Objection.objects.select_related("organisation", "candidate")
    objection = get_object_or_404(objections, pk=pk, contest__election=election)
    form = form_of(request, DecisionForm)
    return form_page(
        request,
        election,
        form,
        lambda: decide_objection(objection, **form.cleaned_data, by=request.user),
        f"{objection} is decided, and those who raised it are told.",
        redirect("elections_officer:objection_list", election.pk),
        page_title=str(objection),
        button="Decide",
        intro=_what_is_said(objection),
    )


def _what_is_said(objection: Objection) -> str:
    """Who objects, with which receipt, and in which words."""
    who = objection.organisation or objection.candidate or "Somebody whose name has been deleted"
    said = f"{who} writes: “{objection.words}”"
    if not objection.receipt:
        return said
    if not objection.is_unsigned:
        return f"{said} Its receipt {objection.receipt} was signed by this site."
    return (
        f"{said} Its receipt {objection.receipt} has no signature. Scrutineers who find the objection founded: "
        f"{objection.findings.count()} of {FINDINGS_NEEDED} needed."
    )
