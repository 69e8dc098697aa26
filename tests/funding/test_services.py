"""A source enters the register whole, once, and with its history."""

import datetime as dt
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from queue import Queue

from django.db import IntegrityError, connection, transaction
from django.db.models import Sum

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.funding import services
from assembly.funding.lines import Batch
from assembly.funding.models import (
    Award,
    AwardChange,
    AwardImport,
    financial_year,
    financial_year_name,
)
from assembly.partners.models import Department, PublicBody
from tests.factories.funding import AwardFactory, AwardLineFactory
from tests.factories.membership import OrganisationFactory

pytestmark = pytest.mark.django_db


def batch_of(lines, **facts):
    pounds = sum((line.amount for line in lines if line.currency == "GBP"), Decimal(0))
    return replace(Batch("grants.csv", "0" * 64, len(lines), pounds), **facts)


def load(*lines, by=None):
    return services.import_awards(batch_of(lines), lines, by=by)


def test_new_awards_are_added_with_their_source(dev):
    line = AwardLineFactory(row=7)
    loaded = load(line, AwardLineFactory(), by=dev)
    assert (loaded.new, loaded.changed, loaded.unchanged) == (2, 0, 0)
    award = Award.objects.get(grant_id=line.grant_id)
    assert award.amount == Decimal("1250.50")
    assert award.financial_year == 2008
    assert award.source_row == 7
    assert award.source.file_name == "grants.csv"
    assert award.source.imported_by == dev
    assert award.source.rows == award.source.new_count == 2
    assert award.source.total == Decimal("2501.00")


def test_an_import_is_one_event_of_codes(dev):
    load(AwardLineFactory(), AwardLineFactory(), by=dev)
    event = Event.objects.get(name="funding.imported")
    assert event.actor == dev
    assert event.data == {"sha256": "0" * 64, "rows": 2, "total": "2501.00", "new": 2, "changed": 0}


def test_the_same_source_again_adds_nothing_and_leaves_nothing():
    lines = AwardLineFactory.build_batch(3)
    load(*lines)
    loaded = load(*lines)
    assert (loaded.new, loaded.changed, loaded.unchanged) == (0, 0, 3)
    assert Award.objects.count() == 3
    assert AwardImport.objects.count() == Event.objects.filter(name="funding.imported").count() == 1


def test_a_changed_award_keeps_what_it_was():
    line = AwardLineFactory(months=None)
    load(line)
    loaded = load(
        replace(
            line,
            row=9,
            amount=Decimal("2000.00"),
            months=Decimal(12),
            awarded_on=dt.date(2009, 3, 31),
        ),
        AwardLineFactory(),
    )
    assert (loaded.new, loaded.changed, loaded.unchanged) == (1, 1, 0)
    award = Award.objects.get(grant_id=line.grant_id)
    assert (award.amount, award.financial_year, award.source_row) == (Decimal("2000.00"), 2008, 9)
    assert {(change.fact, change.before, change.after) for change in award.changes.all()} == {
        ("Amount", "1250.50", "2000.00"),
        ("Length in months", "", "12"),
        ("Date of the award", "2008-04-01", "2009-03-31"),
    }
    assert {change.made_by for change in award.changes.all()} == {award.source}


def test_what_the_support_unit_says_of_an_award_outlives_the_next_import():
    line = AwardLineFactory()
    load(line)
    Award.objects.update(award_class="giving", residential_care=True, in_county=False)
    assert load(line).unchanged == 1
    assert load(replace(line, title="Carers' supper")).changed == 1
    award = Award.objects.get()
    assert (award.award_class, award.residential_care, award.in_county) == ("giving", True, False)


def test_an_award_that_is_a_persons_after_all_loses_every_trace_of_the_name():
    line = AwardLineFactory(recipient_name="Hypatia Alexandria", title="Wheelchair for Hypatia")
    load(line)
    load(replace(line, title="Wheelchair for H. Alexandria"))
    unnamed = replace(
        line,
        to_individual=True,
        recipient_name="",
        recipient_org_id="",
        title="Award to an individual",
        purpose="",
        amount=Decimal("1.00"),
    )
    load(unnamed)
    award = Award.objects.get()
    assert award.recipient_shown == "An individual"
    assert {change.field for change in award.changes.all()} == {"to_individual", "amount"}


def test_the_same_identifier_of_another_funder_is_another_award():
    line = AwardLineFactory()
    load(line)
    assert load(replace(line, funder_org_id="GB-NHS-5QK")).new == 1


def test_the_parties_are_found_by_identifier():
    body = PublicBody.objects.create(
        name="Wessex County Council",
        short_name="the council",
        slug="wcc",
        kind="council",
        org_id="GB-LAE-WSX",
    )
    department = Department.objects.create(body=body, name="Community Services", code="DCS")
    member = OrganisationFactory(org_id="GB-CHC-000000", member=True)
    line = AwardLineFactory(department_name="community services", recipient_org_id="GB-CHC-000000")
    load(
        line, AwardLineFactory(department_name="dcs"), AwardLineFactory(funder_org_id="GB-NHS-5QK")
    )
    award = Award.objects.get(grant_id=line.grant_id)
    assert (award.funder, award.department, award.recipient) == (body, department, member)
    assert Award.objects.filter(department=department).count() == 2
    assert Award.objects.filter(funder=None).count() == 1


def test_a_recipient_that_joins_the_register_later_is_linked_by_the_next_import():
    line = AwardLineFactory(recipient_org_id="GB-CHC-000000")
    load(line)
    member = OrganisationFactory(org_id="GB-CHC-000000", member=True)
    loaded = load(line)
    assert (loaded.changed, loaded.unchanged, loaded.linked) == (0, 1, 1)
    assert Award.objects.get().recipient == member
    assert AwardImport.objects.count() == 1


def test_a_source_with_a_problem_is_not_loaded():
    lines = [AwardLineFactory()]
    with pytest.raises(RuleBroken, match="has 1 problem"):
        services.import_awards(batch_of(lines, problem_count=1), lines, by=None)
    assert not Award.objects.exists()


@pytest.mark.parametrize("facts", [{"rows": 2}, {"total": Decimal("1.00")}])
def test_a_source_that_is_not_what_was_checked_is_not_loaded(facts):
    lines = [AwardLineFactory()]
    with pytest.raises(RuleBroken, match="changed while it was being read"):
        services.import_awards(batch_of(lines, **facts), lines, by=None)
    assert not Award.objects.exists()
    assert not AwardImport.objects.exists()


def test_a_source_that_fails_half_way_leaves_nothing(monkeypatch):
    monkeypatch.setattr(services, "CHUNK", 2)

    def lines():
        yield from AwardLineFactory.build_batch(5)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk"):
        services.import_awards(Batch("grants.csv", "0" * 64, 5, Decimal(1)), lines(), by=None)
    assert not Award.objects.exists()


def test_an_award_in_another_currency_is_kept_and_not_added_up():
    load(AwardLineFactory(), AwardLineFactory(currency="EUR", amount=Decimal("9.00")))
    assert Award.objects.counted().count() == 1
    assert Award.objects.exclude(apart="").get().currency == "EUR"
    assert AwardImport.objects.get().total == Decimal("1250.50")


def test_a_total_of_many_pennies_is_exact():
    load(
        *AwardLineFactory.build_batch(1000, amount=Decimal("0.10")),
        AwardLineFactory(amount=Decimal("99999999999.97")),
    )
    total = Award.objects.aggregate(total=Sum("amount"))["total"]
    assert total == Decimal("100000000099.97")
    assert isinstance(total, Decimal)


REFUSED_BY_THE_DATABASE = [
    {"to_individual": True},
]


@pytest.mark.parametrize("facts", REFUSED_BY_THE_DATABASE)
def test_the_database_refuses_an_award_that_cannot_be(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardFactory(**facts)


def test_the_database_refuses_an_award_twice():
    award = AwardFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardFactory(grant_id=award.grant_id)


@pytest.mark.parametrize(
    ("day", "starts", "name"),
    [
        (dt.date(2008, 3, 31), 2007, "2007/08"),
        (dt.date(2008, 4, 1), 2008, "2008/09"),
        (dt.date(1999, 12, 31), 1999, "1999/00"),
    ],
)
def test_the_financial_year_runs_from_april_to_march(day, starts, name):
    assert financial_year(day) == starts
    assert financial_year_name(starts) == name


def test_records_read_as_what_they_are():
    load(line := AwardLineFactory())
    load(replace(line, title="Carers' supper"))
    assert str(Award.objects.get()) == "Carers' supper"
    assert str(AwardChange.objects.get()) == "Carers' supper: title"
    assert str(AwardImport.objects.first()).startswith("grants.csv, ")


PATIENCE = 30  # seconds


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
def test_two_imports_of_one_source_at_once_add_it_once(monkeypatch):
    """The first has added half of the awards when the second comes, and goes on once the second waits for it."""
    monkeypatch.setattr(services, "CHUNK", 25)
    lines = AwardLineFactory.build_batch(50)
    half_way, second = threading.Event(), Queue()

    def read_slowly():
        yield from lines[:25]
        half_way.set()
        wait_until_it_waits(second.get(timeout=PATIENCE))
        yield from lines[25:]

    def come_first():
        return services.import_awards(batch_of(lines), read_slowly(), by=None)

    def come_second():
        assert half_way.wait(PATIENCE)
        connection.ensure_connection()
        second.put(connection.connection.info.backend_pid)
        return load(*lines)

    with ThreadPoolExecutor(2) as threads:
        imports = [threads.submit(closing, act) for act in (come_first, come_second)]
        loaded = [each.result() for each in imports]
    assert [each.new for each in loaded] == [50, 0]
    assert Award.objects.count() == 50


def closing(act):
    try:
        return act()
    finally:
        connection.close()


def wait_until_it_waits(pid):
    """Until this process of the server waits for a lock that another holds."""
    ends = time.monotonic() + PATIENCE
    waits = "SELECT EXISTS (SELECT FROM pg_locks WHERE pid = %s AND NOT granted)"
    with connection.cursor() as cursor:
        while not cursor.execute(waits, [pid]).fetchone()[0]:
            assert time.monotonic() < ends, "the second import waits for nothing"
            time.sleep(0.02)
