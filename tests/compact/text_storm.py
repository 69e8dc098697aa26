"""Many people at once at one draft of the Compact, in a process of its own: see `tests.storm`."""

import datetime as dt

from assembly.accounts.models import User
from assembly.compact.models import Edition, Undertaking
from assembly.compact.text import adopting, drafting, drafts, services
from assembly.compact.text.adopting import Decision
from assembly.compact.text.reading import Words
from assembly.core.roles import COMPACT_BOARD
from tests.membership.storm import together

DAY = dt.date(2008, 5, 4)


def _board() -> list[User]:
    """By turns for one side and the other."""
    return list(User.objects.filter(office_terms__office=COMPACT_BOARD).order_by("pk"))


def _present(board: list[User]) -> dict[int, str]:
    return {who.pk: ("sector", "public-bodies")[at % 2] for at, who in enumerate(board)}


def _decision(edition: Edition, board: list[User]) -> Decision:
    return Decision(edition.edit, DAY, DAY, "", _present(board))


def begin() -> list[str]:
    return together(lambda person: services.begin("Compact", by=person), _board())


def record(pk: int) -> list[str]:
    edition, board = Edition.objects.get(pk=pk), _board()
    return together(
        lambda person: adopting.record_adoption(edition, _decision(edition, board), by=person),
        board,
    )


def confirm(pk: int) -> list[str]:
    """Everybody of the other side confirms what the first one recorded."""
    edition, board = Edition.objects.get(pk=pk), _board()
    adopting.record_adoption(edition, _decision(edition, board), by=board[0])
    return together(lambda person: adopting.confirm_adoption(edition, by=person), board[1::2])


def edit_and_confirm(pk: int) -> list[str]:
    """One confirms while another one changes the words."""
    edition, board = Edition.objects.get(pk=pk), _board()
    adopting.record_adoption(edition, _decision(edition, board), by=board[0])
    of = Undertaking.objects.get()
    words = Words("Title", "Other words.", "both")

    def act(person: User) -> None:
        if person == board[1]:
            adopting.confirm_adoption(edition, by=person)
        else:
            services.write(edition, of.code, of.number, words, by=person)

    return together(act, board[:2])


def change(pk: int) -> list[str]:
    """Everybody saves the same undertaking, having seen the same words."""
    edition = Edition.objects.get(pk=pk)
    of = Undertaking.objects.select_related("code").get()
    was = drafts.drafted(edition, of)

    def act(person: User) -> None:
        words = Words("Title", f"Words of {person.pk}.", "both")
        drafting.change(edition, of, words, "", was=was, by=person)

    return together(act, _board())


def add(pk: int) -> list[str]:
    """Everybody adds an undertaking under the same number."""
    edition = Edition.objects.get(pk=pk)
    code = Undertaking.objects.get().code

    def act(person: User) -> None:
        drafting.add(edition, code, "F9", Words("Title", f"{person.pk}.", "both"), "", by=person)

    return together(act, _board())


def discard_and_write(pk: int) -> list[str]:
    edition, board = Edition.objects.get(pk=pk), _board()
    of = Undertaking.objects.select_related("code").get()

    def act(person: User) -> None:
        if person == board[0]:
            drafting.discard(edition, by=person)
        else:
            services.write(edition, of.code, "F9", Words("T", "Words.", "both"), by=person)

    return together(act, board[:4])
