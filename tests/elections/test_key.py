"""Who watches an election, and the key whose shares they hold: made, shown, lost, void, destroyed."""

from django.http import Http404

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership.models import Organisation
from assembly.notifications.models import Email, Notification
from assembly.partners.models import Appointment
from elections import election_status, rules, sealing, shares
from elections.key_statement import KeyStatement
from elections.models import Contest, Election, Objection, SealedBallot
from elections.officer.acts import acts
from elections.services import ending, key, opening, result, roll
from elections.services.scrutineers import name_scrutineer, release_scrutineer
from elections.services.voting import cast_ballot
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    CandidateFactory,
    ContestFactory,
    ElectionFactory,
    ScrutineerFactory,
    key_for,
    organisation_with_voter,
    poll,
    sign_all,
)
from tests.factories.membership import give_office

pytestmark = pytest.mark.django_db

CLOSE = POLL_OPENS + 7 * DAY
OPENING = POLL_OPENS + 8 * DAY


@pytest.fixture
def election(efua):
    """An election before its notice of poll, with a candidate, a voter and three scrutineers."""
    contest = ContestFactory(election__returning_officer=efua)
    for _ in range(2):
        CandidateFactory(contest=contest)
    for _ in range(3):
        ScrutineerFactory(election=contest.election)
    return contest.election


def holder(handed):
    return handed.scrutineer.user


# Scrutineers


def watcher():
    """Somebody who holds the office and watches no election yet."""
    spare = ScrutineerFactory()
    return spare.user


def test_a_scrutineer_is_named_told_and_public(efua):
    election = ElectionFactory(returning_officer=efua)
    person = watcher()
    named = name_scrutineer(election, person, by=efua)
    assert (named.name, named.user) == (person.name, person)
    assert Notification.objects.filter(user=person, kind="elections/scrutineer_named").exists()
    assert name_scrutineer(election, person, by=efua) == named  # sent twice
    assert Event.objects.filter(name="elections.scrutineer_named").count() == 1


def test_who_cannot_watch(efua, asha):
    contest = ContestFactory(election__returning_officer=efua)
    candidate = watcher()
    CandidateFactory(contest=contest, user=candidate)
    give_office(efua, "Scrutineer")
    election, officer = contest.election, type(efua).objects.get(pk=efua.pk)
    for person, says in [
        (asha, "does not hold the office"),
        (officer, "who holds no share"),
        (candidate, "stands in this election"),
    ]:
        with pytest.raises(RuleBroken, match=says):
            name_scrutineer(election, person, by=efua)
    for _ in range(9):
        ScrutineerFactory(election=election)
    with pytest.raises(RuleBroken, match="at most 9"):
        name_scrutineer(election, watcher(), by=efua)


def test_scrutineers_are_fixed_at_notice_of_poll(contest, efua):
    with pytest.raises(RuleBroken, match="fixed once notice of poll"):
        name_scrutineer(contest.election, watcher(), by=efua)
    with pytest.raises(RuleBroken, match="fixed once notice of poll"):
        release_scrutineer(contest.election.scrutineers.first(), by=efua)


def test_a_key_is_made_anew_when_the_scrutineers_change(election, efua, asha):
    organisation_with_voter()
    key_for(election)
    release_scrutineer(election.scrutineers.first(), by=efua)
    with pytest.raises(RuleBroken, match="The scrutineers have changed since the key was made"):
        roll.freeze_roll(election, by=efua, at=POLL_OPENS - DAY)
    key_for(election, scrutineers=2)
    assert roll.freeze_roll(election, by=efua, at=POLL_OPENS - DAY).roll_frozen_at


# Making the key


def test_each_scrutineer_gets_a_share_that_is_kept_nowhere(election, efua):
    handed = key.make_key(election, by=efua)
    election.refresh_from_db()
    kept = str(
        [vars(election), *election.key_shares.values(), *Event.objects.values("data", "name")]
    )
    assert [one.scrutineer for one in handed] == list(election.scrutineers.all())
    read = [shares.read_share(one.text) for one in handed]
    assert election.public_key == sealing.public_key_of(shares.combine(read[1:]))
    for one, share in zip(handed, read, strict=True):
        assert one.text[2:10] not in kept
        assert share.value.hex() not in kept
        assert one.text not in repr(one)


def test_the_returning_officer_holds_no_share(election, efua):
    key.make_key(election, by=efua)
    assert not election.key_shares.filter(holder=efua).exists()


@pytest.mark.parametrize("needed", [1, 4])
def test_how_many_shares_can_be_needed(election, efua, needed):
    with pytest.raises(RuleBroken, match="Of 3 shares, 2 to 3 can be needed"):
        key.make_key(election, needed=needed, by=efua)


def test_a_key_is_not_made_for_one_person(efua):
    election = ScrutineerFactory(election__returning_officer=efua).election
    with pytest.raises(RuleBroken, match="at least two scrutineers first"):
        key.make_key(election, by=efua)


def test_a_new_key_replaces_the_old_one_until_the_roll_is_frozen(election, efua):
    organisation_with_voter()
    first, second = key.make_key(election, by=efua), key.make_key(election, by=efua)
    with pytest.raises(RuleBroken, match="the wrong one"):
        key.prove_share(election, first[0].text, by=holder(first[0]))
    for one in second:
        key.prove_share(election, one.text, by=holder(one))
    roll.freeze_roll(election, by=efua, at=POLL_OPENS - DAY)
    with pytest.raises(RuleBroken, match="cannot be replaced"):
        key.make_key(election, by=efua)
    with pytest.raises(RuleBroken, match="shown before notice of poll"):
        key.prove_share(election, second[0].text, by=holder(second[0]))


# A key that was made elsewhere


@pytest.fixture
def elsewhere(election, efua):
    """A key that was made on a computer without network and registered."""
    made = shares.make_key(needed=2, holders=3)
    key.register_key(election, KeyStatement.of(made), by=efua)
    election.refresh_from_db()
    return made


def test_only_what_is_public_of_it_comes_here(election, elsewhere):
    assert (election.public_key, election.shares_needed) == (elsewhere.public_key, 2)
    assert election.key_made_offline
    prints = list(election.key_shares.values_list("fingerprint", flat=True))
    assert prints == [share.fingerprint for share in elsewhere.shares]


def test_its_shares_are_proved_without_being_typed(election, elsewhere):
    person = election.key_shares.get(number=1).holder
    with pytest.raises(RuleBroken, match="Do not type the share here"):
        key.prove_share(election, elsewhere.shares[0].text, by=person)
    with pytest.raises(RuleBroken, match="typing error"):
        key.prove_share(election, elsewhere.shares[0].proof.text[:-1] + "!", by=person)
    key.prove_share(election, elsewhere.shares[0].proof.text, by=person)
    assert election.key_shares.get(number=1).proved_at


def test_a_statement_sent_twice_is_registered_once(election, elsewhere, efua):
    key.register_key(election, KeyStatement.of(elsewhere), by=efua)
    assert Event.objects.filter(name="elections.key_made").count() == 1


def test_a_statement_fits_the_scrutineers(election, efua):
    made = KeyStatement.of(shares.make_key(needed=2, holders=2))
    with pytest.raises(RuleBroken, match="This key has 2 shares, and the election 3 scrutineers"):
        key.register_key(election, made, by=efua)
    assert not rules.key.statement_fits(4, [1, 2, 3], list(election.scrutineers.all()))


# Possession


def test_a_share_is_shown_by_its_holder_alone(election, efua, asha):
    handed = key.make_key(election, by=efua)
    for stranger in (efua, asha):
        with pytest.raises(RuleBroken, match="You hold no share"):
            key.prove_share(election, handed[0].text, by=stranger)
    with pytest.raises(RuleBroken, match="has no share 1"):  # it is another's
        key.prove_share(election, handed[0].text, by=holder(handed[1]))
    key.prove_share(election, handed[0].text, by=holder(handed[0]))
    key.prove_share(election, handed[0].text, by=holder(handed[0]))  # sent twice
    assert Event.objects.filter(name="elections.share_proved").count() == 1


# Lost, void, destroyed


def test_a_lost_share_stops_the_notice_of_poll(election, efua):
    organisation_with_voter()
    key_for(election)
    key.report_lost(election, by=election.scrutineers.first().user)
    with pytest.raises(RuleBroken, match="A share of the key is lost: make the key anew"):
        roll.freeze_roll(election, by=efua, at=POLL_OPENS - DAY)


def test_a_poll_goes_on_while_enough_shares_are_left_and_then_is_void(contest, asha, efua):
    voting = Organisation.objects.acted_for_by(asha).get()
    cast_ballot(contest, voting, ranking=(1,), by=asha, at=POLL_OPENS + DAY)
    election = contest.election
    first, second, third = (one.user for one in election.scrutineers.all())
    key.report_lost(election, by=first)
    assert Notification.objects.filter(user=efua, kind="elections/share_lost").exists()
    with pytest.raises(RuleBroken, match="2 shares of the key are left and 2 open the box"):
        ending.void_poll(election, "Lost.", by=efua)
    with pytest.raises(RuleBroken, match="reported lost already"):
        key.report_lost(election, by=first)
    key.report_lost(election, by=second)
    with pytest.raises(RuleBroken, match="Write down why"):
        ending.void_poll(election, "  ", by=efua)
    election = ending.void_poll(election, "Two shares  are lost.", by=efua, at=POLL_OPENS + 2 * DAY)
    assert election.voided_because == "Two shares are lost."
    assert not SealedBallot.objects.exists()
    assert election.ballots_destroyed == 1
    for person in (asha, third):
        assert Notification.objects.filter(user=person, kind="elections/voided").exists()
    for act, says in [
        (
            lambda: cast_ballot(contest, voting, ranking=(1,), by=asha, at=POLL_OPENS + 3 * DAY),
            "declared void",
        ),
        (lambda: opening.publish_receipts(election, by=efua, at=CLOSE), "declared void on"),
        (lambda: opening.rewrite_box(election, by=efua, at=OPENING), "declared void on"),
        (lambda: opening.record_draw(contest, "3", by=efua, at=CLOSE), "declared void on"),
        (lambda: result.count_election(election, by=efua, at=OPENING), "declared void on"),
        (lambda: result.declare(election, by=efua, at=OPENING + 20 * DAY), "declared void on"),
        (lambda: ending.void_poll(election, "Again.", by=efua), "void already"),
    ]:
        with pytest.raises(RuleBroken, match=says):
            act()


def two_shares_lost(election):
    for scrutineer in list(election.scrutineers.all())[:2]:
        key.report_lost(election, by=scrutineer.user)


@pytest.fixture
def beside_unopposed(efua, asha):
    """A poll, and a contest of the same election in which one stood for one seat."""
    election = ElectionFactory(returning_officer=efua)
    unopposed = CandidateFactory(
        contest=ContestFactory(election=election, title="The other board"), name="Una Oduya"
    ).contest
    contest, _ = poll(election=election)
    unopposed.refresh_from_db()
    assert unopposed.outcome == Contest.Outcome.UNOPPOSED
    return contest.election, unopposed


def test_a_void_poll_takes_no_seat_from_those_elected_unopposed(beside_unopposed, efua, asha):
    election, unopposed = beside_unopposed
    two_shares_lost(election)
    ending.void_poll(election, "Two shares are lost.", by=efua)
    seated = Appointment.objects.get()
    assert (seated.name, seated.basis) == ("Una Oduya", Appointment.Basis.UNOPPOSED)
    assert seated.seat == unopposed.seats.get()
    told = Email.objects.get(kind="elections/voided", user=asha)
    assert "No poll was needed in The other board" in " ".join(told.text.split())


def test_an_objection_to_those_elected_unopposed_is_decided_before(beside_unopposed, efua):
    election, unopposed = beside_unopposed
    two_shares_lost(election)
    Objection.objects.create(
        contest=unopposed, number=1, kind="other", words="Not a member.", raised_at=POLL_OPENS
    )
    with pytest.raises(RuleBroken, match="Objections that are not decided yet: The other board 1"):
        ending.void_poll(election, "Two shares are lost.", by=efua)
    assert Election.objects.get(pk=election.pk).voided_at is None
    assert not Appointment.objects.exists()


def test_a_rehearsal_that_is_void_seats_nobody(beside_unopposed, efua):
    election, _ = beside_unopposed
    Election.objects.filter(pk=election.pk).update(is_rehearsal=True)
    two_shares_lost(election)
    ending.void_poll(election, "Two shares are lost.", by=efua)
    assert not Appointment.objects.exists()


def test_the_timetable_of_a_void_poll_ends_with_that(contest, efua):
    for scrutineer in list(contest.election.scrutineers.all())[:2]:
        key.report_lost(contest.election, by=scrutineer.user)
    election = ending.void_poll(contest.election, "Lost.", by=efua, at=CLOSE + DAY / 2)
    steps = election_status.steps(election, OPENING + DAY)
    assert [step.label for step in steps[-2:]] == ["Voting closes", "Poll declared void"]
    assert not any(step.text for step in steps)


def test_of_a_void_poll_only_another_one_can_be_made(contest, efua):
    for scrutineer in list(contest.election.scrutineers.all())[:2]:
        key.report_lost(contest.election, by=scrutineer.user)
    election = ending.void_poll(contest.election, "Lost.", by=efua, at=CLOSE)
    listed = {act.label: act for act in acts(election, OPENING)}
    assert [label for label, act in listed.items() if act.ruling] == ["Run the poll again"]
    assert "Count" not in listed
    assert listed["The scrutineers show that they hold their shares"].done


def test_a_box_that_is_not_the_published_one_makes_the_poll_void(asha, efua):
    contest, typed = poll(election__returning_officer=efua)
    opening.publish_receipts(contest.election, by=efua, at=CLOSE)
    opening.record_draw(contest, "3", by=efua, at=CLOSE)
    SealedBallot.objects.create(contest=contest, ciphertext=b"slipped in")
    with pytest.raises(RuleBroken, match="the poll stands"):  # nobody has tried to open it
        ending.void_poll(contest.election, "Why.", by=efua)
    opening.rewrite_box(contest.election, by=efua, at=OPENING)
    with pytest.raises(RuleBroken, match="not the one whose receipts were published"):
        opening.open_box(contest.election, typed, by=efua, at=OPENING)
    assert ending.void_poll(contest.election, "Slipped in.", by=efua).voided_at


def test_there_is_nothing_to_void_before_the_poll_nor_after_the_opening(election, efua):
    with pytest.raises(RuleBroken, match="There is no poll yet"):
        ending.void_poll(election, "Why.", by=efua)
    contest, right = poll(election__returning_officer=efua, election__slug="opened")
    opening.publish_receipts(contest.election, by=efua, at=CLOSE)
    opening.record_draw(contest, "3", by=efua, at=CLOSE)
    opening.rewrite_box(contest.election, by=efua, at=OPENING)
    opening.open_box(contest.election, right[:2], by=efua, at=OPENING)
    with pytest.raises(RuleBroken, match="The ballot box has been opened"):
        ending.void_poll(contest.election, "Why.", by=efua)
    first = contest.election.scrutineers.first().user
    with pytest.raises(RuleBroken, match="the shares have done their work"):
        key.report_lost(contest.election, by=first)
    with pytest.raises(RuleBroken, match="Keep the share until the result is declared"):
        key.say_destroyed(contest.election, by=first)
    result.count_election(contest.election, by=efua, at=OPENING)
    sign_all(contest.election, at=OPENING)
    declared = result.declare(contest.election, by=efua, at=POLL_OPENS + 16 * DAY)
    assert declared.ballots_destroyed == 0
    assert key.say_destroyed(declared, by=first).destroyed_at
    with pytest.raises(RuleBroken, match="said already that share 1 is destroyed"):
        key.say_destroyed(declared, by=first)


def test_who_holds_no_share_loses_and_destroys_none(contest, asha):
    for act in (key.report_lost, key.say_destroyed):
        with pytest.raises(Http404):
            act(contest.election, by=asha)
    assert not rules.key.may_report_lost(None, contest.election)
    assert not rules.key.may_say_destroyed(None, contest.election)


def test_the_sealed_ballots_are_handed_to_scrutineers_alone_and_that_is_recorded(
    contest, asha, efua
):
    for stranger in (asha, efua):
        with pytest.raises(Http404):
            ending.take_box(contest, by=stranger)
    assert ending.take_box(contest, by=contest.election.scrutineers.first().user) == []
    assert Event.objects.filter(name="elections.box_taken").count() == 1
