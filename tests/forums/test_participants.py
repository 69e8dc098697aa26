"""Who takes part in a group for an organisation, what they are told, and what leaving means."""

import datetime as dt

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership.models import Organisation
from assembly.membership.services import people
from assembly.notifications.models import Email
from forums.groups import consequences
from forums.groups.consequences import Change
from forums.groups.services import join_group, leave_group, make_group_pages
from forums.models import GroupMembership, Participant
from forums.participants.selectors import participants, told_of
from forums.participants.services import change_participants
from tests.factories.elections import DAY, ContestFactory, poll
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
Told = Participant.Told
OWN = "/my/organisations/kennet-carers/groups/health/"


@pytest.fixture
def group():
    found = GroupFactory(name="Health Group", slug="health")
    make_group_pages()
    return found


@pytest.fixture
def lines(member, asha):
    """Asha's place at the organisation, and that of Idris beside her."""
    Organisation.objects.filter(pk=member.pk).update(slug="kennet-carers")
    member.refresh_from_db()
    idris = UserFactory(name="Idris Iqbal", email="idris@example.org")
    return member.delegates.get(), DelegateFactory(organisation=member, user=idris)


def told(person):
    return sorted(Email.objects.filter(user=person).values_list("kind", flat=True))


def names(found):
    return sorted(str(one) for one in found)


def named(group):
    return [(str(one.delegate.user), one.told) for one in participants(group)]


# Joining


def test_joining_says_who_takes_part_and_tells_them(group, member, asha, lines):
    hers, his = lines
    join_group(group, member, by=asha, parts={hers: Told.MEETINGS, his: Told.NOTHING})
    assert named(group) == [("Asha Amin", "meetings"), ("Idris Iqbal", "nothing")]
    assert told(his.user) == ["forums/part_begun"]
    assert told(asha) == []
    assert Event.objects.get(name="forums.joined").data == {"number": 2}


def test_whoever_joins_takes_part_unless_others_are_named(group, member, asha):
    join_group(group, member, by=asha)
    assert named(group) == [("Asha Amin", "everything")]


def test_nobody_is_not_enough(client, group, member, asha, lines):
    with pytest.raises(RuleBroken, match="Choose at least one person"):
        join_group(group, member, by=asha, parts={})
    client.force_login(asha)
    data = {"organisation": member.pk} | {f"person_{one.pk}": "not" for one in lines}
    page = client.post("/groups/health/join/", data).content.decode()
    assert "Choose at least one person to take part on behalf of Kennet Carers." in page
    assert not GroupMembership.objects.exists()


def test_people_of_others_and_former_people_take_no_part(group, member, asha, lines):
    _, his = lines
    people.end(his, by=asha)
    for line in (his, DelegateFactory()):
        with pytest.raises(RuleBroken, match="no longer acts for Kennet Carers"):
            join_group(group, member, by=asha, parts={line: Told.EVERYTHING})


# Changing


def test_any_of_its_people_changes_it_on_a_page(client, group, member, asha, lines):
    hers, his = lines
    join_group(group, member, by=asha)
    client.force_login(his.user)
    assert f'href="{OWN}"' in client.get("/my/").content.decode()
    sent = {f"person_{hers.pk}": "not", f"person_{his.pk}": "meetings"}
    page = client.post(OWN, sent, follow=True).content.decode()
    assert "Saved who takes part in the Health Group." in page
    assert named(group) == [("Idris Iqbal", "meetings")]
    assert told(asha) == ["forums/part_ended"]
    assert told(his.user) == []
    client.post(OWN, sent)
    assert Event.objects.filter(name="forums.participants_changed").count() == 1


def test_my_assembly_says_who_takes_part(client, group, member, asha, lines):
    join_group(group, member, by=asha, parts=dict.fromkeys(lines, Told.MEETINGS))
    client.force_login(asha)
    assert "Asha Amin and Idris Iqbal take part" in client.get("/my/").content.decode()
    Participant.objects.all().delete()
    assert "Nobody takes part yet: say who does" in client.get("/my/").content.decode()


def test_others_do_not_change_it(group, member, asha, carys, lines):
    join_group(group, member, by=asha)
    with pytest.raises(RuleBroken, match="Only people who act for Kennet Carers"):
        change_participants(group, member, {lines[1]: Told.NOTHING}, by=carys)
    leave_group(group, member, by=asha)
    with pytest.raises(RuleBroken, match="is not in this group"):
        change_participants(group, member, {lines[1]: Told.NOTHING}, by=asha)


def test_who_stops_acting_for_it_takes_no_part_and_does_not_come_back_by_itself(
    group, member, asha, lines
):
    _, his = lines
    join_group(group, member, by=asha, parts=dict.fromkeys(lines, Told.EVERYTHING))
    people.end(his, by=asha)
    assert named(group) == [("Asha Amin", "everything")]
    DelegateFactory(organisation=member, user=his.user)
    assert named(group) == [("Asha Amin", "everything")]


# Who is told


def test_who_is_told_of_what(group, member, asha, lines):
    hers, his = lines
    join_group(group, member, by=asha, parts={hers: Told.MEETINGS, his: Told.NOTHING})
    other = GroupMembershipFactory(group=group)  # nobody takes part for it
    lead = DelegateFactory(organisation=other.organisation, role="lead").user
    DelegateFactory(organisation=other.organisation)
    suspended = OrganisationFactory(member=True, status="suspended")
    GroupMembershipFactory(group=group, organisation=suspended)
    DelegateFactory(organisation=suspended, role="lead")
    assert names(told_of(group, Told.MEETINGS)) == sorted(["Asha Amin", str(lead)])
    assert names(told_of(group, Told.EVERYTHING)) == [str(lead)]


# Leaving


def test_leaving_tells_those_who_took_part_and_keeps_the_history(group, member, asha, lines):
    parts = dict.fromkeys(lines, Told.EVERYTHING)
    join_group(group, member, by=asha, parts=parts, on=dt.date(2026, 1, 5))
    leave_group(group, member, by=asha, on=dt.date(2026, 3, 5))
    assert named(group) == []
    assert told(lines[1].user) == ["forums/part_begun", "forums/part_ended"]
    join_group(group, member, by=asha, on=dt.date(2026, 4, 5))
    assert [(one.joined_on.month, one.left_on) for one in group.memberships.all()] == [
        (1, dt.date(2026, 3, 5)),
        (4, None),
    ]


# While a contest of the group is announced


def test_before_the_freeze_joining_and_leaving_decide_on_the_vote(group, member, time_machine):
    contest = ContestFactory(electorate="group", group=group)
    at = contest.election.nominations_open_at
    (joins,) = consequences.of(group, member, Change.JOINS, at)
    assert f"The group is electing: “{contest}”" in joins
    assert "an organisation that is in the group then has a vote" in joins
    (leaves,) = consequences.of(group, member, Change.LEAVES, at)
    assert "it has no vote" in leaves
    assert consequences.of(group, member, Change.JOINS, contest.election.notice_at - DAY) == []
    assert consequences.of(group, member, Change.JOINS, contest.election.poll_closes_at) == []
    assert consequences.of(GroupFactory(), member, Change.JOINS, at) == []


def test_after_the_freeze_the_roll_stands(client, group, member, asha, time_machine):
    join_group(group, member, by=asha)
    contest, _ = poll(electorate="group", group=group)
    election = contest.election
    election.refresh_from_db()
    time_machine.move_to(election.poll_opens_at + DAY)
    contest.roll.get_or_create(organisation=member)
    client.force_login(asha)
    page = client.get("/groups/health/leave/").content.decode()
    assert "It stays on it, and can vote" in page
    other = OrganisationFactory(member=True)
    (joins,) = consequences.of(group, other, Change.JOINS, election.poll_opens_at)
    assert "joining now gives no vote in it" in joins
