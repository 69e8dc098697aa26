"""What is forgotten of cases: what was written in them goes six years after they were closed, what was found stays.

Six years, because that is how long a claim about the same facts can be brought before a court in England and Wales.
"""

import datetime as dt

from assembly.compact.models import (
    Case,
    CaseStep,
    FactsAnswer,
    Finding,
    FindingNote,
    PanelMember,
    Pause,
    PublicAnswer,
    Remedy,
)
from assembly.core.days import months_after
from assembly.core.retention import Rule

from .papers.services import delete_file

YEARS = 6
# Of a pause for “another reason”, which the database has with a note.
GONE = "Deleted."


def forget_cases(on: dt.date) -> int:
    """Each once. A case that was never acknowledged was no case in public, so nothing of it stays."""
    before = months_after(on, -12 * YEARS)
    due = Case.objects.filter(closed_on__lte=before, forgotten_on=None)
    number = 0
    for case in due.select_for_update().order_by("pk"):
        _forget_pieces(case)
        if case.acknowledged_on is None:
            case.delete()
        else:
            _forget(case, on)
        number += 1
    return number


def _forget_pieces(case: Case) -> None:
    for piece in case.pieces.exclude(file=""):
        delete_file(piece)
    case.pieces.all().delete()


def _forget(case: Case, on: dt.date) -> None:
    case.account = case.wanted = case.tried = case.about_facts = case.closed_because = ""
    case.person, case.person_name, case.person_email = None, "", ""
    case.raised_by, case.forgotten_on = None, on
    case.save()
    _forget_settlement(case)
    _forget_hearing(case)
    CaseStep.objects.filter(case=case).update(ended_by=None)
    pauses = Pause.objects.filter(step__case=case)
    pauses.update(begun_by=None)
    pauses.exclude(reason=Pause.Reason.OTHER).update(note="")
    pauses.filter(reason=Pause.Reason.OTHER).update(note=GONE)


def _forget_settlement(case: Case) -> None:
    """Words that both sides agreed to show stay."""
    settlement = getattr(case, "settlement", None)
    if settlement is None:
        return
    if not (settlement.is_public and settlement.is_agreed):
        settlement.delete()
        return
    settlement.proposed_by, settlement.agreed_how = None, ""
    settlement.save(update_fields=["proposed_by", "agreed_how"])


def _forget_hearing(case: Case) -> None:
    """A finding that was never decided goes; of one that was, who heard it and what was answered before it."""
    case.recusals.all().delete()
    case.appeals.update(grounds="", by=None)
    case.findings.filter(decided_on=None).delete()
    FactsAnswer.objects.filter(finding__case=case).delete()
    FindingNote.objects.filter(finding__case=case, confirmed_at=None).delete()
    FindingNote.objects.filter(finding__case=case).update(by=None, confirmed_by=None)
    Finding.objects.filter(case=case).update(drafted_by=None)
    Remedy.objects.filter(finding__case=case).update(checked_by=None, report="", note="")
    PublicAnswer.objects.filter(case=case).update(by=None)
    PanelMember.objects.filter(case=case).update(person=None, appointment=None, named_by=None)


RULES = (
    Rule(
        "compact-cases",
        "What was written and handed in in a case under the Compact, and who took part in it: "
        f"{YEARS} years after it was closed; the public finding, its remedies, answers and corrections stay",
        forget_cases,
    ),
)
