"""May a signature be entered, corrected, inherited or ended? The words of each refusal are for a person."""

import datetime as dt
from collections.abc import Iterable, Sequence

from assembly.compact.models import Edition, Signature
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Organisation
from assembly.partners.models import PublicBody

Status = Organisation.Status
Signatory = PublicBody | Organisation

NO_MEMBER = {
    Status.APPLIED: "is waiting for its eligibility check",
    Status.SUSPENDED: "is suspended",
    Status.LAPSED: "has lapsed",
    Status.LEFT: "has left the Assembly",
    Status.REFUSED: "was refused",
}


def may_be_entered(*, is_adopted: bool) -> Ruling:
    """Is there an edition that could have been signed?"""
    if is_adopted:
        return ALLOWED
    return refused(
        "No edition of the Compact has been adopted yet, so there is nothing to sign. Enter "
        "signatures once the Compact Board has adopted one, under “Editions of the Compact” in the menu."
    )


def is_one_signatory(body: PublicBody | None, organisation: Organisation | None) -> Ruling:
    if body is None and organisation is None:
        return refused("Choose who signed: a public body or an organisation.")
    if body and organisation:
        return refused("Choose a public body or an organisation, not both.")
    return ALLOWED


def may_sign(
    signatory: Signatory,
    edition: Edition,
    signed_on: dt.date,
    *,
    others: Iterable[Signature],
    on: dt.date,
) -> Ruling:
    """On this day. `others` are the signatures that this signatory has, or had, to any edition."""
    rulings = (
        could_be_signed(edition, signed_on, on=on),
        was_there(signatory, signed_on, on=on),
        is_signed_once(signatory, edition, signed_on, others=others),
    )
    return next((ruling for ruling in rulings if not ruling), ALLOWED)


def could_be_signed(edition: Edition, signed_on: dt.date, *, on: dt.date) -> Ruling:
    if edition.is_example:
        return refused(
            "The example text was never agreed, so it cannot be signed. Choose an edition that was adopted."
        )
    if edition.published_at is None or edition.adopted_on is None:
        return refused(
            f"“{edition}” has not been adopted yet, so it cannot be signed. Choose an edition that was adopted."
        )
    if signed_on > on:
        return refused("The day is in the future. Enter the signature once it has been given.")
    if signed_on < edition.adopted_on:
        return refused(
            f"“{edition}” was adopted on {short_day(edition.adopted_on)}, so it could not be signed before "
            "that day. Check the day, or choose an earlier edition."
        )
    return ALLOWED


def was_there(signatory: Signatory, signed_on: dt.date, *, on: dt.date) -> Ruling:
    if isinstance(signatory, PublicBody):
        return _body_was_there(signatory, signed_on)
    return may_take_part(signatory, on)


def _body_was_there(body: PublicBody, signed_on: dt.date) -> Ruling:
    if not body.is_over(signed_on) or body.ended_on is None:
        return ALLOWED
    ended = f"{body} ended on {short_day(body.ended_on)}"
    heir = body.successor
    while heir and heir.is_over(signed_on) and heir.successor:
        heir = heir.successor
    if heir is None:
        return refused(f"{ended}, so it could not sign after that. Check the day.")
    return refused(f"{ended} and {heir} succeeded it. Enter the signature of {heir} instead.")


def may_take_part(organisation: Organisation, on: dt.date) -> Ruling:
    """Members and listed organisations sign; the clock decides on a lapse."""
    status = Status(organisation.status)
    if status == Status.MEMBER and organisation.has_run_out(on):
        status = Status.LAPSED
    if status not in NO_MEMBER:
        return ALLOWED
    return refused(
        f"{organisation} {NO_MEMBER[status]}. Members and listed organisations can sign the Compact."
    )


def is_signed_once(
    signatory: Signatory, edition: Edition, signed_on: dt.date, *, others: Iterable[Signature]
) -> Ruling:
    for other in others:
        if other.edition_id != edition.pk:
            continue
        if other.ended_on is None:
            return refused(
                f"{signatory} has signed this edition already: it signed on {short_day(other.signed_on)}."
            )
        if other.signed_on <= signed_on < other.ended_on or signed_on < other.signed_on:
            return refused(
                f"{signatory} has a signature to this edition from {short_day(other.signed_on)}, which ended on "
                f"{short_day(other.ended_on)}. Choose that day or a later one."
            )
    return ALLOWED


def may_inherit(
    signatory: Signatory,
    edition: Edition,
    signed_on: dt.date,
    *,
    inherited_from: Sequence[Signature],
) -> Ruling:
    """From signatures to the same edition that others gave before."""
    for one in inherited_from:
        if one.signatory == signatory:
            return refused(f"{signatory} cannot inherit a signature from itself. Choose others.")
        if one.edition_id != edition.pk:
            return refused(
                f"{one.name} signed “{one.edition}”. Choose signatures to the same edition."
            )
        if one.signed_on > signed_on:
            return refused(
                f"{one.name} signed on {short_day(one.signed_on)}, after the day you entered. Check the day."
            )
    return ALLOWED


def may_be_corrected(signature: Signature) -> Ruling:
    """While it holds; one that ended is a record of how it was."""
    if signature.ended_on is not None:
        return refused(
            f"This signature ended on {short_day(signature.ended_on)}, so it stays as it is."
        )
    return ALLOWED


def may_be_ended(signature: Signature, ended_on: dt.date, because: str, *, on: dt.date) -> Ruling:
    if signature.ended_on is not None:
        return refused(f"This signature has already ended, on {short_day(signature.ended_on)}.")
    if ended_on > on:
        return refused("The day is in the future. End the signature once it no longer holds.")
    if ended_on < signature.signed_on:
        return refused(
            f"It was signed on {short_day(signature.signed_on)}, so it cannot end before that day."
        )
    return says_why(because, "Say why it no longer holds. The reason is shown to everyone.")


def is_an_exception(edition: Edition, name: str) -> Ruling:
    if edition.is_example or edition.published_at is None:
        return refused("Choose an edition that was adopted.")
    return (
        ALLOWED
        if name.strip()
        else refused("Enter the name of the organisation that did not sign.")
    )
