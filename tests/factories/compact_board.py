"""The Compact Board with seats of both sides and a chair."""

import datetime as dt

from django.utils import timezone

from assembly.compact.board import services
from assembly.compact.board.services import ReportFacts
from assembly.partners.models import Appointment, Partnership, Seat
from tests.factories.membership import OrganisationFactory
from tests.factories.partners import (
    AppointmentFactory,
    PartnershipFactory,
    PublicBodyFactory,
    SeatFactory,
)

FILLING = {"sector": "co-opted", "public": "named", "chair": "invited"}


def board(**facts):
    """The partnership, without a seat."""
    found = Partnership.objects.filter(kind=Partnership.Kind.COMPACT).first()
    facts = {"name": "Compact Board", "slug": "compact-board", **facts}
    return found or PartnershipFactory(kind=Partnership.Kind.COMPACT, **facts)


def seat(side, title="", **facts):
    facts.setdefault("filling", FILLING[side])
    named = {"title": title} if title else {}
    return SeatFactory(partnership=board(), side=side, **named, **facts)


def member(side, *, user=None, on=None, **facts):
    """Somebody who holds and has taken a seat of this side, since 30 days unless another day is given."""
    on = on or timezone.localdate() - dt.timedelta(days=30)
    if side == Seat.Side.SECTOR and "organisation" not in facts:
        facts["organisation"] = OrganisationFactory()
    if side == Seat.Side.PUBLIC and "body" not in facts:
        facts["body"] = PublicBodyFactory()
    if user:
        facts.setdefault("name", user.name)
    if "seat" not in facts:
        facts["seat"] = seat(side, facts.pop("title", ""))
    basis = Appointment.Basis.NAMED if side == Seat.Side.PUBLIC else Appointment.Basis.CO_OPTED
    facts = {"starts_on": on, "ends_on": on + dt.timedelta(days=730), **facts}
    return AppointmentFactory(basis=basis, user=user, **facts)


def strategic_board():
    found = Partnership.objects.filter(kind=Partnership.Kind.LSP).first()
    return found or PartnershipFactory(kind=Partnership.Kind.LSP, name="Strategic Board")


def report(*, by, paper=None, on=None, due=None, **facts):
    on = on or timezone.localdate()
    facts = {
        "to": strategic_board(),
        "reported_on": on,
        "by_whom": "The deputy chair",
        "title": "The Compact this quarter",
        "next_due_on": due or on + dt.timedelta(days=90),
        **facts,
    }
    return services.enter_report(ReportFacts(**facts), paper, by=by)
