"""May the draft text of a consultation be put or changed, and may somebody comment on it?"""

import datetime as dt

from assembly.consultations import rules
from assembly.consultations.models import Consultation
from assembly.consultations.responding.rules import may_send_for_group
from assembly.consultations.responding.senders import Sender
from assembly.consultations.window import Phase
from assembly.core.rules import ALLOWED, Ruling, refused


def may_put(consultation: Consultation, *, waits: bool, at: dt.datetime) -> Ruling:
    """Before it opens, and while it is open as a new version. `waits`: the Board reads the draft now."""
    if consultation.is_withdrawn:
        return refused("This consultation was withdrawn, so its text stays as it is.")
    if waits:
        return refused(
            "The Board is reading this consultation, so its text stays as it is for now."
        )
    if consultation.is_published and consultation.phase(at) is Phase.CLOSED:
        return refused("This consultation has closed, so its text stays as people commented on it.")
    return ALLOWED


def may_comment(
    consultation: Consultation, sender: Sender, *, speaks: bool, at: dt.datetime
) -> Ruling:
    """Those who may respond signed in: a delegate for the organisation, a convenor for the group."""
    if sender.organisation:
        return rules.may_respond(consultation, sender.organisation, acts_for=speaks, at=at)
    return may_send_for_group(consultation, sender.group_name, answers_for=speaks, at=at)


def answers(*, is_theirs: bool) -> Ruling:
    if is_theirs:
        return ALLOWED
    return refused(
        "Only officers of the body that asks, and the Support Unit, can change its draft text."
    )


def may_read_comments(consultation: Consultation, *, at: dt.datetime) -> Ruling:
    """Not before the close, as responses."""
    return rules.may_read_responses(consultation, at=at)


def may_hide(*, is_office: bool, is_of_body: bool) -> Ruling:
    """Not the body that asked, which might wish to: nor an officer of it who holds an office of the Assembly too."""
    if not is_office:
        return refused("Only the Support Unit and the Assembly Board can hide comments.")
    if is_of_body:
        return refused(
            "You are an officer of the public body that asked, so somebody else of the Support Unit or the Assembly "
            "Board decides."
        )
    return ALLOWED
