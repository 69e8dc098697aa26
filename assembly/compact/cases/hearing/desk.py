"""What the page of a case shows of its hearing, and the acts that belong to it."""

from collections.abc import Iterator

from django.urls import reverse

from assembly.compact.cases.desk import Act, Part
from assembly.compact.cases.standing import Role, Standing
from assembly.compact.models import Finding, PanelMember, Step
from assembly.core.templatetags.assembly import short_day
from assembly.partners.models import Seat

from . import (
    answers,
    appeal_rules,
    closing,
    drafts,
    facts_rules,
    finding_rules,
    findings,
    notes,
    panel,
    panel_rules,
    people,
    remedies,
    rules,
    selectors,
    shown,
)

ROWS = "compact/cases/settling/words.html"


def acts(found: Standing) -> Iterator[Act]:
    yield from _of_panel(found)
    yield from _of_facts(found)
    yield from _of_finding(found)
    yield from _after(found)
    member = panel.place_of(found.case, found.user, found.on) if found.works_on_it else None
    if found.works_on_it and panel_rules.may_recuse(found, member):
        yield _act(
            found,
            "Keep out of this case",
            "case_recuse",
            "If you have an interest in it.",
            is_danger=True,
        )


def _act(
    found: Standing, label: str, name: str, note: str = "", *args: int, is_danger: bool = False
) -> Act:
    url = reverse(f"compact:{name}", args=[found.case.reference, *args])
    return Act(label, url, note, is_danger=is_danger)


def _of_panel(found: Standing) -> Iterator[Act]:
    if found.case.step_on(found.on) not in panel_rules.AT_WORK or not found.is_of_board:
        return
    member = panel.place_of(found.case, found.user, found.on)
    if member and not member.sits_since and panel_rules.may_sit(member, found):
        yield _act(
            found,
            "Say whether you have an interest",
            "case_interest",
            "You are named to hear this case.",
        )
    if panel_rules.may_name(found):
        yield _act(found, "Name or replace those who hear it", "case_panel")


def _of_facts(found: Standing) -> Iterator[Act]:
    case, step = found.case, found.case.step_on(found.on)
    if step == Step.CORRECTION:
        given = shown.answers_in(case)
        side = rules.speaks_for(found)
        if facts_rules.may_answer(found, side) and side not in {one.side for one in given}:
            yield _act(
                found, "Correct the facts", "case_facts_answer", "Once, or say that they are right."
            )
        if facts_rules.may_go_on(found, given):
            yield _act(found, "Go on to the finding", "case_go_on")
    if step == Step.PANEL and found.role == Role.PANEL:
        finding = drafts.draft_of(case, is_appeal=False)
        if facts_rules.may_send(found, finding, people.hearers(case, found.on, is_appeal=False)):
            yield _act(found, "Send the facts to both sides", "case_facts_send")


def _of_finding(found: Standing) -> Iterator[Act]:
    if found.role != Role.PANEL or found.case.step_on(found.on) not in finding_rules.WRITES:
        return
    finding = drafts.draft_of(found.case, is_appeal=panel.is_in_appeal(found.case, found.on))
    if finding_rules.may_write(found, finding):
        yield _act(found, "Write the facts and the finding", "case_finding")
    if finding and finding_rules.may_agree(found, finding, finding.edit):
        if findings.is_complete(found.case, finding):
            yield _act(found, "Agree to the finding", "case_finding_agree")
        if findings.may_decide_now(found, finding):
            yield _act(found, "Decide the finding", "case_finding_decide")


def _after(found: Standing) -> Iterator[Act]:
    case, step = found.case, found.case.step_on(found.on)
    if step in {Step.TO_APPEAL, Step.APPEAL} and rules.speaks_for(found):
        yield from _of_appeal(found)
    if rules.is_the_other_side(found) and answers.may_answer(found):
        yield _act(found, "Answer the finding in public", "case_answer")
    if step == Step.REMEDY:
        yield from _remedies(found)
    if closing.may_close(found):
        yield _act(found, "Close the case with what was learnt", "case_closing")
    if found.is_of_board and notes.may_propose(found):
        yield _act(
            found,
            "Correct or retract the finding",
            "case_note",
            "With a second member of the Board.",
        )
    if found.is_of_board and case.public_from:
        yield from _notes(found)


def _of_appeal(found: Standing) -> Iterator[Act]:
    all_of_them = list(found.case.appeals.all())
    mine = next((one for one in all_of_them if one.side == rules.speaks_for(found)), None)
    if appeal_rules.may_appeal(found, all_of_them, appeal_rules.until(found.case)):
        yield _act(found, "Appeal against the finding", "case_appeal", "Once, while there is time.")
    if appeal_rules.may_withdraw(found, mine):
        yield _act(found, "Withdraw your appeal", "case_appeal_withdraw", is_danger=True)


def _remedies(found: Standing) -> Iterator[Act]:
    if not (found.side or found.is_of_board):
        return
    for one in selectors.remedies_of(found.case):
        if remedies.may_report(found, one):
            yield _act(found, f"Report what you did: {one.what}", "case_remedy_report", "", one.pk)
        if remedies.may_check(found, one):
            yield _act(
                found, f"Check what was done: {one.what}", "case_remedy_check", one.report, one.pk
            )


def _notes(found: Standing) -> Iterator[Act]:
    finding = selectors.standing_finding(found.case)
    for one in finding.notes.filter(confirmed_at=None) if finding else ():
        if notes.may_drop(found, one):
            label = f"Confirm or drop a {one.get_kind_display().lower()} of the finding"
            yield _act(found, label, "case_note_confirm", "", one.pk)


def who_hears_it(found: Standing) -> Part | None:
    """Both sides know who hears their case; why somebody keeps out of it is for those who work on it."""
    members = list(found.case.panel.select_related("person").order_by("is_appeal", "pk"))
    if not members:
        return None
    rows = [_member(one) for one in members]
    if found.works_on_it:
        rows += [
            (f"{one.person or 'A former user'} keeps out of it", one.because or "No reason given.")
            for one in found.case.recusals.select_related("person")
        ]
    return Part("Who hears it", "panel", ROWS, {"rows": rows})


def _member(one: PanelMember) -> tuple[str, str]:
    name = str(one.person) if one.person else "A former user"
    where = Seat.Side(one.side).label if one.side else "Assembly Board"
    if one.left_at:
        state = f"Left on {short_day(one.left_at)}"
    elif one.sits_since:
        state = "Has no interest in the case"
    else:
        state = "Has not said yet whether they have an interest"
    return name, f"{where}{', for the appeal' if one.is_appeal else ''}. {state}."


def the_facts(found: Standing) -> Part | None:
    """While both sides correct them: the facts; later each side sees its own answer, and those who work on it both.

    What the panel changes afterwards is a draft again, which nobody else reads.
    """
    finding = drafts.draft_of(found.case, is_appeal=False)
    if finding is None or finding.facts_sent_on is None:
        return None
    rows = []
    if found.case.step_on(found.on) == Step.CORRECTION:
        rows += shown.facts_rows(finding)
    given = [
        one for one in shown.answers_in(found.case) if found.works_on_it or one.side == found.side
    ]
    rows += shown.answer_rows(given)
    return Part("The facts and their correction", "facts", ROWS, {"rows": rows}) if rows else None


def the_finding(found: Standing) -> Part | None:
    """Decided ones for everybody in the case; a draft for those who write it, and nobody else."""
    all_of_them = list(found.case.findings.order_by("is_appeal"))
    read = [one for one in all_of_them if one.is_decided or _writes(found, one)]
    if not read:
        return None
    rows = [row for one in read for row in [(_name(one), _state(one)), *shown.finding_rows(one)]]
    if answer := selectors.public_answer(found.case):
        rows.append(("Answer of the other side", answer.words))
    notes_shown = [one for finding in read for one in selectors.notes_on(finding)]
    rows += [(one.get_kind_display(), one.words) for one in notes_shown]
    if found.case.learnt:
        rows.append(("What was learnt", found.case.learnt))
    return Part("The finding", "finding", ROWS, {"rows": rows})


def _writes(found: Standing, finding: Finding) -> bool:
    member = found.membership if found.role == Role.PANEL else None
    return member is not None and member.is_appeal == finding.is_appeal


def _name(finding: Finding) -> str:
    return "Finding on appeal" if finding.is_appeal else "Finding"


def _state(finding: Finding) -> str:
    if finding.decided_on is None:
        return "A draft, which only those who hear the case read."
    return f"Decided on {short_day(finding.decided_on)}."


def the_appeal(found: Standing) -> Part | None:
    made = list(found.case.appeals.all())
    if not made:
        return None
    rows = [
        (
            one.get_side_display(),
            f"{one.grounds}\nWithdrawn on {short_day(one.withdrawn_at)}."
            if one.withdrawn_at
            else one.grounds,
        )
        for one in made
    ]
    return Part("Appeals", "appeals", ROWS, {"rows": rows})
