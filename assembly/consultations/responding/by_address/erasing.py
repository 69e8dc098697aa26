"""Taking words away for good: of a response that its sender takes back, and of one erased on request."""

import datetime as dt
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.models import Answer, Consultation, DraftFile, Response
from assembly.core.events import record
from assembly.notifications import services as notifications

from . import links, rules

# Both mails lead to the response by its link.
COPY, LINK_AGAIN = "consultations/response_copy", "consultations/response_link"


@transaction.atomic
def take_back(response: Response, *, at: dt.datetime | None = None) -> None:
    """Its sender stops it before the close: nothing is left but that there was one, and it counts no more.

    The address may answer again.
    """
    response = _lock(response)
    now = at or timezone.now()
    rules.may_be_taken_back(response, at=now).enforce()
    _remove_words(response)
    response.versions.all().delete()
    _forget_who(response)
    response.stopped_at = now
    response.save()
    record(
        "consultations.response_stopped",
        response.consultation,
        by=None,
        data={"response": response.pk, "kind": response.kind},
    )


@transaction.atomic
def erase(
    response: Response,
    *,
    by: User | None = None,
    reason: str = "",
    at: dt.datetime | None = None,
) -> None:
    """After the close: words, name and address go, and the response keeps its place in the count.

    By its sender with the link, or by the Support Unit, who says how it knows that the sender asks for it.
    """
    response = _lock(response)
    now = at or timezone.now()
    rules.may_be_erased(response, at=now).enforce()
    if by:
        rules.says_why_erased(reason).enforce()
    _remove_words(response)
    newest = response.versions.latest()
    response.versions.exclude(pk=newest.pk).delete()
    newest.has_interest, newest.interest = None, ""
    newest.is_confidential, newest.confidential_because, newest.consent = False, "", ""
    newest.save()
    _forget_who(response)
    response.erased_at, response.erased_because = now, reason.strip()
    response.save()
    record(
        "consultations.response_erased",
        response.consultation,
        by=by,
        data={"response": response.pk, "kind": response.kind},
    )


def _remove_words(response: Response) -> None:
    """Answers with their redactions and files, the draft, and the copies among the mails."""
    answers = Answer.objects.filter(version__response=response)
    _delete_files(answers.exclude(file=""))
    answers.delete()
    if response.address_key:
        drafts = response.consultation.drafts.filter(address_key=response.address_key)
        _delete_files(DraftFile.objects.filter(draft__in=drafts))
        drafts.delete()
    for mail in (COPY, LINK_AGAIN):
        notifications.forget_mail(mail, links.path(response))


def _delete_files(found: QuerySet[Answer] | QuerySet[DraftFile]) -> None:
    for one in found:
        transaction.on_commit(partial(one.file.storage.delete, str(one.file.name)), robust=True)


def _forget_who(response: Response) -> None:
    response.name = response.address = response.address_key = ""
    response.wants_decision = False


def _lock(response: Response) -> Response:
    """The consultation first, as sending does: what replaces this response in the same moment comes before or after."""
    Consultation.objects.select_for_update().get(pk=response.consultation_id)
    found = Response.objects.select_for_update(of=("self",)).select_related("consultation")
    return found.get(pk=response.pk)
