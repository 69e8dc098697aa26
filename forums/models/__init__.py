"""Where member organisations meet: groups of all kinds, and their meetings."""

from .agenda import Routing
from .groups import Group, GroupMembership
from .meetings import AgendaItem, GroupMeeting
from .pages import GroupIndexPage, GroupPage
from .papers import MeetingPaper
from .registrations import MeetingNotice, Registration

__all__ = [
    "AgendaItem",
    "Group",
    "GroupIndexPage",
    "GroupMeeting",
    "GroupMembership",
    "GroupPage",
    "MeetingNotice",
    "MeetingPaper",
    "Registration",
    "Routing",
]
