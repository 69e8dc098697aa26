"""On the day its district ends, a forum carries on as the successor's, with its members; its page stays as a record."""

import datetime as dt

from django.utils import timezone

import pytest
import time_machine

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership.services.suspending import suspend
from assembly.partners.models import Succession
from assembly.partners.succession import services
from assembly.partners.succession.plans import Plan
from assembly.partners.succession.selectors import carried_over
from forums.groups.selectors import members
from forums.groups.services import join_group, leave_group, make_group_pages
from forums.models import Group, GroupMembership, Participant, RemovalAppeal
from forums.removal import services as removals
from forums.succession import rules as forum_rules
from forums.succession import services as forum_services
from home.standing_pages import make_missing_pages
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import (
    DelegateFactory,
    DistrictFactory,
    OrganisationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def bola(db):
    return UserFactory(name="Bola Bakare", office="Assembly Board")


@pytest.fixture
def kennet(db):
    district = DistrictFactory(name="Kennet", slug="kennet")
    forum = GroupFactory(name="Kennet Forum", slug="kennet", kind="district", district=district)
    make_missing_pages()
    return forum


@pytest.fixture
def wiltshire(kennet):
    district = DistrictFactory(name="Wiltshire", slug="wiltshire")
    forum = GroupFactory(name="Wiltshire Forum", slug="wilts", kind="district", district=district)
    make_group_pages()
    return forum


@pytest.fixture
def follow(dev, bola):
    """A confirmed succession in thirty days."""

    def followed(*forums, days=30, **heir):
        plan = Plan(
            kind="district",
            ended=[forum.district for forum in forums],
            day=timezone.localdate() + days * DAY,
            **heir,
        )
        return services.confirm(services.prepare(plan, "An order.", by=dev), by=bola)

    return followed


def on(days):
    noon = dt.datetime.combine(timezone.localdate() + days * DAY, dt.time(12))
    return time_machine.travel(timezone.make_aware(noon), tick=True)


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def places(forum):
    return set(forum.memberships.current().values_list("organisation", flat=True))


def test_members_are_members_of_the_successors_forum_from_the_day(kennet, wiltshire, follow):
    one, both = GroupMembershipFactory(group=kennet), GroupMembershipFactory(group=kennet)
    there = GroupMembershipFactory(group=wiltshire, organisation=both.organisation)
    day = follow(kennet, successor=wiltshire.district).day
    services.carry_over(on=day + 3 * DAY)
    carried = GroupMembership.objects.current().get(group=wiltshire, organisation=one.organisation)
    assert carried.joined_on == day  # not the day on which the job ran
    assert places(wiltshire) == {one.organisation_id, both.organisation_id}
    there.refresh_from_db()
    assert there.joined_on == dt.date(2008, 4, 1)
    one.refresh_from_db()
    assert one.left_on == day
    assert Event.objects.get(name="forums.carried_over").data["organisations"] == 2


def test_who_took_part_takes_part_and_is_told_the_same(kennet, wiltshire, follow):
    place = GroupMembershipFactory(group=kennet)
    quiet, former = (
        Participant.objects.create(
            membership=place,
            delegate=DelegateFactory(organisation=place.organisation, **fields),
            told=Participant.Told.MEETINGS,
            since=place.joined_on,
        )
        for fields in ({}, {"ended_on": dt.date(2009, 1, 1)})
    )
    day = follow(kennet, successor=wiltshire.district).day
    services.carry_over(on=day)
    carried = Participant.objects.get(membership__group=wiltshire)
    assert (carried.delegate, carried.told, carried.since) == (quiet.delegate, "meetings", day)
    assert former.delegate_id != carried.delegate_id


def test_who_was_in_two_that_ended_is_in_the_successors_once(kennet, wiltshire, follow):
    devizes = GroupFactory(name="Devizes Forum", slug="devizes", district_forum=True)
    organisation = OrganisationFactory(member=True)
    for forum in (kennet, devizes):
        GroupMembershipFactory(group=forum, organisation=organisation)
    services.carry_over(on=follow(kennet, devizes, successor=wiltshire.district).day)
    assert GroupMembership.objects.filter(group=wiltshire).count() == 1


def test_a_suspended_organisation_keeps_its_place(kennet, wiltshire, follow, dev):
    place = GroupMembershipFactory(group=kennet)
    suspend(place.organisation, "Complaint 12.", by=dev)
    services.carry_over(on=follow(kennet, successor=wiltshire.district).day)
    assert places(wiltshire) == {place.organisation_id}


def test_who_left_after_it_was_carried_over_stays_away(kennet, wiltshire, follow, asha):
    place = GroupMembershipFactory(group=kennet)
    day = follow(kennet, successor=wiltshire.district).day
    services.carry_over(on=day)
    with on(31):
        leave_group(wiltshire, place.organisation, by=asha)
        Succession.objects.update(carried_over_at=None)
        services.carry_over()
    assert places(wiltshire) == set()


def test_a_forum_is_founded_where_the_successor_has_none(kennet, follow, client):
    place = GroupMembershipFactory(group=kennet)
    day = follow(kennet, new_name="Wessex", forum_name="Wessex Forum").day
    services.carry_over(on=day)
    forum = Group.objects.get(name="Wessex Forum")
    assert (forum.district.name, forum.kind) == ("Wessex", "district")
    assert places(forum) == {place.organisation_id}
    assert "Wessex Forum" in text(client, "/groups/wessex-forum/")


NO_FORUM = [
    ({"new_name": "Wessex"}, "need a forum to carry on in, and Wessex has none"),
    ({"new_name": "Wessex", "forum_name": "KENNET FORUM"}, "called “Kennet Forum”"),
]


@pytest.mark.parametrize(("heir", "why"), NO_FORUM)
def test_the_members_have_a_forum_to_go_to(kennet, follow, heir, why):
    with pytest.raises(RuleBroken, match=why):
        follow(kennet, **heir)


def test_no_second_forum_is_founded(kennet, wiltshire, follow):
    with pytest.raises(RuleBroken, match="Wiltshire already has a forum, the Wiltshire Forum"):
        follow(kennet, successor=wiltshire.district, forum_name="Other Forum")
    without = GroupFactory.build(district=DistrictFactory(name="Devizes"))
    with pytest.raises(RuleBroken, match="so no new forum is needed"):
        follow(without, new_name="Wessex", forum_name="Wessex Forum")


def test_the_preview_counts(kennet, wiltshire, dev):
    both = GroupMembershipFactory(group=kennet).organisation
    GroupMembershipFactory(group=wiltshire, organisation=both)
    suspend(GroupMembershipFactory(group=kennet).organisation, "Complaint 12.", by=dev)
    plan = Plan(
        kind="district",
        ended=[kennet.district],
        day=timezone.localdate(),
        successor=wiltshire.district,
    )
    said = " ".join(carried_over(plan))
    assert "Kennet Forum: 2 organisations (1 not a member at present" in said
    assert "The Wiltshire Forum gains 1 organisation," in said


# By the clock: whether or not the job has run


@pytest.mark.parametrize("job_ran", [True, False])
def test_the_pages_say_what_happened(kennet, wiltshire, follow, client, job_ran):
    place = GroupMembershipFactory(group=kennet, organisation__name="Bulford Brass")
    follow(kennet, successor=wiltshire.district)
    assert "Take part" in text(client, "/groups/kennet/")
    assert "carries on what these began" not in text(client, "/groups/wilts/")
    with on(30):
        if job_ran:
            services.carry_over()
        old, new = text(client, "/groups/kennet/"), text(client, "/groups/wilts/")
        assert "The Kennet Forum ended on" in old
        assert 'href="/groups/wilts/"' in old
        assert "Members when it ended: 1 organisation" in old
        assert "Sign in to join" not in old
        assert "Write about this group" not in old
        assert "carries on what these began" in new
        assert 'href="/groups/kennet/"' in new
        assert "Members: 1 organisation" in new
        assert "Bulford Brass" in new
        assert set(members(wiltshire)) == {place.organisation}
        assert "Forums of former districts" in text(client, "/groups/")


def test_nobody_joins_or_leaves_what_has_ended(kennet, wiltshire, follow, asha, client):
    place = GroupMembershipFactory(group=kennet)
    DelegateFactory(organisation=place.organisation, user=asha)
    follow(kennet, successor=wiltshire.district)
    kennet = Group.objects.get(pk=kennet.pk)
    with on(30):
        with pytest.raises(RuleBroken, match="It carries on as the Wiltshire Forum"):
            join_group(kennet, OrganisationFactory(member=True), by=asha)
        with pytest.raises(RuleBroken, match="The Kennet Forum ended on"):
            leave_group(kennet, place.organisation, by=asha)
        client.force_login(asha)
        assert "Leave the group" not in text(client, "/groups/kennet/")


def test_a_late_job_keeps_nobody_from_joining(kennet, wiltshire, follow, asha):
    organisation = OrganisationFactory(member=True)
    organisation.districts.add(kennet.district)
    follow(kennet, successor=wiltshire.district)
    DelegateFactory(organisation=organisation, user=asha)
    with on(30):
        assert join_group(wiltshire, organisation, by=asha)


def test_three_generations(kennet, wiltshire, follow, client):
    GroupMembershipFactory(group=kennet)
    follow(kennet, successor=wiltshire.district)
    follow(wiltshire, days=60, new_name="Wessex", forum_name="Wessex Forum")
    with on(90):
        services.carry_over()
        page = text(client, "/groups/wessex-forum/")
        assert "Members: 1 organisation" in page
        assert "Kennet Forum</a>" in page
        assert "Wiltshire Forum</a>" in page
        assert "carries on as the <a" in text(client, "/groups/kennet/")
        assert 'href="/groups/wessex-forum/"' in text(client, "/groups/kennet/")


def test_search_and_open_data_say_that_it_ended(kennet, wiltshire, follow, client):
    day = follow(kennet, successor=wiltshire.district).day
    with on(30):
        assert "Ended on" in text(client, "/search/?q=Kennet")
        rows = client.get("/api/v1/groups").json()["items"]
        assert {row["slug"]: row["ended_on"] for row in rows} == {
            "kennet": day.isoformat(),
            "wilts": None,
        }
        districts = client.get("/api/v1/districts").json()["items"]
        assert {row["slug"]: row["successor"] for row in districts} == {
            "kennet": "wiltshire",
            "wiltshire": None,
        }
        assert client.get("/calendar/district/kennet.ics").status_code == 200
        assert "/groups/kennet/" in text(client, "/sitemap-pages.xml")


def test_before_the_job_has_run_a_member_leaves_and_says_who_takes_part(
    client, kennet, wiltshire, follow, member, asha
):
    GroupMembershipFactory(group=kennet, organisation=member)
    follow(kennet, successor=wiltshire.district)
    own = f"/my/organisations/{member.slug}/groups/wilts/"
    with on(30):
        client.force_login(asha)
        leave = f"/groups/wilts/leave/?organisation={member.pk}"
        assert "Kennet Carers" in text(client, leave)
        assert "Asha Amin" in text(client, own)
        hers = member.delegates.get(user=asha)
        assert client.post(own, {f"person_{hers.pk}": "meetings"}).status_code == 302
        assert Participant.objects.get(membership__group=wiltshire).delegate == hers
        assert client.get(f"/my/organisations/{member.slug}/groups/kennet/").status_code == 404


def test_who_wins_an_appeal_after_its_forum_ended_is_in_the_one_that_follows(
    kennet, wiltshire, follow, member, asha, carys, dev, bola
):
    GroupMembershipFactory(group=kennet, organisation=member)
    removal = removals.propose_removal(kennet, member, "It shouts.", by=carys)
    removals.confirm_removal(removal, by=dev)
    appeal = removals.appeal_removal(removal, "We whisper.", by=asha)
    follow(kennet, successor=wiltshire.district)
    with on(31):
        services.carry_over()
        removals.decide_appeal(appeal, RemovalAppeal.Outcome.RESTORED, "They do.", by=bola)
        assert places(kennet) == set()
        assert places(wiltshire) == {member.pk}
        leave_group(wiltshire, member, by=asha)


def test_a_removal_that_stands_holds_in_the_forum_that_follows(
    kennet, wiltshire, follow, member, asha, carys, dev
):
    GroupMembershipFactory(group=kennet, organisation=member)
    member.districts.add(wiltshire.district)
    removal = removals.propose_removal(kennet, member, "It shouts.", by=carys)
    removals.confirm_removal(removal, by=dev)
    follow(kennet, successor=wiltshire.district)
    with on(31):
        with pytest.raises(RuleBroken, match="was removed from the Kennet Forum"):
            join_group(wiltshire, member, by=asha)
        removals.lift_removal(removal, by=dev)
        join_group(wiltshire, member, by=asha)


def test_a_forum_of_a_living_district_goes_on(kennet):
    assert forum_rules.is_going_on(kennet, None, timezone.localdate())


def test_carried_over_again_it_says_nothing_more(kennet, wiltshire, follow):
    GroupMembershipFactory(group=kennet)
    succession = follow(kennet, successor=wiltshire.district)
    for _ in range(2):
        forum_services.carry_over(succession)
    assert Event.objects.filter(name="forums.carried_over").count() == 1
