"""Acts on answers that are not to be published whole. The answer stays as it was sent; each act adds a redaction."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.models import Answer, Redaction
from assembly.consultations.reading import selectors
from assembly.core.events import record

from . import rules


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of an answer may be read, and why not all of it. `seen` is the redaction that held when it was asked for."""

    text: str
    reason: str
    explanation: str = ""
    withholds_file: bool = False
    seen: int | None = None


@transaction.atomic
def redact(answer: Answer, wanted: Wanted, *, by: User, at: dt.datetime | None = None) -> Redaction:
    """Show only this text of the answer, with or without its file; the same again is the same redaction."""
    answer = _held(answer)
    at = at or timezone.now()
    _may(answer, by, at)
    newest = selectors.newest_redaction(answer)
    if newest and _is_the_same(newest, wanted, by):
        return newest  # the button was pressed twice
    rules.is_seen(wanted.seen, newest.pk if newest else None).enforce()
    rules.is_a_change(answer, wanted.text, withholds_file=wanted.withholds_file).enforce()
    rules.takes_away_only(answer.text, wanted.text).enforce()
    rules.is_explained(wanted.reason, wanted.explanation).enforce()
    return _keep(answer, wanted, "consultations.answer_redacted", by=by, at=at)


@transaction.atomic
def lift(answer: Answer, *, seen: int | None, by: User, at: dt.datetime | None = None) -> Redaction:
    """Show the answer as it was sent again: a redaction that takes nothing out, after those that did."""
    answer = _held(answer)
    at = at or timezone.now()
    _may(answer, by, at)
    newest = selectors.newest_redaction(answer)
    rules.can_be_lifted(is_redacted=newest is not None and not newest.lifts).enforce()
    rules.is_seen(seen, newest.pk if newest else None).enforce()
    wanted = Wanted(answer.text, Redaction.Reason.OTHER)
    return _keep(answer, wanted, "consultations.redaction_lifted", by=by, at=at)


def _held(answer: Answer) -> Answer:
    """The second person waits here, and then sees what the first did."""
    held = Answer.objects.select_for_update(of=("self",)).select_related(
        "version__response__consultation"
    )
    return held.get(pk=answer.pk)


def _may(answer: Answer, by: User, at: dt.datetime) -> None:
    consultation = answer.version.response.consultation
    rules.may_redact(consultation, is_theirs=selectors.redacts(by, consultation), at=at).enforce()
    counts = selectors.that_count(consultation).filter(pk=answer.version_id).exists()
    rules.can_be_redacted(answer, counts=counts).enforce()


def _is_the_same(newest: Redaction, wanted: Wanted, by: User) -> bool:
    return (newest.text, newest.withholds_file, newest.reason, newest.explanation) == (
        wanted.text,
        wanted.withholds_file,
        wanted.reason,
        wanted.explanation,
    ) and newest.made_by_id == by.pk


def _keep(answer: Answer, wanted: Wanted, event: str, *, by: User, at: dt.datetime) -> Redaction:
    redaction = Redaction.objects.create(
        answer=answer,
        text=wanted.text,
        withholds_file=wanted.withholds_file,
        reason=wanted.reason,
        explanation=wanted.explanation,
        made_by=by,
        made_at=at,
    )
    response = answer.version.response
    record(
        event,
        response.consultation,
        by=by,
        data={"response": response.pk, "answer": answer.pk, "redaction": redaction.pk},
    )
    return redaction
