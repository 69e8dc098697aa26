"""Who speaks for whom, and what a respondent has sent or typed so far."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from assembly.accounts.models import User
from assembly.consultations.models import Consultation, Response, ResponseDraft
from assembly.consultations.respondents import AnsweringGroup, groups_of
from assembly.membership.models import Delegate

from .senders import Sender


def speaks_for(sender: Sender, by: User | None) -> bool:
    """Whether this person acts for the organisation, or convenes the group; an address speaks for itself."""
    if sender.organisation:
        return Delegate.objects.of(sender.organisation).filter(user=by).exists()
    if sender.group:
        return by is not None and sender.group in [one.group for one in groups_of(by)]
    return True


def drafts_of(consultation: Consultation, sender: Sender) -> QuerySet[ResponseDraft]:
    """The one draft of this respondent, if there is one."""
    key = sender.key(consultation)
    return consultation.drafts.filter(**key) if key else consultation.drafts.none()


def drafts_of_groups(groups: Iterable[AnsweringGroup]) -> QuerySet[ResponseDraft]:
    """Of at least one group."""
    keys = [
        Q(group_type=ContentType.objects.get_for_model(one.group), group_id=one.group.pk)
        for one in groups
    ]
    return ResponseDraft.objects.filter(reduce(or_, keys))


def response_of(consultation: Consultation, sender: Sender) -> Response | None:
    """What this respondent has sent."""
    key = sender.key(consultation)
    return consultation.responses.filter(**key, stopped_at=None).first() if key else None
