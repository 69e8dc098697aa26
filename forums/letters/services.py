"""A convenor writes to those in the group who want to hear everything."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.days import months_after
from assembly.core.events import record
from assembly.notifications.services import notify
from forums.models import Group, GroupLetter, Participant
from forums.participants.selectors import told_of

from . import rules


@transaction.atomic
def send_letter(
    group: Group, subject: str, text: str, *, by: User, at: dt.datetime | None = None
) -> GroupLetter:
    """Each of them gets it as they chose: at once, in a digest, or on their list in the site only."""
    at = at or timezone.now()
    group = Group.objects.select_for_update().get(pk=group.pk)
    rules.may_write(group, by, at).enforce()
    people = [one for one in told_of(group, Participant.Told.EVERYTHING) if one.pk != by.pk]
    before = group.letters.filter(
        subject=subject, text=text, sent_by=by, sent_at__gt=at - rules.AGAIN_AFTER
    )
    rules.may_send(readers=len(people), is_sent_already=before.exists()).enforce()
    letter = GroupLetter.objects.create(
        group=group, subject=subject, text=text, sent_by=by, sent_at=at
    )
    record("forums.letter_sent", group, by=by, data={"letter": letter.pk, "readers": len(people)})
    notify(
        people,
        "forums/letter",
        about=group,
        context={"group": group, "letter": letter, "writer": by},
        url=letter.get_absolute_url(),
        at=at,
    )
    return letter


def forget_old_letters(on: dt.date) -> int:
    """Those sent more than two years ago."""
    before = timezone.make_aware(dt.datetime.combine(months_after(on, -rules.KEPT), dt.time()))
    gone, _ = GroupLetter.objects.filter(sent_at__lt=before).delete()
    return gone
