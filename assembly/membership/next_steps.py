"""“What to do next” on My Assembly: the first steps of somebody new, until they are done.

Each step is a function of the person and the organisation they act for (None: none yet). It returns None where the
step does not apply.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from allauth.mfa.utils import is_mfa_enabled

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.core.points import Point

from .models import Organisation


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something a newcomer does once. Without `url` there is nothing to do but wait."""

    text: str
    done: bool
    url: str = ""
    note: str = ""


Source = Callable[[User, Organisation | None], NextStep | None]


def find_organisation(user: User, organisation: Organisation | None) -> NextStep | None:
    """Somebody who holds an office need not act for an organisation as well."""
    if organisation is None and offices.held_by(user):
        return None
    return NextStep(
        "Find your organisation, or register it",
        done=organisation is not None,
        url=reverse("membership:join"),
        note="It may be here already: then you say that you act for it.",
    )


def apply(user: User, organisation: Organisation | None) -> NextStep | None:
    """An organisation that was known by name alone is no member before it has applied."""
    if organisation is None or organisation.status != Organisation.Status.LISTED:
        return None
    return NextStep(
        "Apply for membership",
        done=False,
        url=reverse("membership:organisation_apply", args=[organisation.slug]),
        note="Until then it is on the register by name, and has no vote.",
    )


def be_admitted(user: User, organisation: Organisation | None) -> NextStep | None:
    if organisation is None:
        return None
    waiting = organisation.status == Organisation.Status.APPLIED
    if not waiting and organisation.status != Organisation.Status.MEMBER:
        return None
    return NextStep(
        "The Support Unit checks the application",
        done=not waiting,
        note="You get an e-mail as soon as it is decided." if waiting else "",
    )


def protect_account(user: User, organisation: Organisation | None) -> NextStep:
    return NextStep(
        "Protect your account with a second factor",
        done=is_mfa_enabled(user),
        url=reverse("mfa_index"),
        note="An app on your phone, or a passkey. Set it up before voting opens and you will not need a mailed code.",
    )


sources: Point[Source] = Point("the first steps of somebody new")


def of_person(user: User, organisation: Organisation | None) -> list[NextStep]:
    """The steps in their order; none once all are done."""
    steps = [step for source in sources if (step := source(user, organisation))]
    return [] if all(step.done for step in steps) else steps
