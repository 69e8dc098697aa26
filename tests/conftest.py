"""The cast and the house of every test."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase

import pytest

from assembly.core import append_only
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.world import World, build_world, rolled_back

ROOT = Path(__file__).resolve().parent.parent
RECORD = {"core_event": ["id"], "core_eventseal": ["position", "event_id"]}


def pytest_collection_modifyitems(items):
    """Refuse two ways of emptying the database in one run.

    After a test with `serialized_rollback` nothing fills the permissions in again, and the next transactional test
    without it finds none; which one comes next depends on the worker.
    """
    marks = [mark for item in items for mark in item.iter_markers("django_db")]
    ways = {
        bool(mark.kwargs.get("serialized_rollback"))
        for mark in marks
        if mark.kwargs.get("transaction")
    }
    if len(ways) > 1:
        raise pytest.UsageError(
            "Transactional tests with and without serialized_rollback stand in one run."
        )


@pytest.fixture(autouse=True)
def _clear_cache():
    """Wagtail caches the paths of its sites beyond a rolled-back test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def _record_can_be_flushed():
    """The record refuses to be emptied; between transactional tests its triggers are lifted for that moment."""
    flush = TransactionTestCase._fixture_teardown

    def flush_with_triggers_lifted(test_case):
        for table in RECORD:
            append_only.lift(connection, table)
        flush(test_case)
        for table, unique in RECORD.items():
            append_only.protect(connection, table, *unique)

    TransactionTestCase._fixture_teardown = flush_with_triggers_lifted
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files, read in place; a test that needs them skips with a word when they are absent."""
    folder = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data")).resolve()
    if not folder.is_dir():
        pytest.skip("shared data absent: set SHARED_DATA to the folder of real files")
    return folder


@pytest.fixture
def member(db):
    """Asha's organisation, a member."""
    return OrganisationFactory(name="Kennet Carers", member=True)


@pytest.fixture
def asha(member):
    """Asha acts for a member: its lead, and so its voter."""
    user = UserFactory(name="Asha Amin", email="asha@example.org")
    DelegateFactory(organisation=member, user=user, role="lead")
    return user


@pytest.fixture
def ben(db):
    """Ben acts for an organisation that lapsed."""
    user = UserFactory(name="Ben Bright", email="ben@example.org")
    DelegateFactory(
        organisation=OrganisationFactory(name="Lapsed Lunch Club", lapsed=True),
        user=user,
        role="lead",
    )
    return user


@pytest.fixture
def carys(db):
    """Carys has an account and acts for nobody."""
    return UserFactory(name="Carys Cole", email="carys@example.org")


@pytest.fixture
def dev(db):
    """Dev works in the Support Unit."""
    return UserFactory(name="Dev Das", email="dev@example.org", office="Support Unit")


@pytest.fixture
def efua(db):
    """Efua is returning officer."""
    return UserFactory(name="Efua Essel", email="efua@example.org", office="Returning officer")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """One of everything, made once for a module; what each of its tests writes is taken back after it."""
    with django_db_blocker.unblock(), rolled_back():
        yield build_world()
