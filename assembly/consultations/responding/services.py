"""Acts of those who respond: sending a response, and replacing it until the close."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations import rules
from assembly.consultations.asking.given import Given
from assembly.consultations.asking.said import said_in
from assembly.consultations.asking.selectors import asked_by
from assembly.consultations.models import Answer, Consultation, Response, ResponseVersion
from assembly.core.events import record
from assembly.membership.models import Delegate, Organisation
from assembly.notifications.services import notify

from .senders import NOTHING_SAID, Statement


@transaction.atomic
def respond(
    consultation: Consultation,
    organisation: Organisation,
    answers: Sequence[Given],
    *,
    by: User,
    statement: Statement = NOTHING_SAID,
    at: dt.datetime | None = None,
) -> ResponseVersion:
    """Send an organisation's response, or replace the one it sent; the same again is the same response.

    The clock is read once the lock is held.
    """
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    at = at or timezone.now()
    acts_for = Delegate.objects.of(organisation).filter(user=by).exists()
    rules.may_respond(consultation, organisation, acts_for=acts_for, at=at).enforce()
    rules.says_something(answers).enforce()

    response, is_first = Response.objects.get_or_create(
        consultation=consultation, organisation=organisation, kind=Response.Kind.ORGANISATION
    )
    if not is_first and _is_the_same(response.current, answers, statement):
        current: ResponseVersion = response.current  # the button was pressed twice
        return current
    version = keep(response, answers, statement, by=by, at=at)
    record(
        "consultations.responded" if is_first else "consultations.response_replaced",
        consultation,
        by=by,
        acting_for=organisation,
        data={"response": response.pk, "version": version.number},
    )
    notify(
        [by],
        "consultations/response_received",
        about=consultation,
        context={
            "consultation": consultation,
            "organisation": organisation,
            "said": said_in(version),
            "is_first": is_first,
        },
        url=consultation.get_absolute_url(),
        at=at,
    )
    return version


def keep(
    response: Response,
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
        question_set=asked_by(response.consultation),
        sent_at=at,
        sent_by=by,
        **statement.facts(),
    )
    Answer.objects.bulk_create(
        Answer(version=version, question=one.question, text=one.text, chosen=one.chosen)
        for one in answers
    )
    return version


def _is_the_same(version: ResponseVersion, answers: Sequence[Given], statement: Statement) -> bool:
    kept = {one.question_id: (one.text, one.chosen) for one in version.answers.all()}
    said = {name: getattr(version, name) for name in statement.facts()}
    return said == statement.facts() and kept == {
        one.question.pk: (one.text, one.chosen) for one in answers
    }
