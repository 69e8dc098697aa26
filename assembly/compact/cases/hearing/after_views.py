"""The pages for what comes after a finding: appeal, public answer, remedies, closing, and what is corrected in it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from assembly.accounts.http import SignedInRequest
from assembly.compact.cases import desk
from assembly.compact.models import FindingNote, Remedy
from assembly.core.acting import Button, act_by_button, act_by_form, act_if_sent, form_of, say_no
from assembly.core.http import takes_form
from assembly.core.templatetags.assembly import short_day

from . import answers, appeal_rules, appeals, closing, notes, remedies, rules, selectors, shown
from .finding_views import WITH_WORDS
from .forms import AnswerForm, AppealForm, CheckForm, CloseForm, NoteForm, ReportForm
from .pages import form_page


@takes_form
@login_required
def appeal(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    last_day = appeal_rules.until(case)
    if not (ruling := appeal_rules.may_appeal(found, case.appeals.all(), last_day)):
        return say_no(request, ruling.reason, case.own_url)
    form = form_of(request, AppealForm)
    return act_by_form(
        request,
        form,
        lambda: appeals.appeal(case, form.cleaned_data["grounds"], by=request.user),
        "Appeal sent. People who did not hear the case before look at it.",
        redirect(case.own_url),
    ) or form_page(
        request,
        case,
        form,
        heading="Appeal against the finding",
        button="Appeal",
        intro=f"Your side can appeal once, until the end of {short_day(last_day)}. Others hear the appeal, and what "
        "they "
        "find counts. The finding is not public before.",
    )


@takes_form
@login_required
def withdraw_appeal(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    mine = case.appeals.filter(side=rules.speaks_for(found) or "-").first()
    if not (ruling := appeal_rules.may_withdraw(found, mine)):
        return say_no(request, ruling.reason, case.own_url)
    return act_if_sent(
        request,
        lambda: appeals.withdraw_appeal(case, by=request.user),
        "Appeal withdrawn.",
        redirect(case.own_url),
    ) or form_page(
        request,
        case,
        None,
        heading="Withdraw your appeal",
        button="Withdraw the appeal",
        intro="Your side cannot appeal again. If no other appeal is left, the finding counts as it is and becomes "
        "public.",
        danger=True,
    )


@takes_form
@login_required
def answer(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    if not (ruling := answers.may_answer(found)):
        return say_no(request, ruling.reason, case.own_url)
    before = selectors.public_answer(case)
    form = form_of(request, AnswerForm, initial={"words": before.words if before else ""})
    return act_by_form(
        request,
        form,
        lambda: answers.answer_publicly(case, **form.cleaned_data, by=request.user),
        "Answer saved. It is shown beside the finding once the finding is public.",
        redirect(case.own_url),
    ) or form_page(
        request,
        case,
        form,
        heading="Answer the finding in public",
        button="Save the answer",
        intro="You can change your answer later. The newest version is the one shown.",
    )


@takes_form
@login_required
def report(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    remedy = get_object_or_404(Remedy, pk=pk, finding__case=case)
    if not (ruling := remedies.may_report(found, remedy)):
        return say_no(request, ruling.reason, case.own_url)
    form = form_of(request, ReportForm, initial={"words": remedy.report})
    return act_by_form(
        request,
        form,
        lambda: remedies.report(remedy, **form.cleaned_data, by=request.user),
        "Report sent. A member of the Compact Board checks it.",
        redirect(case.own_url),
    ) or form_page(
        request,
        case,
        form,
        heading="Report what you did",
        button="Send the report",
        template=WITH_WORDS,
        said=[("To be done", shown.remedy_in_words(remedy))],
    )


@takes_form
@login_required
def check(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    remedy = get_object_or_404(Remedy, pk=pk, finding__case=case)
    if not (ruling := remedies.may_check(found, remedy)):
        return say_no(request, ruling.reason, case.own_url)
    form = form_of(request, CheckForm)
    return act_by_form(
        request,
        form,
        lambda: remedies.check(remedy, **form.cleaned_data, by=request.user),
        "Checked. The public sees the result, and those in the case read what you saw.",
        redirect(case.own_url),
    ) or form_page(
        request,
        case,
        form,
        heading="Check what was done",
        button="Save",
        template=WITH_WORDS,
        said=[("To be done", shown.remedy_in_words(remedy))],
    )


@takes_form
@login_required
def close(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    if not (ruling := closing.may_close(found)):
        return say_no(request, ruling.reason, case.own_url)
    form = form_of(request, CloseForm)
    return act_by_form(
        request,
        form,
        lambda: closing.close(case, **form.cleaned_data, by=request.user),
        "Case closed. We have told both sides.",
        redirect(case.own_url),
    ) or form_page(
        request, case, form, heading="Close the case with what was learnt", button="Close the case"
    )


@takes_form
@login_required
def note(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    if not (ruling := notes.may_propose(found)):
        return say_no(request, ruling.reason, case.own_url)
    form = form_of(request, NoteForm)
    return act_by_form(
        request,
        form,
        lambda: notes.propose_note(case, **form.cleaned_data, by=request.user),
        "Proposed. A second member of the Compact Board has to confirm it.",
        redirect(case.own_url),
    ) or form_page(
        request,
        case,
        form,
        heading="Correct or retract the finding",
        button="Propose it",
        intro="The finding stays as it is. What you write is shown above it once a second member has confirmed it.",
    )


@takes_form
@login_required
def confirm_note(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    made = get_object_or_404(FindingNote, pk=pk, finding__case=case)
    if not (ruling := notes.may_drop(found, made)):
        return say_no(request, ruling.reason, case.own_url)
    to_case = redirect(case.own_url)
    buttons = {
        "": Button(
            lambda: notes.confirm_note(made, by=request.user),
            "Confirmed. Everybody reads it above the finding.",
            to_case,
        ),
        "drop": Button(lambda: notes.drop_note(made, by=request.user), "Dropped.", to_case),
    }
    return act_by_button(request, buttons) or form_page(
        request,
        case,
        None,
        heading="Confirm a change to the finding",
        button="Confirm it",
        template="compact/cases/hearing/note.html",
        said=[(made.get_kind_display(), made.words)],
        may_confirm=notes.may_confirm(found, made),
    )
