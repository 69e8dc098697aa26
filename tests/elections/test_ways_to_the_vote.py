"""Every way by which a vote comes into somebody's hands waits a day during a poll, and no way is without its line."""

import ast
import datetime as dt
import re
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.urls import reverse

import pytest

from assembly.accounts.corrections import services as corrections
from assembly.accounts.services import close_account, note_address_change
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership import vote_changes
from assembly.membership.models import Delegate, Organisation
from assembly.membership.rules.casting import Way
from assembly.membership.selectors import leads as leads_of
from assembly.membership.services import claims, control, inviting, joining, lists, people
from assembly.notifications.models import Notification
from elections import rules, selectors
from elections.services.voting import cast_ballot
from tests.factories.elections import DAY, POLL_OPENS, ContestFactory, poll
from tests.factories.membership import (
    DelegateFactory,
    OrganisationFactory,
    RegisterEntryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
DURING = POLL_OPENS + DAY
AT = "ashmere.example.org"
ROOT = Path(settings.BASE_DIR)


@pytest.fixture
def nobodys():
    """A member for which nobody acts, as a list of members leaves it. Its register gives its website."""
    entry = RegisterEntryFactory(name="ASHMERE CHOIR", website=f"https://{AT}/")
    return OrganisationFactory(name="Ashmere Choir", member=True, org_id=entry.org_id)


@pytest.fixture
def contest(member, asha, nobodys):
    made, _ = poll()
    return made


def by_code(organisation, person, at):
    claim = claims.send_claim_code(organisation, f"chair@{AT}", by=person, at=at)
    code = re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]
    claims.check_claim_code(claim, code, at=at)


# Each makes the person come to the vote at this moment, in an organisation that had somebody or nobody.


def claim_by_code(nobodys, carys, **_):
    by_code(nobodys, carys, DURING)
    return nobodys, carys


def claim_granted(nobodys, carys, dev, **_):
    claim = claims.claim_with_evidence(nobodys, "The minutes.", by=carys, at=DURING)
    claims.grant_claim(claim, role=Delegate.Role.LEAD, reason="Seen.", by=dev, at=DURING)
    return nobodys, carys


def invited(member, asha, carys, **_):
    invitation = inviting.invite(member, carys.email, Delegate.Role.LEAD, by=asha, on=DURING.date())
    inviting.accept(invitation, by=carys, at=DURING)
    return member, carys


def named(member, asha, carys, **_):
    delegate = DelegateFactory(organisation=member, user=carys)
    people.change(delegate, Delegate.Role.MEMBER, people.VoteRole.VOTER, by=asha, at=DURING)
    return member, carys


def handed_over(member, asha, carys, **_):
    successor = DelegateFactory(organisation=member, user=carys)
    people.hand_over(member, successor, stays=False, by=asha, at=DURING)
    return member, carys


def left_over(member, asha, carys, **_):
    voter = DelegateFactory(organisation=member, user=carys, is_voter=True)
    people.end(voter, by=carys, at=DURING)
    return member, asha


def lead_set(nobodys, carys, dev, **_):
    people.set_lead(nobodys, carys, by=dev, at=DURING)
    return nobodys, carys


def account_closed(member, asha, carys, time_machine, **_):
    DelegateFactory(organisation=member, user=carys, is_voter=True)
    time_machine.move_to(DURING, tick=False)
    close_account(carys)
    return member, asha


def new_address(member, asha, **_):
    note_address_change(asha, by=asha, at=DURING)
    return member, asha


WAYS = {
    Way.CLAIM_BY_CODE: claim_by_code,
    Way.CLAIM_GRANTED: claim_granted,
    Way.INVITED: invited,
    Way.NAMED: named,
    Way.HANDED_OVER: handed_over,
    Way.LEFT_OVER: left_over,
    Way.LEAD_SET: lead_set,
    Way.ACCOUNT_CLOSED: account_closed,
    Way.NEW_ADDRESS: new_address,
}
# These make or merge a record, which is on no frozen roll: that they keep the moment is shown below.
ON_NO_ROLL = {Way.REGISTERED, Way.MERGED}


def test_every_way_has_its_line_here():
    assert set(WAYS) | ON_NO_ROLL == set(Way)


@pytest.fixture
def cast(member, asha, carys, dev, nobodys, time_machine):
    return {
        "member": member,
        "asha": asha,
        "carys": carys,
        "dev": dev,
        "nobodys": nobodys,
        "time_machine": time_machine,
    }


@pytest.mark.parametrize("way", WAYS)
def test_each_way_waits_a_day_and_is_told(contest, cast, way):
    organisation, person = WAYS[way](**cast)
    voter = selectors.voter(contest, organisation, person)
    assert voter.casts, "the act brings the vote into these hands"
    for at, may in [(0, False), (24 * 3600 - 1, False), (24 * 3600, True)]:
        seconds = dt.timedelta(seconds=at)
        assert bool(rules.voting.may_vote(contest.election, voter, DURING + seconds)) is may, way
    with pytest.raises(RuleBroken, match="while voting was open"):
        cast_ballot(contest, organisation, ranking=[1], by=person, at=DURING + HOUR)
    told = Notification.objects.filter(kind="elections/other_hands").values_list("user", flat=True)
    leads = leads_of(organisation).values_list("pk", flat=True)
    assert {contest.election.returning_officer.pk, *leads} == set(told)
    if way != Way.NEW_ADDRESS:
        event = Event.objects.get(name="membership.vote_passed")
        assert event.data == {"to": person.pk, "way": way.value}


def test_a_corrected_address_waits_a_day_and_is_told_too(contest, cast, member, asha, dev):
    """The other way to a new address: two people in office, and the new address itself."""
    before = DURING - HOUR
    made = corrections.propose(asha, "asha@new.example.org", "We met.", by=dev, at=before)
    corrections.confirm(made, by=UserFactory(office="Assembly Board"), at=before)
    user = corrections.take_effect(made, at=DURING)
    voter = selectors.voter(contest, member, user)
    assert not rules.voting.may_vote(
        contest.election, voter, DURING + 24 * HOUR - dt.timedelta(seconds=1)
    )
    assert rules.voting.may_vote(contest.election, voter, DURING + 24 * HOUR)
    told = Notification.objects.filter(kind="elections/other_hands").values_list("user", flat=True)
    assert {contest.election.returning_officer.pk, asha.pk} == set(told)


@pytest.mark.parametrize(
    "way", [way for way in WAYS if way not in {Way.ACCOUNT_CLOSED, Way.NEW_ADDRESS}]
)
def test_before_the_poll_nobody_waits(contest, cast, way, monkeypatch):
    before = POLL_OPENS - HOUR
    monkeypatch.setattr(f"{__name__}.DURING", before)
    organisation, person = WAYS[way](**cast)
    assert rules.voting.may_vote(
        contest.election, selectors.voter(contest, organisation, person), POLL_OPENS
    )


def test_who_registers_keeps_the_moment_too(carys):
    made = joining.register_organisation(
        Organisation(name="Bell Ringers", legal_form="group"),
        declarations={},
        districts=[],
        themes=[],
        by=carys,
    )
    assert made.delegates.get().casts_since is not None


# What brings nobody to a vote


def test_a_list_of_members_brings_nobody(dev):
    lists.apply_list(lists.upload_list(b"Name\nBell Ringers\n", "a.csv", by=dev), by=dev)
    assert not Delegate.objects.exists()


def test_common_control_changes_no_hands_of_a_frozen_roll(contest, member, asha, dev):
    holder = OrganisationFactory(member=True)
    lead = DelegateFactory(organisation=holder, role="lead").user
    control.set_votes_through(member, holder, "One committee.", by=dev, on=DURING.date())
    assert rules.voting.may_vote(contest.election, selectors.voter(contest, member, asha), DURING)
    assert not rules.voting.may_vote(
        contest.election, selectors.voter(contest, member, lead), DURING
    )


# No way past the list

# The demo fills an empty site, before there is a poll.
SOURCES = [
    path
    for folder in ("assembly", "elections", "forums", "home")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts and "demo" not in path.parts
]
# Called inside the block of `change`.
INSIDE = {"_take_part_from_others"}


def _writes_of_hands(tree):
    """Nodes that give or take a part in the vote: a row made, or its role, part or end set."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            manager = re.search(r"\b(Delegate\.objects|delegates|delegations)\b", called)
            writes = called.rpartition(".")[2] in {
                "create", "bulk_create", "update_or_create", "get_or_create", "update",
                "bulk_update", "aupdate", "acreate", "add", "set",
            }  # fmt: skip
            if called == "Delegate" or (manager and writes):
                yield node
        elif isinstance(node, ast.Assign):
            for target in ast.walk(ast.Module(node.targets, [])):
                if isinstance(target, ast.Attribute) and (
                    target.attr in {"is_voter", "is_deputy", "casts_since"}
                    or (target.attr in {"role", "ended_on"} and _is_delegate(target.value))
                ):
                    yield node


def _is_delegate(node):
    return ast.unparse(node) in {"delegate", "own", "successor", "other", "one", "lead"}


def _noted(tree):
    """Nodes inside a block that notes who casts, or in a helper that is called in one."""
    for node in ast.walk(tree):
        block = isinstance(node, ast.With) and any(
            "noting_who_casts(" in ast.unparse(item.context_expr) for item in node.items
        )
        if block or (
            isinstance(node, ast.FunctionDef) and node.name in INSIDE | {"noting_who_casts"}
        ):
            yield from ast.walk(node)


def test_nobody_comes_to_a_vote_but_by_a_way_of_the_list():
    assert SOURCES
    past, found = [], 0
    for path in SOURCES:
        tree = ast.parse(path.read_text())
        noted = {id(node) for node in _noted(tree)}
        for node in _writes_of_hands(tree):
            found += 1
            if id(node) not in noted:
                past.append(f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)}")
    assert not past, "inside `with noting_who_casts(organisation, Way.…)`, please"
    assert found > 8, "the net still finds the acts there are"


# Until when


def until(organisation, at):
    return vote_changes.until_when(organisation, at)


def test_the_last_moment_of_an_announced_and_of_an_open_poll(contest, nobodys):
    (before,) = until(nobodys, POLL_OPENS - HOUR)
    assert "opens at 9am on Monday 2 November 2026" in before
    (during,) = until(nobodys, DURING)
    assert "have to take it over by 9am on Sunday 8 November 2026" in during
    last = contest.election.poll_closes_at - 24 * HOUR
    assert "have to take it over" in until(nobodys, last - dt.timedelta(seconds=1))[0]
    assert "It is too late" in until(nobodys, last)[0]
    assert until(nobodys, contest.election.poll_closes_at) == []


def test_a_poll_of_one_day_is_told_to_come_before_it_opens(contest, nobodys):
    """A timetable of ours allows no such poll. One that is put in otherwise gets no promise that cannot be kept."""
    contest.election.poll_closes_at = POLL_OPENS + 24 * HOUR
    said = rules.voting.last_moment_sentence(contest.election, nobodys, POLL_OPENS - HOUR)
    assert "has to do so before then" in said


def test_an_announced_poll_without_a_roll_counts_for_who_would_be_on_it(member, asha):
    ContestFactory()
    assert len(until(member, POLL_OPENS - 20 * DAY)) == 1
    assert until(member, POLL_OPENS - 41 * DAY) == [], "no notice of election yet"
    assert until(OrganisationFactory(), POLL_OPENS - 20 * DAY) == [], "not a member"


SENTENCE = "have to take it over by 9am on Sunday 8 November 2026"


def test_the_claim_screens_say_until_when(client, contest, nobodys, carys, dev, time_machine):
    time_machine.move_to(DURING)
    client.force_login(carys)
    assert SENTENCE in client.get(f"/members/{nobodys.slug}/claim/").content.decode()
    claim = claims.claim_with_evidence(nobodys, "The minutes.", by=carys)
    client.force_login(dev)
    assert SENTENCE in client.get(f"/cms/claims/{claim.pk}/").content.decode()
    page = client.get(f"/cms/standing/{nobodys.pk}/lead/").content.decode()
    assert SENTENCE in page


def test_the_screens_of_its_people_say_so_too(client, contest, member, asha, carys, time_machine):
    time_machine.move_to(DURING)
    other = DelegateFactory(organisation=member, user=carys)
    DelegateFactory(organisation=member, role="lead")
    own = Delegate.objects.get(user=asha)
    client.force_login(asha)
    for name, *keys in (
        ("invite",),
        ("hand_over",),
        ("person", other.pk),
        ("person_end", own.pk),
    ):
        page = client.get(reverse(f"membership:{name}", args=[member.slug, *keys]))
        assert SENTENCE in page.content.decode(), name
