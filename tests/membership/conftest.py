import pytest

from assembly.membership import rules
from assembly.membership.models import Criterion, Organisation
from assembly.membership.services import admission, joining
from tests.factories.membership import DistrictFactory, ThemeFactory, UserFactory


@pytest.fixture
def bola(db):
    """Bola sits on the Assembly Board."""
    return UserFactory(name="Bola Bello", email="bola@example.org", office="Assembly Board")


@pytest.fixture
def refused(applicant, dev):
    """Nadia's organisation, refused by Dev today for one criterion."""
    admission.record_check(
        applicant,
        {
            criterion: admission.Finding(
                met=criterion != Criterion.NOT_STATUTORY, evidence="Constitution"
            )
            for criterion in rules.eligibility.criteria_for(social_enterprise=False)
        },
        by=dev,
    )
    return admission.refuse_organisation(applicant, by=dev)


@pytest.fixture
def nadia(db):
    """Nadia has applied for her organisation."""
    return UserFactory(name="Nadia Novak", email="nadia@example.org")


@pytest.fixture
def applicant(nadia):
    organisation = Organisation(name="Wylden Men's Shed", legal_form="group")
    return joining.register_organisation(
        organisation,
        declarations=dict.fromkeys(rules.eligibility.criteria_for(social_enterprise=False), True),
        districts=[DistrictFactory(name="Salisbury", slug="salisbury")],
        themes=[ThemeFactory(name="Health", slug="health")],
        by=nadia,
    )
