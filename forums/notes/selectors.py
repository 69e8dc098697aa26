"""Reads of notes and of the summary, for who runs the group."""

from django.db.models import Count, Prefetch, QuerySet

from assembly.accounts.models import User
from assembly.membership.models import Organisation
from forums.models import GroupMeeting, Note, NoteSource, SummaryPoint


def notes_of(meeting: GroupMeeting) -> QuerySet[Note]:
    return meeting.notes.select_related("organisation", "item", "source")


def points_of(meeting: GroupMeeting) -> QuerySet[SummaryPoint]:
    return meeting.points.select_related("item").prefetch_related(
        Prefetch("notes", Note.objects.order_by("number"))
    )


def present_organisations(meeting: GroupMeeting) -> QuerySet[Organisation]:
    """Those that can have said something: for which somebody came."""
    there = meeting.attendances.present().exclude(organisation=None).values("organisation")
    return Organisation.objects.filter(pk__in=there).order_by("name", "pk")


def sources_for(moderator: User) -> QuerySet[NoteSource]:
    """Those that were entrusted to this person, with how often each was looked up."""
    found = NoteSource.objects.filter(moderator=moderator).select_related("note__meeting__group")
    return found.annotate(readings_number=Count("readings"))
