"""Which comments on the text of a consultation somebody reads.

Before the close people can read only comments by their own organisation or group, as with responses. After the close
those who read the responses can read them all. Once responses are published, everyone can read the comments whose
senders agreed.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.answering import retention
from assembly.consultations.models import Consultation
from assembly.consultations.respondents import groups_of
from assembly.consultations.responding.senders import Sender, of_group, of_organisation
from assembly.consultations.responding.who import code_of
from assembly.core.models import DraftText, PassageComment
from assembly.core.passages.models import CommentQuerySet
from assembly.core.passages.selectors import Reading, text_of
from assembly.core.passages.selectors import reading as read
from assembly.membership.models import Organisation
from assembly.membership.selectors import Acting

from . import rules

COLUMNS = (
    "Number",
    "Passage",
    "Made on version",
    "What the passage said then",
    "Comment",
    "From",
    "Made on",
    "May be published",
    "Hidden",
)
PUBLIC_COLUMNS = COLUMNS[:7]
WITHOUT_NAME = "Name not published"


def text_for(consultation: Consultation) -> DraftText | None:
    return text_of(consultation)


def spoken_for(user: User | AnonymousUser, acting: Acting) -> dict[str, Sender]:
    """By the code in the address: the organisation one acts for now, and the groups one convenes."""
    if not isinstance(user, User):
        return {}
    found = {}
    if acting.organisation:
        found[code_of(acting.organisation)] = of_organisation(acting.organisation)
    return found | {code_of(one): of_group(one) for one in groups_of(user)}


def first_able(consultation: Consultation, senders: Mapping[str, Sender], at: dt.datetime) -> str:
    """The one for which somebody can comment who has not chosen; where they can for none, one that says why."""
    able = (
        code
        for code, sender in senders.items()
        if rules.may_comment(consultation, sender, speaks=True, at=at)
    )
    return next(able, next(iter(senders), ""))


def record_of(sender: Sender) -> Any:
    return sender.organisation or sender.group


def name_of(sender: Sender) -> str:
    return sender.organisation.name if sender.organisation else sender.group_name


def own(text: DraftText, user: User | AnonymousUser, acting: Acting) -> CommentQuerySet:
    """Of those for whom the person speaks; none that was taken back."""
    who = [record_of(sender) for sender in spoken_for(user, acting).values()]
    return PassageComment.objects.filter(text=text, withdrawn_at=None).said_for(*who)


def published(text: DraftText, consultation: Consultation) -> CommentQuerySet:
    """None before the responses are published."""
    found = PassageComment.objects.filter(text=text)
    return found.to_publish() if consultation.responses_published_at else found.none()


def public_reading(
    consultation: Consultation, text: DraftText, user: User | AnonymousUser, acting: Acting
) -> tuple[Reading, set[int]]:
    """The newest version with what this person may read, and the keys of the comments that are theirs."""
    mine = own(text, user, acting)
    theirs = set(mine.values_list("pk", flat=True)) if isinstance(user, User) else set()
    shown = {one.pk: one for one in published(text, consultation)}
    shown |= {one.pk: one for one in (mine if theirs else ())}
    return read(text.versions.latest(), [shown[pk] for pk in sorted(shown)]), theirs


def sender_shown(comment: PassageComment) -> str:
    """As everybody may read it."""
    named = comment.consent == PassageComment.Consent.NAMED
    return comment.for_name if named else WITHOUT_NAME


def all_of(text: DraftText) -> CommentQuerySet:
    """For those who read the responses; what was taken back is not there."""
    return PassageComment.objects.filter(text=text, withdrawn_at=None).select_related("version")


def rows(comments: CommentQuerySet, *, public: bool) -> Iterator[list[Any]]:
    """In public numbered as they stand here: keys, and days, would put unnamed comments beside named ones."""
    found = comments.select_related("version").order_by("key", "pk").iterator(chunk_size=500)
    for number, one in enumerate(found, 1):
        is_named = one.consent == PassageComment.Consent.NAMED
        row = [
            number if public else one.pk,
            one.key,
            one.version.number,
            one.passage_words,
            one.words,
            sender_shown(one) if public else one.for_name,
            timezone.localdate(one.made_at) if is_named or not public else "",
        ]
        if not public:
            row += [one.get_consent_display(), "Yes" if one.hidden_at else "No"]
        yield row


def said_by_organisation(organisation: Organisation) -> CommentQuerySet:
    return PassageComment.objects.all().said_for(organisation)


def of_consultations() -> CommentQuerySet:
    kind = ContentType.objects.get_for_model(Consultation)
    return PassageComment.objects.filter(text__owner_type=kind)


def over_before(on: dt.date) -> CommentQuerySet:
    """Of consultations that were decided, or ended otherwise, before this day: as with their responses."""
    over = Consultation.objects.published().filter(retention.over_before(on))
    return of_consultations().filter(text__owner_id__in=over.values("pk"))
