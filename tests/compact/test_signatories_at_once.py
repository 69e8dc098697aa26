"""Two leads who pledge at once, and two who enter one signature, on PostgreSQL and on a file of SQLite."""

import pytest

from assembly.compact.models import Signature
from assembly.core.models import Event
from tests.factories.compact import published
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import PublicBodyFactory
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def storm(tmp_path):
    published(F1="We pay in advance.")
    return Storm(tmp_path, "tests.compact.signing_storm")


def test_of_many_leads_who_pledge_at_once_one_signs(storm):
    member = OrganisationFactory(member=True)
    for _ in range(6):
        DelegateFactory(organisation=member, role="lead")
    said = storm("pledge", member.pk)
    assert said.count("") == 1
    assert all("has signed this edition already" in words for words in said if words)
    assert Signature.objects.count() == 1
    assert Event.objects.filter(name="compact.pledged").count() == 1


def test_of_many_who_enter_one_signature_at_once_one_does(storm):
    body = PublicBodyFactory()
    for _ in range(6):
        UserFactory(office="Support Unit")
    said = storm("enter", body.pk)
    assert said.count("") == 1
    assert all("has signed this edition already" in words for words in said if words)
    assert Signature.objects.count() == 1
