"""Findings and limits of a spread as earlier releases stored them, in a database that goes forward and back."""

import datetime as dt
import hashlib

from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

import pytest

from elections.models import OpeningFinding
from tests import databases
from tests.factories.elections import POLL_OPENS, instants
from tests.upgrade.test_upgrade import connected_to

pytestmark = pytest.mark.own_database

BEFORE = [("elections", "0019_candidates_entered_late")]
AFTER = [("elections", "0022_no_names_of_limits_in_json")]
KENNET = {"name": "Kennet", "minimum": 1, "maximum": None}
GONE = {"name": "Renamed since", "minimum": 0, "maximum": 2}
SMALL = {"name": "Small", "minimum": 1, "maximum": 3}
TOLD = "The box holds 4 ballots and the roll 5 marks."


@pytest.fixture
def old(django_db_blocker, tmp_path, request):
    """A database with the tables of before, and its models."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"keys_{databases.CHECKOUT}_{worker}"
    database = name if databases.POSTGRESQL else str(tmp_path / "site.sqlite3")
    with django_db_blocker.unblock():
        databases.copy_to(databases.migrated(), database)
        with connected_to(database):
            yield migrate(BEFORE)
        if databases.POSTGRESQL:
            databases.drop(database)


def migrate(to):
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    connections["default"].close()
    return MigrationExecutor(connection).loader.project_state(to).apps


def contest(apps, slug, spread_by, limits):
    officer, _ = apps.get_model("accounts", "User").objects.get_or_create(
        email="efua@example.org", defaults={"name": "Efua"}
    )
    board, _ = apps.get_model("partners", "Partnership").objects.get_or_create(
        slug="board", defaults={"name": "Board", "kind": "lsp"}
    )
    election = apps.get_model("elections", "Election").objects.create(
        title=slug,
        slug=slug,
        returning_officer=officer,
        term_starts_on=dt.date(2027, 1, 1),
        **instants(POLL_OPENS),
    )
    return apps.get_model("elections", "Contest").objects.create(
        election=election,
        title=slug,
        partnership=board,
        lot_event="A draw",
        lot_at=POLL_OPENS,
        spread_by=spread_by,
        spread_limits=limits,
    )


def test_old_keys_become_facts_and_old_keys_again(old):
    """One database for both: each step of the whole schema costs seconds."""
    kennet = old.get_model("membership", "District").objects.create(name="Kennet", slug="kennet")
    theme = old.get_model("membership", "Theme").objects.create(name="Kennet", slug="kennet")
    contest(old, "by-district", "district", [GONE, KENNET])
    contest(old, "by-theme", "theme", [KENNET])
    contest(old, "declared", "declared", [KENNET, SMALL])
    stopped = contest(old, "none", "", [])
    digest = hashlib.sha256(TOLD.encode()).hexdigest()
    kept = old.get_model("elections", "OpeningFinding").objects
    kept.create(contest=stopped, text=TOLD, digest=digest, found_at=POLL_OPENS)

    new = migrate(AFTER)
    rows = new.get_model("elections", "SpreadLimit").objects
    assert list(
        rows.order_by("contest__title", "order").values_list(
            "contest__title", "name", "district", "theme", "minimum", "maximum"
        )
    ) == [
        ("by-district", "Renamed since", None, None, 0, 2),  # kept as the notice told it
        ("by-district", "Kennet", kennet.pk, None, 1, None),
        ("by-theme", "Kennet", None, theme.pk, 1, None),
        ("declared", "Kennet", None, None, 1, None),
        ("declared", "Small", None, None, 1, 3),
    ]
    found = new.get_model("elections", "OpeningFinding").objects.get()
    facts = {"ballots": 4, "marks": 5, "empty": 0}
    assert (found.code, found.facts, found.text) == ("ballots-and-marks", facts, TOLD)
    assert found.facts_sha256 == OpeningFinding.sha256_of(facts)

    back = migrate(BEFORE)
    contests = back.get_model("elections", "Contest").objects
    assert dict(contests.values_list("title", "spread_limits")) == {
        "by-district": [GONE, KENNET],
        "by-theme": [KENNET],
        "declared": [KENNET, SMALL],
        "none": [],
    }
    assert back.get_model("elections", "OpeningFinding").objects.get().digest == digest
