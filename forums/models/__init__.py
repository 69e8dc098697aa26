"""Where member organisations meet: groups of all kinds, and their meetings."""

from .agenda import Routing
from .groups import ConvenorTerm, Group, GroupMembership
from .meetings import AgendaItem, GroupMeeting
from .pages import GroupIndexPage, GroupPage
from .participants import Participant, ParticipantQuerySet
from .papers import MeetingPaper
from .registrations import MeetingNotice, Registration

__all__ = [
    "AgendaItem",
    "ConvenorTerm",
    "Group",
    "GroupIndexPage",
    "GroupMeeting",
    "GroupMembership",
    "GroupPage",
    "Participant",
    "ParticipantQuerySet",
    "MeetingNotice",
    "MeetingPaper",
    "Registration",
    "Routing",
]
