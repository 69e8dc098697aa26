"""A vote by telephone: told first, heard by two, cast by the same core."""

import datetime as dt
import re

from django.urls import reverse

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership.models import Delegate
from assembly.membership.services import people
from elections import sealing
from elections.models import Election, RollEntry
from elections.services import proof
from elections.services.assistance import Proved
from elections.services.telephone import cast_by_telephone
from elections.services.voting import cast_ballot
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    PollingClerkFactory,
    opener_of,
    poll,
)
from tests.factories.membership import DelegateFactory

pytestmark = pytest.mark.django_db

DURING = POLL_OPENS + DAY
CLOSE = POLL_OPENS + 7 * DAY
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def during_the_poll(time_machine):
    time_machine.move_to(DURING)


@pytest.fixture
def pat():
    return PollingClerkFactory(name="Pat Price")


@pytest.fixture
def entry(contest, member):
    return contest.roll.get(organisation=member)


def code_of(user, mailoutbox):
    proof.send_code(user, Election())
    return re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0]


@pytest.fixture
def heard(pat, mailoutbox):
    return lambda: Proved(pat, code_of(pat, mailoutbox))


# The act


def test_what_was_said_is_sealed_and_the_roll_marked(asha, member, efua, heard):
    contest, share = poll(election__returning_officer=efua)
    entry = contest.roll.get(organisation=member)
    receipt = cast_by_telephone(entry, voter=asha, ranking=(3, 1), second=heard(), by=efua)
    entry.refresh_from_db()
    assert (entry.voted_on, entry.channel) == (dt.date(2026, 11, 3), RollEntry.Channel.TELEPHONE)
    sealed = bytes(contest.box.get().ciphertext)
    assert sealing.receipt_of(sealed) == receipt
    assert opener_of(share).open(sealed, 3) == (3, 1)


def test_a_vote_online_says_so(contest, member, asha, entry):
    cast_ballot(contest, member, ranking=(1,), by=asha)
    entry.refresh_from_db()
    assert entry.channel == RollEntry.Channel.ONLINE


def test_it_leaves_no_event(entry, asha, efua, heard):
    before = Event.objects.count()
    cast_by_telephone(entry, voter=asha, ranking=(1,), second=heard(), by=efua)
    assert Event.objects.count() == before


def test_once_only(entry, contest, member, asha, efua, heard):
    cast_ballot(contest, member, ranking=(1,), by=asha)
    with pytest.raises(RuleBroken, match="has already voted"):
        cast_by_telephone(entry, voter=asha, ranking=(2,), second=heard(), by=efua)
    assert contest.box.count() == 1


def test_only_while_the_poll_is_open(entry, asha, efua, heard, time_machine):
    time_machine.move_to(CLOSE)
    with pytest.raises(RuleBroken, match="Voting closed"):
        cast_by_telephone(entry, voter=asha, ranking=(1,), second=heard(), by=efua)


def test_a_voter_named_during_the_poll_waits_a_day(entry, member, asha, carys, efua, heard):
    delegate = DelegateFactory(organisation=member, user=carys)
    people.change(delegate, Delegate.Role.MEMBER, people.VoteRole.VOTER, by=asha, at=DURING)
    with pytest.raises(RuleBroken, match="You may cast it from"):
        cast_by_telephone(
            entry, voter=carys, ranking=(1,), second=heard(), by=efua, at=DURING + HOUR / 6
        )


def test_a_caller_who_does_not_cast_is_refused(entry, carys, efua, heard):
    with pytest.raises(RuleBroken, match="You do not act"):
        cast_by_telephone(entry, voter=carys, ranking=(1,), second=heard(), by=efua)


def test_only_the_returning_officer_takes_the_call(entry, asha, pat, heard, contest):
    with pytest.raises(RuleBroken, match="Only a returning officer"):
        cast_by_telephone(entry, voter=asha, ranking=(1,), second=heard(), by=pat)
    assert not contest.box.exists()


@pytest.mark.parametrize("caller_is", ["the officer", "the second"])
def test_nobody_is_the_caller_and_hears_the_call(
    entry, member, efua, pat, heard, contest, caller_is
):
    caller = efua if caller_is == "the officer" else pat
    DelegateFactory(organisation=member, user=caller, is_deputy=True)
    with pytest.raises(RuleBroken, match="cannot be the caller and hear the call as well"):
        cast_by_telephone(entry, voter=caller, ranking=(1,), second=heard(), by=efua)
    assert not contest.box.exists()


def test_alone_nobody_takes_a_call(entry, asha, efua, mailoutbox, contest):
    alone = Proved(efua, code_of(efua, mailoutbox))
    with pytest.raises(RuleBroken, match="another one than you"):
        cast_by_telephone(entry, voter=asha, ranking=(1,), second=alone, by=efua)
    assert not contest.box.exists()


# The screen


@pytest.fixture
def officer(client, efua):
    from django.contrib.auth.models import Permission

    efua.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(efua)
    return client


def address(entry):
    return reverse("elections_officer:telephone_vote", args=[entry.contest.election_id, entry.pk])


def said(entry, asha, step="review", **more):
    return {
        "voter": asha.pk,
        "known": "on",
        "told": "on",
        "organisation": entry.organisation_id,
        "contest": entry.contest_id,
        "order": "3 1 2",
        "rank_2": "1",
        "rank_3": "2",
        "step": step,
        **more,
    }


def says(response, text):
    return text in re.sub(r"\s+", " ", response.content.decode())


def test_the_caller_is_told_before_the_ballot(officer, entry):
    page = officer.get(address(entry))
    text = re.sub(r"\s+", " ", page.content.decode())
    assert text.index("Both of us will hear how you vote") < text.index("Candidate A")
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("missing", "asked"),
    [
        ("told", "Read the words out first"),
        ("known", "Check who is calling"),
        ("voter", "This field is required"),
    ],
)
def test_without_its_beginning_nothing_is_reviewed(officer, entry, asha, missing, asked):
    page = officer.post(address(entry), {**said(entry, asha), missing: ""})
    assert says(page, asked)
    assert says(page, "Read this out first")
    assert re.search(r'name="rank_2" value="1"', page.content.decode())


def test_from_the_script_to_the_receipt(officer, entry, asha, pat, contest, mailoutbox):
    page = officer.post(address(entry), said(entry, asha))
    assert says(page, "<strong>Candidate B</strong>")
    assert says(page, "Not ranked: Candidate A.")
    second = {"second-person": pat.pk}
    page = officer.post(address(entry), said(entry, asha, "send", **second))
    assert says(page, "A code is on its way to Pat Price.")
    code = re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0]
    assert mailoutbox[-1].to == [pat.email]
    assert not contest.box.exists()
    done = officer.post(
        address(entry), said(entry, asha, "cast", **second, **{"second-code": code})
    )
    assert says(done, sealing.receipt_of(bytes(contest.box.get().ciphertext)))


def test_a_wrong_code_casts_nothing_and_keeps_the_choice(officer, entry, asha, pat, contest):
    page = officer.post(
        address(entry),
        said(entry, asha, "cast", **{"second-person": pat.pk, "second-code": "12"}),
    )
    assert says(page, "Enter the 6 digits of the code.")
    assert re.search(r'name="rank_2" value="1"', page.content.decode())
    assert not contest.box.exists()


def test_the_second_person_is_asked_for(officer, entry, asha, pat):
    page = officer.post(address(entry), said(entry, asha, "cast"))
    assert says(page, "This field is required")


def test_codes_have_a_limit(officer, entry, asha, pat):
    for _ in range(6):
        page = officer.post(address(entry), said(entry, asha, "send", **{"second-person": pat.pk}))
    assert says(page, "Five codes were sent within an hour.")


def test_the_choice_can_be_changed(officer, entry, asha):
    page = officer.post(address(entry), said(entry, asha, "change"))
    assert says(page, "Read this out first")
    assert re.search(r'name="rank_3" value="2"', page.content.decode())


def test_a_blank_ballot_is_named(officer, entry, asha):
    page = officer.post(address(entry), said(entry, asha, rank_2="", rank_3=""))
    assert says(page, "The ballot is blank.")


def test_who_has_voted_is_told_only_after_the_second_persons_code(
    officer, entry, asha, contest, member, pat, efua, mailoutbox
):
    """Nothing that an officer can do alone at this screen answers otherwise when a vote is there."""
    second = {"second-person": pat.pk}
    alone = [
        lambda: officer.get(address(entry)),
        lambda: officer.post(address(entry), said(entry, asha)),
        lambda: officer.post(address(entry), said(entry, asha, "cast")),
        lambda: officer.post(address(entry), said(entry, asha, "send", **second)),
        lambda: officer.post(
            address(entry), said(entry, asha, "cast", **second, **{"second-code": "000000"})
        ),
    ]
    cast_ballot(contest, member, ranking=(1,), by=asha)
    before = Event.objects.count()
    for ask in alone:
        assert not says(ask(), "already voted")
    assert Event.objects.count() == before
    code = code_of(pat, mailoutbox)
    done = officer.post(
        address(entry), said(entry, asha, "cast", **second, **{"second-code": code})
    )
    assert says(done, "has already voted")
    noted = Event.objects.get(name="elections.mark_told")
    assert (noted.actor_id, noted.subject_id, noted.data) == (efua.pk, entry.pk, {"second": pat.pk})


def test_the_roll_leads_to_a_call_while_the_poll_is_open(officer, entry, time_machine):
    roll = reverse(
        "elections_officer:roll_list", args=[entry.contest.election_id, entry.contest_id]
    )
    assert says(officer.get(roll), address(entry))
    time_machine.move_to(CLOSE)
    assert not says(officer.get(roll), address(entry))
