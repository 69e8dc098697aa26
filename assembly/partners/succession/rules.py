"""May a succession be prepared, confirmed or withdrawn?"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.accounts.two_people import Holders, seconds
from assembly.core.days import months_after
from assembly.core.figures import in_words
from assembly.core.roles import BOARD, SUPPORT_UNIT
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import short_day
from assembly.membership.rules import areas
from assembly.partners.bodies import rules as bodies
from assembly.partners.models import PublicBody, Succession

from .plans import DAY, Follows, Plan

YEARS_AHEAD = 5


def has_reason(reason: str) -> Ruling:
    return says_why(
        reason, "Say why. The second person reads your reason, and it is kept in the record."
    )


def may_prepare(known: Holders, *, by: User) -> Ruling:
    """By a person of one of the two offices, when there is somebody to confirm it."""
    if not (ruling := is_of_the_two(known, by)):
        return ruling
    if not seconds(known, first=by.pk):
        return refused(
            "Nobody can confirm this at present. It needs one person from the Assembly Board and one from the "
            "Support Unit, or two "
            "from the Board if nobody in the Support Unit can act."
        )
    return ALLOWED


def is_of_the_two(known: Holders, by: User) -> Ruling:
    if by.pk not in known:
        return refused(
            "Only the Assembly Board and the Support Unit can prepare and confirm successions."
        )
    return ALLOWED


def is_in_order(plan: Plan, *, on: dt.date) -> Ruling:
    """What ends, the successor and the day fit together."""
    rulings = (
        _day_is_to_come(plan.day, on),
        _ends_something(plan),
        _has_one_successor(plan),
        *(_may_end(one, plan) for one in plan.ended),
        _successor_is_there(plan),
    )
    return next((ruling for ruling in rulings if not ruling), ALLOWED)


def _day_is_to_come(day: dt.date, on: dt.date) -> Ruling:
    if day < on:
        return refused(
            "The day of a succession cannot be in the past. Choose today or a later day."
        )
    latest = months_after(on, 12 * YEARS_AHEAD)
    if day > latest:
        years = in_words(YEARS_AHEAD, "years", spelt=True)
        return refused(
            f"A succession is prepared {years} ahead at most: choose {short_day(latest)} or an earlier day."
        )
    return ALLOWED


def _ends_something(plan: Plan) -> Ruling:
    if not plan.ended:
        what = "public body" if plan.kind == Succession.Kind.BODY else "district"
        return refused(f"Choose what ends: at least one {what}.")
    twice = [one for one, times in Counter(plan.ended).items() if times > 1]
    if twice:
        return refused(f"{twice[0]} is named twice. Name it once.")
    return ALLOWED


def _has_one_successor(plan: Plan) -> Ruling:
    if bool(plan.successor) == bool(plan.new_name.strip()):
        return refused("Choose the successor, or enter the name of a new one, but not both.")
    if plan.new_name and plan.kind == Succession.Kind.BODY and not plan.new_short_name.strip():
        return refused("Enter the short name of the new public body, what people call it.")
    return ALLOWED


def _may_end(one: Follows, plan: Plan) -> Ruling:
    if gone := one.ended_on:
        return refused(
            f"{one} already has {short_day(gone - DAY)} as its last day, so it cannot end again. Choose another."
        )
    if isinstance(one, PublicBody):
        follower = plan.successor if isinstance(plan.successor, PublicBody) else None
        return bodies.may_end(one, plan.day, follower)
    if one.starts_on and one.starts_on >= plan.day:
        return refused(
            f"{one} does not start until {short_day(one.starts_on)}. Choose a later day."
        )
    district = (
        plan.successor if plan.successor and not isinstance(plan.successor, PublicBody) else None
    )
    return areas.may_be_followed(one, district, plan.day - DAY)


def _successor_is_there(plan: Plan) -> Ruling:
    """On the day of the succession, and longer."""
    successor = plan.successor
    if successor is None:
        return ALLOWED
    gone = successor.ended_on
    if gone and gone <= plan.day:
        return refused(
            f"The last day of {successor} is {short_day(gone - DAY)}, so it cannot take over on "
            f"{short_day(plan.day)}. Choose another successor or an earlier day."
        )
    starts = None if isinstance(successor, PublicBody) else successor.starts_on
    if starts and starts > plan.day:
        return refused(
            f"{successor} does not start until {short_day(starts)}. Choose that day or a later one."
        )
    return ALLOWED


def is_prepared_once(others: Iterable[Succession]) -> Ruling:
    """Nothing that ends here ends by another succession that is open."""
    other = next(iter(others), None)
    if other:
        return refused(
            f"One of these already ends under the succession on {short_day(other.day)}. Withdraw that succession first."
        )
    return ALLOWED


def stays_until_it_follows(others: Iterable[Succession]) -> Ruling:
    """Nothing ends on or before the day on which it is to follow something else by another succession."""
    other = next(iter(others), None)
    if other:
        return refused(
            f"{other.successor} is due to take over from others on {short_day(other.day)}, so it cannot end "
            "before then. Choose a day "
            "after that one, or withdraw that succession first."
        )
    return ALLOWED


def nothing_objects(objections: Iterable[str]) -> Ruling:
    objection = next(iter(objections), "")
    return refused(objection) if objection else ALLOWED


def may_confirm(succession: Succession, known: Holders, *, by: User, on: dt.date) -> Ruling:
    if not (ruling := _is_waiting(succession) and is_of_the_two(known, by)):
        return ruling
    if succession.prepared_by_id == by.pk:
        return refused("You prepared this, so somebody else has to confirm it.")
    first = succession.prepared_by_id or 0
    if first not in known:
        return refused(
            "The person who prepared this is no longer in the Assembly Board or the Support Unit. "
            "Withdraw it and prepare it again."
        )
    if by.pk not in seconds(known, first=first):
        began, other = (BOARD, SUPPORT_UNIT) if BOARD in known[first] else (SUPPORT_UNIT, BOARD)
        return refused(
            f"This was prepared by the {began}, so somebody from the {other} has to confirm it."
        )
    if succession.day < on:
        return refused(
            f"{short_day(succession.day)} has passed and nobody confirmed this. Withdraw it and prepare it again."
        )
    return ALLOWED


def _is_waiting(succession: Succession) -> Ruling:
    if succession.is_withdrawn:
        return refused("This succession has been withdrawn.")
    if succession.is_confirmed:
        return refused("This succession has already been confirmed.")
    return ALLOWED


def may_withdraw(succession: Succession, known: Holders, *, by: User, on: dt.date) -> Ruling:
    """By anybody of the two offices: what waits at any time, what is confirmed until its day."""
    if not (ruling := is_of_the_two(known, by)):
        return ruling
    if succession.is_withdrawn:
        return refused("This succession has already been withdrawn.")
    if succession.is_confirmed and succession.day <= on:
        return refused(
            f"The succession has been in force since {short_day(succession.day)} and cannot be undone."
        )
    return ALLOWED
