"""The acts around seats: appoint somebody, end an appointment."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.days import months_after
from assembly.core.events import record
from assembly.membership.models import Organisation
from assembly.notifications.services import notify

from . import rules
from .models import Appointment, Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who takes a seat: a name that is public, the account if there is one, the organisation that put them forward."""

    name: str
    user: User | None = None
    organisation: Organisation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectedIn:
    """The election that filled a seat, with its facts as they were at that time.

    `until` is the end of the term where it filled only the rest of one.
    """

    id: int
    title: str
    path: str
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
    """Give a seat to somebody for its term, or for the rest of one if the election was about that.

    The former holder leaves it on that day, if not before.
    """
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    former = seat.appointments.filter(ended_on=None).first()
    rules.may_be_filled(seat, starts_on=starts_on, former=former).enforce()

    if former:
        former.ended_on = min(former.ends_on, starts_on)
        former.save(update_fields=["ended_on"])
        record("partners.appointment_ended", former, by=by, data={"on": former.ended_on})
        if former.user_id != (holder.user.pk if holder.user else None):
            _tell(former, "partners/appointment_ended")
    until = election.until if election else None
    appointment = Appointment.objects.create(
        seat=seat,
        user=holder.user,
        name=holder.name,
        organisation=holder.organisation,
        basis=basis,
        starts_on=starts_on,
        ends_on=until or months_after(starts_on, seat.term_months),
        election_id=election.id if election else None,
        election_title=election.title if election else "",
        election_path=election.path if election else "",
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
def end_appointment(
    appointment: Appointment, *, by: User | None, on: dt.date | None = None
) -> Appointment:
    """Record that somebody left a seat before the end of the term: it is vacant from this day."""
    on = on or timezone.localdate()
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    rules.may_be_ended(appointment, on=on).enforce()

    appointment.ended_on = on
    appointment.save(update_fields=["ended_on"])
    record("partners.appointment_ended", appointment, by=by, data={"on": on})
    _tell(appointment, "partners/appointment_ended")
    return appointment


def _tell(appointment: Appointment, name: str) -> None:
    """Tell the holder of a seat, if they have an account: what is said of them is public."""
    if appointment.user:
        notify(
            [appointment.user],
            name,
            about=appointment.seat.partnership,
            context={"appointment": appointment},
            url=appointment.seat.partnership.get_absolute_url(),
        )
