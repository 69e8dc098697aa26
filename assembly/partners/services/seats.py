"""The acts around seats: appoint somebody, accept the code and so take the seat, declare interests, end it."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.forms.models import model_to_dict
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.days import months_after
from assembly.core.events import record
from assembly.membership.models import Organisation
from assembly.notifications.services import notify
from assembly.partners import code_of_conduct, rules
from assembly.partners.models import Appointment, Declaration, PublicBody, Seat
from assembly.partners.partnerships import sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who takes a seat: a name that is public, the account if there is one, the organisation that put them forward.

    On the Compact Board it can be a public body instead, for which they sit there.

    `interests` are those given at the nomination: the first declaration, until the person makes another.
    """

    name: str
    user: User | None = None
    organisation: Organisation | None = None
    body: PublicBody | None = None
    interests: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectedIn:
    """The election that filled a seat, with its facts as they were at that time.

    `vote` is a sentence that says with how many votes; `until` is the end of the term where it filled only the rest of
    one.
    """

    id: int
    title: str
    path: str
    vote: str = ""
    until: dt.date | None = None


@transaction.atomic
def appoint(
    seat: Seat,
    holder: Holder,
    *,
    basis: Appointment.Basis,
    starts_on: dt.date,
    by: User | None,
    election: ElectedIn | None = None,
) -> Appointment:
    """Give a seat to somebody for its term. The former holder leaves it on that day, if not before.

    They take the seat by accepting the code of conduct.
    """
    seat = (
        Seat.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=seat.pk)
    )
    former = seat.appointments.filter(ended_on=None).first()
    rules.may_be_filled(seat, starts_on=starts_on, former=former).enforce()
    sides.may_be_held(
        seat, for_organisation=holder.organisation is not None, body=holder.body, on=starts_on
    ).enforce()
    sides.is_a_way_to(seat, basis).enforce()

    if former:
        former.ended_on = min(former.ends_on, starts_on)
        former.save(update_fields=["ended_on"])
        record("partners.appointment_ended", former, by=by, data={"on": former.ended_on})
        if former.user_id != (holder.user.pk if holder.user else None):
            _tell(former, "partners/appointment_ended")
    appointment = Appointment.objects.create(
        seat=seat,
        user=holder.user,
        name=holder.name,
        organisation=holder.organisation,
        body=holder.body,
        basis=basis,
        starts_on=starts_on,
        ends_on=(election and election.until) or months_after(starts_on, seat.term_months),
        election_id=election.id if election else None,
        election_title=election.title if election else "",
        election_path=election.path if election else "",
        vote=election.vote if election else "",
    )
    if holder.interests:
        appointment.declarations.create(
            declared_on=timezone.localdate(), anything_else=holder.interests, at_nomination=True
        )
    record(
        "partners.appointed",
        appointment,
        by=by,
        data={"seat": seat.pk, "basis": Appointment.Basis(basis).value},
    )
    _tell(appointment, "partners/appointed")
    return appointment


@transaction.atomic
def accept_code(
    appointment: Appointment, *, version: str, by: User, on: dt.date | None = None
) -> Appointment:
    """Somebody accepts the code of conduct on the screen, and so takes the seat."""
    on = on or timezone.localdate()
    appointment = _lock(appointment)
    rules.may_accept_code(appointment, by=by, on=on).enforce()
    rules.is_the_code_of_now(version).enforce()
    return _take(appointment, version=version, on_paper=False, by=by, on=on)


@transaction.atomic
def record_signed_code(
    appointment: Appointment, *, signed_on: dt.date, by: User, on: dt.date | None = None
) -> Appointment:
    """Staff received the code on paper, signed by somebody who has no account here."""
    on = on or timezone.localdate()
    appointment = _lock(appointment)
    rules.may_record_signed_code(appointment, signed_on=signed_on, on=on).enforce()
    version = code_of_conduct.CURRENT.version
    return _take(appointment, version=version, on_paper=True, by=by, on=signed_on)


def _take(
    appointment: Appointment, *, version: str, on_paper: bool, by: User, on: dt.date
) -> Appointment:
    appointment.taken_on, appointment.code_version = on, version
    appointment.taken_on_paper = on_paper
    appointment.save(update_fields=["taken_on", "code_version", "taken_on_paper"])
    record(
        "partners.code_accepted",
        appointment,
        by=by,
        data={"version": version, "on": on, "on_paper": on_paper},
    )
    return appointment


@transaction.atomic
def declare_interests(
    appointment: Appointment, declaration: Declaration, *, by: User, on: dt.date | None = None
) -> Declaration:
    """Add what is declared today; the former declarations stay, with their days."""
    on = on or timezone.localdate()
    appointment = _lock(appointment)
    rules.may_declare(appointment, by=by, on=on).enforce()
    declaration.appointment, declaration.declared_on = appointment, on
    same = model_to_dict(declaration, exclude=["id"])
    if sent_before := appointment.declarations.filter(**same).first():
        return sent_before
    declaration.save(force_insert=True)
    record("partners.interests_declared", appointment, by=by, data={"declaration": declaration.pk})
    return declaration


@transaction.atomic
def end_appointment(
    appointment: Appointment, *, by: User | None, on: dt.date | None = None
) -> Appointment:
    """Record that somebody left a seat before the end of the term: it is vacant from this day."""
    on = on or timezone.localdate()
    appointment = _lock(appointment)
    rules.may_be_ended(appointment, on=on).enforce()

    appointment.ended_on = on
    appointment.save(update_fields=["ended_on"])
    record("partners.appointment_ended", appointment, by=by, data={"on": on})
    _tell(appointment, "partners/appointment_ended")
    return appointment


def _lock(appointment: Appointment) -> Appointment:
    return (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("seat__partnership", "user")
        .get(pk=appointment.pk)
    )


def _tell(appointment: Appointment, name: str) -> None:
    """Tell the holder of a seat, if they have an account: what is said of them is public."""
    if appointment.user:
        code = reverse("partners:code_accept", args=[appointment.pk])
        notify(
            [appointment.user],
            name,
            about=appointment.seat.partnership,
            context={"appointment": appointment, "code_link": f"{settings.SITE_URL}{code}"},
            url=appointment.seat.partnership.get_absolute_url(),
        )
