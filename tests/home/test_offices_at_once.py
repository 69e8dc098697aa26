"""Two who confirm at once, on PostgreSQL and on a file of SQLite: one does, and the others are told."""

from django.utils import timezone

import pytest

from assembly.accounts.models import OfficeTerm
from assembly.core.days import months_after
from assembly.core.models import Event
from home.models import OfficeProposal
from home.offices import services
from tests.factories.membership import UserFactory
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.home.storm")


def test_of_many_who_confirm_at_once_one_does(storm):
    carys, dev = UserFactory(), UserFactory(office="Support Unit")
    for _ in range(6):
        UserFactory(office="Assembly Board")
    today = timezone.localdate()
    wanted = services.Term(carys, "Scrutineer", today, months_after(today, 12))
    proposal = services.propose_office(wanted, "Named by the Board.", by=dev)
    said = storm("confirm", proposal.pk)
    assert said.count("") == 1
    assert all("settled: confirmed" in words for words in said if words)
    assert OfficeTerm.objects.filter(user=carys).count() == 1
    assert Event.objects.filter(name="accounts.office_given").count() == 1


def test_of_many_who_propose_the_same_at_once_one_does(storm):
    carys = UserFactory()
    UserFactory(office="Support Unit")
    for _ in range(6):
        UserFactory(office="Assembly Board")
    said = storm("propose", carys.pk)
    assert said.count("") == 1
    assert all("a proposal about this person" in words for words in said if words)
    assert OfficeProposal.objects.get().user == carys
