"""Where member organisations meet: groups of all kinds, and their meetings."""

from .actions import Action
from .agenda import Routing
from .attendance import Attendance
from .groups import ConvenorTerm, Group, GroupMembership
from .guests import GroupInvitation, Observer
from .letters import GroupLetter
from .meetings import AgendaItem, GroupMeeting
from .minutes import Minutes, MinutesVersion, Section
from .notes import Note, NoteSource, SourceReading, SummaryPoint
from .pages import GroupIndexPage, GroupPage
from .papers import MeetingPaper
from .participants import Participant, ParticipantQuerySet
from .registrations import MeetingNotice, Registration
from .removals import MemberRemoval, RemovalAppeal

__all__ = [
    "Action",
    "AgendaItem",
    "Attendance",
    "ConvenorTerm",
    "Group",
    "GroupIndexPage",
    "GroupInvitation",
    "GroupLetter",
    "GroupMeeting",
    "GroupMembership",
    "GroupPage",
    "MeetingNotice",
    "MeetingPaper",
    "MemberRemoval",
    "Minutes",
    "MinutesVersion",
    "Note",
    "NoteSource",
    "Observer",
    "Participant",
    "ParticipantQuerySet",
    "Registration",
    "RemovalAppeal",
    "Routing",
    "Section",
    "SourceReading",
    "SummaryPoint",
]
