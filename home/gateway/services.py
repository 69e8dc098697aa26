"""Ask, confirm, answer, hand on, and remind."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.core import roles
from assembly.core.events import record
from assembly.core.mailed_codes import services as mailed_codes
from assembly.core.mailed_codes.purposes import Bearer
from assembly.core.mailed_codes.rules import wrong
from assembly.core.rules import RuleBroken
from assembly.membership.models import Organisation
from assembly.membership.selectors import leads
from assembly.notifications.services import notify, write_to
from home.contact.confirming import is_proved

from . import rules
from .models import Enquiry

PRESSED_TWICE = dt.timedelta(minutes=10)


def ask(enquiry: Enquiry, *, by: User | None, at: dt.datetime | None = None) -> Enquiry:
    """Take an enquiry in. Of somebody signed in it reaches the organisation; anybody else confirms it first."""
    now = at or timezone.now()
    rules.may_be_asked(enquiry.organisation, needs_of(enquiry.organisation), enquiry.need).enforce()
    if twice := _just_asked(enquiry, by, now):
        if rules.waits_for_its_code(twice, now) and not mailed_codes.is_open(
            code_of(twice.reference), at=now
        ):
            _mail_code(twice, now)  # five wrong codes: the same enquiry sent again gets another
        return twice
    enquiry.sender = by
    enquiry.asked_at = now
    if by:
        with transaction.atomic():
            _reach(enquiry, by=by, at=now)
        return enquiry
    enquiry.save()
    try:
        _mail_code(enquiry, now)
    except RuleBroken:
        enquiry.delete()  # sent again, it is a new one and gets its code
        raise
    return enquiry


def code_of(reference: str) -> Bearer:
    return Bearer(rules.ENQUIRY_CODE, reference=reference)


def _mail_code(enquiry: Enquiry, now: dt.datetime) -> None:
    link = reverse("home:enquiry_confirm", args=[enquiry.reference])
    mailed_codes.send(
        code_of(enquiry.reference),
        enquiry.email,
        {"enquiry": enquiry, "link": f"{settings.SITE_URL}{link}"},
        at=now,
    )


def _just_asked(enquiry: Enquiry, by: User | None, now: dt.datetime) -> Enquiry | None:
    """The same enquiry of some minutes ago: the button was pressed twice."""
    return Enquiry.objects.filter(
        organisation=enquiry.organisation,
        need=enquiry.need,
        email=enquiry.email,
        text=enquiry.text,
        sender=by,
        asked_at__gt=now - PRESSED_TWICE,
    ).first()


@sensitive_variables("typed")
def confirm(reference: str, typed: str, *, at: dt.datetime | None = None) -> Enquiry:
    """Accept the mailed code; the enquiry reaches the organisation.

    A number that nobody has, one that is confirmed and one with too many tries are answered like a wrong code, so that
    numbers cannot be tried out.
    """
    now = at or timezone.now()
    mailed_codes.read(typed)
    enquiry = Enquiry.objects.filter(reference=reference).first()
    if enquiry is None or not is_proved(
        rules.waits_for_its_code(enquiry, now), code_of(reference), typed, now
    ):
        raise RuleBroken(wrong(rules.ENQUIRY_CODE).reason)
    with transaction.atomic():
        enquiry = _lock(enquiry)
        rules.waits_for_its_code(enquiry, now).enforce()
        _reach(enquiry, by=None, at=now)
    return enquiry


@transaction.atomic
def answer(enquiry: Enquiry, text: str, *, by: User, at: dt.datetime | None = None) -> Enquiry:
    """Mail the answer to whoever asked."""
    enquiry = _lock(enquiry)
    _may_be_answered(enquiry, by)
    _settle(enquiry, Enquiry.State.ANSWERED, text, by, at)
    record("home.enquiry_answered", enquiry, by=by, acting_for=enquiry.organisation)
    write_to(enquiry.email, "home/enquiry_answered", context={"enquiry": enquiry})
    return enquiry


@transaction.atomic
def close(enquiry: Enquiry, *, by: User, at: dt.datetime | None = None) -> Enquiry:
    """Settle what needs no answer: advertising, a test, the same enquiry twice."""
    enquiry = _lock(enquiry)
    _may_be_answered(enquiry, by)
    _settle(enquiry, Enquiry.State.CLOSED, "", by, at)
    record("home.enquiry_closed", enquiry, by=by)
    return enquiry


@transaction.atomic
def hand_on(enquiry: Enquiry, *, by: User, at: dt.datetime | None = None) -> Enquiry:
    """The organisation cannot help, and the Support Unit finds somebody who can."""
    enquiry = _lock(enquiry)
    _may_be_answered(enquiry, by)
    enquiry.state = Enquiry.State.HANDED_ON
    enquiry.save(update_fields=["state"])
    record("home.enquiry_handed_on", enquiry, by=by, acting_for=enquiry.organisation)
    _tell_support_unit(enquiry)
    return enquiry


@transaction.atomic
def pass_on(
    enquiry: Enquiry, to: Organisation, *, by: User, at: dt.datetime | None = None
) -> Enquiry:
    """Give an enquiry to another organisation that offers this help; its time begins anew."""
    enquiry = _lock(enquiry)
    rules.may_be_passed_on(enquiry, to, needs_of(to), by).enforce()
    enquiry.organisation = to
    enquiry.reminded_at = None
    _reach(enquiry, by=by, at=at or timezone.now(), name="home.enquiry_passed_on")
    return enquiry


def remind(*, at: dt.datetime | None = None) -> int:
    """Remind the leads of what has waited for a week, each enquiry once; returns how many were due.

    What is due is marked in the transaction that tells of it, so a run that fails is made good by the next.
    """
    now = at or timezone.now()
    waiting = Enquiry.objects.filter(
        state=Enquiry.State.WAITING, reminded_at=None, reached_at__lte=now - rules.REMIND_AFTER
    )
    reminded = 0
    for key in waiting.values_list("pk", flat=True):
        with transaction.atomic():
            enquiry = Enquiry.objects.select_for_update().get(pk=key)
            if rules.is_due_for_reminder(enquiry, now):
                enquiry.reminded_at = now
                enquiry.save(update_fields=["reminded_at"])
                _tell_leads(enquiry, "home/enquiry_reminder")
                reminded += 1
    return reminded


def forget_old_enquiries(*, at: dt.datetime | None = None) -> int:
    """Delete what was settled a year ago, and what nobody confirmed within a day; returns how many."""
    now = at or timezone.now()
    old = Enquiry.objects.settled_before(now - rules.KEPT)
    never = Enquiry.objects.filter(
        state=Enquiry.State.UNCONFIRMED, asked_at__lte=now - rules.CODE_LASTS
    )
    return old.delete()[0] + never.delete()[0]


def needs_of(organisation: Organisation) -> set[str]:
    """What an organisation offers help with."""
    return set(organisation.offers.values_list("need", flat=True))


def _reach(
    enquiry: Enquiry, *, by: User | None, at: dt.datetime, name: str = "home.enquiry_sent"
) -> None:
    """From now on it waits for the organisation, whose leads are told; without a lead the Support Unit is."""
    enquiry.state = Enquiry.State.WAITING
    enquiry.reached_at = at
    enquiry.save()
    record(name, enquiry, by=by, data={"to": enquiry.organisation_id, "need": enquiry.need})
    if leads(enquiry.organisation).exists():
        _tell_leads(enquiry, "home/enquiry_waiting")
    else:
        _tell_support_unit(enquiry)


def _tell_leads(enquiry: Enquiry, kind: str) -> None:
    notify(
        leads(enquiry.organisation),
        kind,
        about=enquiry,
        context={"enquiry": enquiry},
        url=enquiry.get_absolute_url(),
    )


def _tell_support_unit(enquiry: Enquiry) -> None:
    notify(
        offices.holders(roles.SUPPORT_UNIT),
        "home/enquiry_for_support_unit",
        about=enquiry,
        context={"enquiry": enquiry},
        url=reverse("gateway_staff:enquiry", args=[enquiry.pk]),
    )


def _may_be_answered(enquiry: Enquiry, by: User) -> None:
    is_lead = leads(enquiry.organisation).filter(pk=by.pk).exists()
    rules.may_be_answered(enquiry, by, leads=is_lead).enforce()


def _settle(
    enquiry: Enquiry, state: Enquiry.State, text: str, by: User, at: dt.datetime | None
) -> None:
    enquiry.state = state
    enquiry.answer = text
    enquiry.handled_by = by
    enquiry.settled_at = at or timezone.now()
    enquiry.save(update_fields=["state", "answer", "handled_by", "settled_at"])


def _lock(enquiry: Enquiry) -> Enquiry:
    found = Enquiry.objects.select_for_update(of=("self",)).select_related("organisation")
    return found.get(pk=enquiry.pk)
