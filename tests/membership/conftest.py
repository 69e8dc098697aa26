import pytest

from assembly.core.services import sync_roles
from assembly.membership import rules
from assembly.membership.models import Organisation
from assembly.membership.services import joining
from tests.factories.membership import DistrictFactory, ThemeFactory, UserFactory


@pytest.fixture
def roles(db, settings):
    """Offices with their permissions; the second factor has its own tests."""
    settings.REQUIRE_SECOND_FACTOR = False
    sync_roles()


@pytest.fixture
def nadia(db):
    """Nadia has applied for her organisation."""
    return UserFactory(name="Nadia Novak", email="nadia@example.org")


@pytest.fixture
def applicant(nadia):
    organisation = Organisation(name="Wylden Men's Shed", legal_form="group")
    return joining.register_organisation(
        organisation,
        declarations=dict.fromkeys(rules.limbs_for(social_enterprise=False), True),
        districts=[DistrictFactory(name="Salisbury", slug="salisbury")],
        themes=[ThemeFactory(name="Health", slug="health")],
        by=nadia,
    )
