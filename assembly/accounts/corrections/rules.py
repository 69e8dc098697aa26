"""Whose address may be corrected, by whom, and until when the new address may answer."""

import datetime as dt

from django.utils import timezone

from assembly.accounts.models import AddressCorrection, OfficeTerm, User
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import moment, short_day

ANSWER_WITHIN = dt.timedelta(days=7)
State = AddressCorrection.State


def may_be_corrected(user: User) -> Ruling:
    """No address of somebody in office: who gets it could act in that office."""
    if user.erased_on or not user.is_active:
        return refused(
            "This account is closed, so its address stays. Ask the person to open a new one."
        )
    terms = OfficeTerm.objects.not_over(timezone.localdate()).filter(user=user)
    if user.holds_office or terms.exists():
        return refused(
            f"{user} holds an office or will hold one. End the office first, or ask {user} to change the address "
            "while signed in."
        )
    return ALLOWED


def may_propose(user: User, new: str, by: User, *, taken: bool) -> Ruling:
    if not by.has_perm("accounts.correct_address"):
        return refused(
            "Only the Support Unit and the Assembly Board correct addresses. Ask one of them."
        )
    if not (ruling := may_be_corrected(user)):
        return ruling
    if new.lower() == user.email.lower():
        return refused(f"{new} is the address of this account already.")
    if taken:
        return refused(f"{new} belongs to another account. Ask for an address that has none.")
    return ALLOWED


def one_at_a_time(found: AddressCorrection, new: str) -> Ruling:
    if found.new == new and found.state == State.PROPOSED:
        return ALLOWED
    return refused(
        f"A correction of this address was proposed on {short_day(found.proposed_at)}. Withdraw that one first."
    )


def is_undisturbed(correction: AddressCorrection) -> Ruling:
    """Somebody who can sign in can change the address themselves; a changed address is not the one that was checked."""
    user = correction.user
    if user.email.lower() != correction.old.lower():
        return refused(
            f"The address of {user} has changed since this was proposed. Withdraw the proposal."
        )
    if user.last_login and user.last_login > correction.proposed_at:
        return refused(
            f"{user} has signed in since this was proposed, on {short_day(user.last_login)}, and so can change the "
            "address on the page “Account”. Withdraw the proposal."
        )
    return may_be_corrected(user)


def may_confirm(correction: AddressCorrection, by: User) -> Ruling:
    if not by.has_perm("accounts.correct_address"):
        return refused(
            "Only the Support Unit and the Assembly Board correct addresses. Ask one of them."
        )
    if correction.state != State.PROPOSED:
        return refused(f"Nothing to confirm here: {correction.get_state_display().lower()}.")
    if correction.proposed_by_id == by.pk:
        return refused("You proposed this, so a second person has to confirm it.")
    if correction.proposed_by is None or not correction.proposed_by.has_perm(
        "accounts.correct_address"
    ):
        return refused(
            "The person who proposed this is no longer in office. Withdraw the proposal and make your own."
        )
    return is_undisturbed(correction)


def may_withdraw(correction: AddressCorrection, by: User) -> Ruling:
    if not by.has_perm("accounts.correct_address"):
        return refused(
            "Only the Support Unit and the Assembly Board correct addresses. Ask one of them."
        )
    if correction.state not in AddressCorrection.OPEN:
        return refused(f"Nothing to withdraw here: {correction.get_state_display().lower()}.")
    return ALLOWED


def may_take_effect(correction: AddressCorrection, at: dt.datetime, *, taken: bool) -> Ruling:
    """Whether the new address answers in time, and nothing has changed in the meantime."""
    if correction.state == State.DONE:
        return refused("You have confirmed this address already. Sign in with it.")
    if correction.state != State.MAILED or correction.confirmed_at is None:
        return refused("This link no longer works: the Support Unit withdrew the correction.")
    ends = correction.confirmed_at + ANSWER_WITHIN
    if at >= ends:
        return refused(
            f"This link worked until {moment(ends)}. Ask the Support Unit for a new one."
        )
    if taken:
        return refused("This address now belongs to another account. Tell the Support Unit.")
    if not is_undisturbed(correction):
        return refused(
            "The account was used or changed since the Support Unit wrote to you, so this link no longer works. "
            "Ask the Support Unit to look at it."
        )
    return ALLOWED
