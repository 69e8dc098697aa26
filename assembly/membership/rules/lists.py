"""Whether an existing list of members may be taken over, and taken back."""

from collections.abc import Sequence

from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership.models import MemberList


def list_may_be_received(file_name: str, size: int, largest: int) -> Ruling:
    """Both in bytes."""
    if size > largest:
        return refused(f"{file_name} is larger than {largest // 10**6} MB: split it.")
    return ALLOWED


def columns_may_be_named(member_list: MemberList) -> Ruling:
    """Once: afterwards the other columns are gone."""
    if member_list.state != MemberList.State.UPLOADED or member_list.columns is not None:
        return refused(
            f"The columns of {member_list} are named already. Upload the file again to name others."
        )
    return ALLOWED


def list_may_be_applied(
    member_list: MemberList, wrong_rows: int, open_questions: int = 0
) -> Ruling:
    """All or nothing: one wrong row keeps the whole list out, and one question that nobody has answered."""
    if member_list.state != MemberList.State.UPLOADED:
        return refused(f"{member_list} was applied already.")
    if member_list.columns is None:
        return refused(f"Say first which column of {member_list} is which.")
    if wrong_rows:
        rows = in_words(wrong_rows, "rows")
        return refused(
            f"{member_list} has problems in {rows}. Correct them in the file and upload it again."
        )
    if open_questions:
        rows = in_words(open_questions, "rows have", one="row has")
        return refused(
            f"{rows} a name similar to another one. Say for each whether it is the same organisation, then enter the "
            "list."
        )
    return ALLOWED


def list_may_be_undone(member_list: MemberList, acted: Sequence[str]) -> Ruling:
    """Only while nothing has been done by or with the organisations that came in."""
    if member_list.state != MemberList.State.APPLIED:
        return refused(f"{member_list} is not applied, so there is nothing to undo.")
    if acted:
        more = f" and {len(acted) - 3} more" if len(acted) > 3 else ""
        return refused(
            f"{member_list} cannot be undone: {', '.join(acted[:3])}{more} acted, was claimed or was changed since."
        )
    return ALLOWED
