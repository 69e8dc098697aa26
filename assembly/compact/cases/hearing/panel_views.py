"""Name a panel, say whether you have an interest, keep out of a case."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.compact.cases import desk, standing
from assembly.compact.cases.selectors import with_names
from assembly.compact.models import Case
from assembly.core.acting import Button, act_by_button, act_by_form, form_of, say_no
from assembly.core.figures import in_words
from assembly.core.http import takes_form
from assembly.membership.views.access import MY

from . import panel as services
from . import panel_rules, people
from .pages import form_page
from .panel_forms import InterestForm, PanelForm, RecuseForm


@takes_form
@login_required
def panel(request: SignedInRequest, reference: str) -> HttpResponse:
    """Choose those who hear the case, or its appeal; of the others the page says why they cannot."""
    found = desk.own_case(request.user, reference)
    case, user = found.case, request.user
    if not (ruling := panel_rules.may_name(found)):
        return say_no(request, ruling.reason, case.own_url)
    is_appeal = services.is_in_appeal(case, found.on)
    candidates = people.candidates(case, found.on, is_appeal=is_appeal)
    staying = people.on_panel(case, found.on, is_appeal=is_appeal)
    form = form_of(request, PanelForm, button="", candidates=candidates)
    here = redirect("compact:case_panel", reference)
    buttons = {
        "": Button(
            lambda: services.name_panel(case, form.chosen, by=user),
            lambda made: f"{in_words(len(made), 'people', one='person')} named. We have told them.",
            here,
            form,
        ),
        **{
            f"release-{one.pk}": Button(
                partial(services.release, one, by=user), "Taken off the panel.", here
            )
            for one in staying
        },
    }
    return act_by_button(request, buttons) or form_page(
        request,
        case,
        form,
        heading="Who hears the appeal" if is_appeal else "Who hears the case",
        button="Name them",
        template="compact/cases/hearing/panel.html",
        staying=[
            (one, panel_rules.may_release(one, holds_a_seat=services.holds_a_seat(one, found.on)))
            for one in people.with_seats(staying)
        ],
        others=[one for one in candidates if not one.ruling],
        can_be_complete=panel_rules.can_be_complete(candidates, staying),
        stop_url=reverse("compact:case_clock_stop", args=[reference]),
    )


@takes_form
@login_required
def interest(request: SignedInRequest, reference: str) -> HttpResponse:
    """For somebody who is named, before they read anything of the case; only the two sides are named to them."""
    case = with_names(Case.objects.filter(reference=reference)).first()
    if case is None:
        raise Http404
    today, user = timezone.localdate(), request.user
    found = standing.standing(case, user, today)
    member = services.place_of(case, user, today)
    if member is None or found.role == standing.Role.RECUSED:
        raise Http404
    if not (ruling := panel_rules.may_sit(member, found)):
        return say_no(request, ruling.reason, MY[1])
    form = form_of(request, InterestForm)

    def say() -> bool:
        sits = form.cleaned_data["interest"] == "no"
        if sits:
            services.sit(case, by=user)
        else:
            services.recuse(case, form.cleaned_data["because"], by=user)
        return sits

    return act_by_form(
        request,
        form,
        say,
        lambda sits: "You hear this case." if sits else "You keep out of this case.",
        lambda sits: redirect(case.own_url if sits else MY[1]),
    ) or form_page(
        request,
        case,
        form,
        heading="Do you have an interest in this case?",
        button="Continue",
        intro=f"{case}: {case.complainant} and {case.respondent}.",
        breadcrumbs=[MY],
        cancel_url=MY[1],
    )


@takes_form
@login_required
def recuse(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case, user = found.case, request.user
    member = services.place_of(case, user, found.on)
    if not (ruling := panel_rules.may_recuse(found, member)):
        return say_no(request, ruling.reason, case.own_url)
    form = form_of(request, RecuseForm)
    return act_by_form(
        request,
        form,
        lambda: services.recuse(case, form.cleaned_data["because"], by=user),
        "You keep out of this case. You can no longer read it.",
        redirect(MY[1]),
    ) or form_page(
        request,
        case,
        form,
        heading="Keep out of this case",
        button="Keep out of it",
        intro="You can no longer read this case or do anything in it. If you are on its panel, somebody replaces you.",
        danger=True,
    )
