"""The cast and the house of every test."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.core.cache import cache, caches
from django.db import connection
from django.test import TransactionTestCase

import pytest

from tests import databases
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.nets import (  # noqa: F401 - hooks of pytest
    pytest_collection_modifyitems,
    pytest_runtest_call,
    pytest_runtest_setup,
    pytest_terminal_summary,
)
from tests.world import World, build_world, rolled_back

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, request) -> Iterator[None]:
    """A copy of a site that was just installed, for this process alone."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = databases.name_for(worker)
        databases.begin()
    yield
    with django_db_blocker.unblock():
        connection.close()
        if databases.POSTGRESQL:
            databases.drop(databases.name_for(worker))
        connection.settings_dict["NAME"] = before


@pytest.fixture(autouse=True)
def _clear_cache():
    """Wagtail caches the paths of its sites beyond a rolled-back test."""
    cache.clear()
    caches["parts"].clear()
    yield
    cache.clear()
    caches["parts"].clear()


@pytest.fixture(scope="session", autouse=True)
def _transactional_tests_put_back():
    """After a transactional test the database is as it was before it, not empty: the order of tests is free."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: databases.put_back())
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files, read in place; a test that needs them skips with a word when they are absent."""
    folder = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data")).resolve()
    if not folder.is_dir():
        pytest.skip("shared data absent: set SHARED_DATA to the folder of real files")
    return folder


@pytest.fixture(scope="session")
def shared_cases(shared_data) -> Path:
    """The folder of small inputs from real trouble, beside that of real files."""
    folder = shared_data.parent / "cases"
    if not folder.is_dir():
        pytest.skip("shared data absent: the folder `cases` beside SHARED_DATA is not there")
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
