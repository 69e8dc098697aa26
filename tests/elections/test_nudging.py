"""Those for whom a nomination waits are reminded: twice by a job, and when its people ask, once a day."""

import datetime as dt

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.core.time_left import in_days
from assembly.notifications.models import Email, Notification
from elections import rules
from elections.models import Nomination
from elections.services.nominating import withdraw_nomination
from elections.services.nudging import nudge, remind
from tests.factories.elections import (
    DAY,
    ContestFactory,
    NominationFactory,
    complete_nomination,
)
from tests.factories.membership import DelegateFactory

pytestmark = pytest.mark.django_db
KINDS = ["elections/nominated_reminder", "elections/support_reminder"]


@pytest.fixture
def waiting(member, asha, carys):
    """Put forward by Asha's organisation; Carys and two organisations have not answered."""
    made = NominationFactory(organisation=member, user=carys, contest=ContestFactory())
    for support in made.supports.all():
        DelegateFactory(organisation=support.organisation)
    return made


def before_close(nomination, days):
    return nomination.contest.election.nominations_close_at - days * DAY


def told():
    return Email.objects.filter(kind__in=KINDS).count()


def people_asked(nomination):
    delegates = [
        delegate.user
        for support in nomination.supports.all()
        for delegate in support.organisation.delegates.all()
    ]
    return {nomination.user, *delegates}


def test_each_of_three_is_reminded_with_the_days_left_and_at_most_twice(waiting):
    for days in range(20, 0, -1):
        for _ in range(2):  # the job is safe to run twice
            nudge(at=before_close(waiting, days))
    assert set(Email.objects.filter(kind__in=KINDS).values_list("user", flat=True)) == {
        person.pk for person in people_asked(waiting)
    }
    assert told() == 2 * 3
    subjects = set(Email.objects.filter(user=waiting.user).values_list("subject", flat=True))
    assert {words.split(":")[0] for words in subjects} == {
        "Nominations close in 5 days",
        "Nominations close in 2 days",
    }
    waiting.refresh_from_db()
    assert waiting.nudges == 2


def test_a_missed_day_is_made_up_for_once(waiting):
    assert nudge(at=before_close(waiting, 4)) == 1
    assert nudge(at=before_close(waiting, 3)) == 0
    assert nudge(at=before_close(waiting, 1)) == 1
    waiting.refresh_from_db()
    assert waiting.nudges == 2


def test_both_days_missed_are_one_reminder(waiting):
    assert nudge(at=before_close(waiting, 1)) == 1
    assert nudge(at=before_close(waiting, 0.5)) == 0


def test_nobody_is_reminded_after_the_close_or_of_what_waits_for_nobody(waiting, member):
    complete_nomination(contest=waiting.contest)
    NominationFactory(contest=waiting.contest, sent_at=None)
    gone = NominationFactory(contest=waiting.contest)
    Nomination.objects.filter(pk=gone.pk).update(withdrawn_at=gone.sent_at)
    assert nudge(at=before_close(waiting, 2)) == 1
    Nomination.objects.update(nudges=0, reminded_on=None)
    assert nudge(at=before_close(waiting, 0)) == 0


def test_only_those_who_have_not_answered_are_reminded(waiting):
    support = waiting.supports.first()
    support.confirmed_at = waiting.sent_at
    support.save()
    Nomination.objects.filter(pk=waiting.pk).update(accepted_at=waiting.sent_at)
    nudge(at=before_close(waiting, 5))
    assert told() == 1
    assert Email.objects.get(kind__in=KINDS).user != support.organisation.delegates.get().user


def test_a_candidate_without_an_account_gets_a_mail(waiting):
    Nomination.objects.filter(pk=waiting.pk).update(user=None, email="new@example.org")
    nudge(at=before_close(waiting, 5))
    assert Email.objects.get(address="new@example.org").kind == "elections/nominated_reminder"


@pytest.mark.parametrize(
    ("sent", "today", "due"),
    [
        (1, 14, 0),
        (1, 15, 1),
        (1, 17, 1),
        (1, 18, 2),
        (15, 15, 0),  # asked on that day
        (16, 18, 1),
        (19, 20, 0),
    ],
)
def test_a_day_before_people_were_asked_asks_for_no_reminder(sent, today, due):
    days = (dt.date(2026, 10, number) for number in (sent, 20, today))
    assert rules.reminding.nudges_due(*days) == due


@pytest.mark.parametrize(
    ("hours", "words"), [(1, "today"), (13, "today"), (30, "tomorrow"), (61, "in 2 days")]
)
def test_days_left_at_midnight_belong_to_the_day_that_ends(hours, words):
    closes = dt.datetime(2026, 12, 10, tzinfo=dt.UTC)
    assert in_days(closes, closes - dt.timedelta(hours=hours)) == words


def test_its_people_remind_once_a_day_and_it_is_recorded(waiting, asha):
    at = before_close(waiting, 10)
    remind(waiting, by=asha, at=at)
    assert told() == 3
    with pytest.raises(RuleBroken, match="We wrote to them today"):
        remind(waiting, by=asha, at=at)
    assert told() == 3
    remind(waiting, by=asha, at=at + DAY)
    assert Event.objects.filter(name="elections.nomination_reminded").count() == 2
    waiting.refresh_from_db()
    assert waiting.nudges == 0


def test_nobody_is_reminded_on_the_day_on_which_they_were_asked(waiting, asha):
    with pytest.raises(RuleBroken, match="We wrote to them today"):
        remind(waiting, by=asha, at=waiting.sent_at)


def test_the_job_leaves_a_day_between(waiting, asha):
    at = before_close(waiting, 5)
    remind(waiting, by=asha, at=at)
    assert nudge(at=at) == 0
    assert nudge(at=at + DAY) == 1


def test_others_cannot_remind(waiting, carys):
    with pytest.raises(RuleBroken, match="do not act for"):
        remind(waiting, by=carys, at=before_close(waiting, 10))
    assert not Notification.objects.filter(kind__in=KINDS).exists()


def test_the_button_stands_where_the_organisation_reads_what_it_waits_for(
    client, waiting, asha, carys, time_machine
):
    time_machine.move_to(before_close(waiting, 10))
    page, address = waiting.get_absolute_url(), f"{waiting.get_absolute_url()}remind/"
    client.force_login(carys)
    assert b"Remind them" not in client.get(page).content
    client.force_login(asha)
    assert b"Remind them" in client.get(page).content
    assert b"We have reminded those" in client.post(address, follow=True).content
    answer = client.get(page).content
    assert b"Remind them" not in answer
    assert b"We wrote to them today." in answer
    withdraw_nomination(waiting, by=asha)
    assert b"do not wait for" not in client.get(page).content
