"""What organisations say of themselves."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from assembly.membership.models import (
    ActivityTag,
    IncomeYear,
    Offer,
    Profile,
    QualityMark,
    SectorEstimate,
    Ward,
)
from tests.factories.membership import DistrictFactory, OrganisationFactory


class WardFactory(DjangoModelFactory):
    class Meta:
        model = Ward

    district = factory.SubFactory(DistrictFactory)
    name = factory.Sequence(lambda n: f"Ward {n}")


class ActivityTagFactory(DjangoModelFactory):
    class Meta:
        model = ActivityTag

    code = factory.Sequence(lambda n: f"T{n}")
    name = factory.Sequence(lambda n: f"Tag {n}")
    source = "Tests"


class ProfileFactory(DjangoModelFactory):
    class Meta:
        model = Profile

    organisation = factory.SubFactory(OrganisationFactory)


class IncomeYearFactory(DjangoModelFactory):
    class Meta:
        model = IncomeYear

    organisation = factory.SubFactory(OrganisationFactory)
    ends_on = dt.date(2008, 3, 31)
    band = "small"
    reported_on = dt.date(2008, 9, 1)


class QualityMarkFactory(DjangoModelFactory):
    class Meta:
        model = QualityMark

    organisation = factory.SubFactory(OrganisationFactory)
    scheme = "PQASSO"
    awarded_on = dt.date(2008, 3, 3)


class OfferFactory(DjangoModelFactory):
    class Meta:
        model = Offer

    organisation = factory.SubFactory(OrganisationFactory)
    need = "governance"
    description = "A trustee school, twice a year."


class SectorEstimateFactory(DjangoModelFactory):
    class Meta:
        model = SectorEstimate

    measure = "organisations"
    figure = 1_700
    area = "Wiltshire"
    counting_rule = "Organisations known to the councils for voluntary service"
    as_of = dt.date(2008, 9, 1)
    source = "A report"
