"""Real threads on PostgreSQL and on a file of SQLite: two jobs at once send nothing twice."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.notifications import services
from assembly.notifications.kinds import Category
from assembly.notifications.models import Email, Frequency, Notification
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.notifications.storm")


def test_jobs_at_once_write_one_digest_a_person(storm):
    people = UserFactory.create_batch(10)
    yesterday = timezone.now() - dt.timedelta(days=1)
    for user in people:
        services.choose(user, {Category.ORGANISATION: Frequency.DAILY})
    organisation = OrganisationFactory(member=True)
    for user in people:
        DelegateFactory(organisation=organisation, user=user)
    for number in range(3):
        services.notify(
            people, "membership/admitted", about=organisation, url=f"/{number}/", at=yesterday
        )
    assert sum(storm("send_digests", 8)) == 10
    digests = Email.objects.filter(kind="notifications/digest")
    assert sorted(digests.values_list("user", flat=True)) == [user.pk for user in people]
    for mail in digests:
        assert mail.subject.startswith("3 notifications")


def test_the_same_told_by_many_acts_at_once_is_one_line_each(storm):
    people = UserFactory.create_batch(10)
    storm("notify", 8)
    told = Notification.objects.values_list("user", flat=True)
    assert sorted(told) == [user.pk for user in people]
