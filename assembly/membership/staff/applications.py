"""The Support Unit's screens in the Wagtail admin: applications, and the check of each."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from assembly.accounts import looks
from assembly.accounts.http import SignedInRequest
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken
from assembly.membership import lookup, selectors
from assembly.membership.forms.staff import ApplicationFilterForm, CheckForm
from assembly.membership.models import Organisation
from assembly.membership.services.admission import (
    admit_organisation,
    record_check,
    refuse_organisation,
)

PER_PAGE = 30


@require_safe
@permission_required("membership.check_eligibility", raise_exception=True)
def application_list(request: HttpRequest) -> HttpResponse:
    form = ApplicationFilterForm(request.GET)
    waiting = selectors.applications(**form.chosen())
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "membership/staff/application_list.html", {"page": page, "form": form})


@takes_form
@permission_required("membership.check_eligibility", raise_exception=True)
def application_check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record what was found; and with the other two buttons admit or refuse on these findings.

    The look at its leads is noted.
    """
    organisation = get_object_or_404(Organisation.objects.waiting(), pk=pk)
    findings = list(organisation.findings.all())
    form = CheckForm(request.POST if request.method == "POST" else None, findings=findings)
    if form.is_valid():
        try:
            done = _decide(request, organisation, form)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
            return redirect("membership_staff:application_check", pk=pk)
        messages.success(request, done)
        return redirect("membership_staff:application_list")
    leads = list(selectors.leads(organisation))
    looks.note(request.user, "application", [lead.pk for lead in leads])
    return render(
        request,
        "membership/staff/application_check.html",
        {
            "organisation": organisation,
            "facts": selectors.facts(organisation),
            "form": form,
            "leads": leads,
            "match": lookup.register_match(organisation),
            "questions": organisation.questions.select_related("asked_by", "answered_by"),
            "near": lookup.near_to(organisation),
        },
    )


def _decide(request: SignedInRequest, organisation: Organisation, form: CheckForm) -> str:
    """Save the findings, and do what the button says. Returns what has happened."""
    if found := form.found():
        record_check(organisation, found, by=request.user)
    match request.POST.get("decision"):
        case "admit":
            admit_organisation(organisation, by=request.user)
            return f"{organisation} is now a member."
        case "refuse":
            refuse_organisation(organisation, by=request.user)
            return f"{organisation} is refused. It has been told why, and how to appeal."
        case _:
            return f"The findings on {organisation} are saved."
