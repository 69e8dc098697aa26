"""The pages of groups, and the buttons on them."""

import pytest

from assembly.core.models import Event
from forums.groups.services import make_group_pages
from forums.models import Group, GroupMembership, GroupPage
from home.standing_pages import make_missing_pages
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import DelegateFactory, DistrictFactory, OrganisationFactory
from tests.factories.partners import AppointmentFactory, SeatFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    group = GroupFactory(name="Health Group", slug="health")
    make_missing_pages()
    return group


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def test_index_without_groups_says_so(client):
    assert "No groups have been set up yet" in text(client, "/groups/")


def test_index_shows_groups_by_kind_with_their_size(client, group):
    GroupMembershipFactory(group=group)
    GroupMembershipFactory(group=group, left_on="2008-09-01")
    GroupFactory(name="Kennet Forum", slug="kennet", district_forum=True)
    GroupFactory(name="County Forum", slug="county", county_forum=True)
    make_group_pages()
    page = text(client, "/groups/")
    headings = [
        "Strategic groups",
        "Health Group",
        "District forums",
        "Kennet Forum",
        "County forum",
    ]
    assert sorted(headings, key=page.index) == headings
    assert "1 organisation, newest joined 1 April 2008<" in page
    assert "0 organisations" in page


def test_group_without_a_published_page_is_not_listed(client, group):
    GroupPage.objects.update(live=False)  # not as on the site, where nobody can
    assert "Health Group" not in text(client, "/groups/")


def test_page_is_made_once(group):
    assert make_group_pages() == []
    assert GroupPage.objects.get().slug == "health"


def test_page_shows_remit_convenor_and_members(client, group, efua, member):
    group.terms.create(person=efua)
    group.convened_by = OrganisationFactory(name="Kennet Hub", member=True)
    group.save()
    GroupMembershipFactory(group=group, organisation=member)
    page = text(client, "/groups/health/")
    for words in [
        "What the group is for.",
        "Efua Essel",
        "Kennet Hub",
        member.name,
        "1 organisation",
    ]:
        assert words in page


def test_signed_out_reader_is_asked_to_sign_in(client, group):
    assert "/accounts/login/?next=/groups/health/" in text(client, "/groups/health/")


def test_who_acts_for_nobody_is_told_that_organisations_join(client, group, carys):
    client.force_login(carys)
    assert "you do not act for one yet" in text(client, "/groups/health/")


def asha_joins(client, member, **sent):
    line = member.delegates.get()
    data = {"organisation": member.pk, f"person_{line.pk}": "everything", **sent}
    return client.post("/groups/health/join/", data, follow=True).content.decode()


def test_join_and_leave_by_the_pages_that_ask_first(client, group, member, asha):
    client.force_login(asha)
    page = text(client, "/groups/health/")
    assert f"You can join for <strong>{member.name}</strong>" in page
    assert f"/groups/health/join/?organisation={member.pk}" in page
    asked = text(client, "/groups/health/join/")
    assert "Asha Amin" in asked
    assert 'value="everything" selected' in asked  # who joins is proposed
    page = asha_joins(client, member)
    assert f"{member.name} is now in the Health Group." in page
    assert "Leave the group" in page
    leaving = text(client, "/groups/health/leave/")
    assert "Asha Amin: we will no longer tell them" in leaving
    assert GroupMembership.objects.current().exists()
    client.post("/groups/health/leave/", {"organisation": member.pk})
    assert not GroupMembership.objects.current().exists()


def test_joining_twice_at_once_is_answered_in_words(client, group, member, asha):
    client.force_login(asha)
    asha_joins(client, member)
    assert "is already in this group" in asha_joins(client, member)
    assert GroupMembership.objects.count() == 1


def test_refusal_stands_where_the_button_would_be(client, group, ben):
    client.force_login(ben)
    page = text(client, "/groups/health/")
    assert "Only members of the Assembly can join groups" in page
    assert "Join the group" not in page
    lapsed = ben.delegations.get().organisation
    response = client.post("/groups/health/join/", {"organisation": lapsed.pk}, follow=True)
    assert "Only members of the Assembly can join groups" in response.content.decode()
    assert not GroupMembership.objects.exists()


@pytest.mark.parametrize("act", ["join", "leave"])
def test_nobody_acts_for_an_organisation_of_others(client, group, carys, member, act):
    client.force_login(carys)
    address = f"/groups/health/{act}/"
    assert client.post(address, {"organisation": member.pk}).status_code == 404
    assert client.post(address, {"organisation": "x"}).status_code == 404
    assert client.post(address).status_code == 404
    assert client.get(address, {"organisation": member.pk}).status_code == 404
    assert client.get(address).headers["Location"] == "/groups/health/"


def test_joining_needs_sign_in(client, group, member):
    response = client.post("/groups/health/join/", {"organisation": member.pk})
    assert response.status_code == 403
    assert "Sign in, in a new tab" in response.content.decode()
    assert not GroupMembership.objects.exists()


def test_form_decides_for_whom_one_acts_whatever_the_header_says_by_now(
    client, group, member, asha
):
    second = OrganisationFactory(name="Another", member=True)
    DelegateFactory(organisation=second, user=asha)
    client.force_login(asha)
    client.post("/my/acting-for/", {"organisation": second.pk})
    asha_joins(client, member)
    assert GroupMembership.objects.get().organisation == member


def test_district_forum_is_for_those_who_work_there(client, member, asha):
    kennet = DistrictFactory(name="Kennet", slug="kennet")
    GroupFactory(name="Kennet Forum", slug="kennet-forum", kind="district", district=kennet)
    make_missing_pages()
    client.force_login(asha)
    assert "organisations that work in Kennet" in text(client, "/groups/kennet-forum/")
    member.districts.add(kennet)
    assert "Join the group" in text(client, "/groups/kennet-forum/")


def test_county_forum_shows_its_seats_and_has_no_button(client, member, asha):
    group = GroupFactory(slug="county-forum", county_forum=True)
    seat = SeatFactory(partnership=group.partnership, title="Kennet, seat 1")
    AppointmentFactory(seat=seat, name="Maya Hart", ends_on="2999-01-01")
    make_missing_pages()
    client.force_login(asha)
    page = text(client, "/groups/county-forum/")
    assert "Kennet, seat 1" in page
    assert "Maya Hart" in page
    assert "Join the group" not in page
    assert "do not join the county forum directly" in page


def test_page_asks_the_same_number_of_queries_however_many_members(
    client, group, asha, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(asha)
    GroupMembershipFactory(group=group)
    client.get("/groups/health/")
    with django_assert_max_num_queries(25) as queries:
        client.get("/groups/health/")
    few = len(queries)
    GroupMembershipFactory.create_batch(40, group=group)
    with django_assert_num_queries(few):
        response = client.get("/groups/health/")
    assert len(response.context["members"]) == 30


def test_organisation_and_its_people_see_its_groups(client, group, member, asha):
    GroupMembershipFactory(group=group, organisation=member)
    assert "Health Group" in text(client, member.get_absolute_url())
    client.force_login(asha)
    assert "Groups of Kennet Carers" in text(client, "/my/")


def test_who_is_not_a_member_is_not_sent_to_groups(client, ben):
    client.force_login(ben)
    assert "Find a group to join" not in text(client, "/my/")


@pytest.fixture
def support_unit(client, dev):
    client.force_login(dev)
    return client


FOUNDED = {
    "name": "Faith Group",
    "kind": "strategic",
    "remit": "What faiths share.",
}


def test_founded_group_has_its_page_at_once(support_unit):
    support_unit.post("/cms/forums_group/new/", FOUNDED)
    assert not Group.objects.get().terms.exists()
    assert "What faiths share." in text(support_unit, "/groups/faith-group/")
    assert Event.objects.get().name == "forums.group_added"


def test_a_second_group_of_that_address_gets_a_number(support_unit, group):
    for name in ("Health.", "Health!"):
        support_unit.post("/cms/forums_group/new/", {**FOUNDED, "name": name})
    assert set(Group.objects.values_list("slug", flat=True)) == {"health", "health-2", "health-3"}


def test_a_group_without_a_letter_in_its_name_has_no_address(support_unit):
    answer = support_unit.post("/cms/forums_group/new/", {**FOUNDED, "name": "!!"})
    assert "the name needs a letter or a digit" in answer.content.decode()
    assert not Group.objects.exists()


def test_address_of_a_group_never_changes(support_unit, group):
    url = f"/cms/forums_group/edit/{group.pk}/"
    support_unit.post(url, {**FOUNDED, "name": "Health and Care Group"})
    group.refresh_from_db()
    assert (group.name, group.slug) == ("Health and Care Group", "health")
