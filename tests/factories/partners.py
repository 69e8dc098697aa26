"""Partnerships, seats and who holds them."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from assembly.partners.models import Appointment, Meeting, Partnership, PublicBody, Seat


class PublicBodyFactory(DjangoModelFactory):
    class Meta:
        model = PublicBody
        django_get_or_create = ("slug",)

    name = factory.Sequence(lambda n: f"Public body {n}")
    short_name = "the body"
    slug = factory.Sequence(lambda n: f"public-body-{n}")
    kind = PublicBody.Kind.COUNCIL


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = Partnership

    name = factory.Sequence(lambda n: f"Partnership {n}")
    slug = factory.Sequence(lambda n: f"partnership-{n}")
    kind = Partnership.Kind.THEMATIC


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = Seat

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Seat {n}")
    term_months = 24


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = Appointment

    seat = factory.SubFactory(SeatFactory)
    name = factory.Sequence(lambda n: f"Representative {n}")
    basis = Appointment.Basis.INVITED
    starts_on = dt.date(2008, 1, 1)
    ends_on = dt.date(2010, 1, 1)
    taken_on = factory.SelfAttribute("starts_on")
    code_version = "1"


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    partnership = factory.SubFactory(PartnershipFactory)
    held_on = dt.date(2008, 9, 1)
