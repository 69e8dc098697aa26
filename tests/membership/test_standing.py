"""Suspension, resignation, winding-up and return: what each means, who may do it, who is told."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.core import to_do
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership import consequences, rules, timeline
from assembly.membership.models import Appeal, Criterion, Organisation
from assembly.membership.services import admission, appeals, resigning, returning, suspending
from assembly.membership.services.control import set_votes_through
from assembly.notifications.models import Notification
from forums.groups import services as forums
from forums.models import GroupMembership
from tests.factories.elections import CandidateFactory, organisation_with_voter, poll
from tests.factories.forums import GroupFactory
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
TODAY = dt.date(2008, 9, 15)
ALL_TRUE = dict.fromkeys(rules.eligibility.criteria_for(social_enterprise=False), True)


def told(kind):
    return set(Notification.objects.filter(kind=kind).values_list("user__name", flat=True))


def status_of(organisation):
    return Organisation.objects.get(pk=organisation.pk).status


# Suspension


def test_suspension_takes_the_rights_and_tells_the_lead_why(
    member, asha, dev, django_capture_on_commit_callbacks, mailoutbox
):
    with django_capture_on_commit_callbacks(execute=True):
        suspending.suspend(member, "It shared its voters' codes.", by=dev, on=TODAY)
    assert status_of(member) == "suspended"
    assert member not in Organisation.objects.members()
    (mail,) = mailoutbox
    assert "It shared its voters' codes." in mail.body
    assert "until 13 October 2008" in mail.body
    event = Event.objects.get(name="membership.suspended")
    assert (event.actor_id, event.data) == (dev.pk, {"on": "2008-09-15"})


def test_lifting_gives_the_rights_back_and_keeps_the_day_of_admission(member, asha, dev):
    suspending.suspend(member, "Why.", by=dev)
    suspending.lift_suspension(member, by=dev)
    found = Organisation.objects.get(pk=member.pk)
    assert (found.is_member, found.admitted_on) == (True, dt.date(2008, 3, 3))
    assert told("membership/reinstated") == {"Asha Amin"}
    assert not found.decisions.standing().exists()


@pytest.mark.parametrize(
    "act",
    [
        lambda organisation, by: suspending.suspend(organisation, "Why.", by=by),
        lambda organisation, by: suspending.lift_suspension(organisation, by=by),
        lambda organisation, by: resigning.wind_up(organisation, "Why.", by=by),
    ],
    ids=["suspend", "lift", "wind up"],
)
def test_support_unit_alone_does_it_and_nobody_for_their_own(act, member, dev, carys):
    with pytest.raises(RuleBroken, match="Only the Support Unit"):
        act(member, carys)
    DelegateFactory(organisation=member, user=dev)
    with pytest.raises(RuleBroken, match="somebody else has to do this"):
        act(member, dev)
    assert status_of(member) == "member"


def test_what_is_not_a_member_is_not_suspended_nor_lifted(member, dev):
    with pytest.raises(RuleBroken, match="is not suspended"):
        suspending.lift_suspension(member, by=dev)
    with pytest.raises(RuleBroken, match="only a member can be suspended"):
        suspending.suspend(OrganisationFactory(lapsed=True), "Why.", by=dev)


# Leaving


def test_lead_takes_the_organisation_out(member, asha, dev):
    resigning.resign(member, "We merged.", by=asha)
    decision = member.decisions.standing().get()
    assert (status_of(member), decision.kind, decision.reason) == ("left", "resigned", "We merged.")
    assert member not in Organisation.objects.public()
    assert told("membership/resigned") == {"Asha Amin"}
    assert told("membership/has_resigned") == {"Dev Das"}
    with pytest.raises(RuleBroken, match="nothing to leave"):
        resigning.resign(member, "", by=asha)


def test_delegate_takes_nothing_out(member, asha, carys):
    DelegateFactory(organisation=member, user=carys)
    with pytest.raises(RuleBroken, match="Only a lead"):
        resigning.resign(member, "", by=carys)


def test_nobody_appeals_against_leaving(member, asha):
    resigning.resign(member, "", by=asha)
    with pytest.raises(RuleBroken, match="no decision"):
        appeals.appeal(member, "Oh.", by=asha)


def test_leaving_ends_its_place_in_groups_and_suspension_keeps_it(member, asha, dev):
    group = GroupFactory(name="Health")
    forums.join_group(group, member, by=asha)
    assert "It is in 1 group." in consequences.of_ending(member)[0]
    suspending.suspend(member, "Why.", by=dev)
    assert GroupMembership.objects.current().exists()
    suspending.lift_suspension(member, by=dev)
    resigning.resign(member, "", by=asha)
    assert not GroupMembership.objects.current().exists()


def test_wound_up_organisation_is_off_the_register_and_does_not_come_back(member, asha, dev):
    resigning.wind_up(member, "Closed its accounts in May.", by=dev)
    assert status_of(member) == "left"
    assert told("membership/wound_up") == {"Asha Amin"}
    with pytest.raises(RuleBroken, match="was wound up"):
        returning.come_back(member, ALL_TRUE, by=asha)
    with pytest.raises(RuleBroken, match="has left already"):
        resigning.wind_up(member, "Again.", by=dev)


# Elections that run


@pytest.fixture
def running(member, asha, efua):
    """A poll open since yesterday, with the member on the roll; its contest."""
    contest, _ = poll(poll_opens=timezone.now() - DAY, election__returning_officer=efua)
    return contest


@pytest.mark.parametrize("end", ["suspend", "wind_up", "resign"])
def test_organisation_on_a_roll_keeps_its_vote_and_the_officer_is_told(
    running, member, asha, dev, efua, end
):
    (sentence,) = consequences.of_ending(member)
    assert "it can still vote, unless the returning officer removes it" in sentence
    if end == "resign":
        resigning.resign(member, "", by=asha)
    else:
        act = {"suspend": suspending.suspend, "wind_up": resigning.wind_up}[end]
        act(member, "Why.", by=dev)
    entry = running.roll.get(organisation=member)
    assert entry.struck_on is None
    assert told("elections/standing_changed") == {"Efua Essel"}


def test_organisation_with_a_candidate_is_wound_up(member, asha, dev, efua):
    candidate = CandidateFactory(
        organisation=member, name="Ann Archer", contest__election__returning_officer=efua
    )
    (sentence,) = consequences.of_ending(member)
    assert sentence.startswith("Ann Archer stands in")
    resigning.wind_up(member, "Closed.", by=dev)
    candidate.refresh_from_db()
    assert candidate.stands
    assert told("elections/standing_changed") == {"Efua Essel"}


def test_whether_it_has_voted_shows_nowhere(running, member):
    """The same words before and after its vote: nobody learns it from them during a poll."""
    before = consequences.of_ending(member)
    running.roll.filter(organisation=member).update(voted_on=timezone.localdate())
    assert consequences.of_ending(member) == before


# Coming back


@pytest.fixture
def lapsed(ben):
    return Organisation.objects.get(name="Lapsed Lunch Club")


def test_lapsed_organisation_that_still_meets_every_part_is_back_at_once(lapsed, ben):
    found = returning.come_back(lapsed, ALL_TRUE, by=ben, on=TODAY)
    assert (found.status, found.admitted_on, found.confirmed_on) == ("member", TODAY, TODAY)
    assert set(lapsed.findings.values_list("criterion", flat=True)) == set(ALL_TRUE)
    assert Event.objects.get(name="membership.came_back").actor_id == ben.pk


def test_lapsed_organisation_that_misses_a_part_is_checked(lapsed, ben, dev):
    declared = {**ALL_TRUE, Criterion.UNPAID_COMMITTEE: False}
    found = returning.come_back(lapsed, declared, by=ben, on=TODAY)
    assert (found.status, found.applied_on) == ("applied", TODAY)
    assert told("membership/applied") == {"Dev Das"}
    assert Event.objects.filter(name="membership.applied_again").exists()


def test_lapsed_organisation_may_come_back_as_a_social_enterprise(lapsed, ben):
    declared = dict.fromkeys(rules.eligibility.criteria_for(social_enterprise=True), True)
    assert returning.come_back(lapsed, declared, by=ben).social_enterprise


def test_organisation_that_left_is_checked_again(member, asha, dev):
    resigning.resign(member, "", by=asha)
    found = returning.come_back(member, ALL_TRUE, by=asha)
    assert found.status == "applied"
    assert not member.decisions.standing().exists()
    for criterion in ALL_TRUE:
        admission.record_check(
            found, {criterion: admission.Finding(met=True, evidence="x")}, by=dev
        )
    admission.admit_organisation(found, by=dev, on=TODAY)
    assert Organisation.objects.get(pk=member.pk).admitted_on == TODAY


def test_refused_organisation_waits_for_its_appeal_before_it_applies_again(refused, nadia):
    appeals.appeal(refused, "Wrong.", by=nadia)
    with pytest.raises(RuleBroken, match="wait for its decision first"):
        returning.come_back(refused, ALL_TRUE, by=nadia)


def test_refused_organisation_applies_again(refused, nadia):
    assert returning.come_back(refused, ALL_TRUE, by=nadia).status == "applied"


def test_members_and_delegates_have_nothing_to_come_back_to(member, asha, lapsed, carys):
    with pytest.raises(RuleBroken, match="no reason to apply again"):
        returning.come_back(member, ALL_TRUE, by=asha)
    DelegateFactory(organisation=lapsed, user=carys)
    with pytest.raises(RuleBroken, match="Only a lead"):
        returning.come_back(lapsed, ALL_TRUE, by=carys)


# The pages


def words(response):
    return " ".join(response.content.decode().split())


def test_leaving_is_asked_twice_and_says_what_it_means(client, member, asha, running):
    client.force_login(asha)
    url = f"/my/organisations/{member.slug}/leave/"
    page = words(client.get(url))
    assert "it is taken off the public register, today" in page
    assert "it can still vote, unless the returning officer removes it" in page
    assert "Tick the box" in words(client.post(url, {"reason": ""}))
    assert status_of(member) == "member"
    assert client.post(url, {"sure": "on"}).url == f"/my/organisations/{member.slug}/"
    assert status_of(member) == "left"
    assert "nothing to leave" in words(client.get(url))
    assert "nothing to leave" in words(client.post(url, {"sure": "on"}, follow=True))


def test_lapsed_organisation_comes_back_on_its_page(client, lapsed, ben):
    client.force_login(ben)
    url = f"/my/organisations/{lapsed.slug}/come-back/"
    criteria = ("not_for_profit", "not_statutory", "self_governing", "active_here")
    answers = {f"declares_{criterion}": "yes" for criterion in criteria}
    assert "There is a problem" in words(client.post(url, answers))
    response = client.post(url, {**answers, "run_by": "committee"}, follow=True)
    assert "is a member again from today" in words(response)
    assert "no reason to apply again" in words(client.get(url))


def test_declaration_that_cannot_be_made_leads_to_a_check(client, lapsed, ben):
    client.force_login(ben)
    criteria = ("not_for_profit", "not_statutory", "self_governing", "active_here")
    answers = {f"declares_{criterion}": "yes" for criterion in criteria} | {"run_by": "neither"}
    response = client.post(f"/my/organisations/{lapsed.slug}/come-back/", answers, follow=True)
    assert "has applied again" in words(response)
    assert lapsed.findings.get(criterion="unpaid-committee").declared is False


def test_support_unit_suspends_and_lifts_on_its_screen(client, member, asha, dev, running):
    client.force_login(dev)
    assert "Kennet Carers" in words(client.get("/cms/standing/?q=kennet&status=member"))
    assert "No such organisation" in words(client.get("/cms/standing/?status=refused"))
    url = f"/cms/standing/{member.pk}/"
    assert "Lift the suspension" not in words(client.get(url))
    page = words(client.get(f"{url}suspend/"))
    assert "it can still vote, unless the returning officer removes it" in page
    assert client.post(f"{url}suspend/", {"reason": "Complaint 12."}).url == url
    page = words(client.get(url))
    assert "Complaint 12." in page
    assert "Lift the suspension" in page
    assert "only a member can be suspended" in words(client.get(f"{url}suspend/"))
    assert "is lifted" in words(client.post(f"{url}lift/", follow=True))
    assert "is not suspended" in words(client.post(f"{url}lift/", follow=True))
    client.post(f"{url}wind-up/", {"reason": "It closed."})
    assert status_of(member) == "left"
    assert client.get(f"{url}fly/").status_code == 404


# Its life


def test_own_page_tells_the_whole_life_and_the_public_page_its_milestones(
    client, refused, nadia, dev, bola
):
    made = appeals.appeal(refused, "Wrong.", by=nadia)
    appeals.record_outcome(made, Appeal.Outcome.REVERSED, "It is elected.", panel=[bola], by=bola)
    suspending.suspend(refused, "Secret reason.", by=dev)
    client.force_login(nadia)
    own = words(client.get(f"/my/organisations/{refused.slug}/"))
    for line in ("Applied for membership", "Refused", "Appealed to the Assembly Board"):
        assert line in own
    assert "Nadia Novak" in own
    assert "Dev Das" not in own
    client.logout()
    public = words(client.get(f"/members/{refused.slug}/"))
    assert "Became a member" in public
    assert "Membership suspended" in public
    for private in ("Refused", "ppealed", "Nadia", "Secret"):
        assert private not in public


def test_days_of_the_timeline_are_those_from_which_an_act_counts(member, asha, dev):
    suspending.suspend(member, "Why.", by=dev, on=TODAY)
    entries = timeline.of_organisation(member)
    assert [(entry.on, entry.what, entry.who) for entry in entries] == [
        (TODAY, "Membership suspended", "the Assembly")
    ]


def test_own_page_is_not_there_for_others(client, member, asha, carys):
    client.force_login(carys)
    assert client.get(f"/my/organisations/{member.slug}/").status_code == 404


def test_delegate_reads_the_page_and_is_offered_no_acts(client, member, asha, carys):
    DelegateFactory(organisation=member, user=carys)
    client.force_login(carys)
    page = words(client.get(f"/my/organisations/{member.slug}/"))
    assert "Leave the Assembly" not in page
    response = client.get(f"/my/organisations/{member.slug}/leave/", follow=True)
    assert "Only a lead of Kennet Carers does this" in words(response)


def test_lead_of_a_refused_organisation_finds_the_way_on(client, refused, nadia):
    client.force_login(nadia)
    page = words(client.get(f"/my/organisations/{refused.slug}/"))
    assert "Appeal to the Assembly Board" in page
    assert "Declare afresh, and come back" in page
    assert "/appeal/" in words(client.get("/my/"))


def test_common_control_without_a_holder_waits_for_the_support_unit(member, dev, asha):
    holder, _ = organisation_with_voter("Holder")
    set_votes_through(member, holder, "One board.", by=dev)
    assert not [task for task in to_do.tasks_for(dev, timezone.now()) if "vote-holder" in task.text]
    suspending.suspend(holder, "Why.", by=dev)
    (task,) = [task for task in to_do.tasks_for(dev, timezone.now()) if "vote-holder" in task.text]
    assert task.text == "Name another vote-holder for Kennet Carers"
    assert not list(to_do.tasks_for(UserFactory(), timezone.now()))
