"""A seat that fell vacant is filled by by-election: all that reaches the office on paper or by telephone.

The other ways, of members on their own screens, are walked in test_election_life.py.
"""

import datetime as dt

import pytest

from assembly.core.services import sync_roles
from assembly.partners.models import Appointment
from elections.models import Contest, Election
from elections.services.voting import cast_ballot, mark_envelope
from tests.browser.walk import follow, heading, press, reads, record_draw, type_shares
from tests.factories.elections import DAY, ContestFactory, organisation_with_voter, sign_all
from tests.factories.membership import UserFactory
from tests.factories.partners import AppointmentFactory, PartnershipFactory

SET_UP = "2027-01-04T10:00+00:00"
NOTICE_ON = "2027-01-06"
TERM_ENDS = dt.date(2028, 12, 2)
PAPER = ["1 2", "1", "blank", "2, 1", "1"]


@pytest.fixture
def vacancy(walk, efua):
    """Mo Moss left a seat, and the notice of their election said that a by-election fills it."""
    walk.clock.move_to(SET_UP)
    sync_roles()
    contest = ContestFactory(
        title="Health Board",
        partnership=PartnershipFactory(name="Health Board", slug="health"),
        vacancy_rule=Contest.VacancyRule.BY_ELECTION,
        election__title="Seats on the Health Board",
        election__slug="health-2026",
        election__returning_officer=efua,
        election__declared_at=dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC),
    )
    return AppointmentFactory(
        name="Mo Moss",
        seat=contest.seats.get(),
        basis=Appointment.Basis.ELECTED,
        election_id=contest.election.pk,
        election_title=contest.election.title,
        election_path=contest.election.get_absolute_url(),
        starts_on=dt.date(2026, 12, 2),
        ends_on=TERM_ENDS,
        ended_on=dt.date(2027, 1, 2),
    )


def test_a_by_election_with_votes_by_telephone_and_on_paper(walk, vacancy, efua):
    voters = [organisation_with_voter(f"Organisation {letter}") for letter in "ABCDEFG"]
    election = set_up(walk, vacancy, efua)
    enter_candidates(walk, election, efua)
    shares = make_key_here(walk, election, efua)
    walk.until(election.poll_notice_at)
    officer = walk.staff(efua, office(election))
    press(officer, "Give notice of poll and freeze the roll")
    reads(officer, "Notice of poll is given")

    walk.until(election.poll_opens_at)
    contest = election.contests.get()
    cast_ballot(contest, voters[0][0], ranking=(2, 1), by=voters[0][1])
    pat = UserFactory(name="Pat Price", office="Polling clerk")
    receipt = vote_by_telephone(walk, election, efua, pat, *voters[1])
    vote_on_paper(walk, election, efua, pat, voters[2:])

    walk.until(election.receipts_at)
    walk.staff(efua, office(election))
    press(officer, "Publish the receipts")
    reads(walk.anybody(f"{election.get_absolute_url()}receipts/"), receipt)
    walk.until(election.opening_at)
    walk.staff(efua, office(election))
    record_draw(officer)
    follow(officer, "Open the ballot box")
    type_shares(officer, *shares[:2])
    reads(officer, "The ballot box is open. Count now.")
    press(officer, "Count")
    reads(officer, "Counted.")
    sign_all(election, at=election.opening_at + DAY)
    walk.until(election.challenge_ends_at)
    walk.staff(efua, office(election))
    follow(officer, "Declare the result")
    heading(officer, "Declare the result")
    walk.look(officer)
    press(officer, "Declare the result")
    reads(officer, "The result is declared")

    page = walk.anybody(f"{vacancy.election_path}")
    follow(page, election.title)
    reads(page, "This by-election fills a seat of")
    walk.look(page)
    follow(page, "See the result")
    assert page.locator(".asm-elected").inner_text() == "Ann Able"
    reads(page, "With fewer than 20 ballots the rankings themselves are not published")
    walk.look(page)
    walk.clock.move_to(f"{election.term_starts_on}T12:00+01:00")
    walk.anybody("/representatives/")
    page.get_by_role("link", name="Ann Able", exact=True).first.wait_for()
    walk.look(page)
    assert Appointment.objects.get(name="Ann Able").ends_on == TERM_ENDS


def office(election):
    return f"/cms/elections/{election.pk}/"


def set_up(walk, vacancy, efua):
    officer = walk.staff(efua, f"/cms/elections/{vacancy.election_id}/")
    reads(officer, "The notice of election said that a vacancy is filled by a by-election.")
    walk.look(officer)
    follow(officer, "Set up a by-election")
    officer.get_by_label("Day of the notice of election").fill(NOTICE_ON)
    press(officer, "Propose")
    reads(officer, "Every milestone lies on a working day")
    walk.look(officer)
    press(officer, "Set up")
    reads(officer, f"By-election: {vacancy.seat} is set up.")
    return Election.objects.exclude(pk=vacancy.election_id).get()


def enter_candidates(walk, election, efua):
    """Their nominations came on paper."""
    walk.until(election.nominations_open_at)
    officer = walk.staff(efua, office(election))
    for name, organisation in [("Ann Able", "Organisation A"), ("Ben Best", "Organisation B")]:
        follow(officer, "Enter a candidate")
        officer.get_by_label("Name", exact=False).first.fill(name)
        officer.get_by_label("Put forward by").fill(organisation)
        officer.get_by_label("Statement").fill("I would ask who was asked.")
        officer.get_by_label("Interests").fill("None.")
        press(officer, "Enter")
        reads(officer, f"{name} stands, put forward by {organisation}.")


def make_key_here(walk, election, efua):
    """The second best way: made on the site, shown once, typed back by each scrutineer."""
    people = [UserFactory(name=f"Scrutineer {name}", office="Scrutineer") for name in "ABC"]
    walk.until(election.withdrawals_close_at)
    officer = walk.staff(efua, office(election))
    for place, person in enumerate(people):
        follow(officer, "Name another scrutineer" if place else "Name a scrutineer")
        officer.get_by_label("Scrutineer").select_option(label=str(person))
        press(officer, "Name")
        reads(officer, f"{person} watches this election.")
    follow(officer, "Make the key")
    press(officer, "Make the key here")
    heading(officer, "The shares of the key")
    reads(officer, "2 of them open the ballot box; with fewer nobody can.")
    walk.look(officer)
    shares = []
    for person in people:
        officer.get_by_text(f"Share of {person}").click()
        shares.append(officer.locator("details[open] code").inner_text())
        officer.get_by_text(f"Share of {person}").click()
    follow(officer, "Every share is written down")
    for person, share in zip(people, shares, strict=True):
        page = walk.member(person, f"{election.get_absolute_url()}share/")
        page.get_by_label("Your share, or its proof").fill(share)
        press(page, "Send it")
        reads(page, "You have shown that you hold your share of the key.")
    return shares


def vote_by_telephone(walk, election, efua, pat, organisation, voter):
    """Pat hears the call too, reads the vote back, and proves that with a code."""
    officer = walk.staff(efua, office(election))
    follow(officer, "The roll")
    walk.look(officer)
    officer.get_by_role("link", name=f": the vote of {organisation}").click()
    walk.look(officer)
    officer.get_by_role("textbox", name="Ann Able").fill("1")
    press(officer, "Review")
    reads(officer, "Read the words out first: the caller must agree.")
    walk.look(officer)
    officer.get_by_role("combobox", name="Who is calling").select_option(label=str(voter))
    officer.get_by_label("I checked who is calling").check()
    officer.get_by_label("I read this out").check()
    press(officer, "Review")
    heading(officer, "Read it back")
    officer.get_by_label("Who heard it with you").select_option(label="Pat Price")
    press(officer, "Mail a code to the second person")
    reads(officer, "A code is on its way to Pat Price.")
    walk.look(officer)
    officer.get_by_label("Their code").fill(walk.mailed_code(pat))
    press(officer, "Cast this vote")
    heading(officer, "The vote is cast")
    walk.look(officer)
    return officer.locator("strong code").inner_text()


def vote_on_paper(walk, election, efua, pat, voters):
    """Five envelopes; their ballots are typed twice, the second time first with a slip."""
    contest = election.contests.get()
    (organisation, voter), *others = voters
    officer = walk.staff(efua, office(election))
    follow(officer, "The roll")
    officer.get_by_role("link", name=f": from {organisation}").click()
    walk.look(officer)
    officer.get_by_label("Who signed the outer envelope").select_option(label=str(voter))
    officer.get_by_label("Who holds it with you").select_option(label=str(pat))
    press(officer, "Mail a code to the second person")
    officer.get_by_label("Their code").fill(walk.mailed_code(pat))
    press(officer, "Mark as voted on paper")
    reads(officer, "Marked as voted on paper. Put the inner envelope among the others.")
    for other, signer in others:
        mark_envelope(contest, other, signed_by=signer, by=efua)

    walk.staff(efua, office(election))
    reads(officer, "envelopes whose ballot waits to be entered")
    officer.get_by_role("link", name="Enter paper ballots").click()
    walk.look(officer)
    officer.get_by_label("How many ballots are in this batch?").fill("5")
    press(officer, "Begin")
    walk.look(officer)
    type_ballots(officer, PAPER)
    press(officer, "The other person reads now")
    heading(officer, "The second reading")
    type_ballots(officer, ["1 2", "1", "blank", "2 1", "2"])
    officer.get_by_label("Who read it second").select_option(label="Pat Price")
    press(officer, "Mail a code to this person")
    reads(officer, "A code is on its way to Pat Price.")
    walk.look(officer)
    officer.get_by_label("Their code").fill(walk.mailed_code(pat))
    press(officer, "Seal these ballots")
    reads(officer, "Ballot 5: the two readings differ.")
    walk.look(officer)
    officer.get_by_label("Ballot 5").last.fill("1")
    officer.get_by_label("Their code").fill(walk.mailed_code(pat))
    press(officer, "Seal these ballots")
    reads(officer, "5 ballots are sealed and in the box.")
    assert contest.box.count() == 7


def type_ballots(page, read):
    for number, text in enumerate(read, 1):
        page.get_by_label(f"Ballot {number}").fill(text)
