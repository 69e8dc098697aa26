"""An organisation is put out of a group: by two people, with a reason, and with an appeal to the Board."""

import datetime as dt

from django.db import IntegrityError, transaction

import pytest
import time_machine

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.core.to_do import tasks_for
from assembly.notifications.models import Email
from elections.selectors import electorate_of
from forums.groups import selectors as groups
from forums.groups.services import join_group, leave_group, make_group_pages
from forums.models import MemberRemoval, RemovalAppeal
from forums.participants.selectors import participants
from forums.removal import services
from forums.removal.selectors import last_day_to_appeal
from tests.factories.elections import DAY, ContestFactory
from tests.factories.forums import GroupFactory
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC)
RESTORED, STANDS = RemovalAppeal.Outcome.RESTORED, RemovalAppeal.Outcome.STANDS


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def group(carys):
    found = GroupFactory(name="Health Group", slug="health", convenor=carys)
    make_group_pages()
    return found


@pytest.fixture
def inside(group, member, asha):
    """Kennet Carers is in the group; Asha takes part."""
    return join_group(group, member, by=asha)


@pytest.fixture
def gwen(db):
    return UserFactory(name="Gwen Gray", office="Assembly Board")


@pytest.fixture
def proposed(inside, group, member, carys):
    return services.propose_removal(group, member, "It shouts.", by=carys)


@pytest.fixture
def removed(proposed, dev):
    return services.confirm_removal(proposed, by=dev)


@pytest.fixture
def appealed(removed, asha):
    return services.appeal_removal(removed, "We whisper.", by=asha)


def told(person):
    kinds = Email.objects.filter(user=person, kind__startswith="forums/remov")
    return sorted(kinds.values_list("kind", flat=True))


def words_of(kind):
    return " ".join(Email.objects.filter(kind=kind)[0].text.split())


def text_of(client, address):
    return client.get(address).content.decode()


def tasks(person):
    return [task.text for task in tasks_for(person, NOW) if "emoval" in task.text]


# Proposed


def test_a_convenor_proposes_on_a_page_and_nothing_happens_yet(
    client, inside, group, member, asha, carys, dev
):
    client.force_login(carys)
    assert "Propose its removal" in text_of(client, "/my/groups/health/")
    address = f"/my/groups/health/remove/{member.slug}/"
    page = client.post(address, {"reason": "It shouts."}, follow=True).content.decode()
    assert "The Support Unit will decide, and we will tell you." in page
    assert groups.is_in(group, member)
    assert told(asha) == ["forums/removal_proposed"]
    assert told(dev) == ["forums/removal_waiting"]
    assert tasks(dev) == ["Removal of Kennet Carers from the Health Group"]
    client.force_login(asha)
    own = f"/my/organisations/{member.slug}/groups/health/"
    assert "has proposed removing" in text_of(client, own)
    assert "It shouts." in text_of(client, f"{own}removal/")


@pytest.mark.parametrize("who", ["asha", "efua"])
def test_nobody_else_proposes(client, inside, member, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"/my/groups/health/remove/{member.slug}/").status_code == 404


def test_a_proposal_needs_a_reason_and_is_made_once(inside, group, member, carys):
    with pytest.raises(RuleBroken, match="Say why Kennet Carers should be removed"):
        services.propose_removal(group, member, " ", by=carys)
    services.propose_removal(group, member, "It shouts.", by=carys)
    with pytest.raises(RuleBroken, match="was already proposed on 2 November 2026"):
        services.propose_removal(group, member, "It shouts.", by=carys)


# Decided by a second person


def test_a_convenor_alone_removes_nobody(proposed, group, member, carys, dev):
    """Not even one who works in the Support Unit as well, nor a deputy, nor somebody of the organisation."""
    deputy = UserFactory(office="Support Unit")
    group.terms.create(person=deputy, role="deputy")
    own = UserFactory(office="Support Unit")
    DelegateFactory(organisation=member, user=own)
    for person, words in [
        (carys, "You took part in this removal"),
        (deputy, "You convene this group"),
        (own, "You act for this organisation"),
    ]:
        with pytest.raises(RuleBroken, match=words):
            services.confirm_removal(proposed, by=person)
    assert groups.is_in(group, member)


def test_the_database_wants_two_people(proposed, carys):
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberRemoval.objects.update(outcome="confirmed", decided_by=carys, decided_at=NOW)


def test_a_confirmed_removal_takes_effect_and_everybody_is_told(
    client, proposed, group, member, asha, carys, dev
):
    client.force_login(dev)
    address = f"/cms/group-removals/{proposed.pk}/"
    page = client.post(address, {"act": "confirm"}, follow=True).content.decode()
    assert "Kennet Carers is no longer in the Health Group." in page
    assert not groups.is_in(group, member)
    assert not participants(group).exists()
    assert told(asha) == ["forums/removal_proposed", "forums/removed"]
    mail = words_of("forums/removed")
    assert "It shouts." in mail
    assert "Monday 30 November 2026" in mail  # 20 working days later
    assert told(carys) == ["forums/removal_settled"]
    assert Event.objects.get(name="forums.removed").data == {"removal": proposed.pk}
    assert "Kennet Carers" not in text_of(client, "/groups/health/").split("<main", 1)[1]


def test_a_removal_that_is_not_confirmed_says_why(client, proposed, group, member, asha, dev):
    client.force_login(dev)
    address = f"/cms/group-removals/{proposed.pk}/"
    assert "Say why you are not confirming the removal." in text_of_post(
        client, address, {"act": "drop"}
    )
    text_of_post(client, address, {"act": "drop", "reason": "Everybody shouts there."})
    assert groups.is_in(group, member)
    assert told(asha) == ["forums/removal_ended", "forums/removal_proposed"]
    with pytest.raises(RuleBroken, match="has already been decided"):
        services.confirm_removal(proposed, by=dev)


def text_of_post(client, address, data):
    return client.post(address, data, follow=True).content.decode()


def test_an_organisation_that_left_by_itself_is_not_removed(proposed, group, member, asha, dev):
    leave_group(group, member, by=asha)
    with pytest.raises(RuleBroken, match="left the group on 2 November 2026"):
        services.confirm_removal(proposed, by=dev)
    assert tasks(dev) == []
    join_group(group, member, by=asha)  # and nothing keeps it out


# Out


def test_a_removed_organisation_does_not_just_join_again(client, removed, group, member, asha, dev):
    assert "can join again once the removal is lifted" in groups.may_join(group, member).reason
    client.force_login(asha)
    assert "can join again once the removal is lifted" in text_of(client, "/groups/health/")
    assert "Removed from this group" in text_of(client, "/my/")
    services.lift_removal(removed, by=dev)
    assert groups.may_join(group, member)
    assert not groups.is_in(group, member)
    with pytest.raises(RuleBroken, match="There is no removal in force"):
        services.lift_removal(removed, by=dev)


def test_who_acts_for_the_organisation_does_not_lift_its_removal(client, removed, member, dev):
    DelegateFactory(organisation=member, user=dev)
    with pytest.raises(RuleBroken, match="You act for this organisation"):
        services.lift_removal(removed, by=dev)
    client.force_login(dev)
    assert "Lift the removal" not in text_of(client, f"/cms/group-removals/{removed.pk}/")


# The appeal


def test_its_people_appeal_on_a_page_and_the_board_decides(
    client, removed, group, member, asha, carys, dev, gwen
):
    client.force_login(asha)
    address = f"/my/organisations/{member.slug}/groups/health/removal/"
    page = text_of_post(client, address, {"words": "We whisper."})
    assert "Your appeal has gone to the Assembly Board." in page
    appeal = RemovalAppeal.objects.get()
    assert told(gwen) == ["forums/removal_appealed"]
    assert tasks(gwen) == ["Appeal: Removal of Kennet Carers from the Health Group"]
    client.force_login(gwen)
    hearing = f"/cms/group-removals/appeals/{appeal.pk}/"
    assert "We whisper." in text_of(client, hearing)
    text_of_post(client, hearing, {"outcome": "restored", "reason": "They do whisper."})
    assert groups.is_in(group, member)
    assert [str(one.delegate.user) for one in participants(group)] == ["Asha Amin"]
    assert "forums/removal_ended" in told(asha)
    assert told(carys) == ["forums/removal_settled"] * 2
    client.force_login(asha)
    assert "They do whisper." in text_of(client, address)


def test_a_removal_that_stands_keeps_it_out(appealed, group, member, gwen):
    services.decide_appeal(appealed, STANDS, "They shout.", by=gwen)
    assert not groups.is_in(group, member)
    assert not groups.may_join(group, member)
    with pytest.raises(RuleBroken, match="has already been decided"):
        services.decide_appeal(appealed, RESTORED, "They whisper.", by=gwen)


def test_an_appeal_in_time_and_once(removed, asha, now):
    last = last_day_to_appeal(removed)
    assert last == dt.date(2026, 11, 30)
    day_after = last + dt.timedelta(days=1)
    with pytest.raises(RuleBroken, match="ended on 30 November 2026"):
        services.appeal_removal(removed, "We whisper.", by=asha, on=day_after)
    services.appeal_removal(removed, "We whisper.", by=asha, on=last)
    with pytest.raises(RuleBroken, match="has already appealed"):
        services.appeal_removal(removed, "We whisper.", by=asha, on=last)


def test_nobody_who_is_involved_hears_it(appealed, group, member, asha):
    board = [UserFactory(office="Assembly Board") for _ in range(3)]
    MemberRemoval.objects.update(decided_by=board[0])
    group.terms.create(person=board[1], role="deputy")
    DelegateFactory(organisation=member, user=board[2])
    for person in board:
        with pytest.raises(RuleBroken, match="somebody else has to decide"):
            services.decide_appeal(appealed, RESTORED, "So.", by=person)


def test_an_organisation_that_lost_its_membership_meanwhile_is_not_put_back(
    appealed, group, member, gwen
):
    type(member).objects.filter(pk=member.pk).update(status="suspended")
    services.decide_appeal(appealed, RESTORED, "They whisper.", by=gwen)
    assert not groups.is_in(group, member)
    assert "may be in the group again" in words_of("forums/removal_ended")


# The roll of a contest of the group


def electors(contest):
    return [str(one) for one in electorate_of(contest)]


def test_removed_after_the_notice_it_stays_on_the_roll(removed, group):
    contest = ContestFactory(electorate="group", group=group, election__poll_opens=NOW + 15 * DAY)
    assert contest.election.notice_at < NOW
    assert electors(contest) == ["Kennet Carers"]


def test_removed_before_the_notice_it_is_on_the_roll_only_while_an_appeal_is_open(
    removed, group, asha, gwen
):
    contest = ContestFactory(electorate="group", group=group, election__poll_opens=NOW + 60 * DAY)
    assert contest.election.notice_at > NOW
    assert electors(contest) == []
    appeal = services.appeal_removal(removed, "We whisper.", by=asha)
    assert electors(contest) == ["Kennet Carers"]
    services.decide_appeal(appeal, STANDS, "They shout.", by=gwen)
    assert electors(contest) == []


def test_the_screen_says_that_it_stays_on_the_roll(client, proposed, group, dev):
    contest = ContestFactory(electorate="group", group=group, election__poll_opens=NOW + 15 * DAY)
    assert contest.election.notice_at < NOW
    client.force_login(dev)
    page = text_of(client, f"/cms/group-removals/{proposed.pk}/")
    assert f"Notice of “{contest}” has been given" in page


def test_who_left_by_itself_is_not_kept_on_the_roll(inside, group, member, asha):
    contest = ContestFactory(electorate="group", group=group, election__poll_opens=NOW + 15 * DAY)
    OrganisationFactory(member=True)
    assert electors(contest) == ["Kennet Carers"]
    leave_group(group, member, by=asha)
    assert electors(contest) == []


def test_to_lift_a_removal_takes_nobody_off_the_roll(removed, group, member, asha, dev):
    contest = ContestFactory(electorate="group", group=group, election__poll_opens=NOW + 15 * DAY)
    services.lift_removal(removed, by=dev)
    assert electors(contest) == ["Kennet Carers"]
    join_group(group, member, by=asha)
    assert electors(contest) == ["Kennet Carers"]
    leave_group(group, member, by=asha)
    assert electors(contest) == []


def test_who_is_put_back_and_leaves_by_itself_is_not_kept_on_the_roll(
    appealed, group, member, asha, gwen
):
    contest = ContestFactory(electorate="group", group=group, election__poll_opens=NOW + 15 * DAY)
    services.decide_appeal(appealed, RESTORED, "They whisper.", by=gwen)
    assert electors(contest) == ["Kennet Carers"]
    leave_group(group, member, by=asha)
    assert electors(contest) == []
