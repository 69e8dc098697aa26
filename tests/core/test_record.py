"""The record is append-only, and a line touched all the same is named."""

import datetime as dt
import hashlib
import itertools
import json
import subprocess
import sys
import threading
from decimal import Decimal
from importlib import import_module
from types import SimpleNamespace

from django.core.management import CommandError, call_command
from django.db import Error, OperationalError, connection, transaction

import pytest

from assembly.core import append_only, chain, emails, events, record, tasks
from assembly.core import witnesses as outside
from assembly.core.models import Event, EventSeal, SentHead, WitnessedHead
from tests import points
from tests.conftest import ROOT
from tests.factories.membership import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _known_name(monkeypatch):
    points.only(monkeypatch, events.acts, events.Act("tests.done", "did something"))
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
        for table, unique in record.TABLES.items():
            append_only.protect(connection, table, *unique)

    return run


def tables():
    return [(table, *unique) for table, unique in record.TABLES.items()]


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
    assert all(append_only.faults(connection, *each) for each in tables())
    migration.protect_record(None, editor)
    assert not any(append_only.faults(connection, *each) for each in tables())


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
        "random_bytes": "ab" * 32,
        "leaf": "ab" * 32,
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
    line = sealed[0]
    line.subject_id = 99_999
    leaf = chain.leaf_of(line.random_bytes, events.text_of(line))
    tamper("UPDATE core_event SET subject_id = 99999, leaf = %s WHERE id = %s", leaf, line.id)
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
    assert (
        f"The table {table} is not protected: its trigger {table}_no_update is missing." in found()
    )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL can disable one")
def test_a_trigger_switched_off_is_named(sealed):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE core_event DISABLE TRIGGER core_event_no_update")
    assert found() == [
        "The table core_event is not protected: its trigger core_event_no_update is switched off."
    ]


# A trigger that is there and does nothing: (what somebody ran, what is said of it).
EMPTIED = {
    "sqlite": [
        (
            "CREATE TRIGGER core_event_no_update BEFORE UPDATE ON core_event BEGIN SELECT 1; END",
            "its trigger core_event_no_update was changed",
        ),
        (
            "CREATE TRIGGER core_event_no_update BEFORE UPDATE ON core_event WHEN 0 "
            "BEGIN SELECT RAISE(ABORT, 'core_event is append-only'); END",
            "its trigger core_event_no_update was changed",
        ),
        (
            "CREATE TRIGGER core_event_no_update BEFORE UPDATE OF id ON core_event "
            "BEGIN SELECT RAISE(ABORT, 'core_event is append-only'); END",
            "its trigger core_event_no_update was changed",
        ),
    ],
    "postgresql": [
        (
            "CREATE TRIGGER core_event_no_update BEFORE UPDATE ON core_event "
            "FOR EACH ROW WHEN (false) EXECUTE FUNCTION refuse_change()",
            "its trigger core_event_no_update was changed",
        ),
        (
            "CREATE TRIGGER core_event_no_update BEFORE UPDATE OF id ON core_event "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            "its trigger core_event_no_update was changed",
        ),
        (
            "CREATE TRIGGER core_event_no_update BEFORE UPDATE ON core_event "
            "FOR EACH STATEMENT EXECUTE FUNCTION suppress_redundant_updates_trigger()",
            "its trigger core_event_no_update was changed",
        ),
    ],
}


@pytest.mark.parametrize("place", range(3))
def test_a_trigger_that_stands_there_and_does_nothing_is_named(sealed, place):
    sql, said = EMPTIED[connection.vendor][place]
    where = " ON core_event" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER core_event_no_update{where}")
        cursor.execute(sql)
    assert found() == [f"The table core_event is not protected: {said}."]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no functions")
@pytest.mark.parametrize("returned", ["NULL", "NEW"])
def test_an_emptied_function_is_named(sealed, returned):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RETURN {returned}; END $$"
        )
    named = found()
    assert len(named) == 6
    assert "the function of its trigger core_eventseal_no_truncate was changed." in named[-1]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL alone has these")
@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            "CREATE RULE quiet AS ON UPDATE TO core_event DO INSTEAD NOTHING",
            "it has a rule quiet of its own",
        ),
        (
            "SET LOCAL session_replication_role = replica",
            "session_replication_role is replica, so no trigger wakes",
        ),
    ],
)
def test_what_goes_round_the_triggers_is_named(sealed, sql, said):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        named = found()
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert f"The table core_event is not protected: {said}." in named


def test_a_trigger_of_somebody_else_is_named(sealed):
    body = (
        "FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()"
        if connection.vendor == "postgresql"
        else "BEGIN SELECT 1; END"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TRIGGER extra BEFORE UPDATE ON core_event {body}")
    assert found() == ["The table core_event is not protected: it has a trigger extra of its own."]


# Leaves.


def test_a_line_changed_before_its_seal_is_named_before_and_after_it(sealed, tamper):
    line = write(2)[1]
    tamper("UPDATE core_event SET subject_id = 99999 WHERE id = %s", line.id)
    assert found() == [f"Event {line.id} was changed before it was sealed."]
    record.seal_events()
    assert found() == [f"Event {line.id}, or its seal number 7, was changed."]


def test_a_line_whose_leaf_was_taken_away_is_named(sealed, tamper):
    line = write(1)[0]
    tamper("UPDATE core_event SET leaf = '', random_bytes = '' WHERE id = %s", line.id)
    assert found() == [f"Event {line.id} was changed before it was sealed."]
    record.seal_events()
    assert found() == [f"Event {line.id}, or its seal number 6, was changed."]


@pytest.fixture
def old_site(tamper):
    """Three lines from before there were leaves, two of them sealed as they were then."""
    lines = write(3)
    tamper("UPDATE core_event SET leaf = '', random_bytes = ''")
    before = {"id": lines[2].id}
    third = Event.objects.get(**before)
    tamper("DELETE FROM core_event WHERE id = %s", third.id)
    record.seal_events()
    Event.objects.bulk_create([third])
    return lines


def test_the_seals_of_an_old_site_stay_as_they_were_and_the_chain_goes_on(old_site, tamper):
    line = json.dumps(
        {
            "id": old_site[0].id,
            "at": old_site[0].at.isoformat(timespec="microseconds"),
            "name": "tests.done",
            "actor": old_site[0].actor_id,
            "acting_for": None,
            "subject_type": "membership.organisation",
            "subject_id": old_site[0].subject_id,
            "data": {"number": 0},
        },
        sort_keys=True,
        separators=(",", ":"),
    )
    first = EventSeal.objects.first()
    assert first.digest == hashlib.sha256(("0" * 64 + line).encode()).hexdigest()  # as of old
    noted = record.head()
    write(2)
    assert record.seal_events() == 3
    assert [seal.version for seal in EventSeal.objects.all()] == [1, 1, 1, 2, 2]
    assert found(noted) == []
    tamper("UPDATE core_event SET subject_id = 99999 WHERE id = %s", old_site[1].id)
    assert found() == [f"Event {old_site[1].id}, or its seal number 2, was changed."]


def test_the_public_leaves_begin_behind_the_seals_of_an_old_site(old_site):
    """The old seals could be guessed at: only the last, a head that was public, leads to the leaves."""
    write(2)
    record.seal_events()
    last = EventSeal.objects.get(position=3)
    lines = list(record.leaves(1))
    assert lines[0] == (3, "", last.digest)
    assert [position for position, _, _ in lines] == [3, 4, 5]
    assert list(chain.problems(lines, (5, record.head().digest))) == []


def test_an_old_seal_behind_a_leaf_is_named(sealed, tamper):
    """It fits the chain, and yet its line would be missing from the public files."""
    last = EventSeal.objects.last()
    event = Event.objects.get(pk=last.event_id)
    before = EventSeal.objects.get(position=4).digest
    tamper(
        "UPDATE core_eventseal SET version = 1, leaf = '', digest = %s WHERE position = 5",
        record._digest_of_text(before, event),
    )
    assert found() == [f"Event {event.id}, or its seal number 5, was changed."]


def test_a_row_without_a_leaf_is_no_bridge_to_a_noted_head():
    """Else a record written anew would reach the true head by a last row that nothing checks."""
    leaves = ["a" * 64, "b" * 64]
    first = chain.link(chain.BEGINNING, leaves[0])
    head = (2, chain.link(first, leaves[1]))
    true = [(1, leaves[0], first), (2, leaves[1], head[1])]
    assert list(chain.problems(true, head)) == []
    forged = (1, "c" * 64, chain.link(chain.BEGINNING, "c" * 64))
    for rows in ([forged, (2, "", head[1])], [(1, "", first), forged, (2, "", head[1])]):
        assert list(chain.problems(rows, head))[-1] == (
            "Seal 2 has no leaf. Only the first line of the first file may have none."
        )


def test_the_files_of_leaves_are_of_one_length_and_fit_together(monkeypatch):
    monkeypatch.setattr(record, "PART", 3)
    write(7)
    record.seal_events()
    files = [list(record.leaves(part)) for part in record.parts()]
    assert [len(lines) for lines in files] == [3, 3, 1]
    assert list(chain.problems(itertools.chain(*files))) == []
    assert list(chain.problems(itertools.chain(files[0], files[2]))) == [
        "Seal 3 is followed by seal 7: those in between are missing."
    ]


def test_nothing_of_a_line_can_be_told_from_its_leaf(sealed):
    """A plain hash of a text with so few possibilities would be found by trying them."""
    line = sealed[0]
    text = events.text_of(line)
    public = [part for row in record.leaves(1) for part in row[1:]]
    for before in ["", *public, *(bytes.fromhex(each).decode("latin-1") for each in public)]:
        guess = hashlib.sha256(before.encode("latin-1") + text.encode()).hexdigest()
        assert guess not in public
    assert len({each.random_bytes for each in sealed}) == 5
    assert chain.leaf_of(line.random_bytes, text) == public[0]


# Away from the site.


@pytest.fixture
def downloaded(client, sealed, tmp_path):
    file = tmp_path / "leaves-1.csv"
    file.write_bytes(b"".join(client.get("/about/record/leaves-1.csv")))
    return file


def checked(*arguments, capsys):
    code = chain.main([str(each) for each in arguments])
    return code, capsys.readouterr().out


def test_anybody_checks_what_they_downloaded(downloaded, capsys):
    head = record.head()
    assert checked(downloaded, "--head", head, capsys=capsys) == (
        0,
        f"5 seals read, 0 opened rows read. Everything matches. Head: {head}\n",
    )
    other = f"4:{'a' * 64}"
    assert checked(downloaded, "--head", other, capsys=capsys) == (
        1,
        "Seal 4 is not the head that was noted down.\n",
    )


@pytest.mark.parametrize("column", [1, 2])
def test_a_leaf_or_seal_changed_in_the_file_is_named(downloaded, capsys, column):
    lines = downloaded.read_text().splitlines()
    parts = lines[3].split(",")
    parts[column] = "a" * 64
    lines[3] = ",".join(parts)
    downloaded.write_text("\n".join(lines))
    code, said = checked(downloaded, capsys=capsys)
    assert code == 1
    assert said.startswith("Seal 3 does not follow from its leaf and the seal before it.")


def test_a_file_that_is_none_is_refused(tmp_path, capsys):
    file = tmp_path / "leaves-1.csv"
    assert chain.main([str(file)]) == 2
    file.write_text("position,leaf,seal\n1,zz,\n")
    assert chain.main([str(file)]) == 2
    assert "is not a file of leaves" in capsys.readouterr().err


def test_the_check_runs_without_the_site(downloaded, tmp_path):
    """With Python alone: no settings, no database, nothing installed."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-I", str(ROOT / "assembly/core/chain.py"), str(downloaded)],
        cwd=tmp_path,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


# Outside witnesses.


@pytest.fixture
def witnesses(settings):
    settings.RECORD_WITNESSES = ["ann@elsewhere.example", "ben@elsewhere.example"]


def test_the_job_sends_the_head_to_each_witness_once_a_day(witnesses, mailoutbox, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 30, 0, 5, tzinfo=dt.UTC), tick=False)
    write(2)
    tasks.seal_events()
    noted = record.head()
    write(1)
    tasks.seal_events()
    assert [mail.to for mail in mailoutbox] == [
        ["ann@elsewhere.example"],
        ["ben@elsewhere.example"],
    ]
    for mail in mailoutbox:
        assert str(noted) in mail.body
        assert "verify_events --head" in mail.body
    time_machine.move_to(dt.datetime(2026, 12, 1, 0, 5, tzinfo=dt.UTC), tick=False)
    tasks.seal_events()
    assert len(mailoutbox) == 4
    assert str(record.head()) in mailoutbox[2].body
    time_machine.move_to(dt.datetime(2026, 12, 2, 0, 5, tzinfo=dt.UTC), tick=False)
    tasks.seal_events()
    assert len(mailoutbox) == 4  # nothing has been sealed since


def test_a_head_that_no_server_took_is_sent_the_next_time(
    witnesses, mailoutbox, monkeypatch, caplog
):
    write(1)
    with monkeypatch.context() as broken:
        broken.setattr(
            "assembly.core.emails.EmailMultiAlternatives.send",
            lambda *args, **kwargs: (_ for _ in ()).throw(OSError("down")),
        )
        tasks.seal_events()
    assert "the next run sends it" in caplog.text
    assert not SentHead.objects.exists()
    tasks.seal_events()
    assert len(mailoutbox) == 2


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_witness_is_mailed(witnesses, monkeypatch):
    """On SQLite it would hold the only write lock for as long as a mail server hangs."""
    write(1)
    record.seal_events()
    seen = []
    monkeypatch.setattr(
        emails.Letter, "send", lambda *_, **__: seen.append(connection.in_atomic_block)
    )
    outside.send_head()
    assert seen == [False, False]


@pytest.mark.parametrize("refused", ["ann", "ben"])
def test_a_witness_who_is_refused_keeps_the_head_from_nobody(
    witnesses, monkeypatch, refused, time_machine
):
    time_machine.move_to(dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC), tick=False)
    write(1)
    record.seal_events()
    got = []

    def send(self, *_, **__):
        if self.to[0].startswith(refused):
            raise emails.NotSent
        got.append(self.to[0])

    with monkeypatch.context() as broken:
        broken.setattr(emails.Letter, "send", send)
        for _ in range(3):
            with pytest.raises(emails.NotSent):
                outside.send_head()
    assert len(got) == 1
    assert outside.send_head() == 1
    assert outside.send_head() == 0
    kept = str(list(SentHead.objects.values()))
    assert "elsewhere" not in kept


def test_without_witnesses_nothing_is_sent(mailoutbox):
    write(1)
    tasks.seal_events()
    assert (mailoutbox, WitnessedHead.objects.count()) == ([], 0)


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
