"""Which pieces somebody sees in a case, and how a page shows each."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from assembly.compact.cases.standing import Standing
from assembly.compact.models import Author, CasePiece, Side
from assembly.core.documents.kinds import KINDS
from assembly.core.key_pages import KeyPage, Order, key_page
from assembly.core.templatetags.assembly import short_day

from . import rules

PER_PAGE = 20
ON_CASE = 5
NEWEST = Order("at", dt.datetime.fromisoformat, descending=True)
KILOBYTE = 1_000


def pieces(found: Standing) -> QuerySet[CasePiece]:
    """Those that are there for this person, with no trace of the others."""
    shown = CasePiece.objects.filter(case=found.case).select_related("case")
    if found.works_on_it:
        return shown
    return shown.read_by(found.side) if found.side else shown.none()


def page_of(found: Standing, asked: Mapping[str, str]) -> KeyPage[CasePiece]:
    return key_page(pieces(found), NEWEST, asked, per_page=PER_PAGE)


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece, in words for one reader."""

    who: str
    at: dt.datetime
    read_by: str
    is_readable: bool
    title: str = ""
    words: str = ""
    url: str = ""
    kind: str = ""
    came_how: str = ""
    gone: str = ""
    because: str = ""
    hide_url: str = ""
    hide_label: str = "Hide"


def shown(found: Standing, piece: CasePiece) -> Shown:
    case = found.case
    piece.case = case
    gone = ""
    if piece.hidden_at:
        gone = f"{'Deleted' if piece.is_deleted else 'Hidden'} on {short_day(piece.hidden_at)}"
    readable = rules.may_read(found, piece)
    may_hide = bool(rules.may_be_hidden(found, piece)) or rules.may_delete(found, piece)
    return Shown(
        who=who_wrote(piece),
        at=piece.at,
        read_by=read_by(found, piece),
        is_readable=readable,
        title=piece.title if readable else "",
        words=piece.words if readable else "",
        url=piece.file_url if readable and piece.file else "",
        kind=_kind(piece) if readable and piece.file else "",
        came_how=piece.came_how if readable else "",
        gone=gone,
        because=piece.hidden_because,
        hide_label="Delete for good" if piece.hidden_at else "Hide",
        hide_url=reverse("compact:case_piece_hide", args=[case.reference, piece.key])
        if may_hide
        else "",
    )


def who_wrote(piece: CasePiece) -> str:
    names = {
        Author.COMPLAINANT.value: piece.case.complainant,
        Author.RESPONDENT.value: str(piece.case.respondent),
    }
    name = names.get(piece.author) or f"the {piece.get_author_display()}"
    return name[:1].upper() + name[1:]


def read_by(found: Standing, piece: CasePiece) -> str:
    """The access list, in words."""
    case = found.case
    sides = ((Side.COMPLAINANT, case.complainant), (Side.RESPONDENT, str(case.respondent)))
    names = [name for side, name in sides if rules.is_on_list(piece, side)]
    said = ", ".join([*names, "those who work on the case"])
    withheld = " and ".join(name for side, name in sides if not rules.is_on_list(piece, side))
    if withheld and found.works_on_it:
        said += f". {withheld} has not seen it, so a finding should not rest on it"
    return said


def _kind(piece: CasePiece) -> str:
    kind = KINDS.get(piece.ending)
    return f"{kind.name if kind else piece.ending}, {max(piece.size // KILOBYTE, 1):,} KB"
