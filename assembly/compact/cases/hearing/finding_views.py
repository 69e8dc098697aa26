"""The pages on which a panel sets out the facts, sends them, goes on, agrees to its finding and decides it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect

from assembly.accounts.http import SignedInRequest
from assembly.compact.cases import desk
from assembly.compact.models import Finding
from assembly.core.acting import act_by_form, act_if_sent, form_of, say_no
from assembly.core.http import takes_form
from assembly.core.templatetags.assembly import short_day

from . import drafts, facts, facts_rules, finding_rules, findings, panel, people, rules, shown
from .forms import AgreeForm, DecideForm, DraftForm, FactsForm, OfTheseWords
from .pages import form_page

WITH_WORDS = "compact/cases/hearing/with_words.html"


@takes_form
@login_required
def draft(request: SignedInRequest, reference: str) -> HttpResponse:
    """The facts at first, and the whole finding later; both sides are sent the facts alone."""
    found = desk.own_case(request.user, reference)
    case = found.case
    is_appeal = panel.is_in_appeal(case, found.on)
    finding = drafts.draft_of(case, is_appeal=is_appeal)
    if not (ruling := finding_rules.may_write(found, finding)):
        return say_no(request, ruling.reason, case.own_url)
    cites = list(case.cites.select_related("undertaking"))
    form = form_of(request, DraftForm, cites=cites, draft=drafts.shown(case, is_appeal=is_appeal))
    return act_by_form(
        request,
        form,
        lambda: drafts.write(
            case, form.draft(), edit=finding.edit if finding else 0, by=request.user
        ),
        "Draft saved. Whoever agreed to other words has to agree again.",
        redirect(case.own_url),
    ) or form_page(
        request,
        case,
        form,
        heading="The finding on appeal" if is_appeal else "The facts and the finding",
        button="Save the draft",
        intro="Only those who hear the case read the draft. Officers and other people are never named in a finding.",
    )


@takes_form
@login_required
def send(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    finding = drafts.draft_of(case, is_appeal=False)
    hearing = people.hearers(case, found.on, is_appeal=False)
    if not (ruling := facts_rules.may_send(found, finding, hearing)):
        return say_no(request, ruling.reason, case.own_url)
    form = _of_these(request, OfTheseWords, finding)
    return act_by_form(
        request,
        form,
        lambda: facts.send_facts(case, edit=form.shown, by=request.user),
        "Facts sent to both sides. Each can correct them once.",
        redirect(case.own_url),
    ) or form_page(
        request,
        case,
        form,
        heading="Send the facts to both sides",
        button="Send the facts",
        intro="Both sides read these facts and can correct them. What the panel thinks of the undertakings is not "
        "sent.",
        template=WITH_WORDS,
        said=shown.facts_rows(finding),
    )


@takes_form
@login_required
def answer_facts(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    side = rules.speaks_for(found)
    if not (ruling := facts_rules.may_answer(found, side)):
        return say_no(request, ruling.reason, case.own_url)
    form = form_of(request, FactsForm)
    return act_by_form(
        request,
        form,
        lambda: facts.answer_facts(case, form.cleaned_data["words"], by=request.user),
        "Answer sent to the panel.",
        redirect(case.own_url),
    ) or form_page(
        request,
        case,
        form,
        heading="Correct the facts",
        button="Send the answer",
        intro="Your side answers once, so agree on it among yourselves first.",
        template=WITH_WORDS,
        said=shown.facts_rows(drafts.draft_of(case, is_appeal=False)),
    )


@takes_form
@login_required
def go_on(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    answers = shown.answers_in(case)
    if not (ruling := facts_rules.may_go_on(found, answers)):
        return say_no(request, ruling.reason, case.own_url)
    return act_if_sent(
        request,
        lambda: facts.go_on(case, by=request.user),
        "The panel goes on to its finding.",
        redirect(case.own_url),
    ) or form_page(
        request,
        case,
        None,
        heading="Go on to the finding",
        button="Go on",
        intro="Change the facts where a side was right. Then write what you find of each undertaking.",
        template=WITH_WORDS,
        said=shown.answer_rows(answers),
    )


@takes_form
@login_required
def agree(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    finding = drafts.draft_of(case, is_appeal=panel.is_in_appeal(case, found.on))
    ruling = finding_rules.may_agree(found, finding, finding.edit if finding else 0)
    ruling = ruling and findings.is_complete(case, finding)
    if not ruling:
        return say_no(request, ruling.reason, case.own_url)
    form = _of_these(request, AgreeForm, finding)
    return act_by_form(
        request,
        form,
        lambda: findings.agree(
            case, form.shown, agrees=form.cleaned_data["agrees"] == "yes", by=request.user
        ),
        "Noted. You can change your mind until the finding is decided.",
        redirect(case.own_url),
    ) or form_page(
        request,
        case,
        form,
        heading="Agree to the finding",
        button="Save",
        intro="You agree to these words. If somebody changes them, you are asked again. Only numbers are public.",
        template=WITH_WORDS,
        said=shown.finding_rows(finding),
    )


@takes_form
@login_required
def decide(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case, on = found.case, found.on
    finding = drafts.draft_of(case, is_appeal=panel.is_in_appeal(case, on))
    if not (ruling := findings.may_decide_now(found, finding)) or finding is None:
        return say_no(request, ruling.reason, case.own_url)
    form = _of_these(request, DecideForm, finding)
    last_day = findings.certain_after(on, is_appeal=finding.is_appeal)
    return act_by_form(
        request,
        form,
        lambda: findings.decide(
            case, form.shown, looked_at=form.cleaned_data["looked_at"], by=request.user
        ),
        lambda made: "Finding decided. We have told both sides.",
        redirect(case.own_url),
    ) or form_page(
        request,
        case,
        form,
        heading="Decide the finding",
        button="Decide the finding",
        intro=f"Both sides read it at once. It becomes public after {short_day(last_day)}, unless a side appeals "
        "before.",
        template=WITH_WORDS,
        said=shown.finding_rows(finding),
        personal=rules.personal_in(findings.words_of(finding)),
    )


def _of_these(
    request: SignedInRequest, form: type[OfTheseWords], finding: Finding | None
) -> OfTheseWords:
    return form_of(request, form, edit=finding.edit if finding else 0)
