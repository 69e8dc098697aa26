"""Notices go once to each organisation, a missed one is made good; reminders go only to those that have not voted."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.membership.models import VotesThrough
from assembly.notifications.models import Email, FailingAddress, Notification
from assembly.notifications.selectors import mail_seen_by_staff
from elections import notices, selectors
from elections.models import Election, RollEntry, SentNotice
from elections.services import notices as service
from elections.services.notices import remind, send_due
from elections.services.voting import cast_ballot
from tests.factories.elections import DAY, POLL_OPENS, ContestFactory, organisation_with_voter
from tests.factories.membership import DelegateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
Notice = SentNotice.Notice
BEFORE = POLL_OPENS - DAY
CLOSES = POLL_OPENS + 7 * DAY


def told(person):
    return sorted(Notification.objects.filter(user=person).values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (POLL_OPENS - 40 * DAY, [Notice.ELECTION]),
        (POLL_OPENS - 17 * DAY, [Notice.CLOSING]),
        (POLL_OPENS - 14 * DAY, []),
    ],
)
def test_which_notice_is_due_before_the_poll(at, expected):
    assert notices.due(ContestFactory().election, at) == expected


def test_which_notice_is_due_after_the_freeze(contest):
    election = Election.objects.get()
    assert notices.due(election, BEFORE) == [Notice.POLL]
    election.voided_at = BEFORE
    assert notices.due(election, BEFORE) == []
    assert notices.due(election, CLOSES) == []
    election.has_poll = False
    assert notices.due(election, BEFORE) == []
    election.declared_at = CLOSES
    assert notices.due(election, CLOSES) == [Notice.RESULT]
    assert notices.due(election, CLOSES + 30 * DAY) == []


def test_each_member_gets_each_notice_once(asha, ben, efua):
    ContestFactory(election__returning_officer=efua)
    assert send_due(at=POLL_OPENS - 41 * DAY) == 0
    assert send_due(at=POLL_OPENS - 38 * DAY) == 1  # the day of the notice was missed
    assert send_due(at=POLL_OPENS - 37 * DAY) == 0
    assert send_due(at=POLL_OPENS - 17 * DAY) == 1
    assert told(asha) == ["elections/closing", "elections/notice"]
    assert not told(ben)


@pytest.mark.parametrize("at", [POLL_OPENS - 38 * DAY, POLL_OPENS - 17 * DAY])
@pytest.mark.parametrize("elsewhere", [True, False])
def test_who_can_put_nobody_forward_is_not_asked_to(asha, efua, at, elsewhere):
    contest = ContestFactory(
        election__returning_officer=efua, title="Hubs' seat", infrastructure="only"
    )
    if elsewhere:
        ContestFactory(
            election=contest.election, title="Seat of all", partnership=contest.partnership
        )
    send_due(at=at)
    said = " ".join(Email.objects.get(user=asha).text.split())
    assert ("can put candidates forward" in said) is elsewhere
    assert (
        "Only infrastructure organisations vote and stand in Hubs' seat" in said
    ) is not elsewhere


def declared(at):
    """Election and organisations of a result that is declared at this moment."""
    Election.objects.update(declared_at=at, has_poll=False)
    return Election.objects.get()


def test_result_is_told_once_to_somebody_with_two_organisations(contest, asha):
    DelegateFactory(organisation=OrganisationFactory(member=True), user=asha)
    declared(CLOSES)
    send_due(at=CLOSES + DAY)
    send_due(at=CLOSES + 2 * DAY)
    assert Email.objects.filter(user=asha, kind="elections/result").count() == 1


def test_result_of_before_their_time_is_not_told(contest, asha):
    """An organisation admitted the day after, and a colleague who came the day after."""
    after = timezone.localdate(CLOSES + DAY)
    late = DelegateFactory(
        organisation=OrganisationFactory(member=True, admitted_on=after), started_on=after
    ).user
    colleague = DelegateFactory(
        organisation=asha.delegations.get().organisation, started_on=after
    ).user
    declared(CLOSES)
    send_due(at=CLOSES + 2 * DAY)
    assert "elections/result" in told(asha)
    assert not told(late)
    assert not told(colleague)


def test_two_workers_send_a_notice_once(contest, member, asha, monkeypatch):
    """The second one has read its list before the first one wrote."""
    assert send_due(at=BEFORE) == 1
    monkeypatch.setattr(notices, "not_told", lambda election, notice: [member])
    assert send_due(at=BEFORE) == 0
    assert Email.objects.filter(user=asha).count() == 1


def test_notice_of_poll_says_where_and_through_whom_and_how(contest, member, asha):
    send_due(at=BEFORE)
    text = " ".join(Email.objects.get(user=asha).text.split())
    assert f"{member} may vote in {contest.election}: {contest}" in text
    assert "cast by Asha Amin" in text
    assert "by telephone or on paper" in text


def test_reminders_go_to_those_that_have_not_voted(contest, member, asha):
    """A second organisation joins the roll and votes: it hears nothing."""
    voted, voter = organisation_with_voter("Aldbourne Arts")
    RollEntry.objects.create(contest=contest, organisation=voted)
    cast_ballot(contest, voted, ranking=[1], by=voter, at=POLL_OPENS + DAY)
    assert remind(at=CLOSES - 4 * DAY) == 0
    assert remind(at=CLOSES - 3 * DAY) == 1
    assert remind(at=CLOSES - 3 * DAY) == 0
    assert remind(at=CLOSES - 2 * DAY) == 0
    assert remind(at=CLOSES - DAY) == 1
    assert remind(at=CLOSES - dt.timedelta(hours=1)) == 0
    assert told(asha) == ["elections/reminder"]  # the same said again is one line
    assert Email.objects.filter(user=asha).count() == 2
    assert "elections/reminder" not in told(voter)


def test_missed_reminder_is_made_good_once(contest, member, asha):
    assert remind(at=CLOSES - DAY) == 1
    assert remind(at=CLOSES - DAY) == 0
    assert contest.roll.get(organisation=member).reminders == 2


def test_vote_cast_while_reminders_go_out_is_not_reminded(contest, member, asha):
    entry = contest.roll.get(organisation=member)
    cast_ballot(contest, member, ranking=[1], by=asha, at=POLL_OPENS + DAY)
    assert service._remind(entry, contest.election, 1, CLOSES - DAY) is False
    assert not told(asha)


def test_staff_cannot_see_who_was_reminded_and_so_who_voted(contest, member, asha):
    remind(at=CLOSES - DAY)
    assert Email.objects.filter(kind="elections/reminder").exists()
    assert not mail_seen_by_staff().filter(kind="elections/reminder").exists()
    assert Notification.objects.get(user=asha).at is None


def test_organisation_that_was_struck_is_not_reminded(contest, member, asha):
    contest.roll.update(struck_on=POLL_OPENS.date(), struck_because="Wound up")
    assert remind(at=CLOSES - DAY) == 0


def test_organisations_that_no_mail_reaches(contest, member, asha):
    election = Election.objects.get()
    assert notices.unreached(election) == []
    FailingAddress.objects.create(address="asha@example.org", on=BEFORE.date())
    [found] = notices.unreached(election)
    assert found.organisation == member
    assert "came back" in found.why
    asha.delegations.update(ended_on=BEFORE.date())
    assert notices.unreached(election)[0].why == "Nobody acts for it"


def test_those_that_no_mail_reaches_are_known_before_the_freeze(asha, member):
    contest = ContestFactory()
    FailingAddress.objects.create(address="asha@example.org", on=BEFORE.date())
    assert [one.organisation for one in notices.unreached(contest.election)] == [member]


def test_before_the_freeze_each_reads_whether_it_would_vote(asha, member, ben):
    contest = ContestFactory()
    lapsed = ben.delegations.get().organisation
    [standing] = selectors.standings(contest.election, [member], asha, BEFORE)
    assert "would be on the roll" in standing.ruling.reason
    assert "you would cast its vote" in standing.ruling.reason
    [standing] = selectors.standings(contest.election, [lapsed], ben, BEFORE)
    assert "would not be on the roll" in standing.ruling.reason


def test_before_the_freeze_each_reads_through_whom_it_votes(asha, member, efua):
    other, voter = organisation_with_voter("Aldbourne Arts")
    VotesThrough.objects.create(organisation=other, holder=member, set_on=BEFORE.date())
    contest = ContestFactory()
    [standing] = selectors.standings(contest.election, [other], voter, BEFORE)
    assert "votes through" in standing.ruling.reason.lower()
