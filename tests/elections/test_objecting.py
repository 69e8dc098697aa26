"""After the count: signatures, objections, the margin, and a contest that is polled again."""

import datetime as dt
import hashlib

from django.urls import reverse

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Notification
from assembly.partners.models import Appointment
from elections import count_sheet, declaration
from elections.models import Contest, CountSignature, Election, Objection, Scrutineer
from elections.retention import forget_objections
from elections.services.objecting import decide_objection, raise_objection
from elections.services.receipts import sign_receipt
from elections.services.repeating import NewPoll, poll_again
from elections.services.result import count_election, declare
from elections.services.scrutiny import record_missing, sign_count
from tests.factories.elections import DAY, POLL_OPENS
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

CHALLENGE = POLL_OPENS + 9 * DAY
CHALLENGE_ENDS = POLL_OPENS + 15 * DAY
NOW = POLL_OPENS + 16 * DAY


def objection(contest, kind="not cast", place=0, *, at=CHALLENGE, **more):
    organisation, person = contest.voters[place]
    made = Objection(
        contest=contest, organisation=organisation, kind=kind, words="We were away.", **more
    )
    return raise_objection(made, by=person, at=at)


# Signatures


def test_a_result_is_declared_when_its_scrutineers_have_signed(challenged, efua):
    contest = challenged(4, 1, scrutineers=2)
    first, second = contest.election.scrutineers.all()
    sign_count(contest, "agrees", by=first.user, at=CHALLENGE)
    with pytest.raises(RuleBroken, match=r"Not signed.*Scrutineer 2"):
        declare(contest.election, by=efua, at=NOW)
    sign_count(contest, "remark", "Counted by hand too.", by=second.user, at=CHALLENGE)
    assert declare(contest.election, by=efua, at=NOW).declared_at
    with pytest.raises(RuleBroken, match="has been declared"):
        sign_count(contest, "agrees", by=first.user, at=NOW)


def test_the_page_before_declaring_names_the_open_objections(
    challenged, efua, client, time_machine
):
    contest = challenged(4, 1)
    made = objection(contest)
    time_machine.move_to(NOW)
    client.force_login(efua)
    address = reverse("elections_officer:result_declare", args=[contest.election_id])
    page = client.get(address).content.decode()
    assert f"Objections to decide:</strong> {made}" in page
    assert reverse("elections_officer:objection_list", args=[contest.election_id]) in page
    assert "No objection is open." not in page


def test_a_missing_signature_has_its_reason_and_two_are_needed_still(challenged, efua):
    contest = challenged(4, 1, scrutineers=3)
    first, second, third = contest.election.scrutineers.all()
    sign_count(contest, "agrees", by=first.user, at=CHALLENGE)
    for one in (second, third):
        record_missing(contest, one, "In hospital.", by=efua, at=CHALLENGE)
    with pytest.raises(RuleBroken, match="signatures of 2 scrutineers at least; it has 1"):
        declare(contest.election, by=efua, at=NOW)
    sign_count(contest, "agrees", by=second.user, at=CHALLENGE)  # back in time
    assert declare(contest.election, by=efua, at=NOW).declared_at


def test_a_refusal_to_sign_needs_the_returning_officers_reason_too(challenged, efua):
    contest = challenged(4, 1, scrutineers=3)
    *signing, third = contest.election.scrutineers.all()
    for one in signing:
        sign_count(contest, "agrees", by=one.user, at=CHALLENGE)
    sign_count(contest, "refuses", "I could not repeat it.", by=third.user, at=CHALLENGE)
    with pytest.raises(RuleBroken, match="Not signed"):
        declare(contest.election, by=efua, at=NOW)
    record_missing(contest, third, "Their computer failed.", by=efua, at=CHALLENGE)
    with pytest.raises(RuleBroken, match="has been made"):
        record_missing(contest, third, "Their computer failed.", by=efua, at=CHALLENGE)
    assert declare(contest.election, by=efua, at=NOW).declared_at


def test_a_statement_is_made_once_by_a_scrutineer_and_says_why(challenged, efua):
    contest = challenged(4, 1, scrutineers=1)
    one = contest.election.scrutineers.get()
    with pytest.raises(RuleBroken, match="Only a scrutineer"):
        sign_count(contest, "agrees", by=efua, at=CHALLENGE)
    with pytest.raises(RuleBroken, match="Say why"):
        sign_count(contest, "remark", " ", by=one.user, at=CHALLENGE)
    with pytest.raises(ValueError, match="no statement"):
        sign_count(contest, "missing", "x", by=one.user, at=CHALLENGE)
    with pytest.raises(RuleBroken, match="Only"):
        record_missing(contest, one, "Away", by=one.user, at=CHALLENGE)
    made = sign_count(contest, "agrees", by=one.user, at=CHALLENGE)
    assert made.published_sha256 == ""  # five ballots: none are published
    assert made.rankings_commitment == contest.count_result.rankings_commitment
    with pytest.raises(RuleBroken, match="has been made"):
        sign_count(contest, "agrees", by=one.user, at=CHALLENGE)


def test_scrutineers_sign_the_full_rankings_and_the_published_ones(challenged, client):
    contest = challenged(12, 8, scrutineers=1)
    made = sign_count(contest, "agrees", by=contest.election.scrutineers.get().user, at=CHALLENGE)
    published = contest.count_result.shortened
    assert made.published_sha256 == hashlib.sha256(published.encode()).hexdigest()
    page = client.get(f"/elections/{contest.election.slug}/result/").content.decode()
    assert "Signed the full rankings and the published ones, which they compared." in page


def test_a_count_made_again_voids_what_was_signed(challenged, efua):
    contest = challenged(4, 1, scrutineers=1)
    one = contest.election.scrutineers.get()
    sign_count(contest, "agrees", by=one.user, at=CHALLENGE)
    contest.count_result.delete()
    count_election(contest.election, by=efua, at=CHALLENGE + DAY)
    assert not CountSignature.objects.standing().exists()
    with pytest.raises(RuleBroken, match="Not signed"):
        declare(contest.election, by=efua, at=NOW)


def test_what_is_not_counted_is_not_signed(contest):
    one = Scrutineer.objects.create(election=contest.election, user=UserFactory(), name="Ola")
    with pytest.raises(RuleBroken, match="has not been counted"):
        sign_count(contest, "agrees", by=one.user, at=NOW)


def test_what_is_polled_again_needs_no_signature(challenged, efua):
    contest = challenged(3, 2, scrutineers=2)
    one = contest.election.scrutineers.first()
    decide_objection(objection(contest), "founded", "They were away.", by=efua, at=CHALLENGE)
    poll_again([contest], "Votes in doubt.", new_poll(), by=efua)
    contest.refresh_from_db()
    with pytest.raises(RuleBroken, match="its count needs no signature"):
        sign_count(contest, "agrees", by=one.user, at=CHALLENGE)


# Objections


def test_an_objection_is_told_to_the_returning_officer_and_decided_in_public(challenged, efua):
    contest = challenged(4, 1)
    made = objection(contest)
    assert made.number == 1
    with pytest.raises(RuleBroken, match=r"not decided yet: Local Strategic Partnership 1"):
        declare(contest.election, by=efua, at=NOW)
    decided = decide_objection(made, "unfounded", "The deputy cast it.", by=efua, at=CHALLENGE)
    assert decided.outcome == "unfounded"
    names = Event.objects.filter(name__contains="objection").values_list("name", flat=True)
    assert list(names) == ["elections.objection_raised", "elections.objection_decided"]
    assert declare(contest.election, by=efua, at=NOW).declared_at


def test_an_objection_is_decided_once_and_with_a_reason(challenged, efua):
    contest = challenged(4, 1)
    made = objection(contest)
    with pytest.raises(RuleBroken, match="Give the reason"):
        decide_objection(made, "unfounded", " ", by=efua, at=CHALLENGE)
    with pytest.raises(RuleBroken, match="Only"):
        decide_objection(made, "unfounded", "No.", by=contest.voters[0][1], at=CHALLENGE)
    decide_objection(made, "unfounded", "The deputy cast it.", by=efua, at=CHALLENGE)
    with pytest.raises(RuleBroken, match="has been decided"):
        decide_objection(made, "founded", "No.", by=efua, at=CHALLENGE)
    declare(contest.election, by=efua, at=NOW)
    Objection.objects.update(outcome="", because="", decided_at=None)
    with pytest.raises(RuleBroken, match="has been declared"):
        decide_objection(made, "founded", "No.", by=efua, at=NOW)


def test_objections_are_taken_from_the_receipts_until_the_challenge_period_ends(
    challenged, contest, asha, member, efua
):
    early = Objection(contest=contest, organisation=member, kind="other", words="x")
    with pytest.raises(RuleBroken, match="once the receipts have been published"):
        raise_objection(early, by=asha, at=CHALLENGE)
    done = challenged(4, 1)
    with pytest.raises(RuleBroken, match="could be challenged until"):
        objection(done, at=CHALLENGE_ENDS)
    objection(done, "other", at=CHALLENGE_ENDS - dt.timedelta(seconds=1))
    Objection.objects.all().delete()
    declare(done.election, by=efua, at=NOW)
    with pytest.raises(RuleBroken, match="has been declared"):
        objection(done)


def test_who_may_object(challenged):
    contest = challenged(4, 1)
    organisation, _ = contest.voters[0]
    stranger = UserFactory()
    made = Objection(contest=contest, organisation=organisation, kind="other", words="x")
    with pytest.raises(RuleBroken, match="somebody who acts for an organisation"):
        raise_objection(made, by=stranger, at=CHALLENGE)
    quiet, person = contest.silent
    made = Objection(contest=contest, organisation=quiet, kind="not cast", words="x")
    with pytest.raises(RuleBroken, match="not marked as having voted"):
        raise_objection(made, by=person, at=CHALLENGE)
    candidate = contest.candidates.first()
    made = Objection(contest=contest, candidate=candidate, kind="other", words="x")
    with pytest.raises(RuleBroken, match="somebody who acts for an organisation"):
        raise_objection(made, by=stranger, at=CHALLENGE)
    candidate.user = stranger
    candidate.save()
    made.candidate = candidate
    assert raise_objection(made, by=stranger, at=CHALLENGE).organisation is None
    made = Objection(contest=contest, candidate=candidate, kind="not cast", words="x")
    with pytest.raises(RuleBroken, match="Only an organisation can say this"):
        raise_objection(made, by=stranger, at=CHALLENGE)


def test_a_candidate_who_objected_is_told_what_was_decided(
    challenged, efua, django_capture_on_commit_callbacks
):
    contest = challenged(4, 1)
    candidate = contest.candidates.first()
    candidate.user = UserFactory()
    candidate.save()
    made = Objection(contest=contest, candidate=candidate, kind="other", words="Counted wrongly.")
    raise_objection(made, by=candidate.user, at=CHALLENGE)
    with django_capture_on_commit_callbacks(execute=True):
        decide_objection(made, "unfounded", "Counted again.", by=efua, at=CHALLENGE)
    told = Notification.objects.filter(kind="elections/objection_decided")
    assert [one.user for one in told] == [candidate.user]


def test_a_receipt_in_the_list_is_not_missing(challenged):
    contest = challenged(4, 1)
    listed = contest.published_receipts.listed[0]
    with pytest.raises(RuleBroken, match=f"{listed} is in the published list"):
        objection(contest, "missing receipt", receipt=listed)
    assert not Objection.objects.exists()
    assert objection(contest, "missing receipt", receipt="A" * 20).receipt == "A" * 20


# The margin


def test_votes_in_doubt_that_reach_the_margin_have_the_contest_polled_again(challenged, efua):
    contest = challenged(4, 2)  # two ballots less of A, and nobody has a majority
    for place in (0, 1):
        one = objection(contest, place=place)
        assert declaration.result_is_beyond_doubt(contest) if place == 0 else True
        outcome = "founded" if place else "unsettled"
        decide_objection(one, outcome, "Nobody knows.", by=efua, at=CHALLENGE)
    with pytest.raises(RuleBroken, match=r"must be polled again: .* 2 votes in doubt.* is 2 votes"):
        declare(contest.election, by=efua, at=NOW)
    assert not Appointment.objects.exists()


def test_a_missing_receipt_counts_twice_and_one_organisation_once(challenged):
    contest = challenged(4, 1)
    objection(contest, "not cast")
    assert declaration.doubt_of(contest) == 1
    signed = sign_receipt(contest, "A" * 20)
    objection(contest, "missing receipt", receipt="A" * 20, signature=signed.signature)
    assert declaration.doubt_of(contest) == 2
    objection(contest, "other", 1)
    assert declaration.doubt_of(contest) == 2


def test_the_result_says_how_much_is_in_doubt_until_it_is_forgotten_whose(challenged, client, efua):
    contest = challenged(4, 1)

    def page():
        return client.get(f"/elections/{contest.election.slug}/result/").content.decode()

    one, other = objection(contest), objection(contest, place=1)
    assert "put <strong>2 votes</strong> in doubt" in page()
    decide_objection(one, "founded", "They were away.", by=efua, at=CHALLENGE)
    decide_objection(other, "unfounded", "The deputy.", by=efua, at=CHALLENGE)
    assert "put <strong>1 vote</strong> in doubt" in page()
    declare(contest.election, by=efua, at=NOW)
    assert "<strong>1 vote</strong> in doubt" in page()
    forget_objections((NOW + 200 * DAY).date())
    assert "in doubt" not in page()


def new_poll():
    return NewPoll(
        poll_notice_at=NOW + DAY,
        poll_opens_at=NOW + 7 * DAY,
        poll_closes_at=NOW + 14 * DAY,
        receipts_at=NOW + 14 * DAY,
        opening_at=NOW + 15 * DAY,
        challenge_ends_at=NOW + 20 * DAY,
        term_starts_on=(NOW + 30 * DAY).date(),
        lot_event="The draw of the week after",
    )


def test_a_contest_is_polled_again_with_the_same_seats_and_candidates(challenged, efua):
    contest = challenged(3, 2, scrutineers=2, vacancies=1)
    one = objection(contest)
    decide_objection(one, "founded", "They were away.", by=efua, at=CHALLENGE)
    made = poll_again([contest], "Votes in doubt.", new_poll(), by=efua)
    again = made.contests.get()
    contest.refresh_from_db()
    assert (again.repeats, contest.polled_again_because) == (contest, "Votes in doubt.")
    assert list(again.seats.all()) == list(contest.seats.all())
    assert [c.name for c in again.candidates.all()] == [c.name for c in contest.candidates.all()]
    assert (again.lot_seed, again.roll_fingerprint, again.lot_event) == (
        "",
        "",
        "The draw of the week after",
    )
    assert made.notice_at == contest.election.notice_at
    assert made.scrutineers.count() == 2
    assert not made.roll_frozen_at
    # The old contest appoints nobody, and needs no signature.
    assert declare(contest.election, by=efua, at=NOW).declared_at
    assert not Appointment.objects.exists()
    with pytest.raises(RuleBroken, match="polled again already"):
        poll_again([contest], "Votes in doubt.", new_poll(), by=efua)


def voided(contest):
    """The election of a contest as if its poll had been declared void before the box was opened."""
    Election.objects.filter(pk=contest.election_id).update(
        opened_at=None, voided_at=CHALLENGE, voided_because="Too few shares are left."
    )
    return contest


def test_nobody_has_a_result_polled_again_because_they_do_not_like_it(challenged, efua):
    contest = challenged(4, 1)
    with pytest.raises(RuleBroken, match="is not in doubt"):
        poll_again([contest], "I do not like it.", new_poll(), by=efua)
    voided(contest)
    with pytest.raises(RuleBroken, match="Give the reason"):
        poll_again([contest], " ", new_poll(), by=efua)
    with pytest.raises(RuleBroken, match="Only"):
        poll_again([contest], "Void.", new_poll(), by=contest.voters[0][1])
    first = poll_again([contest], "Too few shares are left.", new_poll(), by=efua)
    assert first.slug == f"{contest.election.slug}-again"
    assert Contest.objects.get(pk=contest.pk).polled_again_because


def test_a_declared_result_is_not_polled_again(challenged, efua):
    contest = challenged(4, 1)
    declare(contest.election, by=efua, at=NOW)
    with pytest.raises(RuleBroken, match="has been declared"):
        poll_again([contest], "Void.", new_poll(), by=efua)


def test_an_address_is_given_once(challenged, efua):
    contest = voided(challenged(4, 1))
    first = poll_again([contest], "Void.", new_poll(), by=efua)
    assert first.slug == f"{contest.election.slug}-again"
    Contest.objects.filter(pk=contest.pk).update(polled_again_because="")
    Contest.objects.filter(repeats=contest).update(repeats=None)
    second = poll_again([contest], "Void.", new_poll(), by=efua)
    assert second.slug == f"{contest.election.slug}-again-2"
    with pytest.raises(RuleBroken, match="is polled again"):
        objection(contest, "other")


# By how many votes


@pytest.mark.parametrize(
    ("for_a", "for_b", "sentence"),
    [
        (3, 1, "Elected by a ballot of 4 organisations."),
        (4, 1, "Elected at stage 1 with 4 votes of 5; the quota was 3."),
    ],
)
def test_by_how_many_votes_as_far_as_the_level_allows(challenged, for_a, for_b, sentence):
    count = challenged(for_a, for_b).count_result
    assert count_sheet.votes_sentence(count, 1) == sentence


def test_nobody_was_elected_who_was_not(challenged):
    assert count_sheet.votes_sentence(challenged(4, 1).count_result, 2) == ""


# What is forgotten


def test_who_objected_is_forgotten_with_the_marks(challenged, efua):
    contest = challenged(4, 1)
    decide_objection(objection(contest), "unfounded", "The deputy.", by=efua, at=CHALLENGE)
    declare(contest.election, by=efua, at=NOW)
    assert forget_objections((NOW + 100 * DAY).date()) == 0
    assert forget_objections((NOW + 200 * DAY).date()) == 1
    kept = Objection.objects.get()
    assert (kept.organisation, kept.raised_by, kept.words, kept.receipt) == (None, None, "", "")
    assert kept.because == "The deputy."
    assert forget_objections((NOW + 200 * DAY).date()) == 0
