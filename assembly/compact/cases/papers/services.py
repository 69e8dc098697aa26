"""Writing a message in a case, handing in a file, and hiding one of them or deleting it for good."""

import datetime as dt
from dataclasses import dataclass

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import life, telling
from assembly.compact.cases.standing import Standing, standing
from assembly.compact.models import Author, Case, CasePiece, Side
from assembly.core.clean_text import clean, clean_line
from assembly.core.documents import uploads
from assembly.core.events import record
from assembly.core.rules import refused, says_why

from . import checking, pictures, rules

MESSAGE = "compact/case_message"
# Somebody who sends the same twice within this time pressed the button twice.
TWICE = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Written:
    """Something to be kept in a case.

    `readers` are the sides that may read it beside the one that wrote it; `came_how` is of a person for whom staff
    enter it.
    """

    words: str = ""
    title: str = ""
    readers: frozenset[Side] = frozenset(Side)
    for_person: bool = False
    came_how: str = ""


@transaction.atomic
def write_message(
    case: Case, written: Written, *, by: User, at: dt.datetime | None = None
) -> CasePiece:
    at = at or timezone.now()
    case, found = _found(case, by, at)
    words = clean(written.words).strip()
    says_why(words, "Write your message.").enforce()
    piece = _piece(found, written, at)
    piece.words = words
    if same := _sent_twice(piece):
        return same
    return _keep(piece, found)


@transaction.atomic
def hand_in(
    case: Case,
    written: Written,
    file: "UploadedFile[bytes]",
    *,
    by: User,
    checked: bool = False,
    at: dt.datetime | None = None,
) -> CasePiece:
    """A file as evidence. `checked`: they have looked at what is in it that its reader sees."""
    at = at or timezone.now()
    case, found = _found(case, by, at)
    name = file.name or ""
    title = clean_line(written.title).strip()
    says_why(title, "Enter a title for the file.").enforce()
    uploads.may_be_handed_in(file, name, file.size or 0).enforce()
    if not checked and to_look_at(file, name):
        refused("Look at what was found in the file first, then add it all the same.").enforce()
    piece = _piece(found, written, at)
    piece.title, piece.words = title, clean(written.words).strip()
    kept: File[bytes] = pictures.without_metadata(file, name) if pictures.is_picture(name) else file
    piece.size = kept.size
    if same := _sent_twice(piece):
        return same
    piece.file = kept
    return _keep(piece, found)


def to_look_at(file: "UploadedFile[bytes]", name: str) -> list[str]:
    """What its sender confirms before others get the file."""
    moving = [pictures.MOVES] if pictures.moves(file, name) else []
    return [*moving, *checking.found_in(file, name)]


@transaction.atomic
def hide(
    piece: CasePiece,
    because: str,
    *,
    by: User,
    for_good: bool = False,
    at: dt.datetime | None = None,
) -> CasePiece:
    """Those who could read it read that it was hidden, and why. What is unlawful to keep is deleted for good."""
    at = at or timezone.now()
    case, found = _found(piece.case, by, at)
    piece = case.pieces.select_for_update().get(pk=piece.pk)
    rules.may_be_hidden(found, piece, because, for_good=for_good).enforce()
    piece.hidden_at, piece.hidden_by = at, by
    piece.hidden_because = clean(because).strip()
    if for_good:
        delete_file(piece)
        piece.words = piece.title = piece.came_how = ""
    piece.save()
    what = "compact.case_piece_deleted" if for_good else "compact.case_piece_hidden"
    record(what, case, by=by, data={"piece": piece.pk})
    return piece


def delete_file(piece: CasePiece) -> None:
    """From the storage once this is committed: a transaction that fails must not have lost it."""
    if not piece.file:
        return
    storage, name = piece.file.storage, piece.file.name or ""
    piece.file, piece.size = "", 0
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def _found(case: Case, by: User, at: dt.datetime) -> tuple[Case, Standing]:
    on = timezone.localdate(at)
    case = life.lock(case)
    life.settle(case, on=on)
    return case, standing(case, by, on)


def _piece(found: Standing, written: Written, at: dt.datetime) -> CasePiece:
    """Not saved yet."""
    rules.may_write(found).enforce()
    author = found.author
    if written.for_person:
        rules.may_write_for_a_person(found, written.came_how).enforce()
        author = Author.COMPLAINANT
    own = {side for side in Side if author == side.value}
    readers = (written.readers & set(rules.sides_to_choose(found))) | own
    return CasePiece(
        case=found.case,
        author=author,
        by=found.user,
        at=at,
        came_how=clean_line(written.came_how).strip() if written.for_person else "",
        to_complainant=Side.COMPLAINANT in readers,
        to_respondent=Side.RESPONDENT in readers,
    )


def _sent_twice(piece: CasePiece) -> CasePiece | None:
    """The same, sent a moment ago by the same person: the button was pressed twice."""
    alike = ("author", "words", "title", "size", "to_complainant", "to_respondent")
    return (
        piece.case.pieces.there()
        .filter(
            by=piece.by, at__gt=piece.at - TWICE, **{name: getattr(piece, name) for name in alike}
        )
        .first()
    )


def _keep(piece: CasePiece, found: Standing) -> CasePiece:
    piece.save(force_insert=True)
    what = "compact.case_file_added" if piece.is_file else "compact.case_message_written"
    record(what, piece.case, by=piece.by, data={"piece": piece.pk})
    _tell(piece, found)
    return piece


def _tell(piece: CasePiece, found: Standing) -> None:
    """Those who may read it now, but not who wrote it. The panel, and before there is one the Board."""
    case, on = piece.case, found.on
    # Somebody who is named to hear it reads nothing before they have said that they have no interest.
    panel = [one for one in telling.of_panel(case) if standing(case, one, on).may_read]
    working = [*(panel or telling.of_board(case, on)), *telling.of_support(case, on)]
    people = {one.pk: one for one in working}
    for side in Side:
        if not rules.is_on_list(piece, side):
            continue
        if side == Side.RESPONDENT and case.acknowledged_on is None:
            continue
        if side == Side.COMPLAINANT and piece.author != Author.COMPLAINANT and not case.person:
            telling.tell_side(case, side, MESSAGE, on=on)
            continue
        people |= {one.pk: one for one in telling.of_side(case, side, on)}
    people.pop(found.user.pk, None)
    telling.tell(case, people.values(), MESSAGE)
