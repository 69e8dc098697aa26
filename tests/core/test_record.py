"""The record is append-only, and a line touched all the same is named."""

import datetime as dt
import threading
from decimal import Decimal
from importlib import import_module
from types import SimpleNamespace

from django.core.management import CommandError, call_command
from django.db import Error, OperationalError, connection, transaction

import pytest

from assembly.core import append_only, events, record, tasks
from assembly.core.models import Event, EventSeal
from tests.factories.membership import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _known_name(monkeypatch):
    monkeypatch.setattr(events, "SENTENCES", {"tests.done": "did something"})
    if connection.vendor == "sqlite":  # a flushed table goes on numbering where it was
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = 'core_event'")


def write(count=1, **data):
    subject, by = OrganisationFactory(), UserFactory()
    return [
        events.record("tests.done", subject, by=by, data={"number": number, **data})
        for number in range(count)
    ]


@pytest.fixture
def sealed(db):
    """Five lines of the record, sealed."""
    written = write(5, amount=Decimal("12.50"), on=dt.date(2026, 11, 30))
    record.seal_events()
    return written


@pytest.fixture
def tamper(db):
    """Change the record behind its own back, as somebody with the database's password could."""

    def run(sql, *values):
        for table in record.TABLES:
            append_only.lift(connection, table)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
        append_only.protect(connection, "core_event", "id")
        append_only.protect(connection, "core_eventseal", "position", "event_id")

    return run


def found(expected=None):
    return list(record.problems(expected))


# The database refuses.


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_event SET name = 'x'",
        "DELETE FROM core_event",
        "UPDATE core_eventseal SET digest = 'x'",
        "DELETE FROM core_eventseal",
    ],
)
def test_the_database_refuses_to_change_or_delete_a_line(sealed, sql):
    with (
        pytest.raises(Error, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_the_models_are_refused_too(sealed):
    line, seal = sealed[0], EventSeal.objects.first()
    line.name = "tests.undone"
    for act in (line.save, line.delete, seal.delete, Event.objects.all().delete):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            act()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite can replace a row")
@pytest.mark.parametrize("table", record.TABLES)
def test_sqlite_refuses_to_replace_a_line(sealed, table):
    with (
        pytest.raises(Error, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")  # noqa: S608


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL can truncate")
@pytest.mark.parametrize("table", record.TABLES)
def test_postgresql_refuses_to_truncate_the_record(sealed, table):
    with (
        pytest.raises(Error, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table}")


def test_the_migration_can_be_undone_and_done_again():
    migration = import_module("assembly.core.migrations.0002_events_are_append_only")
    editor = SimpleNamespace(connection=connection)
    migration.lift_protection(None, editor)
    assert all(append_only.missing(connection, table) for table in record.TABLES)
    migration.protect_record(None, editor)
    assert not any(append_only.missing(connection, table) for table in record.TABLES)


# The chain.


def test_a_whole_record_has_no_problem(sealed):
    assert found(record.head()) == []
    assert [seal.event_id for seal in EventSeal.objects.all()] == [line.id for line in sealed]
    assert record.head().count == 5


def test_an_empty_record_has_a_head_and_no_problem():
    assert record.seal_events() == 0
    assert record.head() == record.Head(0, record.BEGINNING)
    assert found(record.head()) == []


def test_sealing_again_adds_only_what_is_new(sealed):
    before = record.head()
    assert record.seal_events() == 0
    write(2)
    assert record.seal_events() == 2
    assert found(before) == []


def test_sealing_goes_in_batches(monkeypatch):
    monkeypatch.setattr(record, "BATCH", 2)
    write(5)
    assert record.seal_events() == 5
    assert found() == []


def test_every_part_of_a_line_is_under_its_seal(sealed, tamper):
    changes = {
        "at": "2020-01-01 00:00:00+00:00",
        "name": "tests.undone",
        "actor_id": 812,
        "acting_for": 4,
        "subject_type": "forums.group",
        "subject_id": 99_999,
        "data": '{"number": 7}',
    }
    assert set(changes) == {field.column for field in Event._meta.concrete_fields} - {"id"}
    for column, value in changes.items():
        sid = transaction.savepoint()
        tamper(f"UPDATE core_event SET {column} = %s WHERE id = %s", value, sealed[2].id)  # noqa: S608
        assert found() == [f"Event {sealed[2].id}, or its seal number 3, was changed."]
        transaction.savepoint_rollback(sid)
    assert found() == []


def test_a_changed_seal_is_named(sealed, tamper):
    tamper("UPDATE core_eventseal SET digest = %s WHERE position = 5", "f" * 64)
    assert found() == [f"Event {sealed[4].id}, or its seal number 5, was changed."]


def test_a_missing_line_is_named(sealed, tamper):
    tamper("DELETE FROM core_event WHERE id = %s", sealed[1].id)
    assert found() == [f"Event {sealed[1].id}, sealed as number 2, is missing."]


def test_a_missing_seal_is_named(sealed, tamper):
    tamper("DELETE FROM core_eventseal WHERE position IN (2, 3)")
    assert "The seals 2 to 3 are missing." in found()
    assert (
        f"Event {sealed[1].id} was added behind the seal: later events were sealed before it."
        in (found())
    )


def test_two_lines_that_changed_places_are_named(sealed, tamper):
    first, second = sealed[1].id, sealed[2].id
    for old, new in ((first, -1), (second, first), (-1, second)):
        tamper("UPDATE core_event SET id = %s WHERE id = %s", new, old)
    assert found() == [
        f"Event {first}, or its seal number 2, was changed.",
        f"Event {second}, or its seal number 3, was changed.",
    ]


def test_seals_that_changed_places_are_named(sealed, tamper):
    for old, new in ((2, -1), (3, 2), (-1, 3)):
        tamper("UPDATE core_eventseal SET position = %s WHERE position = %s", new, old)
    assert (
        f"Event {sealed[1].id} is out of order: it is sealed after event {sealed[2].id}." in found()
    )


def test_a_line_slipped_in_behind_the_seal_is_named(tamper):
    second = write(3)[1]
    tamper("DELETE FROM core_event WHERE id = %s", second.id)
    record.seal_events()
    Event.objects.bulk_create([second])
    assert found() == [
        f"Event {second.id} was added behind the seal: later events were sealed before it."
    ]


def test_a_record_cut_off_at_its_end_is_found_by_a_head_noted_before(sealed, tamper):
    noted = record.head()
    tamper("DELETE FROM core_eventseal WHERE position > 3")
    tamper("DELETE FROM core_event WHERE id > %s", sealed[2].id)
    assert (
        "The record is cut off: 5 lines were sealed, 3 are left, "
        f"the last of them event {sealed[2].id}." in found(noted)
    )


def test_a_record_cut_off_wholly_is_found(sealed, tamper):
    noted = record.head()
    tamper("DELETE FROM core_eventseal")
    tamper("DELETE FROM core_event")
    assert (
        "The record is cut off: 5 lines were sealed, 0 are left, the last of them event 0."
        in found(noted)
    )


def test_a_chain_calculated_anew_differs_from_the_head_noted_before(sealed, tamper):
    noted = record.head()
    tamper("UPDATE core_event SET subject_id = 99999 WHERE id = %s", sealed[0].id)
    tamper("DELETE FROM core_eventseal")
    record.seal_events()
    write(1)
    record.seal_events()
    assert found() == []
    assert found(noted) == ["The first 5 lines are not those of the head that was noted down."]


def test_a_head_of_nothing_must_be_the_beginning(sealed):
    assert found(record.Head(0, record.BEGINNING)) == []
    assert found(record.Head(0, "a" * 64))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL leaves gaps by itself")
def test_on_sqlite_a_line_missing_before_it_was_sealed_is_named(sealed, tamper):
    lines = write(6)
    for line in (lines[0], lines[2], lines[3], lines[5]):
        tamper("DELETE FROM core_event WHERE id = %s", line.id)
    assert found() == [
        f"Event {lines[0].id} is missing; it was not sealed yet.",
        f"The events {lines[2].id} to {lines[3].id} are missing; they were not sealed yet.",
        f"Event {lines[5].id} is missing; it was not sealed yet.",
    ]


def test_an_act_undone_leaves_no_problem(sealed):
    with transaction.atomic():
        write(1)
        transaction.set_rollback(True)
    write(1)
    assert found() == []


@pytest.mark.parametrize("table", record.TABLES)
def test_a_table_that_stands_open_is_named(sealed, table):
    append_only.lift(connection, table)
    assert f"The table {table} stands open: its trigger {table}_no_update is missing." in found()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL can disable one")
def test_a_trigger_switched_off_is_named(sealed):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE core_event DISABLE TRIGGER core_event_no_update")
    assert found() == [
        "The table core_event stands open: its trigger core_event_no_update is missing."
    ]


def test_checking_costs_the_same_for_a_longer_record(sealed, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as few:
        found()
    write(20)
    record.seal_events()
    with django_assert_max_num_queries(20) as many:
        found()
    assert len(few) == len(many)


# The command.


def test_the_command_seals_checks_and_prints_the_head(capsys):
    write(2)
    call_command("verify_events", "--seal")
    printed = capsys.readouterr().out
    assert "2 lines sealed." in printed
    assert f"Head: 2:{record.head().digest}" in printed
    call_command("verify_events", head=str(record.head()))


def test_the_command_names_the_line_and_fails(sealed, tamper, capsys):
    tamper("DELETE FROM core_event WHERE id = %s", sealed[1].id)
    with pytest.raises(CommandError, match=r"1 problem\(s\)"):
        call_command("verify_events")
    assert f"Event {sealed[1].id}, sealed as number 2, is missing." in capsys.readouterr().err


@pytest.mark.parametrize("written", ["5", "five:" + "0" * 64, "5:abc", "5:" + "g" * 64])
def test_a_head_written_wrongly_is_refused(written):
    with pytest.raises(CommandError, match="COUNT:HASH"):
        call_command("verify_events", head=written)


def test_the_job_leaves_a_record_in_use_to_the_next_time(monkeypatch, caplog):
    def busy():
        raise OperationalError

    monkeypatch.setattr(record, "seal_events", busy)
    tasks.seal_events()
    assert "the next time" in caplog.text


@pytest.mark.concurrency
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_sealing_waits_for_a_line_in_flight():
    """The line with the lower id is committed last; sealed in between, it would end up behind the seal."""
    written, may_commit = threading.Event(), threading.Event()
    by, subject = UserFactory(), OrganisationFactory()

    def slow_act():
        try:
            with transaction.atomic():
                events.record("tests.done", subject, by=by)
                written.set()
                may_commit.wait(5)
        finally:
            connection.close()

    def seal():
        try:
            record.seal_events()
        finally:
            connection.close()

    act, sealing = threading.Thread(target=slow_act), threading.Thread(target=seal)
    act.start()
    written.wait(5)
    events.record("tests.done", subject, by=by)
    sealing.start()
    sealing.join(0.5)
    waited = sealing.is_alive()
    may_commit.set()
    act.join()
    sealing.join()
    assert waited
    assert record.head().count == 2
    assert found() == []
