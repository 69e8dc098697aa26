"""The people of an organisation: roles, voter and deputy, who goes and who takes over."""

import datetime as dt

from django.contrib.auth.models import Permission

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership import rules, selectors
from assembly.membership.models import Delegate
from assembly.membership.services import people
from assembly.membership.services.people import VoteRole
from assembly.notifications.models import Notification
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

Role = Delegate.Role


@pytest.fixture
def own(member, asha):
    """Asha's line: lead."""
    return Delegate.objects.get(organisation=member, user=asha)


@pytest.fixture
def second(member, carys):
    """Carys acts for the member too."""
    return DelegateFactory(organisation=member, user=carys)


def told(kind):
    return set(Notification.objects.filter(kind=kind).values_list("user__name", flat=True))


def state(delegate):
    found = Delegate.objects.get(pk=delegate.pk)
    return found.role, people.part_of(found)


def words(response):
    return " ".join(response.content.decode().split())


# Voter and deputy


def test_lead_names_a_voter_who_is_told(own, second, asha, carys, member):
    people.change(second, Role.MEMBER, VoteRole.VOTER, by=asha)
    assert state(second) == ("member", "voter")
    assert selectors.casts_for(carys) == [member]
    assert selectors.casts_for(asha) == []
    assert told("membership/part_changed") == {"Carys Cole"}
    assert Event.objects.get(name="membership.delegate_changed").data == {
        "person": carys.pk,
        "role": "member",
        "part": "voter",
    }
    assert Event.objects.get(name="membership.vote_passed").data == {"to": carys.pk, "way": "named"}


def test_there_is_one_voter_and_whoever_was_is_told(own, second, asha, member):
    third = DelegateFactory(organisation=member, user=UserFactory(name="Third"))
    people.change(second, Role.MEMBER, VoteRole.VOTER, by=asha)
    people.change(third, Role.MEMBER, VoteRole.VOTER, by=asha)
    assert (state(second), state(third)) == (("member", "none"), ("member", "voter"))
    assert told("membership/part_changed") == {"Carys Cole", "Third"}


def test_a_deputy_stands_beside_a_voter(own, second, asha, member, carys):
    with pytest.raises(RuleBroken, match="Name a voter first"):
        people.change(second, Role.MEMBER, VoteRole.DEPUTY, by=asha)
    people.change(own, Role.LEAD, VoteRole.VOTER, by=asha)
    people.change(second, Role.MEMBER, VoteRole.DEPUTY, by=asha)
    third = DelegateFactory(organisation=member)
    people.change(third, Role.MEMBER, VoteRole.DEPUTY, by=asha)
    assert state(second) == ("member", "none")
    with pytest.raises(RuleBroken, match="Name a voter first"):
        people.change(own, Role.LEAD, VoteRole.DEPUTY, by=asha)
    assert state(own) == ("lead", "voter")


def test_nothing_changed_is_not_recorded(own, second, asha):
    people.change(second, Role.MEMBER, VoteRole.NONE, by=asha)
    assert not Event.objects.filter(name="membership.delegate_changed").exists()


def test_first_people_of_an_organisation_come_to_its_vote_as_well(carys, dev):
    organisation = OrganisationFactory(member=True)
    people.set_lead(organisation, carys, by=dev)
    event = Event.objects.get(name="membership.vote_passed")
    assert event.data == {"to": carys.pk, "way": "lead-set"}
    assert Delegate.objects.of(organisation).get().casts_since is not None


# Leads


def test_last_lead_cannot_step_down_or_go(own, second, asha):
    with pytest.raises(RuleBroken, match="is the only lead of Kennet Carers"):
        people.change(own, Role.MEMBER, VoteRole.NONE, by=asha)
    with pytest.raises(RuleBroken, match="ask the Support Unit"):
        people.end(own, by=asha)
    people.change(second, Role.LEAD, VoteRole.NONE, by=asha)
    people.end(own, by=asha)
    assert Delegate.objects.current().get().user.name == "Carys Cole"


def test_organisation_that_left_may_lose_its_last_lead(own, asha, member):
    type(member).objects.update(status="left")
    people.end(own, by=asha)
    assert not Delegate.objects.current().exists()


def test_lead_removes_a_delegate_who_is_told(own, second, asha, carys, member):
    people.end(second, by=asha)
    assert Delegate.objects.of(member).get() == own
    assert told("membership/removed") == {"Carys Cole"}
    assert Event.objects.get(name="membership.delegate_removed").data == {"person": carys.pk}
    with pytest.raises(RuleBroken, match="does not act"):
        people.end(second, by=asha)


def test_delegate_goes_by_themselves_and_removes_nobody(own, second, carys, asha):
    with pytest.raises(RuleBroken, match="Only a lead"):
        people.end(own, by=carys)
    people.end(second, by=carys)
    assert Event.objects.get(name="membership.delegate_left").actor_id == carys.pk
    assert told("membership/removed") == set()


def test_rule_knows_who_has_gone_already(own, second, carys):
    second.ended_on = dt.date(2026, 1, 1)
    assert "any more" in rules.people.may_end(second, carys, [own, second]).reason


def test_only_leads_change_anything(own, second, carys):
    with pytest.raises(RuleBroken, match="Only a lead"):
        people.change(second, Role.LEAD, VoteRole.VOTER, by=carys)
    assert state(second) == ("member", "none")


def test_hand_over_and_stay(own, second, asha):
    people.hand_over(own.organisation, second, stays=True, by=asha)
    assert (state(own), state(second)) == (("member", "none"), ("lead", "none"))
    assert told("membership/part_changed") == {"Carys Cole"}


def test_hand_over_and_go(own, second, asha, carys, member):
    people.hand_over(member, second, stays=False, by=asha)
    assert list(Delegate.objects.of(member)) == [second]
    assert selectors.casts_for(carys) == [member]


def test_nobody_hands_over_to_themselves_or_to_somebody_gone(own, second, asha, member):
    with pytest.raises(RuleBroken, match="Choose somebody else"):
        people.hand_over(member, own, stays=True, by=asha)
    people.end(second, by=asha)
    with pytest.raises(RuleBroken, match="any more"):
        people.hand_over(member, second, stays=True, by=asha)


def test_support_unit_sets_a_lead_and_the_others_are_told(own, second, asha, carys, dev, member):
    people.set_lead(member, carys, by=dev)
    assert state(second) == ("lead", "none")
    assert told("membership/lead_set") == {"Asha Amin"}
    assert told("membership/part_changed") == {"Carys Cole"}
    assert Event.objects.get(name="membership.lead_set").data == {"person": carys.pk}
    with pytest.raises(RuleBroken, match="Only the Support Unit"):
        people.set_lead(member, asha, by=carys)


def test_nobody_makes_themselves_lead_or_voter(asha, dev, member):
    """Alone, one member of the Support Unit could come to the vote of any organisation, led or not."""
    unled = OrganisationFactory(name="Nobody's choir", member=True)
    for organisation in (unled, member):
        with pytest.raises(RuleBroken, match="You cannot make yourself lead"):
            people.set_lead(organisation, dev, by=dev)
        assert organisation not in selectors.casts_for(dev)
    assert not Delegate.objects.filter(user=dev).exists()


@pytest.mark.parametrize(
    "permission", ["membership.decide_claims", "membership.change_organisation"]
)
def test_nobody_makes_a_colleague_in_office_lead(dev, member, permission):
    colleague = UserFactory(name="Col League")
    colleague.user_permissions.add(Permission.objects.get(codename=permission.partition(".")[2]))
    with pytest.raises(RuleBroken, match="The office of Col League decides"):
        people.set_lead(member, colleague, by=dev)
    assert not Delegate.objects.filter(user=colleague).exists()


def test_support_unit_cannot_choose_itself_on_its_screen(client, member, dev):
    client.force_login(dev)
    url = f"/cms/standing/{member.pk}/lead/"
    assert "You cannot make yourself lead" in words(
        client.post(url, {"email": "dev@example.org"}, follow=True)
    )


# The pages


def test_lead_names_a_voter_on_the_page(client, own, second, asha, member):
    client.force_login(asha)
    url = f"/my/organisations/{member.slug}/people/"
    page = words(client.get(url))
    assert "Casts it, because no voter is named" in page
    assert "carys@example.org" in page
    sent = {"role": "member", "part": "voter"}
    assert client.post(f"{url}{second.pk}/", sent).url == url
    assert "Voter" in words(client.get(url))
    refused = words(client.post(f"{url}{own.pk}/", {"role": "member", "part": "none"}))
    assert "is the only lead of Kennet Carers" in refused


def test_delegate_sees_the_people_and_changes_only_their_own_place(
    client, own, second, carys, member
):
    client.force_login(carys)
    url = f"/my/organisations/{member.slug}/people/"
    page = words(client.get(url))
    assert "Invite somebody" not in page
    assert "Stop acting for it" in page
    assert "Only a lead" in words(client.get(f"{url}{own.pk}/", follow=True))
    assert "Only a lead" in words(client.get(f"{url}{own.pk}/end/"))
    assert "You no longer act for Kennet Carers" in words(client.get(f"{url}{second.pk}/end/"))
    assert client.post(f"{url}{second.pk}/end/").url == "/my/"
    assert client.get(url).status_code == 404


def test_lead_removes_somebody_and_reads_what_becomes_of_the_vote(
    client, own, second, asha, member
):
    people.change(second, Role.MEMBER, VoteRole.VOTER, by=asha)
    client.force_login(asha)
    url = f"/my/organisations/{member.slug}/people/"
    assert "Carys Cole casts its vote" in words(client.get(f"{url}{second.pk}/end/"))
    assert client.post(f"{url}{second.pk}/end/").url == url
    assert client.get(f"{url}{second.pk}/end/").status_code == 404
    assert "only lead" in words(client.post(f"{url}{own.pk}/end/", follow=True))


def test_lead_hands_over_on_the_page(client, own, asha, member, carys):
    client.force_login(asha)
    url = f"/my/organisations/{member.slug}/people/hand-over/"
    assert "Nobody else acts for it yet" in words(client.get(url))
    second = DelegateFactory(organisation=member, user=carys)
    sent = {"successor": second.pk, "stays": "yes"}
    assert client.post(url, sent).url == f"/my/organisations/{member.slug}/"
    assert state(second) == ("lead", "none")
    assert client.post(url, sent).url == f"/my/organisations/{member.slug}/"
    assert state(own) == ("member", "none")


def test_hand_over_meets_somebody_who_has_just_gone(client, own, second, asha, member, monkeypatch):
    def gone(*args, **kwargs):
        raise RuleBroken("This person does not act for the organisation any more.")

    monkeypatch.setattr(people, "hand_over", gone)
    client.force_login(asha)
    url = f"/my/organisations/{member.slug}/people/hand-over/"
    response = client.post(url, {"successor": second.pk, "stays": "no"}, follow=True)
    assert "any more" in words(response)


def test_support_unit_sets_a_lead_on_its_screen(client, member, dev, carys):
    client.force_login(dev)
    url = f"/cms/standing/{member.pk}/"
    assert "Nobody has an account" in words(client.post(f"{url}lead/", {"email": "x@example.org"}))
    assert client.post(f"{url}lead/", {"email": "CARYS@example.org"}).url == url
    assert "carys@example.org" in words(client.get(url))
    DelegateFactory(organisation=member, user=dev)
    refused = client.post(f"{url}lead/", {"email": "carys@example.org"}, follow=True)
    assert "somebody else has to do this" in words(refused)
