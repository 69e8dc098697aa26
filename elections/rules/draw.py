"""The draw: fixed at the notice, entered once after its event, changed by two scrutineers."""

import datetime as dt

from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import moment
from elections.models import Contest, Election, LotChange, Scrutineer

from .opening import is_void

SCRUTINEERS_NEEDED = 2


def may_record_draw(
    contest: Contest, election: Election, seed: str, at: dt.datetime, *, instead: str = ""
) -> Ruling:
    """Once, after the event, in the form that the notice gave. `instead`: why the substitute event was taken."""
    recordable = draw_can_be_recorded(contest, election, at)
    if not recordable:
        return recordable
    if instead and not contest.lot_substitute:
        return refused(f"The notice named no substitute event for {contest}.")
    held = contest.lot_substitute_at if instead else contest.lot_at
    if held and at < held:
        return refused(f"That event is at {moment(held)}. Record what it gives after that.")
    return has_the_form(contest, seed)


def draw_can_be_recorded(contest: Contest, election: Election, at: dt.datetime) -> Ruling:
    """After the close, so that nobody voted knowing it; before the opening, so that nobody chose it by the votes."""
    open_to_it = _is_open_to_a_draw(contest, election)
    if not open_to_it:
        return open_to_it
    if at < election.poll_closes_at:
        return refused("The draw comes from an event after voting has closed.")
    if contest.lot_seed:
        return refused(
            f"The draw for {contest} is recorded, and the first entry is final. If it was mistyped, ask two "
            "scrutineers to agree to a change."
        )
    if at < contest.lot_at:
        return refused(
            f"The event of the draw for {contest} is at {moment(contest.lot_at)}. Record what it gives after that."
        )
    return ALLOWED


def has_the_form(contest: Contest, seed: str) -> Ruling:
    """What is entered has the form that everybody read in the notice, or two ways of writing would give two draws."""
    if not seed:
        return refused("Write down what the event gave.")
    if contest.lot_numbers is None:
        return ALLOWED
    numbers = [int(word) for word in seed.split() if word.isdecimal() and word.isascii()]
    if seed != " ".join(map(str, numbers)) or len(numbers) != contest.lot_numbers:
        return refused(
            f"Write what the event gave as {contest.lot_numbers} whole numbers with a space between them, as the "
            "notice says."
        )
    if numbers != sorted(numbers):
        return refused("Write the numbers in rising order, as the notice says.")
    return ALLOWED


def draw_can_be_changed(contest: Contest, election: Election) -> Ruling:
    open_to_it = _is_open_to_a_draw(contest, election)
    if open_to_it and not contest.lot_seed:
        return refused(f"Record the draw for {contest} first.")
    return open_to_it


def may_ask_for_change(contest: Contest, election: Election, seed: str, because: str) -> Ruling:
    """A change has a public reason, and is made by two scrutineers."""
    changeable = draw_can_be_changed(contest, election)
    if not changeable:
        return changeable
    if seed == contest.lot_seed:
        return refused(
            f"{seed} is already recorded for {contest}. Enter what the event actually gave."
        )
    reason = says_why(because, "Say why the draw should change. The reason will be public.")
    if not reason:
        return reason
    return has_the_form(contest, seed)


def may_agree(change: LotChange, contest: Contest, scrutineer: Scrutineer) -> Ruling:
    """Once by each scrutineer, while the change waits."""
    changeable = draw_can_be_changed(contest, contest.election)
    if not changeable:
        return changeable
    if change.made_at:
        return refused("This change has already been made.")
    if any(each.scrutineer_id == scrutineer.pk for each in change.consents.all()):
        return refused(
            "You have already agreed to this change. Another scrutineer has to agree too."
        )
    return ALLOWED


def _is_open_to_a_draw(contest: Contest, election: Election) -> Ruling:
    if election.voided_at:
        return is_void(election)
    if not contest.has_poll:
        return refused(f"There was no poll for {contest}.")
    if election.opened_at:
        return refused(f"The ballot box is open: the draw for {contest} is fixed.")
    return ALLOWED
