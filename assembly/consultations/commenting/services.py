"""The draft text of a consultation is put; people comment on its passages, and take back what they said."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.answering.hiding.selectors import hides
from assembly.consultations.asking.selectors import waits_for_board
from assembly.consultations.models import Consultation
from assembly.consultations.publishing.speaking import answers_for
from assembly.consultations.publishing.speaking import speaks_for as speaks_for_body
from assembly.consultations.responding.selectors import speaks_for
from assembly.consultations.responding.senders import Sender
from assembly.consultations.rules import is_taking_responses
from assembly.core.events import record
from assembly.core.models import DraftText, PassageComment, TextVersion
from assembly.core.passages import rules as passage_rules
from assembly.core.passages import services as passages
from assembly.core.passages.services import Author, Said
from assembly.core.rules import RuleBroken

from . import rules, selectors


@transaction.atomic
def put_text(
    consultation: Consultation,
    title: str,
    source: str,
    *,
    by: User,
    change_note: str = "",
    at: dt.datetime | None = None,
) -> TextVersion:
    """The first version, a change of the newest, or a new one where people have commented. The same is no change."""
    consultation, at = _locked(consultation), at or timezone.now()
    on = timezone.localdate(at)
    rules.answers(is_theirs=answers_for(by, consultation, on)).enforce()
    rules.may_put(consultation, waits=waits_for_board(consultation), at=at).enforce()
    before = selectors.text_for(consultation)
    was = (before.title, before.versions.latest().source) if before else ()
    version = passages.put(consultation, title, source, by=by, at=at, change_note=change_note)
    if was != (title, source):
        record("consultations.text_put", consultation, by=by, data={"version": version.number})
    return version


@transaction.atomic
def comment(
    consultation: Consultation,
    sender: Sender,
    said: Said,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> PassageComment:
    """For an organisation or a group, while the window is open; the clock is read once the lock is held."""
    consultation = _locked(consultation)
    at = at or timezone.now()
    speaks = speaks_for(sender, by)
    rules.may_comment(consultation, sender, speaks=speaks, at=at).enforce()
    text = selectors.text_for(consultation)
    if text is None:
        raise RuleBroken("This consultation has no text to comment on.")
    name = selectors.name_of(sender)
    author = Author(by, by.name, selectors.record_of(sender), name)
    made = passages.comment(text, said, author, at=at)
    if made.made_at == at:
        record(
            "consultations.passage_commented",
            consultation,
            by=by,
            acting_for=sender.organisation,
            data={"comment": made.pk},
        )
    return made


@transaction.atomic
def withdraw(
    consultation: Consultation,
    comment: PassageComment,
    *,
    is_theirs: bool,
    by: User,
    at: dt.datetime | None = None,
) -> None:
    """While the window is open it is deleted; afterwards it is kept and no longer shown to anybody."""
    consultation = _locked(consultation)
    at = at or timezone.now()
    text = DraftText.objects.select_for_update().get(pk=comment.text_id)
    comment = PassageComment.objects.get(pk=comment.pk, text=text)
    passage_rules.may_withdraw(comment, is_theirs=is_theirs).enforce()
    pk = comment.pk
    if is_taking_responses(consultation, at=at):
        comment.delete()
    else:
        comment.withdrawn_at = at
        comment.save(update_fields=["withdrawn_at"])
    record("consultations.comment_withdrawn", consultation, by=by, data={"comment": pk})


@transaction.atomic
def hide(
    consultation: Consultation,
    comment: PassageComment,
    because: str,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> PassageComment:
    """Off the public page at once, as when it libels somebody."""
    at = at or timezone.now()
    comment = _to_hide(consultation, comment, by, at)
    passage_rules.may_hide(comment, because).enforce()
    comment.hidden_at, comment.hidden_by, comment.hidden_because = at, by, because.strip()
    return _hidden(comment, "consultations.comment_hidden", consultation, by)


@transaction.atomic
def show_again(
    consultation: Consultation,
    comment: PassageComment,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> PassageComment:
    comment = _to_hide(consultation, comment, by, at or timezone.now())
    passage_rules.may_show(comment).enforce()
    comment.hidden_at, comment.hidden_by, comment.hidden_because = None, None, ""
    return _hidden(comment, "consultations.comment_shown_again", consultation, by)


def _to_hide(
    consultation: Consultation, comment: PassageComment, by: User, at: dt.datetime
) -> PassageComment:
    is_of_body = speaks_for_body(by, consultation.body, timezone.localdate(at))
    rules.may_hide(is_office=hides(by), is_of_body=is_of_body).enforce()
    rules.may_read_comments(consultation, at=at).enforce()
    return PassageComment.objects.select_for_update(of=("self",)).get(pk=comment.pk)


def _hidden(
    comment: PassageComment, event: str, consultation: Consultation, by: User
) -> PassageComment:
    comment.save(update_fields=["hidden_at", "hidden_by", "hidden_because"])
    record(event, consultation, by=by, data={"comment": comment.pk})
    return comment


def _locked(consultation: Consultation) -> Consultation:
    found = Consultation.objects.select_for_update(of=("self",)).select_related("page", "body")
    return found.get(pk=consultation.pk)
