"""Appeals before the Assembly Board: the list, and the hearing of each."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of
from assembly.core.http import screen
from assembly.membership import rules, selectors
from assembly.membership.forms.appeals import HearingForm
from assembly.membership.models import Appeal
from assembly.membership.services.appeals import record_outcome

PER_PAGE = 30


@require_safe
@screen("membership.hear_appeals")
def appeal_list(request: HttpRequest) -> HttpResponse:
    """Those that wait, with their ages; below them those that were heard."""
    today = timezone.localdate()
    appeals = Appeal.objects.select_related("decision__organisation")
    waiting = [
        (appeal, appeal.days_waiting(today), rules.appeals.last_day_to_hear(appeal))
        for appeal in appeals.waiting()
    ]
    heard = appeals.exclude(outcome="").order_by("-heard_on", "-pk")
    page = Paginator(heard, PER_PAGE).get_page(request.GET.get("p"))
    return render(
        request,
        "membership/staff/appeal_list.html",
        {"waiting": waiting, "page": page, "today": today},
    )


@screen("membership.hear_appeals")
def appeal_hear(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was decided, what the organisation says of it, and the form for the outcome."""
    appeal = get_object_or_404(
        Appeal.objects.select_related("decision__organisation", "recorded_by"), pk=pk
    )
    involved = selectors.involved_in(appeal)
    sitting = [(person, rules.appeals.may_sit(person, involved)) for person in selectors.board()]
    form = form_of(request, HearingForm, may_sit=[person for person, ruling in sitting if ruling])
    return act_by_form(
        request,
        form,
        lambda: record_outcome(
            appeal,
            Appeal.Outcome(form.cleaned_data["outcome"]),
            form.cleaned_data["reason"],
            panel=form.sat(),
            by=request.user,
        ),
        "The outcome is recorded, and everyone concerned is told.",
        redirect("membership_staff:appeal_list"),
    ) or render(
        request,
        "membership/staff/appeal_hear.html",
        {
            "appeal": appeal,
            "organisation": appeal.decision.organisation,
            "facts": selectors.facts(appeal.decision.organisation),
            "hear_until": rules.appeals.last_day_to_hear(appeal),
            "excluded": [ruling.reason for _, ruling in sitting if not ruling],
            "own": rules.appeals.may_sit(request.user, involved),
            "form": form,
        },
    )
