"""Acts on the replies of public bodies to their scorecards.

The body's row is locked first: of two people who write at the same moment the second reads what the first wrote.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.clean_text import clean
from assembly.core.events import record
from assembly.core.hiding import rules as hiding
from assembly.partners.models import HiddenReply, PublicBody, ScorecardReply

from . import rules
from .replies import newest_of, speaks_for
from .selectors import card_anew


@transaction.atomic
def reply(
    body: PublicBody,
    text: str,
    *,
    by: User,
    at: dt.datetime | None = None,
    seen: int | None = None,
) -> ScorecardReply:
    """Publish what a body says to its scorecard, with the figures of the day. A correction is a new version."""
    body, at = _locked(body, at)
    on = timezone.localdate(at)
    speaks = speaks_for(by, body, on)
    rules.may_reply(body, by, speaks=speaks).enforce()
    text = clean(text).replace("\r\n", "\n").strip()
    rules.has_words(text).enforce()
    last = newest_of(body)
    if last and seen is not None and _is_the_same(last, text, by=by, seen=seen):
        return last  # the button was pressed twice
    rules.is_seen(last, seen).enforce()
    rules.is_theirs(last, speaks=speaks).enforce()
    rules.says_something_new(last, text).enforce()
    made = ScorecardReply.objects.create(
        body=body,
        number=last.number + 1 if last else 1,
        text=text,
        figures=[
            {"name": one.line.name, "figure": one.shown, "note": one.note}
            for one in card_anew(body, on).card.figures
        ],
        written_at=at,
        written_by=by,
        is_entered=not speaks,
    )
    record("partners.scorecard_replied", made, by=by, data={"body": body.pk, "number": made.number})
    return made


@transaction.atomic
def withdraw_reply(
    reply: ScorecardReply, reason: str, *, by: User, at: dt.datetime | None = None
) -> ScorecardReply:
    """Take the reply back. It stays on the page as withdrawn, with the reason."""
    body, at = _locked(reply.body, at)
    speaks = speaks_for(by, body, timezone.localdate(at))
    rules.may_reply(body, by, speaks=speaks).enforce()
    reply = ScorecardReply.objects.select_for_update().get(pk=reply.pk)
    rules.is_theirs(reply, speaks=speaks).enforce()
    last = newest_of(body)
    rules.may_be_withdrawn(reply, newest=last.number if last else 0).enforce()
    rules.is_public_reason(reason).enforce()
    reply.withdrawn_at, reply.withdrawn_by = at, by
    reply.withdrawal_reason = clean(reason).strip()
    reply.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    record("partners.scorecard_reply_withdrawn", reply, by=by, data={"body": body.pk})
    return reply


@transaction.atomic
def hide_reply(
    reply: ScorecardReply, reason: str, *, by: User, at: dt.datetime | None = None
) -> HiddenReply:
    """Hide a version now. It comes back by itself unless a second person confirms it in time."""
    reply = ScorecardReply.objects.select_for_update().get(pk=reply.pk)
    at = at or timezone.now()
    last = reply.hidings.first()
    is_hidden = last is not None and last.is_in_force(at)
    rules.may_hide(by, at, is_hidden=is_hidden, last=last).enforce()
    hiding.has_reason(reason).enforce()
    hidden = HiddenReply.objects.create(
        reply=reply,
        reason=clean(reason).strip(),
        hidden_by=by,
        hidden_at=at,
        lapses_at=hiding.lapses_at(at),
    )
    record("partners.scorecard_reply_hidden", reply, by=by, data={"body": reply.body_id})
    return hidden


@transaction.atomic
def confirm_hiding(hidden: HiddenReply, *, by: User, at: dt.datetime | None = None) -> HiddenReply:
    hidden = HiddenReply.objects.select_for_update().get(pk=hidden.pk)
    at = at or timezone.now()
    hiding.may_confirm(hidden, by, at).enforce()
    hidden.confirmed_by, hidden.confirmed_at = by, at
    hidden.save(update_fields=["confirmed_by", "confirmed_at"])
    record("partners.scorecard_hiding_confirmed", hidden.reply, by=by)
    return hidden


@transaction.atomic
def show_again(hidden: HiddenReply, *, by: User, at: dt.datetime | None = None) -> HiddenReply:
    hidden = HiddenReply.objects.select_for_update().get(pk=hidden.pk)
    at = at or timezone.now()
    hiding.may_show_again(hidden, by, at).enforce()
    hidden.lifted_by, hidden.lifted_at = by, at
    hidden.save(update_fields=["lifted_by", "lifted_at"])
    record("partners.scorecard_reply_shown_again", hidden.reply, by=by)
    return hidden


def _locked(body: PublicBody, at: dt.datetime | None) -> tuple[PublicBody, dt.datetime]:
    """The body, locked; the clock is read afterwards."""
    return PublicBody.objects.select_for_update().get(pk=body.pk), at or timezone.now()


def _is_the_same(last: ScorecardReply, text: str, *, by: User, seen: int) -> bool:
    return (
        not last.is_withdrawn
        and last.text == text
        and last.written_by_id == by.pk
        and seen == last.number - 1
    )
