"""The other side reports what it did to put things right, and the Board checks it; the result is public."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import life, telling
from assembly.compact.cases.standing import Standing
from assembly.compact.models import Finding, Remedy, Side, Step
from assembly.core.clean_text import clean_line
from assembly.core.events import record
from assembly.core.rules import ALLOWED, Ruling, refused, says_why

from . import findings, rules, selectors
from .held import held

REPORTED = "compact/case_remedy_reported"


def may_report(found: Standing, remedy: Remedy, words: str = "-") -> Ruling:
    return (
        rules.is_the_other_side(found)
        and _counts(found, remedy)
        and life.is_at(found.case, Step.REMEDY, on=found.on)
        and _is_open(remedy)
        and says_why(words, "Say what you did. Those in the case will read it.")
    )


def may_check(found: Standing, remedy: Remedy, words: str = "-") -> Ruling:
    return (
        rules.is_of_the_board(found)
        and _counts(found, remedy)
        and life.is_at(found.case, Step.REMEDY, on=found.on)
        and _is_open(remedy)
        and says_why(words, "Say what you saw. Those in the case will read it.")
    )


def _is_open(remedy: Remedy) -> Ruling:
    if not remedy.result:
        return ALLOWED
    return refused(f"This has been checked already: {remedy.get_result_display().lower()}.")


def _counts(found: Standing, remedy: Remedy) -> Ruling:
    """A remedy of the finding that counts, and not of one that an appeal has replaced."""
    counts = selectors.standing_finding(found.case)
    if counts and counts.pk == remedy.finding_id:
        return ALLOWED
    return refused("The finding that asked for this no longer counts: an appeal has replaced it.")


@transaction.atomic
def report(
    remedy: Remedy,
    words: str,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> Remedy:
    """What was done. It can be said again until the Board has checked it."""
    at = at or timezone.now()
    found, remedy = _held(remedy, by, at)
    may_report(found, remedy, words).enforce()
    words = clean_line(words).strip()
    if remedy.report == words:
        return remedy
    remedy.report, remedy.reported_on = words, found.on
    remedy.save(update_fields=["report", "reported_on"])
    record("compact.case_remedy_reported", found.case, by=by, data={"remedy": remedy.pk})
    telling.tell(found.case, telling.of_board(found.case, found.on), REPORTED)
    return remedy


@transaction.atomic
def check(
    remedy: Remedy,
    result: str,
    note: str,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> Remedy:
    """Done, partly or not, as a member of the Board saw it. With the last one the case goes on to its follow-up."""
    at = at or timezone.now()
    found, remedy = _held(remedy, by, at)
    case, on = found.case, found.on
    may_check(found, remedy, note).enforce()
    if result not in Remedy.Result.values:
        refused("Choose whether it was done, partly done or not done.").enforce()
    note = clean_line(note).strip()
    remedy.result, remedy.note, remedy.checked_by, remedy.checked_on = result, note, by, on
    remedy.save(update_fields=["result", "note", "checked_by", "checked_on"])
    follows = findings.after(Finding.objects.get(pk=remedy.finding_id), on)
    if follows.step == Step.FOLLOW_UP:
        life.move(case, follows, by=by, on=on)
    else:
        life.due_again(case, _earliest(remedy))
    record("compact.case_remedy_checked", case, by=by, data={"remedy": remedy.pk, "result": result})
    if follows.step == Step.FOLLOW_UP:
        telling.moved(case, on=on)
    else:
        telling.moved_side(case, Side.RESPONDENT, on=on)
    return remedy


def _earliest(remedy: Remedy) -> dt.date:
    """The day of the next one that is left: a step that is overdue stays so while one of its remedies is."""
    left = Remedy.objects.filter(finding=remedy.finding_id, result="").order_by("due_on")
    return left.values_list("due_on", flat=True)[0]


def _held(remedy: Remedy, by: User, at: dt.datetime) -> tuple[Standing, Remedy]:
    found = held(remedy.finding.case, by=by, at=at)
    return found, Remedy.objects.get(pk=remedy.pk)
