"""Two who confirm a succession at once, and a job that runs twice, on PostgreSQL and on a file of SQLite."""

from django.utils import timezone

import pytest

from assembly.core.models import Event
from assembly.membership.models import District
from assembly.partners.models import Succession
from assembly.partners.succession import services
from assembly.partners.succession.plans import Plan
from forums.models import GroupMembership
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import DistrictFactory, UserFactory
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.partners.storm")


@pytest.fixture
def kennet():
    return DistrictFactory(name="Kennet")


def prepared(ended, **heir):
    dev = UserFactory(office="Support Unit")
    for _ in range(6):
        UserFactory(office="Assembly Board")
    plan = Plan(kind="district", ended=[ended], day=timezone.localdate(), **heir)
    return services.prepare(plan, "An order.", by=dev)


def test_of_many_who_confirm_at_once_one_does(storm, kennet):
    succession = prepared(kennet, new_name="Wiltshire")
    said = storm("confirm", succession.pk)
    assert said.count("") == 1
    assert all("has already been confirmed" in words for words in said if words)
    assert District.objects.filter(name="Wiltshire").count() == 1
    assert Event.objects.filter(name="partners.succession_confirmed").count() == 1


def test_a_job_that_runs_twice_at_once_carries_over_once(storm, kennet):
    wiltshire = DistrictFactory(name="Wiltshire")
    old, new = (GroupFactory(kind="district", district=one) for one in (kennet, wiltshire))
    place = GroupMembershipFactory(group=old)
    succession = prepared(kennet, successor=wiltshire)
    now = timezone.now()
    board = UserFactory(office="Assembly Board")
    Succession.objects.filter(pk=succession.pk).update(confirmed_by=board, confirmed_at=now)
    assert storm("carry_over", 6) == [""] * 6
    assert GroupMembership.objects.filter(group=new, organisation=place.organisation).count() == 1
    assert Event.objects.filter(name="partners.carried_over").count() == 1
