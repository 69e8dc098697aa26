"""Reads across the papers of a meeting."""

from assembly.core.documents.kinds import KINDS
from forums.models import GroupMeeting, MeetingPaper

KILOBYTE = 1_000


def papers_of(meeting: GroupMeeting) -> list[MeetingPaper]:
    """Those that are there, in the order of the items they belong to; those of the whole meeting first."""
    found = meeting.papers.there().select_related("item", "meeting__group")
    return sorted(found, key=lambda paper: (paper.item.position if paper.item else 0, paper.pk))


def removed_from(meeting: GroupMeeting) -> list[MeetingPaper]:
    return list(meeting.papers.exclude(removed_at=None))


def downloads(papers: list[MeetingPaper]) -> list[tuple[str, str, str]]:
    """As `components/downloads.html` takes them: label, address, kind and size."""
    return [(_label(paper), paper.get_absolute_url(), kind_and_size(paper)) for paper in papers]


def _label(paper: MeetingPaper) -> str:
    return f"{paper.title}, for “{paper.item}”" if paper.item else paper.title


def kind_and_size(paper: MeetingPaper) -> str:
    kind = KINDS.get(paper.ending)
    return f"{kind.name if kind else paper.ending}, {max(paper.size // KILOBYTE, 1):,} KB"
