"""The Support Unit's screens in the Wagtail admin: applications, and the check of each."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from assembly.accounts import looks
from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, form_of
from assembly.core.http import screen
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
@screen("membership.check_eligibility")
def application_list(request: HttpRequest) -> HttpResponse:
    form = ApplicationFilterForm(request.GET)
    waiting = selectors.applications(**form.chosen())
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "membership/staff/application_list.html", {"page": page, "form": form})


@screen("membership.check_eligibility")
def application_check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record what was found; and with the other two buttons admit or refuse on these findings.

    The look at its leads is noted.
    """
    organisation = get_object_or_404(Organisation.objects.waiting(), pk=pk)
    findings = list(organisation.findings.all())
    form = form_of(request, CheckForm, findings=findings)
    every = redirect("membership_staff:application_list")

    def decide(act: Callable[..., object] | None = None) -> None:
        if found := form.found():
            record_check(organisation, found, by=request.user)
        if act:
            act(organisation, by=request.user)

    save = Button(decide, f"The findings on {organisation} are saved.", every, form)
    if answer := act_by_button(
        request,
        {
            "save": save,
            "": save,  # sent without a button: nothing is decided by that
            "admit": Button(
                lambda: decide(admit_organisation), f"{organisation} is now a member.", every, form
            ),
            "refuse": Button(
                lambda: decide(refuse_organisation),
                f"{organisation} is refused. It has been told why, and how to appeal.",
                every,
                form,
            ),
        },
        "decision",
    ):
        return answer
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
