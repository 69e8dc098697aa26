"""Who may be asked, who may answer, and when somebody is reminded."""

import datetime as dt

from assembly.accounts.models import User
from assembly.core.mailed_codes.purposes import Limit, Per, Purpose
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership.models import Organisation

from .models import Enquiry

REMIND_AFTER = dt.timedelta(days=7)
SUPPORT_UNIT_AFTER = dt.timedelta(days=14)
KEPT = dt.timedelta(days=365)
CODE_LASTS = dt.timedelta(hours=24)
ENQUIRY_CODE = Purpose(
    "home.enquiry",
    mail="home/enquiry_code",
    lasts=CODE_LASTS,
    limits=(
        Limit(
            Per.ADDRESS,
            5,
            24,
            "We have mailed 5 codes to this address today. Send the enquiry tomorrow, or telephone us.",
        ),
    ),
    again="If you have not confirmed your enquiry yet, send it again for another code.",
    instead="telephone us",
)


def may_be_asked(organisation: Organisation, needs: set[str], need: str) -> Ruling:
    """The gateway leads to infrastructure organisations, for what they say they offer."""
    if organisation.status not in Organisation.PUBLIC or not organisation.infrastructure:
        return refused(f"{organisation.name} is not among the organisations that offer help here.")
    if need not in needs:
        return refused(
            f"{organisation.name} does not offer this. Choose one of the things it does."
        )
    return ALLOWED


def waits_for_its_code(enquiry: Enquiry, at: dt.datetime) -> Ruling:
    """Asked once more of a right code, whose own try has been counted by then: the last one works too."""
    if enquiry.state != Enquiry.State.UNCONFIRMED:
        return refused(
            "You have already confirmed this enquiry. You do not need to do anything more."
        )
    if at >= enquiry.asked_at + CODE_LASTS:
        return refused(f"The code is older than {ENQUIRY_CODE.age}. Please send the enquiry again.")
    return ALLOWED


def may_be_answered(enquiry: Enquiry, by: User, *, leads: bool) -> Ruling:
    """The leads of the organisation that was asked answer; so may the Support Unit, for whoever does not."""
    if enquiry.state == Enquiry.State.ANSWERED:
        return refused(f"The enquiry {enquiry.reference} has been answered.")
    if not enquiry.is_open:
        return refused(f"The enquiry {enquiry.reference} is not open.")
    follows = by.has_perm("home.follow_enquiries")
    if not (follows or leads):
        return refused(f"Only a lead of {enquiry.organisation} answers this enquiry.")
    if not (ruling := is_anothers(enquiry, by)):
        return ruling
    if enquiry.state == Enquiry.State.HANDED_ON and not follows:
        return refused("You handed this enquiry on, and the Support Unit answers it.")
    return ALLOWED


def is_anothers(enquiry: Enquiry, by: User) -> Ruling:
    """Nobody answers, closes or passes on their own enquiry."""
    if enquiry.sender_id == by.pk or (
        enquiry.sender_id is None and enquiry.email.lower() == by.email.lower()
    ):
        return refused("This is your own enquiry, so somebody else has to deal with it.")
    return ALLOWED


def may_be_passed_on(enquiry: Enquiry, to: Organisation, needs: set[str], by: User) -> Ruling:
    """The Support Unit gives an enquiry to another organisation that offers this help."""
    if not (ruling := is_anothers(enquiry, by)):
        return ruling
    if not enquiry.is_open:
        return refused(f"The enquiry {enquiry.reference} is not open.")
    if to == enquiry.organisation:
        return refused(f"{to.name} has this enquiry already.")
    return may_be_asked(to, needs, enquiry.need)


def is_due_for_reminder(enquiry: Enquiry, at: dt.datetime) -> bool:
    """A week after it reached the organisation, once."""
    return (
        enquiry.state == Enquiry.State.WAITING
        and enquiry.reminded_at is None
        and enquiry.reached_at is not None
        and enquiry.reached_at + REMIND_AFTER <= at
    )


def is_for_support_unit(enquiry: Enquiry, at: dt.datetime, *, has_lead: bool) -> bool:
    """Handed on, unanswered for two weeks, or sent to an organisation for which nobody acts."""
    if not enquiry.is_open or enquiry.reached_at is None:
        return False
    return (
        enquiry.state == Enquiry.State.HANDED_ON
        or not has_lead
        or enquiry.reached_at + SUPPORT_UNIT_AFTER <= at
    )
