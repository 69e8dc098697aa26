"""Awards: lines as an importer hands them over, and rows of the register."""

import datetime as dt
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from assembly.funding.lines import AwardLine
from assembly.funding.models import Award, AwardImport, financial_year


class AwardLineFactory(factory.Factory):
    class Meta:
        model = AwardLine

    row = factory.Sequence(lambda n: n + 2)
    grant_id = factory.Sequence(lambda n: f"360G-council-{n}")
    funder_name = "Wessex County Council"
    funder_org_id = "GB-LAE-WSX"
    recipient_name = "Kennet Carers"
    recipient_org_id = "360G-council-kennet_carers"
    title = factory.Sequence(lambda n: f"Carers' café {n}")
    purpose = "A monthly café for people who care for a relative."
    amount = Decimal("1250.50")
    awarded_on = dt.date(2008, 4, 1)


class AwardImportFactory(DjangoModelFactory):
    class Meta:
        model = AwardImport

    file_name = "awards.csv"
    sha256 = "0" * 64
    rows = 1
    total = Decimal("1250.50")
    new_count = 1
    changed_count = 0


class AwardFactory(DjangoModelFactory):
    class Meta:
        model = Award

    source = factory.SubFactory(AwardImportFactory)
    source_row = 2
    grant_id = factory.Sequence(lambda n: f"360G-register-{n}")
    funder_name = "Wessex County Council"
    funder_org_id = "GB-LAE-WSX"
    recipient_name = "Kennet Carers"
    recipient_org_id = "360G-council-kennet_carers"
    title = factory.Sequence(lambda n: f"Carers' café {n}")
    amount = Decimal("1250.50")
    awarded_on = dt.date(2008, 4, 1)
    financial_year = factory.LazyAttribute(lambda award: financial_year(award.awarded_on))
