"""One mail a person, each piece of news once, nothing empty; days decide and not runs of the job."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.notifications import digests, rules, services, tasks
from assembly.notifications.kinds import Category
from assembly.notifications.models import Email, Frequency, Notification
from assembly.schedules import JOBS
from tests.factories.membership import DelegateFactory, OrganisationFactory
from tests.notifications.test_notifying import days_and_moments

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 11, 30)
DAY = dt.timedelta(days=1)


def tell(user, on, organisation="Kennet Carers", **more):
    at = timezone.make_aware(dt.datetime.combine(on, dt.time(12)))
    more = {"url": "/my/", **more}
    services.notify([user], "tests/told", context={"organisation": organisation}, at=at, **more)


@pytest.fixture
def daily(asha):
    services.choose(asha, {Category.GROUPS: Frequency.DAILY})
    return asha


@pytest.fixture
def weekly(carys):
    services.choose(carys, {Category.GROUPS: Frequency.WEEKLY})
    return carys


@pytest.mark.parametrize(
    ("frequency", "told", "today", "due"),
    [
        (Frequency.DAILY, MONDAY, MONDAY, False),
        (Frequency.DAILY, MONDAY, MONDAY + DAY, True),
        (Frequency.DAILY, MONDAY, MONDAY + 5 * DAY, True),
        (Frequency.WEEKLY, MONDAY - DAY, MONDAY, True),
        (Frequency.WEEKLY, MONDAY, MONDAY, False),
        (Frequency.WEEKLY, MONDAY, MONDAY + 6 * DAY, False),
        (Frequency.WEEKLY, MONDAY, MONDAY + 7 * DAY, True),
        (Frequency.WEEKLY, MONDAY - DAY, MONDAY + 3 * DAY, True),  # no worker on Monday
        (Frequency.AT_ONCE, MONDAY, MONDAY + DAY, True),
        (Frequency.OFF, MONDAY, MONDAY + DAY, True),
    ],
)
def test_when_news_is_due(frequency, told, today, due):
    assert rules.is_due(told, frequency, today) is due


def test_a_digest_is_one_mail_with_all_that_was_told(daily):
    tell(daily, MONDAY, "The first", url="/members/")
    tell(daily, MONDAY, "The second")
    assert digests.send_due(MONDAY + DAY) == 1
    mail = Email.objects.get()
    assert (mail.user, mail.address, mail.kind) == (daily, daily.email, "notifications/digest")
    assert mail.subject == "2 notifications from VCS Assembly"
    for words in (mail.text, mail.html):
        assert "The first is told" in words
        assert "The second is told" in words
        assert "http://127.0.0.1:8000/members/" in words


def test_nothing_is_sent_twice_and_nothing_empty(daily):
    tell(daily, MONDAY)
    assert digests.send_due(MONDAY + DAY) == 1
    assert digests.send_due(MONDAY + DAY) == 0
    assert digests.send_due(MONDAY + 2 * DAY) == 0
    assert Email.objects.count() == 1


def test_news_of_today_waits_for_tomorrow(daily):
    tell(daily, MONDAY)
    assert digests.send_due(MONDAY) == 0
    assert Notification.objects.get().waits_for_digest


def test_a_missed_week_is_made_good_in_one_mail(daily):
    for days in range(7):
        tell(daily, MONDAY + days * DAY, f"Number {days}")
    assert digests.send_due(MONDAY + 9 * DAY) == 1
    assert Email.objects.get().subject.startswith("7 notifications")


def test_a_weekly_digest_comes_on_monday_with_what_was_told_before(weekly):
    tell(weekly, MONDAY - 3 * DAY, "Before")
    tell(weekly, MONDAY, "After")
    assert digests.send_due(MONDAY - DAY) == 0
    assert digests.send_due(MONDAY + DAY) == 1, "Monday itself was missed"
    text = Email.objects.get().text
    assert "Before is told" in text
    assert "After is told" not in text


def test_daily_and_weekly_come_in_one_mail_on_monday(asha):
    services.choose(
        asha, {Category.GROUPS: Frequency.DAILY, Category.ORGANISATION: Frequency.WEEKLY}
    )
    tell(asha, MONDAY - DAY, "Daily news")
    at = timezone.make_aware(dt.datetime.combine(MONDAY - 3 * DAY, dt.time(12)))
    organisation = OrganisationFactory(name="Zeals Youth Club", member=True)
    DelegateFactory(organisation=organisation, user=asha)
    context = {"organisation": organisation}
    services.notify(
        [asha], "membership/admitted", url="/my/", about=organisation, context=context, at=at
    )
    assert digests.send_due(MONDAY) == 1
    assert Email.objects.get().subject.startswith("2 notifications")


def test_news_is_grouped_by_what_it_is_about_newest_first(daily):
    older, newer = OrganisationFactory(name="Older"), OrganisationFactory(name="Newer")
    tell(daily, MONDAY - 2 * DAY, "One", about=older)
    tell(daily, MONDAY - DAY, "Two", about=newer)
    tell(daily, MONDAY - 3 * DAY, "Three", about=newer)
    tell(daily, MONDAY - 4 * DAY, "Four")
    digests.send_due(MONDAY)
    text = Email.objects.get().text
    order = ["Newer\n", "Two is told", "Three is told", "Older\n", "One is told"]
    places = [text.index(words) for words in [*order, "Other news\n", "Four is told"]]
    assert places == sorted(places)


def test_what_one_has_read_on_the_site_is_left_out(daily):
    tell(daily, MONDAY)
    services.mark_all_read(daily)
    assert digests.send_due(MONDAY + DAY) == 0
    assert not Email.objects.exists()
    assert not Notification.objects.waiting_for_digest().exists()


def test_who_has_since_turned_it_off_gets_nothing(daily):
    tell(daily, MONDAY)
    services.choose(daily, {Category.GROUPS: Frequency.OFF})
    assert digests.send_due(MONDAY + DAY) == 0
    services.choose(daily, {Category.GROUPS: Frequency.DAILY})
    assert digests.send_due(MONDAY + 2 * DAY) == 0


def test_who_has_since_chosen_at_once_gets_what_waited(daily):
    tell(daily, MONDAY)
    services.choose(daily, {Category.GROUPS: Frequency.AT_ONCE})
    assert digests.send_due(MONDAY + DAY) == 1


def test_a_closed_account_gets_no_digest(daily):
    tell(daily, MONDAY)
    daily.is_active = False
    daily.save()
    assert digests.send_due(MONDAY + DAY) == 0


def test_news_of_a_kind_that_is_no_more_still_comes(daily):
    tell(daily, MONDAY)
    Notification.objects.update(kind="tests/gone")
    assert digests.send_due(MONDAY + DAY) == 1


def test_the_same_told_again_stands_once_in_the_digest(daily):
    tell(daily, MONDAY)
    tell(daily, MONDAY + DAY)
    assert digests.send_due(MONDAY + DAY) == 0, "it is news of today now"
    assert digests.send_due(MONDAY + 2 * DAY) == 1
    assert Email.objects.get().text.count("Kennet Carers is told") == 1


def test_no_row_of_a_digest_says_more_than_the_day(daily):
    tell(daily, MONDAY)
    digests.send_due(MONDAY + DAY)
    assert days_and_moments(Email.objects.get()) == [MONDAY + DAY]
    assert "noon" not in Email.objects.get().text


def test_the_job_sends_what_is_due(daily, mailoutbox, django_capture_on_commit_callbacks):
    tell(daily, timezone.localdate() - DAY)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.send_digests()
    assert mailoutbox[0].to == [daily.email]
    [job] = [job for job in JOBS if job.function == "assembly.notifications.tasks.send_digests"]
    assert job.cron == "30 7-19 * * *"


def test_jobs_switched_off_write_no_digest(daily, settings):
    settings.BACKGROUND_JOBS = False
    tell(daily, timezone.localdate() - DAY)
    tasks.send_digests()
    assert not Email.objects.exists()
    assert Notification.objects.get().waits_for_digest
