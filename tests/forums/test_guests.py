"""Observers, invitations into an advisory group, and what a convenor writes to the people of a group."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.core.rules import RuleBroken
from assembly.notifications.kinds import Category
from assembly.notifications.models import Email, Notification
from assembly.notifications.services import choose
from assembly.partners.models import Officer
from forums.groups import selectors as groups
from forums.groups.chain import links
from forums.groups.services import join_group, leave_group, make_group_pages
from forums.invitations.services import invite, withdraw_invitation
from forums.letters.services import forget_old_letters, send_letter
from forums.models import Group, GroupLetter, Participant
from forums.observers.services import add_observer, end_observer
from tests.factories.elections import DAY, CandidateFactory, ContestFactory
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import (
    DelegateFactory,
    OrganisationFactory,
    ThemeFactory,
    UserFactory,
)
from tests.factories.partners import (
    AppointmentFactory,
    MeetingFactory,
    PartnershipFactory,
    PublicBodyFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(carys):
    found = GroupFactory(name="Health Group", slug="health", convenor=carys)
    make_group_pages()
    return found


def text_of(client, address):
    return " ".join(client.get(address).content.decode().split())


def sent_to(person, kind):
    return Email.objects.filter(user=person, kind=kind).count()


# Observers


@pytest.fixture
def officer(efua):
    return Officer.objects.create(
        body=PublicBodyFactory(name="The Council"),
        user=efua,
        name="Olu Ojo",
        post="Head of buses",
        starts_on=dt.date(2008, 1, 1),
    )


def test_a_convenor_puts_an_officer_on_the_group_and_ends_it(client, group, officer, carys, efua):
    client.force_login(carys)
    address = "/my/groups/health/observers/"
    said = client.post(address, {"act": "add", "officer": officer.pk}, follow=True)
    assert (
        "Olu Ojo is now an observer of the Health Group, and is named on its page."
        in said.content.decode()
    )
    assert "Olu Ojo, Head of buses, The Council" in text_of(client, "/groups/health/")
    assert sent_to(efua, "forums/observer_added") == 1
    again = client.post(address, {"act": "add", "officer": officer.pk})
    assert "already observes the Health Group" in again.content.decode()
    observer = group.observers.get()
    client.post(address, {"act": "end", "observer": observer.pk})
    assert "Head of buses" not in text_of(client, "/groups/health/")
    with pytest.raises(RuleBroken, match="no longer observes"):
        end_observer(observer, by=carys)


def test_an_officer_who_is_no_longer_one_observes_nothing(client, group, officer, carys):
    add_observer(group, officer, by=carys)
    officer.ends_on = timezone.localdate()
    officer.save()
    assert "Olu Ojo" not in text_of(client, "/groups/health/")
    other = Officer.objects.create(
        body=officer.body, name="Una Ure", post="x", starts_on=DAY_ONE, ends_on=DAY_ONE + DAY
    )
    with pytest.raises(RuleBroken, match="Una Ure is no longer a contact"):
        add_observer(group, other, by=carys)


DAY_ONE = dt.date(2008, 1, 1)


# Invitations


@pytest.fixture
def advisory():
    found = GroupFactory(name="Advisory Group", slug="advisory", kind=Group.Kind.ADVISORY)
    make_group_pages()
    return found


def test_an_organisation_comes_into_an_advisory_group_by_invitation(
    client, advisory, member, asha, dev
):
    with pytest.raises(RuleBroken, match="Organisations join the Advisory Group by invitation"):
        join_group(advisory, member, by=asha)
    client.force_login(dev)
    address = f"/cms/forums_group/{advisory.pk}/invitations/"
    page = client.post(address, {"organisation": member.pk}, follow=True).content.decode()
    assert "Kennet Carers invited. We have told its leads." in page
    assert sent_to(asha, "forums/invited") == 1
    client.force_login(asha)
    assert "Join the group" in text_of(client, "/groups/advisory/")
    join_group(advisory, member, by=asha)
    assert not advisory.invitations.filter(ended_on=None).exists()
    leave_group(advisory, member, by=asha)
    assert "by invitation" in groups.may_join(advisory, member).reason


def test_an_invitation_is_made_once_and_withdrawn_once(advisory, group, member, asha, dev):
    invitation = invite(advisory, member, by=dev)
    with pytest.raises(RuleBroken, match="has already been invited"):
        invite(advisory, member, by=dev)
    withdraw_invitation(invitation, by=dev)
    with pytest.raises(RuleBroken, match="used or withdrawn"):
        withdraw_invitation(invitation, by=dev)
    assert not groups.may_join(advisory, member)
    with pytest.raises(RuleBroken, match="without an invitation"):
        invite(group, member, by=dev)
    with pytest.raises(RuleBroken, match="is not a member of the Assembly"):
        invite(advisory, OrganisationFactory(), by=dev)


# Messages to the group


@pytest.fixture
def inside(group, member, asha):
    """Asha hears everything, Idris of meetings only; nobody takes part for the other organisation."""
    idris = DelegateFactory(organisation=member, user=UserFactory(name="Idris Iqbal"))
    hers = member.delegates.get(user=asha)
    told = Participant.Told
    join_group(group, member, by=asha, parts={hers: told.EVERYTHING, idris: told.MEETINGS})
    return GroupMembershipFactory(group=group)


WORDS = {"subject": "Buses", "text": "Come and see."}


def test_a_convenor_writes_to_those_who_hear_everything(client, inside, group, carys, asha):
    client.force_login(carys)
    page = client.post("/my/groups/health/write/", WORDS, follow=True).content.decode()
    assert "Your message to the people of the Health Group has been sent." in page
    assert sent_to(asha, "forums/letter") == 1
    assert not Email.objects.filter(user__name="Idris Iqbal", kind="forums/letter").exists()
    client.force_login(asha)
    address = Notification.objects.get(user=asha, kind="forums/letter").url
    assert "Come and see." in text_of(client, address)
    client.force_login(UserFactory())
    assert client.get(address).status_code == 404
    client.force_login(carys)
    assert (
        "already sent this message"
        in client.post("/my/groups/health/write/", WORDS).content.decode()
    )


def test_what_somebody_chose_is_honoured(inside, group, carys, asha):
    choose(asha, {Category.GROUPS: "off"})
    send_letter(group, *WORDS.values(), by=carys)
    assert sent_to(asha, "forums/letter") == 0
    assert Notification.objects.filter(user=asha, kind="forums/letter").exists()


@pytest.mark.parametrize("stake", ["stands", "puts forward"])
def test_a_convenor_with_a_stake_in_its_contest_does_not_write(
    client, inside, group, carys, stake, time_machine
):
    contest = ContestFactory(electorate="group", group=group)
    if stake == "stands":
        CandidateFactory(contest=contest, user=carys)
    else:
        CandidateFactory(contest=contest, organisation=DelegateFactory(user=carys).organisation)
    time_machine.move_to(contest.election.nominations_open_at)
    with pytest.raises(RuleBroken, match="To be fair to every candidate"):
        send_letter(group, *WORDS.values(), by=carys)
    client.force_login(carys)
    page = client.get("/my/groups/health/write/", follow=True).content.decode()
    assert "To be fair to every candidate" in page
    time_machine.move_to(contest.election.poll_closes_at)
    send_letter(group, *WORDS.values(), by=carys)


def test_nor_where_the_members_of_the_group_vote_with_all_others(
    inside, group, carys, time_machine
):
    contest = ContestFactory(electorate="members")
    CandidateFactory(contest=contest, user=carys)
    time_machine.move_to(contest.election.nominations_open_at)
    with pytest.raises(RuleBroken, match="To be fair to every candidate"):
        send_letter(group, *WORDS.values(), by=carys)


def test_where_nobody_of_the_group_votes_a_candidate_writes(inside, group, carys, time_machine):
    contest = ContestFactory(electorate="group", group=GroupFactory())
    CandidateFactory(contest=contest, user=carys)
    time_machine.move_to(contest.election.nominations_open_at)
    assert send_letter(group, *WORDS.values(), by=carys)


def test_who_sits_in_a_body_of_seats_reads_what_its_convenor_writes(client, carys):
    sits, seat = UserFactory(), SeatFactory()
    AppointmentFactory(seat=seat, user=sits, ends_on=timezone.localdate() + DAY)
    forum = GroupFactory(kind="county", partnership=seat.partnership, convenor=carys)
    make_group_pages()
    letter = send_letter(forum, *WORDS.values(), by=carys)
    client.force_login(sits)
    assert "Come and see." in text_of(client, letter.get_absolute_url())
    assert "Buses" in text_of(client, "/my/notifications/")
    sits.appointments.update(ended_on=timezone.localdate())
    assert client.get(letter.get_absolute_url()).status_code == 404
    assert "Buses" not in text_of(client, "/my/notifications/")


def test_a_group_in_which_nobody_wants_to_hear_is_not_written_to(group, carys):
    with pytest.raises(RuleBroken, match="nobody to write to"):
        send_letter(group, *WORDS.values(), by=carys)


def test_messages_are_forgotten_after_two_years(inside, group, carys):
    sent = dt.datetime(2006, 10, 1, 12, tzinfo=dt.UTC)
    send_letter(group, *WORDS.values(), by=carys, at=sent)
    assert forget_old_letters(dt.date(2008, 10, 1)) == 0
    assert forget_old_letters(dt.date(2008, 10, 2)) == 1
    assert not GroupLetter.objects.exists()


# The page


def test_the_page_shows_the_chain_to_the_partnerships_it_feeds(client, carys):
    health, other = ThemeFactory(), ThemeFactory()
    group = GroupFactory(name="Health Group", slug="health", theme=health)
    make_group_pages()
    board = PartnershipFactory(name="Health Partnership")
    group.feeds.add(board)
    today = timezone.localdate()
    term = {"starts_on": today - 90 * DAY, "ends_on": today + 90 * DAY}
    held = AppointmentFactory(
        seat=SeatFactory(partnership=board, theme=health), name="Maya Hart", **term
    )
    AppointmentFactory(seat=SeatFactory(partnership=board, theme=other), name="Someone", **term)
    page = text_of(client, "/groups/health/")
    assert "The group tells its members and the public" in page
    assert "No report yet" in page
    for days in (40, 20):
        meeting = MeetingFactory(partnership=board, held_on=today - days * DAY)
        held.reports.create(meeting=meeting, sent_on=today, attendance="attended")
    (link,) = links(group, today)
    assert (link.holder.name, link.report.meeting) == ("Maya Hart", meeting)
    assert "Latest report" in text_of(client, "/groups/health/")


def test_the_list_says_when_somebody_last_joined(client, group):
    GroupMembershipFactory(group=group, joined_on=dt.date(2008, 5, 3))
    assert "1 organisation, newest joined 3 May 2008" in text_of(client, "/groups/")
