"""What stands in the way of a registration: a number that is taken or removed, or the same organisation once more."""

from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day
from assembly.membership import naming
from assembly.membership.models import Delegate, Organisation, RegisterEntry


def number_may_be_used(holder: Organisation | None, entry: RegisterEntry | None) -> Ruling:
    """A number stands for one organisation, which its register still knows."""
    if holder:
        return refused(
            "An organisation with this number is on the register already. "
            "Ask the people who act for it, or the Support Unit, to add you."
        )
    if entry and entry.is_removed:
        when = f" on {short_day(entry.removed_on)}" if entry.removed_on else ""
        return refused(
            f"{entry.name} with this number was removed from its register{when}. If your organisation goes on "
            "without a number, leave the field empty; if it has a new number, give that one."
        )
    return ALLOWED


def may_be_entered(organisation: Organisation, near: Iterable[Organisation]) -> Ruling:
    """The same name at the same place is the same organisation; a name near another is a question, wherever it is.

    `near` are organisations with such a name; `told_apart` holds the answers. Where neither has a postcode an answer is
    not enough beside one that waits for its check.
    """
    near = list(near)
    if not (ruling := _is_elsewhere(organisation, near)):
        return ruling
    if all(other.pk in organisation.told_apart for other in near):
        return ALLOWED
    return refused(
        "There is an organisation with a similar name. If yours is a different one, say so and send the form again."
    )


def _is_elsewhere(organisation: Organisation, near: Iterable[Organisation]) -> Ruling:
    for other in near:
        if (other.name_key, other.postcode) != (
            naming.key(organisation.name),
            organisation.postcode,
        ):
            continue
        if organisation.postcode:
            return refused(
                f"{other.name} at {other.postcode} is registered already, perhaps by a colleague a moment ago. "
                "Ask the Support Unit to add you; if yours is another one, write what tells it apart into its name."
            )
        if other.status == Organisation.Status.APPLIED:
            return refused(
                f"{other.name} has been registered already, perhaps by a colleague a moment ago. "
                "Ask the Support Unit to add you; if yours is another one, give its postcode."
            )
    return ALLOWED


def may_apply(organisation: Organisation, by: User, delegates: Iterable[Delegate]) -> Ruling:
    """An organisation that is only listed applies through its lead."""
    if organisation.status != Organisation.Status.LISTED:
        return refused(f"{organisation.name} has applied already.")
    if all(
        delegate.user_id != by.pk or delegate.role != Delegate.Role.LEAD for delegate in delegates
    ):
        return refused(f"Only a lead of {organisation.name} may apply for it.")
    return ALLOWED
