"""The yearly question, the three reminders, and the lapse of what nobody confirms."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

import pytest

from assembly.core import to_do
from assembly.core.days import months_after
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership import rules
from assembly.membership.models import Organisation, Reminder
from assembly.membership.services import appeals, confirming, returning
from assembly.membership.tasks import remind_and_lapse
from assembly.notifications.models import Notification
from elections import selectors as elections
from tests.factories.elections import ContestFactory
from tests.factories.membership import DelegateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
FIRST = dt.date(2024, 3, 1)  # confirmed
MONTHS = [months_after(FIRST, months) for months in (12, 18, 23)]
LAPSE = dt.date(2026, 3, 1)


@pytest.fixture
def silent(member, asha):
    """Asha's organisation, last confirmed on 1 March 2024."""
    Organisation.objects.filter(pk=member.pk).update(confirmed_on=FIRST)
    member.refresh_from_db()
    return member


def run(*days):
    """The daily job on each of these days."""
    for on in days:
        confirming.send_reminders(on=on)
        confirming.write_down_lapses(on=on)


def sent():
    return list(Reminder.objects.values_list("number", "sent_on"))


def texts(user, at):
    return [task.text for task in to_do.tasks_for(user, at)]


def fresh(organisation):
    return Organisation.objects.get(pk=organisation.pk)


# The rule


@pytest.mark.parametrize(
    ("sent_before", "on", "number"),
    [
        ([], MONTHS[0] - DAY, None),
        ([], MONTHS[0], 1),
        (MONTHS[:1], MONTHS[1] - DAY, None),
        (MONTHS[:1], MONTHS[1], 2),
        (MONTHS[:2], MONTHS[2], 3),
        (MONTHS, LAPSE, None),
        # The worker was down for two years: one now, and the others four weeks apart.
        ([], LAPSE, 1),
        ([LAPSE], LAPSE + 27 * DAY, None),
        ([LAPSE], LAPSE + 28 * DAY, 2),
    ],
)
def test_which_reminder_is_due(sent_before, on, number):
    assert rules.standing.reminder_due(FIRST, sent_before, on) == number


def test_lapse_is_two_years_on_and_four_weeks_after_the_last_reminder():
    assert rules.standing.day_of_lapse(FIRST, MONTHS[2]) == LAPSE
    assert rules.standing.day_of_lapse(FIRST, LAPSE) == LAPSE + 28 * DAY


# The job


def test_three_reminders_and_then_the_lapse(silent, asha):
    run(*(MONTHS[0] + n * DAY for n in range(3)))
    assert sent() == [(1, MONTHS[0])]
    run(MONTHS[1], MONTHS[2])
    assert [number for number, _ in sent()] == [1, 2, 3]
    assert fresh(silent).lapses_on == LAPSE
    run(LAPSE - DAY)
    assert fresh(silent).status == "member"
    run(LAPSE)
    assert fresh(silent).status == "lapsed"
    decision = silent.decisions.standing().get()
    assert (decision.kind, decision.decided_by) == ("lapsed", None)
    assert Event.objects.get(name="membership.lapsed").data["since"] == "2026-03-01"
    kinds = list(Notification.objects.filter(user=asha).values_list("kind", flat=True))
    assert "membership/lapsed" in kinds


def test_run_twice_it_tells_once(silent):
    run(MONTHS[0], MONTHS[0])
    assert len(sent()) == 1
    run(MONTHS[1], MONTHS[2])
    run(LAPSE, LAPSE)
    assert Event.objects.filter(name="membership.lapsed").count() == 1


def test_a_reminder_is_a_row_that_the_database_keeps_single(silent):
    run(MONTHS[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(organisation=silent, of=FIRST, number=1, sent_on=MONTHS[1])


def test_missed_days_are_made_good_and_nobody_lapses_unwarned(silent):
    """The worker was down from the first year to the third: all three come, four weeks apart, and then the lapse."""
    start = dt.date(2027, 1, 1)
    run(*(start + n * DAY for n in range(90)))
    assert sent() == [(1, start), (2, start + 28 * DAY), (3, start + 56 * DAY)]
    assert fresh(silent).status == "lapsed"
    assert silent.decisions.get().decided_on == start + 84 * DAY


def test_confirming_stops_the_clock(silent, asha):
    run(*MONTHS)
    confirming.confirm(silent, by=asha, on=LAPSE - DAY)
    run(LAPSE)
    found = fresh(silent)
    assert (found.status, found.confirmed_on, found.lapses_on) == ("member", LAPSE - DAY, None)
    run(months_after(LAPSE - DAY, 12))
    assert Reminder.objects.count() == 4


def test_confirmed_twice_on_a_day_is_one_confirmation(silent, asha):
    confirming.confirm(silent, by=asha, on=LAPSE)
    confirming.confirm(silent, by=asha, on=LAPSE)
    assert Event.objects.filter(name="membership.confirmed").count() == 1


def test_only_a_lead_of_a_member_confirms(silent, carys, ben):
    DelegateFactory(organisation=silent, user=carys)
    with pytest.raises(RuleBroken, match="Only a lead"):
        confirming.confirm(silent, by=carys)
    with pytest.raises(RuleBroken, match="nothing to confirm"):
        confirming.confirm(Organisation.objects.get(name="Lapsed Lunch Club"), by=ben)


def test_organisation_without_a_lead_is_made_known_to_the_support_unit(silent, asha, dev):
    asha.delegations.update(ended_on=FIRST)
    run(MONTHS[0])
    assert Notification.objects.get(kind="membership/confirm").user == dev


def test_who_was_suspended_meanwhile_is_not_reminded(silent):
    Organisation.objects.filter(pk=silent.pk).update(status="suspended")
    assert confirming.remind(silent, on=LAPSE) is False
    assert confirming.send_reminders(on=LAPSE) == 0


def test_a_lapse_that_was_confirmed_in_the_same_moment_is_none(silent, asha):
    run(*MONTHS)
    confirming.confirm(silent, by=asha, on=LAPSE - DAY)
    assert confirming.lapse_if_run_out(silent, on=LAPSE) is False


def test_worker_calls_both(silent, time_machine):
    time_machine.move_to(dt.datetime(2025, 3, 1, 7, tzinfo=dt.UTC))
    remind_and_lapse()
    assert sent() == [(1, MONTHS[0])]


# The clock decides, not the job


def test_membership_ends_on_its_day_though_the_job_never_ran(silent, asha, time_machine):
    run(*MONTHS)
    contest = ContestFactory()
    time_machine.move_to(dt.datetime(2026, 2, 28, 12, tzinfo=dt.UTC))
    assert silent in elections.electorate_of(contest)
    time_machine.move_to(dt.datetime(2026, 3, 1, 0, 1, tzinfo=dt.UTC))
    assert silent not in elections.electorate_of(contest)
    assert not fresh(silent).is_member
    with pytest.raises(RuleBroken, match="lapsed on 1 March 2026"):
        confirming.confirm(silent, by=asha)


def test_who_ran_out_by_the_clock_comes_back_before_the_job(silent, asha):
    run(*MONTHS)
    declared = dict.fromkeys(rules.eligibility.criteria_for(social_enterprise=False), True)
    found = returning.come_back(silent, declared, by=asha, on=LAPSE + DAY)
    assert (found.is_member, found.admitted_on) == (True, LAPSE + DAY)
    assert silent.decisions.get().ended_on == LAPSE + DAY


def test_lapse_reversed_counts_as_confirmed(silent, asha, bola):
    run(*MONTHS, LAPSE)
    made = appeals.appeal(silent, "We were ill.", by=asha, on=LAPSE + DAY)
    appeals.record_outcome(
        made, made.Outcome.REVERSED, "They were.", panel=[bola], by=bola, on=LAPSE + 9 * DAY
    )
    found = fresh(silent)
    assert (found.is_member, found.confirmed_on) == (True, LAPSE + 9 * DAY)
    assert found.admitted_on == dt.date(2008, 3, 3)


# The page


def test_lead_is_asked_each_year_and_confirms_with_one_button(client, silent, asha, time_machine):
    time_machine.move_to(dt.datetime(2025, 2, 28, 12, tzinfo=dt.UTC))
    assert texts(asha, timezone.now()) == []
    time_machine.move_to(dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC))
    assert texts(asha, timezone.now()) == ["Is its entry still right?"]
    client.force_login(asha)
    url = f"/my/organisations/{silent.slug}/confirm/"
    page = client.get(url).content.decode()
    assert "Yes, all of this is right" in page
    assert "Asha Amin" in page
    assert client.post(url).url == f"/my/organisations/{silent.slug}/"
    assert fresh(silent).confirmed_on == dt.date(2025, 3, 1)
    assert texts(asha, timezone.now()) == []


def test_task_says_when_the_membership_lapses(silent, asha):
    run(*MONTHS)
    at = dt.datetime(2026, 2, 10, 12, tzinfo=dt.UTC)
    (task,) = to_do.tasks_for(asha, at)
    assert "lapses on 1 March 2026" in task.note
    assert timezone.localdate(task.by) == dt.date(2026, 3, 2)


def test_what_is_no_member_has_nothing_to_confirm(client, ben):
    client.force_login(ben)
    organisation = Organisation.objects.get(name="Lapsed Lunch Club")
    url = f"/my/organisations/{organisation.slug}/confirm/"
    assert "nothing to confirm" in client.get(url).content.decode()
    assert "nothing to confirm" in client.post(url, follow=True).content.decode()


def test_organisation_never_admitted_is_not_asked():
    assert not rules.standing.is_asked_to_confirm(OrganisationFactory(applied=True), LAPSE)
    assert confirming.remind(OrganisationFactory(applied=True), on=LAPSE) is False
