"""Of an adopted edition leads of members and officers of public bodies are told once, whatever the job does."""

import datetime as dt

import pytest
import time_machine

from assembly.compact.models import Edition
from assembly.compact.text import telling
from assembly.compact.text.telling import tell_of_editions
from assembly.notifications.models import Email, Notification
from tests.factories.compact import draft, published
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
KIND = "compact/edition_adopted"
MAY = dt.date(2027, 5, 4)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2027-05-10 12:00") as traveller:
        yield traveller


def mails():
    return sorted(Email.objects.filter(kind=KIND).values_list("address", flat=True))


def adopted():
    return published(on=MAY, in_force_from=dt.date(2027, 6, 1), F1="We answer letters.")


def test_leads_of_members_and_officers_are_told_once(asha, member):
    DelegateFactory(organisation=member, user=UserFactory(email="deputy@example.org"))
    DelegateFactory(
        organisation=OrganisationFactory(), user=UserFactory(email="no@example.org"), role="lead"
    )
    UserFactory(email="officer@example.org", office="Public body officer")
    UserFactory(email="gone@example.org", office="Public body officer", is_active=False)
    asha.delegations.update(role="lead")
    draft(title="Draft")
    assert tell_of_editions() == 0
    Edition.objects.all().delete()
    adopted()
    assert tell_of_editions() == 2
    assert tell_of_editions() == 0
    assert mails() == ["asha@example.org", "officer@example.org"]
    mail = Email.objects.filter(kind=KIND).first()
    assert "adopted a new edition of the Compact on 4 May 2027" in mail.text
    assert "in force from 1 June 2027" in mail.text
    assert "/my/compact/" in mail.text
    assert Notification.objects.filter(url="/compact/editions/1/").count() == 2


def test_many_are_told_in_parts_and_an_interrupted_run_goes_on(monkeypatch, db):
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    for _ in range(5):
        UserFactory(office="Public body officer")
    edition = adopted()
    assert telling._tell_some(edition, telling.timezone.now()) == 2
    assert tell_of_editions() == 3
    assert len(mails()) == 5
    assert Edition.objects.get().told_on == dt.date(2027, 5, 10)


def test_what_is_no_longer_news_is_not_told(clock):
    UserFactory(office="Public body officer")
    adopted()
    clock.shift(dt.timedelta(days=15))
    assert tell_of_editions() == 0
