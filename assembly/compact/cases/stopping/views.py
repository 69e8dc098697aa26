"""Stop the clock of a step, restart it, say that a step was not overdue."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect

from assembly.accounts.http import SignedInRequest
from assembly.compact.cases import clocks, desk, life
from assembly.compact.cases.hearing.pages import form_page
from assembly.core.acting import act_by_form, act_if_sent, form_of, say_no
from assembly.core.bank_holidays.selectors import working_days
from assembly.core.http import takes_form
from assembly.core.templatetags.assembly import short_day

from . import rules, services
from .forms import ClearForm, StopForm


@takes_form
@login_required
def stop(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    if not (ruling := rules.may_stop(found, life.now(case, found.on))):
        return say_no(request, ruling.reason, case.own_url)
    form = form_of(request, StopForm)
    return act_by_form(
        request,
        form,
        lambda: services.stop_clock(case, **form.cleaned_data, by=request.user),
        "Clock stopped. We have told both sides.",
        redirect(case.own_url),
    ) or form_page(
        request,
        case,
        form,
        heading="Stop the clock of this step",
        button="Stop the clock",
        intro="The step then has no last day. When you restart the clock, it goes on with the working days that were "
        "left.",
    )


@takes_form
@login_required
def restart(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case, step = found.case, life.now(found.case, found.on)
    if not (ruling := rules.may_restart(found, step)):
        return say_no(request, ruling.reason, case.own_url)
    due_on = clocks.goes_on(found.on, step.left or 0, working_days())
    return act_if_sent(
        request,
        lambda: services.restart_clock(case, by=request.user),
        lambda now: f"Clock restarted. The last day of this step is {short_day(now.due_on)}.",
        redirect(case.own_url),
    ) or form_page(
        request,
        case,
        None,
        heading="Restart the clock of this step",
        button="Restart the clock",
        intro=f"If you restart it today, the last day of this step is {short_day(due_on)}.",
    )


@takes_form
@login_required
def clear(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    if not (ruling := rules.may_clear(found, life.now(case, found.on))):
        return say_no(request, ruling.reason, case.own_url)
    form = form_of(request, ClearForm)
    return act_by_form(
        request,
        form,
        lambda: services.clear_overdue(case, **form.cleaned_data, by=request.user),
        "This step is no longer shown as overdue. Your reason is shown with it.",
        redirect(case.own_url),
    ) or form_page(
        request,
        case,
        form,
        heading="Say that this step is not overdue",
        button="Clear “overdue”",
        intro="Only if it was shown as overdue by mistake. A step that is late stays late.",
    )
