"""Where member organisations meet: groups of all kinds, and their meetings."""

from .groups import ConvenorTerm, Group, GroupMembership
from .meetings import AgendaItem, GroupMeeting
from .pages import GroupIndexPage, GroupPage
from .participants import Participant, ParticipantQuerySet
from .removals import MemberRemoval, RemovalAppeal

__all__ = [
    "AgendaItem",
    "ConvenorTerm",
    "Group",
    "GroupIndexPage",
    "GroupMeeting",
    "GroupMembership",
    "GroupPage",
    "MemberRemoval",
    "Participant",
    "ParticipantQuerySet",
    "RemovalAppeal",
]
