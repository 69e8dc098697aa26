"""The pages of a case on which it is settled, brought before the panel, or withdrawn."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.compact.cases import desk
from assembly.compact.cases.steps import STEPS
from assembly.compact.models import VOLUNTARY, Settlement, Step
from assembly.core.acting import Button, act_by_button, act_by_form, act_if_sent, form_of, say_no
from assembly.core.http import takes_form

from . import rules, services
from .desk import agreed_rows
from .forms import AgreeForm, ProposeForm, WithdrawForm

TO_PANEL = (
    "At least three members of the Compact Board without an interest hear both sides, within "
    f"{STEPS[Step.PANEL].days} working days. You can still settle the case until there is a finding."
)


@takes_form
@login_required
def settle(request: SignedInRequest, reference: str) -> HttpResponse:
    """The words there are, with who agreed; agreeing to them, and proposing others."""
    found = desk.own_case(request.user, reference)
    if not (may := rules.may_propose(found)):
        return say_no(request, may.reason, found.case.own_url)
    case, user = found.case, request.user
    settlement = Settlement.objects.filter(case=case).first()
    propose = form_of(request, ProposeForm, button="propose", settlement=settlement)
    agree = form_of(
        request,
        AgreeForm,
        button="agree",
        initial={"edit": settlement.edit if settlement else 0},
        for_a_person=rules.enters_for_a_person(found),
    )
    here = redirect("compact:case_settle", reference)
    buttons = {
        "propose": Button(
            lambda: services.propose_settlement(case, propose.proposal(), by=user),
            "Words proposed. We have told the other side.",
            here,
            propose,
            "words",
        ),
        "agree": Button(
            lambda: services.agree(
                case, agree.cleaned_data["edit"], by=user, how=agree.cleaned_data.get("how", "")
            ),
            lambda words: "Settled. The case is closed." if words.is_agreed else "Agreed.",
            redirect(case.own_url),
            agree,
        ),
    }
    return act_by_button(request, buttons) or render(
        request,
        "compact/cases/settling/settle.html",
        {
            "case": case,
            "settlement": settlement,
            "rows": agreed_rows(settlement) if settlement else [],
            "may_agree": rules.can_say_yes(found, settlement),
            "propose": propose,
            "agree": agree,
            "voluntary": VOLUNTARY,
            "breadcrumbs": desk.way_to(case),
        },
    )


@takes_form
@login_required
def to_panel(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    if not (may := rules.may_go_to_panel(found)):
        return say_no(request, may.reason, found.case.own_url)
    return act_if_sent(
        request,
        lambda: services.to_panel(found.case, by=request.user),
        "The case is before the panel now. We have told both sides.",
        redirect(found.case.own_url),
    ) or render(
        request,
        "compact/cases/act.html",
        {
            "heading": "Bring this case before the panel",
            "caption": str(found.case),
            "intro": TO_PANEL,
            "button": "It was not settled: bring it before the panel",
            "cancel_url": found.case.own_url,
            "breadcrumbs": desk.way_to(found.case),
            "voluntary": VOLUNTARY,
        },
    )


@takes_form
@login_required
def withdraw(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    if not (may := rules.may_withdraw(found)):
        return say_no(request, may.reason, found.case.own_url)
    form = form_of(request, WithdrawForm)
    return act_by_form(
        request,
        form,
        lambda: services.withdraw(found.case, form.cleaned_data["because"], by=request.user),
        "Case withdrawn.",
        redirect(found.case.own_url),
    ) or render(
        request,
        "compact/cases/act.html",
        {
            "form": form,
            "heading": "Withdraw this case",
            "caption": str(found.case),
            "intro": "This closes the case. Nobody looks into it any more. If it is listed in public, it stays listed "
            "as withdrawn.",
            "button": "Withdraw the case",
            "danger": True,
            "cancel_url": found.case.own_url,
            "breadcrumbs": desk.way_to(found.case),
            "voluntary": VOLUNTARY,
        },
    )
