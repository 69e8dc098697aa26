"""What goes with a person who closes their account, and what the copy of their data says."""

import datetime as dt

import pytest

from assembly.accounts import closing, portability
from assembly.notifications import services
from assembly.notifications.kinds import Category
from assembly.notifications.models import FailingAddress, Frequency, Preference
from tests.factories.notifications import EmailFactory, NotificationFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 30)


@pytest.fixture
def told(carys, asha):
    for person in (carys, asha):
        NotificationFactory(user=person)
        EmailFactory(user=person)
        services.choose(person, {Category.GROUPS: Frequency.WEEKLY})
        FailingAddress.objects.create(address=person.email, on=TODAY)
    return carys


def test_what_one_was_told_and_chose_goes_along(told, asha):
    closing.erase_elsewhere(told, TODAY)
    assert not told.notifications.exists()
    assert not told.emails.exists()
    assert Preference.objects.get().user == asha
    assert FailingAddress.objects.get().address == asha.email


def test_the_copy_of_ones_data_says_how_one_wants_to_be_mailed(told):
    parts = {part.heading: part.lines for source in portability.sources for part in source(told)}
    assert parts["How you want to be mailed"] == (
        {"about": "Groups and meetings", "when": "On Mondays, in one mail"},
    )
