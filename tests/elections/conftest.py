"""A poll in which Asha's organisation may vote."""

import pytest

from tests.factories.elections import ReturningOfficerFactory, poll


@pytest.fixture
def efua(db):
    """Efua is returning officer, with the permission of that office."""
    return ReturningOfficerFactory(name="Efua Essel", email="efua@example.org")


@pytest.fixture
def contest(asha, efua):
    """A contest for one seat among three candidates, frozen; its poll opens on 2 November 2026 at nine."""
    return poll(election__returning_officer=efua)[0]
