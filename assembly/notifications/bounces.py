"""Read the reports of mail servers on mails that could not be delivered (RFC 3464), and mark those mails.

A report counts when it is sent to an address that `verp` made, and is a delivery status notification. Anything else
(an answer of somebody on holiday, advertising, a forged address) is left where it is, for a person to look at.
Marking a mail twice changes nothing, so a mailbox may be read again after any interruption.
"""

import datetime as dt
import enum
import re
from collections import Counter
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses

from django.db import transaction
from django.utils import timezone

from . import verp
from .mailboxes import Mailbox
from .models import Email, FailingAddress

ADDRESSED = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
STATUS = re.compile(r"[45]\.\d{1,3}\.\d{1,3}")
UNKNOWN_STATUS = "5.0.0"  # RFC 3463: other, and permanent
# What may still come back: also a mail of which we did not hear that it was taken.
OUT = (Email.State.SENDING, Email.State.HANDED_OVER, Email.State.UNCERTAIN, Email.State.QUEUED)


class Verdict(enum.Enum):
    """What one mail in the mailbox was. The value is the sentence the command prints behind the number."""

    BOUNCED = "marked as come back"
    AGAIN = "were marked before"
    DELAYED = "only say that a mail is late, or has arrived"
    GONE = "are about mails that are no longer kept"
    FORGED = "bear an address that is not ours: left in the mailbox"
    ODD = "are no reports: left in the mailbox"


# Reports name people, so those that are settled are deleted.
SETTLED = {Verdict.BOUNCED, Verdict.AGAIN, Verdict.DELAYED, Verdict.GONE}


def read(mailbox: Mailbox, *, keep: bool = False, on: dt.date | None = None) -> Counter[Verdict]:
    """Judge every mail in the mailbox; those that are settled are deleted from it, unless `keep`."""
    found: Counter[Verdict] = Counter()
    for key, raw in mailbox.mails():
        verdict = judge(raw, on=on or timezone.localdate())
        found[verdict] += 1
        if verdict in SETTLED and not keep:
            mailbox.remove(key)
    return found


def judge(raw: bytes, *, on: dt.date) -> Verdict:
    """Say what this mail is and, when it reports a failure, mark the mail that failed."""
    message = message_from_bytes(raw)
    tags = [tag for address in _addresses(message) if (tag := verp.tag_in(address))]
    if not tags:
        return Verdict.ODD
    pk = next((pk for tag in tags if (pk := verp.mail_of(tag)) is not None), None)
    if pk is None:
        return Verdict.FORGED
    outcome = _outcome(message)
    if outcome is None:
        return Verdict.ODD
    action, status = outcome
    return mark(pk, status, on=on) if action == "failed" else Verdict.DELAYED


@transaction.atomic
def mark(pk: int, status: str, *, on: dt.date) -> Verdict:
    """Mark one mail as come back, and its address as failing, once."""
    if Email.objects.filter(pk=pk, state__in=OUT).update(
        state=Email.State.BOUNCED, claimed_at=None, error=status
    ):
        address = Email.objects.get(pk=pk).address.lower()
        FailingAddress.objects.update_or_create(
            address=address, defaults={"code": status, "on": on}
        )
        return Verdict.BOUNCED
    marked = Email.objects.filter(pk=pk, state=Email.State.BOUNCED).exists()
    return Verdict.AGAIN if marked else Verdict.GONE


def _addresses(message: Message) -> list[str]:
    fields = [str(value) for name in ADDRESSED for value in message.get_all(name, [])]
    return [address for _, address in getaddresses(fields)]


def _outcome(message: Message) -> tuple[str, str] | None:
    """The action and the status of the first recipient of a report; None when it is no report (RFC 3464)."""
    if message.get_content_type() != "multipart/report":
        return None
    for part in _parts(message):
        if part.get_content_type() != "message/delivery-status":
            continue
        for fields in _parts(part):
            if action := str(fields.get("Action", "")).strip().lower():
                found = STATUS.match(str(fields.get("Status", "")).strip())
                return action, found[0] if found else UNKNOWN_STATUS
    return None


def _parts(message: Message) -> list[Message]:
    payload = message.get_payload()
    return (
        [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []
    )
