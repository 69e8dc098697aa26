"""Acts of those who respond: sending a response, and replacing it until the close."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.asking.given import Given
from assembly.consultations.asking.said import said_in
from assembly.consultations.asking.selectors import asked_by
from assembly.consultations.models import (
    Answer,
    Consultation,
    QuestionSet,
    Response,
    ResponseVersion,
)
from assembly.consultations.rules import is_taking_responses, may_respond, says_something
from assembly.core.events import record
from assembly.core.rules import Ruling
from assembly.membership.models import Organisation
from assembly.notifications.services import notify

from . import rules
from .by_address.copies import mail_copy
from .selectors import response_of, speaks_for
from .senders import NOTHING_SAID, Sender, Statement
from .stated import stated_rows

# A response that its own sender sends online replaces one entered from paper.
NO_PAPER: dict[str, object] = {
    "source": Response.Source.ONLINE,
    "received_on": None,
    "entered_by": None,
    "checked_by": None,
    "checked_at": None,
    "sent_back_because": "",
}


@transaction.atomic
def send(
    consultation: Consultation,
    sender: Sender,
    answers: Sequence[Given],
    statement: Statement = NOTHING_SAID,
    *,
    by: User | None,
    at: dt.datetime | None = None,
) -> ResponseVersion:
    """Send the response of this respondent, or replace the one it sent; the same again is the same response.

    The clock is read once the lock is held. `by` is the person signed in, if any: they get the copy by mail.
    """
    consultation = _locked(consultation)
    at = at or timezone.now()
    asked = asked_by(consultation)
    _may_send(consultation, sender, by=by, at=at).enforce()
    says_something(answers).enforce()
    rules.are_still_asked(answers, asked).enforce()

    response, is_first = _response_of(consultation, sender, statement, by=by)
    if not is_first and _is_the_same(response.current, asked, answers, statement):
        current: ResponseVersion = response.current  # the button was pressed twice
        return current
    version = keep(response, asked, answers, statement, by=by if sender.is_online else None, at=at)
    record(
        "consultations.responded" if is_first else "consultations.response_replaced",
        consultation,
        by=by,
        acting_for=sender.organisation,
        data={"response": response.pk, "version": version.number},
    )
    if sender.address:
        mail_copy(version, is_first=is_first, at=at)
    elif by and sender.is_online:
        _send_copy(version, by, is_first=is_first, at=at)
    return version


def keep(
    response: Response,
    asked: QuestionSet,
    answers: Sequence[Given],
    statement: Statement,
    *,
    by: User | None,
    at: dt.datetime,
) -> ResponseVersion:
    """Add the next version with its answers: two inserts, however many questions."""
    last = response.versions.order_by("-number").values_list("number", flat=True).first()
    version = ResponseVersion.objects.create(
        response=response,
        number=(last or 0) + 1,
        question_set=asked,
        sent_at=at,
        sent_by=by,
        **statement.facts(),
    )
    Answer.objects.bulk_create(_answer(version, one) for one in answers)
    return version


def _answer(version: ResponseVersion, given: Given) -> Answer:
    """A file that waits in a draft, or was sent before, is not copied: the answer leads to it."""
    answer = Answer(version=version, question=given.question, text=given.text, chosen=given.chosen)
    if given.file:
        stored = isinstance(given.file, FieldFile)
        answer.file = given.file.name if stored else given.file
        answer.file_name = given.file_name or given.file.name or ""
        answer.size = given.file.size
    return answer


def _locked(consultation: Consultation) -> Consultation:
    """With the pages that the copy names, so that nothing is looked up again under the lock."""
    return (
        Consultation.objects.select_for_update(of=("self",))
        .select_related("page", "body__page")
        .get(pk=consultation.pk)
    )


def _may_send(
    consultation: Consultation, sender: Sender, *, by: User | None, at: dt.datetime
) -> Ruling:
    """The rule of its kind. The organisation is judged as it is under its lock, the group by its register."""
    if not sender.is_online:
        return rules.was_received_in_time(consultation, on=sender.received_on)
    if sender.organisation:
        organisation = Organisation.objects.select_for_update().get(pk=sender.organisation.pk)
        return may_respond(consultation, organisation, acts_for=speaks_for(sender, by), at=at)
    if sender.group:
        return rules.may_send_for_group(
            consultation, sender.group_name, answers_for=speaks_for(sender, by), at=at
        )
    return is_taking_responses(consultation, at=at)


def _response_of(
    consultation: Consultation, sender: Sender, statement: Statement, *, by: User | None
) -> tuple[Response, bool]:
    """The one response of this respondent, with who it is today, and whether it is its first."""
    key = sender.key(consultation)
    facts = {**sender.facts(), "wants_decision": statement.wants_decision}
    found = response_of(consultation, sender)
    if not found:
        paper = {} if sender.is_online else {"entered_by": by, "received_on": sender.received_on}
        return Response.objects.create(
            consultation=consultation, source=sender.source, **key, **facts, **paper
        ), True
    if sender.is_online:
        facts |= NO_PAPER
    changed = [name for name, fact in facts.items() if getattr(found, name) != fact]
    for name in changed:
        setattr(found, name, facts[name])
    if changed:
        found.save(update_fields=changed)
    return found, False


def _is_the_same(
    version: ResponseVersion,
    asked: QuestionSet,
    answers: Sequence[Given],
    statement: Statement,
) -> bool:
    if version.question_set_id != asked.pk:
        return False
    kept = {one.question_id: (one.text, one.chosen, one.file.name) for one in version.answers.all()}
    said = {name: getattr(version, name) for name in statement.facts()}
    return said == statement.facts() and kept == {
        one.question.pk: (one.text, one.chosen, one.file.name if one.file else "")
        for one in answers
    }


def _send_copy(version: ResponseVersion, by: User, *, is_first: bool, at: dt.datetime) -> None:
    consultation = version.response.consultation
    notify(
        [by],
        "consultations/response_received",
        about=consultation,
        context={
            "consultation": consultation,
            "respondent": version.response.respondent,
            "version": version,
            "said": said_in(version),
            "stated": stated_rows(version),
            "is_first": is_first,
        },
        url=consultation.get_absolute_url(),
        at=at,
    )
