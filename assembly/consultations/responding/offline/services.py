"""Enter a response that did not come online, correct it, check it against the paper, or send it back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.asking.given import Given
from assembly.consultations.asking.selectors import asked_by
from assembly.consultations.models import Answer, Consultation, Response
from assembly.consultations.responding.rules import are_still_asked
from assembly.consultations.responding.senders import Sender, Statement
from assembly.consultations.responding.services import keep
from assembly.consultations.rules import says_something
from assembly.core.events import record

from . import rules

PRESSED_TWICE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is on the paper: whose it is, what it answers, and what it says of itself."""

    sender: Sender
    answers: Sequence[Given]
    statement: Statement


@transaction.atomic
def enter(
    consultation: Consultation, paper: Paper, *, by: User, at: dt.datetime | None = None
) -> Response:
    """Take it in as received; it counts once a second person has checked it. Pressed twice it is one."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    at = at or timezone.now()
    if twin := _just_entered(consultation, paper, by, at):
        return twin
    _may_be_entered(consultation, paper, at)
    response = Response.objects.create(
        consultation=consultation,
        source=paper.sender.source,
        received_on=paper.sender.received_on,
        entered_by=by,
        organisation=paper.sender.organisation,
        **paper.sender.facts(),
    )
    _keep(response, paper, at)
    _record("consultations.offline_entered", response, by)
    return response


@transaction.atomic
def correct(
    response: Response, paper: Paper, *, by: User, at: dt.datetime | None = None
) -> Response:
    """Enter it once more; what was entered wrongly is kept nowhere, because it never counted."""
    consultation = Consultation.objects.select_for_update().get(pk=response.consultation_id)
    response = _lock(response)
    at = at or timezone.now()
    rules.may_be_corrected(response, by=by.pk).enforce()
    _may_be_entered(consultation, paper, at, before=response)
    old = list(response.versions.values_list("pk", flat=True))
    facts = {
        "source": paper.sender.source,
        "received_on": paper.sender.received_on,
        "organisation": paper.sender.organisation,
        "sent_back_because": "",
        "entered_by": by,
        **paper.sender.facts(),
    }
    for name, fact in facts.items():
        setattr(response, name, fact)
    response.save(update_fields=list(facts))
    _keep(response, paper, at)
    _remove_versions(response, old)
    _record("consultations.offline_corrected", response, by)
    return response


@transaction.atomic
def discard(response: Response, *, by: User) -> None:
    """It was entered by mistake, or twice."""
    response = _lock(response)
    rules.may_be_corrected(response, by=by.pk).enforce()
    _record("consultations.offline_discarded", response, by)
    _remove_versions(response, list(response.versions.values_list("pk", flat=True)))
    response.delete()


@transaction.atomic
def check(response: Response, *, by: User, at: dt.datetime | None = None) -> Response:
    """A second person found it to be what the paper says: it counts from now on."""
    response = _lock(response)
    rules.may_be_checked(response, by=by.pk).enforce()
    response.checked_by, response.checked_at = by, at or timezone.now()
    response.save(update_fields=["checked_by", "checked_at"])
    _record("consultations.offline_checked", response, by)
    return response


@transaction.atomic
def send_back(response: Response, because: str, *, by: User) -> Response:
    response = _lock(response)
    rules.may_be_checked(response, by=by.pk).enforce()
    rules.says_what_is_wrong(because).enforce()
    response.sent_back_because = because.strip()
    response.save(update_fields=["sent_back_because"])
    _record("consultations.offline_sent_back", response, by)
    return response


def _just_entered(
    consultation: Consultation, paper: Paper, by: User, at: dt.datetime
) -> Response | None:
    """The same paper, entered moments ago. Two people may write the same words, but nobody types two that fast."""
    sender = paper.sender
    found = consultation.responses.filter(
        entered_by=by,
        checked_at=None,
        source=sender.source,
        received_on=sender.received_on,
        kind=sender.kind,
        organisation=sender.organisation,
        name=sender.name,
        versions__sent_at__gt=at - PRESSED_TWICE,
    )
    given = {(one.question.pk, one.text, str(one.chosen), one.file_name) for one in paper.answers}
    for response in found.distinct():
        answers = response.current.answers.all()
        if given == {
            (one.question_id, one.text, str(one.chosen), one.file_name) for one in answers
        }:
            return response
    return None


def _may_be_entered(
    consultation: Consultation, paper: Paper, at: dt.datetime, before: Response | None = None
) -> None:
    sender, today = paper.sender, timezone.localdate(at)
    rules.may_be_entered(consultation, on=today).enforce()
    if sender.received_on:
        rules.was_received(consultation, sender.received_on, on=today).enforce()
    others = consultation.responses.filter(organisation=sender.organisation, stopped_at=None)
    has_response = others.exclude(pk__in=[before.pk] if before else []).exists()
    rules.is_the_first(sender.organisation, has_response=has_response).enforce()
    says_something(paper.answers).enforce()
    are_still_asked(paper.answers, asked_by(consultation)).enforce()


def _keep(response: Response, paper: Paper, at: dt.datetime) -> None:
    asked = asked_by(response.consultation)
    keep(response, asked, paper.answers, paper.statement, by=None, at=at)


def _remove_versions(response: Response, old: list[int]) -> None:
    """With the files that no version leads to any more."""
    answers = Answer.objects.filter(version__response=response).exclude(file="")
    stays = set(answers.exclude(version__in=old).values_list("file", flat=True))
    for answer in answers.filter(version__in=old):
        if answer.file.name not in stays:
            transaction.on_commit(
                partial(answer.file.storage.delete, str(answer.file.name)), robust=True
            )
    response.versions.filter(pk__in=old).delete()


def _record(name: str, response: Response, by: User) -> None:
    record(
        name,
        response.consultation,
        by=by,
        data={"response": response.pk, "kind": response.kind, "source": response.source},
    )


def _lock(response: Response) -> Response:
    found = Response.objects.select_for_update(of=("self",)).select_related("consultation")
    return found.get(pk=response.pk)
