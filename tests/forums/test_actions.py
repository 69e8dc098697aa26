"""Actions of meetings: owned, due, chased once each, closed with words."""

import datetime as dt

from django.utils import timezone

import pytest
import time_machine

from assembly.core.rules import RuleBroken
from assembly.core.to_do import tasks_for
from assembly.membership.models import Organisation
from assembly.notifications.models import Email
from forums.actions.services import agree_action, chase_actions, close_action, take_off_action
from forums.models import Action
from tests.factories.forums import ActionFactory, MinutesFactory

from .meetings import NOW, address, came, group_of, meeting_of, published

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 12, 4)


@pytest.fixture
def now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def meeting(carys, member, asha, now):
    return meeting_of(group_of(carys, member))


@pytest.fixture
def action(meeting, member, carys):
    MinutesFactory(meeting=meeting)
    return ActionFactory(meeting=meeting, organisation=member, due_on=DUE)


def mailed():
    return sorted(Email.objects.values_list("user__name", "kind"))


def text_of(client, address):
    return client.get(address).content.decode()


def test_the_convenor_enters_actions_on_a_page(client, meeting, carys, member):
    came(meeting, member, by=carys)
    client.force_login(carys)
    data = {"text": "Write.", "owner": f"organisation-{member.pk}", "due_on": "2026-12-04"}
    for wrong in (
        {"owner": "organisation-999"},
        {"due_on": "2026-11-03"},
        {"due_on": "9999-12-31"},
        {"text": " "},
    ):
        assert client.post(address(meeting, "actions"), data | wrong).status_code == 200
    assert client.post(address(meeting, "actions"), data).status_code == 302
    assert "already on the list" in client.post(address(meeting, "actions"), data).content.decode()
    client.post(address(meeting, "actions"), data | {"owner": f"person-{carys.pk}"})
    assert [one.owner for one in meeting.actions.all()] == ["Kennet Carers", "Carys Cole"]
    one = meeting.actions.first()
    client.post(address(meeting, "actions"), {"act": f"drop-{one.pk}"})
    assert meeting.actions.count() == 1


def test_an_action_that_is_published_is_not_taken_off(action, carys):
    with pytest.raises(RuleBroken, match="The actions have been published"):
        take_off_action(action, by=carys)


def test_approved_minutes_are_given_no_further_action(meeting, action, member, carys, now):
    minutes = meeting.minutes
    minutes.approved_at, minutes.approved_on = meeting_of(meeting.group, 2), NOW.date()
    minutes.save()
    with pytest.raises(RuleBroken, match="The minutes were approved"):
        agree_action(meeting, Action(text="Pay.", organisation=member, due_on=DUE), by=carys)


def test_owners_are_told_a_week_before_and_when_it_is_overdue_once_each(action, meeting):
    chase_actions(on=DUE - dt.timedelta(days=8))
    assert mailed() == []
    for _ in range(2):
        chase_actions(on=DUE - dt.timedelta(days=7))
    assert mailed() == [("Asha Amin", "forums/action_due")]
    chase_actions(on=DUE)
    for _ in range(2):
        chase_actions(on=DUE + dt.timedelta(days=1))
    assert mailed()[1:] == [("Asha Amin", "forums/action_overdue")]


def test_a_missed_day_is_made_good_and_says_only_what_is_true(action):
    chase_actions(on=DUE - dt.timedelta(days=3))
    assert mailed() == [("Asha Amin", "forums/action_due")]
    Action.objects.update(reminded_on=None)
    Email.objects.all().delete()
    chase_actions(on=DUE + dt.timedelta(days=20))
    assert mailed() == [("Asha Amin", "forums/action_overdue")]


def test_nothing_unpublished_or_closed_is_chased(meeting, member, action, carys):
    close_action(action, result="done", words="Written.", by=carys)
    other = meeting_of(meeting.group, 2)
    ActionFactory(meeting=other, organisation=member, due_on=DUE)
    assert chase_actions(on=DUE + dt.timedelta(days=1)) == 0
    assert mailed() == []


def test_an_owner_says_what_became_of_it(client, action, asha, meeting):
    url = f"/my/actions/{action.pk}/"
    client.force_login(asha)
    assert "Say in a few words" in client.post(url, {"result": "done"}).content.decode()
    client.post(url, {"result": "not_done", "words": "The company is gone."})
    page = text_of(client, "/groups/health/meetings/1/")
    assert "Not done" in page
    assert "The company is gone." in page
    assert "Write to the bus company" not in text_of(client, "/groups/health/")
    with pytest.raises(RuleBroken, match="was recorded on"):
        close_action(action, result="done", words="Done after all.", by=asha)


def test_it_is_not_there_for_others(client, action, ben, dev, carys):
    url = f"/my/actions/{action.pk}/"
    client.force_login(ben)
    assert client.get(url).status_code == 404
    for person in (dev, carys):
        client.force_login(person)
        assert client.get(url).status_code == 200


def test_overdue_is_shown(client, action, now):
    assert "Overdue" not in text_of(client, "/groups/health/")
    now.move_to(dt.datetime(2026, 12, 5, 12, tzinfo=dt.UTC))
    assert "Overdue" in text_of(client, "/groups/health/")


def test_the_owner_has_a_task(action, asha, member):
    task = next(
        one for one in tasks_for(asha, timezone.now()) if one.button == "Record the outcome"
    )
    assert task.whose == "Kennet Carers"
    assert "due on 4 December 2026" in task.note
    Organisation.objects.get(pk=member.pk).delegates.update(ended_on=NOW.date())
    assert all(one.button != task.button for one in tasks_for(asha, timezone.now()))


def test_an_action_before_the_meeting_is_refused(meeting, carys, member):
    early = Action(text="Write.", organisation=member, due_on=dt.date(2026, 11, 1))
    with pytest.raises(RuleBroken, match="before the meeting"):
        agree_action(meeting, early, by=carys)


def test_actions_follow_the_minutes_onto_the_public_page(client, meeting, carys, member):
    came(meeting, member, by=carys)
    action = Action(text="Write.", organisation=member, due_on=DUE)
    agree_action(meeting, action, by=carys)
    assert "Write." not in text_of(client, "/groups/health/")
    published(meeting, member, by=carys)
    assert "Write." in text_of(client, "/groups/health/meetings/1/minutes/")
