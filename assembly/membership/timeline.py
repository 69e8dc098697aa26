"""An organisation's life with the Assembly, out of the record: all for its own people, milestones for everybody."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from assembly.core.events import sentence_of
from assembly.core.history import events_of
from assembly.core.models import Event
from assembly.core.templatetags.assembly import short_day

from .models import Delegate, Organisation
from .panels import Panel, PanelLine

# What everybody may know. The public register never shows an application, a refusal or an appeal.
MILESTONES = {
    "membership.admitted": "Became a member",
    "membership.admitted_on_appeal": "Became a member",
    "membership.suspended": "Membership suspended",
    "membership.reinstated": "Suspension lifted",
    "membership.reinstated_on_appeal": "Membership restored",
    "membership.lapsed": "Membership lapsed",
    "membership.came_back": "Became a member again",
    "membership.resigned": "Left the Assembly",
    "membership.wound_up": "Wound up",
    "membership.merged": "Another record of the organisation was merged into this one",
}
OWN = {
    **MILESTONES,
    "membership.admitted_on_appeal": "Became a member: the Assembly Board reversed the refusal",
    "membership.reinstated_on_appeal": "Membership restored: the Assembly Board reversed the decision",
    "membership.applied": "Applied for membership",
    "membership.applied_again": "Applied again, with fresh declarations",
    "membership.told_apart": "Confirmed not to be one with a similar name",
    "membership.checked": "Its declarations were checked",
    "membership.applicant_asked": "The Support Unit asked for more",
    "membership.applicant_answered": "Its answer to the Support Unit came",
    "membership.refused": "Refused",
    "membership.appealed": "Appealed to the Assembly Board",
    "membership.appeal_heard": "The Assembly Board decided on the appeal",
    "membership.confirmed": "Its entry was confirmed as right",
    "membership.reminded": "Reminded to confirm its entry",
    "membership.invited": "Somebody was invited to act for it",
    "membership.invitation_closed": "An invitation was closed",
    "membership.delegate_joined": "Somebody began to act for it",
    "membership.delegate_left": "Somebody stopped acting for it",
    "membership.delegate_removed": "Somebody was taken off its people",
    "membership.delegate_changed": "A role was changed",
    "membership.vote_passed": "Its vote came into other hands",
    "membership.handed_over": "A lead handed over",
    "membership.lead_set": "The Support Unit entered a lead",
    "membership.votes_through": "Its vote goes with another organisation's: common control",
    "membership.votes_itself": "It casts its own vote again",
    "membership.merge_proposed": "A merge of two records was proposed",
    "membership.merge_withdrawn": "The proposal to merge two records was withdrawn",
    "membership.merged_away": "The other record ended",
}
SITE, STAFF = "the site itself", "the Assembly"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, on the day from which it counts."""

    on: dt.date
    what: str
    who: str = ""


def of_organisation(organisation: Organisation) -> list[Entry]:
    """Everything that was done to the organisation or in its name, the newest first; two queries.

    Its own people are named; whoever acted for an office is “the Assembly”.
    """
    acting = Delegate.objects.filter(organisation=organisation).select_related("user")
    names = {delegate.user_id: str(delegate.user) for delegate in acting}
    return [
        Entry(day_of(event), sentence(event), _who(event, names))
        for event in _in_order(events_of(organisation))
    ]


def milestones(organisation: Organisation) -> list[Entry]:
    """What the public may know of it, the newest first."""
    events = events_of(organisation).filter(name__in=MILESTONES)
    return [Entry(day_of(event), MILESTONES[event.name]) for event in _in_order(events)]


def milestones_panel(organisation: Organisation) -> Panel | None:
    """On the organisation's public page."""
    found = milestones(organisation)
    if not found:
        return None
    return Panel(
        "In the Assembly", tuple(PanelLine(entry.what, note=short_day(entry.on)) for entry in found)
    )


def day_of(event: Event) -> dt.date:
    """The day from which the act counts, where the record has it; else the day on which it was recorded."""
    on = event.data.get("on")
    return dt.date.fromisoformat(on) if on else timezone.localdate(event.at)


def sentence(event: Event) -> str:
    words = OWN.get(event.name) or sentence_of(event.name)
    return words[:1].upper() + words[1:]


def _in_order(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (day_of(event), event.pk), reverse=True)


def _who(event: Event, names: dict[int, str]) -> str:
    if event.actor_id is None:
        return SITE
    return names.get(event.actor_id, STAFF)
