"""May a draft be recorded as adopted, and may somebody confirm it? Both sides were there, and nothing changed since."""

import datetime as dt
from collections.abc import Collection, Mapping

from assembly.accounts.models import User
from assembly.compact.models import Adoption, Edition, Present
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day

from .reading import Change, Line
from .seated import Seated

Side = Present.Side
BOTH = (Side.SECTOR, Side.PUBLIC_BODIES)
CHANGED_SINCE = (
    "The draft has changed since this was recorded, so it no longer says what was adopted. "
    "Change it back, or record the adoption of the text as it is now."
)


def is_ready(lines: Collection[Line], *, frame_changes: bool) -> Ruling:
    """Everything in it has a title, and there is something to adopt."""
    if all(line.change is Change.SAME for line in lines) and not frame_changes:
        return refused("The draft changes nothing, so there is nothing to adopt.")
    untitled = [
        f"{line.undertaking.number} of the code {line.undertaking.code}"
        for line in lines
        if line.change is not Change.DROPPED and not line.text.title
    ]
    if untitled:
        return refused(f"Give each undertaking a title first. Without one: {', '.join(untitled)}.")
    return ALLOWED


def comments_are_over(edition: Edition, *, adopted_on: dt.date) -> Ruling:
    """People were promised time to comment, so the Board decides after it."""
    until = edition.comments_until
    if until is None or adopted_on > until:
        return ALLOWED
    return refused(
        f"People can comment until {short_day(until)}. The Compact Board can adopt the edition after that day."
    )


def may_record(
    present: Mapping[int, str], *, members: Collection[int], by: User, seated: Seated = None
) -> Ruling:
    """`present` is for which side each was there, `members` who holds the office. One of each side has to be there."""
    if not set(present) <= set(members):
        return refused("Only members of the Compact Board adopt an edition. Choose from the list.")
    if by.pk in present and not (ruling := takes_own_side(by, present[by.pk], seated)):
        return ruling
    if not all(is_side_of_seat(key, side, seated) for key, side in present.items()):
        return refused(
            "Somebody is entered for a side on which they hold no seat. Choose for each the side of the seat that they "
            "hold on the Compact Board today. Somebody without a seat was there for neither side."
        )
    for side in BOTH:
        if side not in present.values():
            return refused(
                f"Nobody was present {_for(side)}. Members of both sides must be present when an edition is adopted."
            )
    if by.pk not in present:
        return refused("You were not at the meeting. A member who was there has to record it.")
    if present[by.pk] not in BOTH:
        return refused(
            "You were there for neither side. A member of one side has to record it, and a member of the other "
            "side to confirm it."
        )
    return ALLOWED


def is_side_of_seat(key: int, side: str, seated: Seated) -> bool:
    """Whether somebody may be entered for this side: for neither, everybody may."""
    return seated is None or side not in BOTH or seated.get(key) == side


def takes_own_side(by: User, side: str, seated: Seated) -> Ruling:
    """The person who records or confirms does so for the side of the seat they hold today."""
    if is_side_of_seat(by.pk, side, seated):
        return ALLOWED
    own = (seated or {}).get(by.pk)
    if own is None:
        return refused(
            "You hold no seat on the Compact Board, so you cannot speak for a side. Ask the Support Unit to appoint "
            "you to a seat, and accept the code of conduct. Or ask a member who holds a seat to do this."
        )
    return refused(
        f"Your seat on the Compact Board is not one {_for(side)}. Ask a member who holds such a seat to do this."
    )


def is_not_recorded(adoption: Adoption | None, edition: Edition) -> Ruling:
    """One that is about words which were changed since gives way."""
    if adoption is None or adoption.of_edit != edition.edit:
        return ALLOWED
    return refused(
        "The adoption of this draft is already recorded. The other side has to confirm it."
    )


def is_of_these_words(edition: Edition, seen: int) -> Ruling:
    if edition.edit == seen:
        return ALLOWED
    return refused(
        "The draft has changed since you opened this page, so nothing is recorded yet. Read it, and press the button "
        "again if the meeting adopted these words."
    )


def is_a_member(by: User, members: Collection[int]) -> Ruling:
    """Somebody who was at the meeting may have left the Compact Board since."""
    if by.pk in members:
        return ALLOWED
    return refused("You are not on the Compact Board any more. Another member confirms it.")


def could_be_adopted(members: Collection[object]) -> Ruling:
    """With one member it is known before the meeting that nobody of another side can confirm it."""
    if len(members) > 1:
        return ALLOWED
    return refused(
        "The Compact Board has one member on this site, and an edition is adopted by two: one for each side. "
        "Ask the Assembly Board or the Support Unit to give somebody else the office too."
    )


def is_as_shown(adoption: Adoption | None, shown: int | None) -> Ruling:
    """The person who confirms has read the days, the words and who was there; None where no page was shown."""
    if shown is None or (adoption and adoption.pk == shown):
        return ALLOWED
    return refused(
        "The adoption has been recorded again since you opened this page, so nothing is confirmed yet. Read the "
        "record again, and confirm it if that is what the meeting adopted."
    )


def may_confirm(
    adoption: Adoption | None,
    edition: Edition,
    present: Mapping[int, str],
    *,
    by: User,
    seated: Seated = None,
) -> Ruling:
    """By somebody who was there for the side that the recorder was not there for."""
    if adoption is None:
        return refused("No adoption of this draft is recorded.")
    if adoption.confirmed_at is not None:
        return refused("The adoption is already confirmed.")
    if adoption.of_edit != edition.edit:
        return refused(CHANGED_SINCE)
    recorded_for = present.get(adoption.recorded_by_id or 0)
    if recorded_for not in BOTH:
        return refused(
            "The member who recorded it has closed their account. Withdraw the record, and record the adoption again."
        )
    if by.pk == adoption.recorded_by_id:
        return refused(
            f"You recorded this, so a member who was there {_for(_other(recorded_for))} has to confirm it."
        )
    if by.pk not in present:
        return refused("You were not at the meeting. A member who was there has to confirm it.")
    if present[by.pk] != _other(recorded_for):
        return refused(
            f"It was recorded {_for(recorded_for)}, so a member who was there {_for(_other(recorded_for))} "
            "confirms it."
        )
    return takes_own_side(by, present[by.pk], seated)


def may_take_back(
    adoption: Adoption | None, edition: Edition, present: Mapping[int, str], *, by: User
) -> Ruling:
    """By anybody who was at the meeting, until it is confirmed; by every member once the draft was changed."""
    if adoption is None:
        return refused("No adoption of this draft is recorded.")
    if adoption.confirmed_at is not None:
        return refused("The adoption has been confirmed, so it stays in the record.")
    if (
        by.pk in present
        or adoption.of_edit != edition.edit
        or adoption.recorded_by_id not in present
    ):
        return ALLOWED
    return refused(
        "You were not at the meeting. A member who was there has to withdraw the record."
    )


def _other(side: str) -> str:
    return Side.PUBLIC_BODIES if side == Side.SECTOR else Side.SECTOR


def _for(side: str) -> str:
    label = Side(side).label
    return f"{label[0].lower()}{label[1:]}"
