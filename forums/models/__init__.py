"""Where member organisations meet: groups of all kinds, and their meetings."""

from .groups import ConvenorTerm, Group, GroupMembership
from .guests import GroupInvitation, Observer
from .letters import GroupLetter
from .meetings import AgendaItem, GroupMeeting
from .pages import GroupIndexPage, GroupPage
from .participants import Participant, ParticipantQuerySet
from .removals import MemberRemoval, RemovalAppeal

__all__ = [
    "AgendaItem",
    "ConvenorTerm",
    "Group",
    "GroupIndexPage",
    "GroupInvitation",
    "GroupLetter",
    "GroupMeeting",
    "GroupMembership",
    "GroupPage",
    "MemberRemoval",
    "Observer",
    "Participant",
    "ParticipantQuerySet",
    "RemovalAppeal",
]
