"""Where member organisations meet: groups of all kinds, and their meetings."""

from .actions import Action
from .attendance import Attendance
from .groups import Group, GroupMembership
from .meetings import AgendaItem, GroupMeeting
from .minutes import Minutes, MinutesVersion, Section
from .notes import Note, NoteSource, SourceReading, SummaryPoint
from .pages import GroupIndexPage, GroupPage

__all__ = [
    "Action",
    "AgendaItem",
    "Attendance",
    "Group",
    "GroupIndexPage",
    "GroupMeeting",
    "GroupMembership",
    "GroupPage",
    "Minutes",
    "MinutesVersion",
    "Note",
    "NoteSource",
    "Section",
    "SourceReading",
    "SummaryPoint",
]
