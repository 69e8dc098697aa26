"""What waits for a person: on My Assembly, and on the first page of the Wagtail admin."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest

from assembly.core import to_do
from elections.models import RollEntry
from tests.factories.elections import DAY, poll
from tests.factories.membership import DelegateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def texts(user, at=None):
    return [task.text for task in to_do.tasks_for(user, at or timezone.now())]


@pytest.fixture
def running(member, asha):
    """A poll that is open, with Asha's organisation on its roll."""
    contest, _ = poll(poll_opens=timezone.now() - DAY)
    return contest


def test_nothing_waits_for_somebody_new(client, carys):
    client.force_login(carys)
    assert texts(carys) == []
    assert "Nothing waits for you." in client.get("/my/").content.decode()


def test_a_vote_waits_until_it_is_cast(client, asha, member, running):
    [task] = [
        task for task in to_do.tasks_for(asha, timezone.now()) if task.text.startswith("Vote")
    ]
    assert task.whose == "Kennet Carers"
    assert task.url.startswith("/elections/")
    client.force_login(asha)
    assert task.text in client.get("/my/").content.decode()
    RollEntry.objects.filter(organisation=member).update(voted_on=timezone.localdate())
    assert not [text for text in texts(asha) if text.startswith("Vote")]


def test_a_vote_waits_for_the_one_who_casts_it_only(asha, member, running):
    other = DelegateFactory(organisation=member).user
    assert not [text for text in texts(other) if text.startswith("Vote")]


def test_a_vote_waits_only_while_the_poll_is_open(asha, running):
    assert not [text for text in texts(asha, timezone.now() + 30 * DAY) if text.startswith("Vote")]


def test_applications_wait_for_the_support_unit_with_their_age(client, dev, efua):
    today = timezone.localdate()
    OrganisationFactory(status="applied", applied_on=today - 5 * DAY)
    OrganisationFactory(status="applied", applied_on=today)
    [task] = to_do.tasks_for(dev, timezone.now())
    assert task.text == "2 applications to check"
    assert task.note == "The oldest waits for 5 days"
    assert texts(efua) == ["Set up the first election"]
    client.force_login(dev)
    page = client.get("/cms/").content.decode()
    assert "2 applications to check" in page
    assert task.text in client.get("/my/").content.decode()


def test_the_returning_officer_sees_the_next_act_of_each_election(client, running):
    officer = running.election.returning_officer
    assert (
        to_do.tasks_for(officer, timezone.now()) == []
    )  # while voting is open there is only to wait
    closed = running.election.poll_closes_at + dt.timedelta(hours=2)
    [task] = to_do.tasks_for(officer, closed)
    assert task.text.endswith(": Publish the receipts")


def test_an_office_without_work_is_told_so(client, dev):
    client.force_login(dev)
    assert "Nothing waits for you." in client.get("/cms/").content.decode()


def test_my_assembly_asks_no_more_often_for_more_organisations(client, asha, running):
    client.force_login(asha)
    client.get("/my/")
    with CaptureQueriesContext(connection) as few:
        client.get("/my/")
    for _ in range(4):
        DelegateFactory(organisation=OrganisationFactory(member=True), user=asha, role="lead")
        OrganisationFactory(status="applied", applied_on=timezone.localdate())
    with CaptureQueriesContext(connection) as many:
        client.get("/my/")
    assert len(many) <= len(few)
