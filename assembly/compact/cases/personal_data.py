"""What is held of people in cases: what they raised, wrote and handed in, and how they took part."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart
from assembly.compact.models import (
    Appeal,
    Case,
    CasePiece,
    CaseStep,
    FactsAnswer,
    Finding,
    FindingNote,
    PanelMember,
    Pause,
    PublicAnswer,
    Recusal,
    Remedy,
    Settlement,
)


def data_about(user: User) -> Iterable[DataPart]:
    # What staff entered for a person is that person's.
    entered = Q(raised_by=user) & ~Q(raised=Case.Raised.PERSON)
    raised = Case.objects.filter(Q(person=user) | entered)
    yield DataPart(
        "Compact cases that you raised",
        tuple(
            {
                "case": one.reference,
                "at": one.raised_at,
                "your name": one.person_name if one.person_id == user.pk else "",
                "what happened": one.account,
                "what would put it right": one.wanted,
                "what you did to settle it": one.tried,
                "closed on": one.closed_on,
            }
            for one in raised
        ),
    )
    yield DataPart(
        "What you wrote and handed in in Compact cases",
        tuple(
            {
                "case": one.case.reference,
                "at": one.at,
                "file": one.title,
                "words": one.words,
                "hidden": bool(one.hidden_at),
            }
            for one in CasePiece.objects.filter(by=user).select_related("case")
        ),
    )
    yield DataPart(
        "Answers, appeals and words to settle Compact cases that you wrote", (*_answers(user),)
    )
    yield DataPart("Your part in hearing Compact cases", (*_heard(user),))


Row = dict[str, str | dt.date | dt.datetime | bool | None]


def _answers(user: User) -> Iterable[Row]:
    for fact in FactsAnswer.objects.filter(by=user).select_related("finding__case"):
        yield {
            "case": fact.finding.case.reference,
            "what": "correction of facts",
            "words": fact.words,
        }
    for appeal in Appeal.objects.filter(by=user).select_related("case"):
        yield {"case": appeal.case.reference, "what": "appeal", "words": appeal.grounds}
    for answer in PublicAnswer.objects.filter(by=user).select_related("case"):
        yield {"case": answer.case.reference, "what": "public answer", "words": answer.words}
    for settlement in Settlement.objects.filter(proposed_by=user).select_related("case"):
        yield {"case": settlement.case.reference, "what": "settlement", "words": settlement.words}


def _heard(user: User) -> Iterable[Row]:
    for member in PanelMember.objects.filter(person=user).select_related("case"):
        yield {
            "case": member.case.reference,
            "what": "on the panel of the appeal" if member.is_appeal else "on the panel",
            "from": member.sits_since,
            "until": member.left_at,
        }
    for recusal in Recusal.objects.filter(person=user).select_related("case"):
        yield {
            "case": recusal.case.reference,
            "what": "kept out of it",
            "from": recusal.at,
            "because": recusal.because,
        }


def erase(user: User, on: dt.date) -> None:
    """Their case goes on as that of “a person”; what they wrote stays in the case, by nobody.

    Somebody who hears a case has left its panel, so that the Board names another in their place.
    """
    Case.objects.filter(person=user).update(person=None, person_name="", person_email="")
    Recusal.objects.filter(person=user).update(person=None, because="")
    on_panel = PanelMember.objects.filter(person=user)
    on_panel.filter(left_at=None, case__closed_on=None).update(left_at=timezone.now())
    on_panel.update(person=None)
    for model, field in AUTHORS:
        model._default_manager.filter(**{field: user}).update(**{field: None})


AUTHORS = (
    (Case, "raised_by"),
    (CasePiece, "by"),
    (CasePiece, "hidden_by"),
    (CaseStep, "ended_by"),
    (Pause, "begun_by"),
    (Settlement, "proposed_by"),
    (PanelMember, "named_by"),
    (Finding, "drafted_by"),
    (FactsAnswer, "by"),
    (Appeal, "by"),
    (PublicAnswer, "by"),
    (Remedy, "checked_by"),
    (FindingNote, "by"),
    (FindingNote, "confirmed_by"),
)
