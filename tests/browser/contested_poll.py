"""A poll in which one ballot is exchanged: voting, the receipts, and the objections with their decisions.

Part of the walk in test_election_life.py, which says who the people are.
"""

import re
import subprocess

import pytest

from elections import sealing
from elections.models import SealedBallot
from elections.services.voting import cast_ballot
from tests.browser.walk import (
    MINUTE,
    cast,
    follow,
    heading,
    press,
    prove_by_mail,
    rank,
    reads,
    without_network,
)
from tests.factories.accounts import add_second_factor, totp_code
from tests.factories.elections import DAY

OTHERS = 18
BALLOTS = OTHERS + 3  # Asha's, Petra's and Sol's
INVENTED = "A" * 20
# What the returning officer reads before deciding each objection.
SAYS = {1: "was signed by this site.", 2: "Our voter was away.", 3: "has no signature. Scrutineers"}


def vote(walk, people, election):
    """Asha by a mailed code, after a slip; Petra by her authenticator app; the others as they like."""
    contest = election.contests.get()
    add_second_factor(people.petra)  # one set up while voting is open would be no proof for a day
    walk.until(election.poll_opens_at)
    for number, (organisation, voter) in enumerate(people.others):
        ranking = [(1, 2), (1, 3), (2, 1), (3, 2)][number % 4]
        cast_ballot(contest, organisation, ranking=ranking, by=voter)
    cast_ballot(contest, people.of_sol, ranking=(1, 3), by=people.sol)

    page = walk.member(people.asha, election.get_absolute_url())
    press(page, f"Vote for {people.member}")
    prove_by_mail(walk, page, people.asha)
    page.get_by_role("textbox", name="Nita Noble").fill("1")
    page.get_by_role("textbox", name="Una Underhill").fill("1")
    press(page, "Review your vote")
    heading(page, "There is a problem")
    walk.look(page)
    rank(page, "Nita Noble", "Una Underhill")
    press(page, "Review your vote")
    heading(page, "Review your vote")
    walk.look(page)
    press(page, "Change it")
    assert page.get_by_role("textbox", name="Una Underhill").input_value() == "2"
    people.receipt_of_asha = cast(page)
    people.signed_of_asha = keep_signed(page, people.folder / "asha.txt")
    walk.look(page)
    page.goto(f"{walk.base_url}{election.get_absolute_url()}vote/")
    reads(page, f"{people.member} has already voted.")
    walk.look(page)

    walk.member(people.petra, election.get_absolute_url())
    press(page, f"Vote for {people.of_petra}")
    page.get_by_label("Six-digit code").fill(totp_code())
    press(page, "Continue")
    rank(page, "Nita Noble")
    people.receipt_of_petra = cast(page)
    people.signed_of_petra = keep_signed(page, people.folder / "petra.txt")


def keep_signed(page, file):
    """The signed receipt: as text to copy, as a file with the same text, and as a QR code."""
    text = page.get_by_role("region", name="Your receipt, signed by this site").inner_text()
    page.get_by_role("img", name="QR code of the signed receipt").wait_for()
    with page.expect_download() as saved:
        follow(page, "Save it as a file")
    saved.value.save_as(file)
    assert file.read_text().split() == text.split()
    return text


def exchange_a_ballot(receipt):
    """Somebody who controls the server puts a vote of their own in the place of the ballot with this receipt."""
    (ballot,) = (one for one in SealedBallot.objects.all() if receipt == receipt_of(one))
    key = ballot.contest.election.public_key
    ballot.ciphertext = sealing.seal(sealing.pack((2,), candidates=3), key)
    ballot.save()


def receipt_of(ballot):
    return sealing.receipt_of(bytes(ballot.ciphertext))


def close(walk, people, election):
    """Lena is still at her ballot when the poll closes. In the published list Asha's receipt is, and Petra's is not."""
    walk.clock.move_to(election.poll_closes_at - 5 * MINUTE)
    page = walk.member(people.lena, election.get_absolute_url())
    press(page, f"Vote for {people.of_lena}")
    prove_by_mail(walk, page, people.lena)
    rank(page, "Rhys Reed")
    press(page, "Review your vote")
    heading(page, "Review your vote")
    walk.clock.move_to(election.poll_closes_at)
    press(page, "Confirm and cast this vote")
    reads(page, "Voting closed at")
    reads(page, "Nothing from this page was stored.")
    walk.look(page)
    assert SealedBallot.objects.count() == BALLOTS

    exchange_a_ballot(people.receipt_of_petra)
    walk.until(election.receipts_at)
    officer = walk.staff(people.efua, f"/cms/elections/{election.pk}/")
    press(officer, "Publish the receipts")
    reads(officer, "The receipts are published.")
    page = walk.anybody(election.get_absolute_url())
    follow(page, "See the receipts of the ballots")
    reads(page, people.receipt_of_asha)
    reads(page, "The two agree.")
    assert page.get_by_text(people.receipt_of_petra).count() == 0
    walk.look(page)
    check_without_network(page, people)


def check_without_network(page, people):
    """Both look theirs up on a computer of their own, with the key and the list that everybody can read."""
    key = re.search(r"--key ([0-9a-f]{64})", page.inner_text("main"))[1]
    follow(page, "open the whole list as text")
    (people.folder / "list.txt").write_text(page.inner_text("body"))

    def check(name):
        file, listed = (str(people.folder / one) for one in (f"{name}.txt", "list.txt"))
        return without_network("check-receipt", file, "--key", key, "--receipts", listed, types="")

    assert "It is in the published list" in check("asha")
    with pytest.raises(subprocess.CalledProcessError) as differs:
        check("petra")
    assert "The key of the election signed this receipt." in differs.value.output
    assert "It is NOT in the published list." in differs.value.output


def object_to_the_poll(walk, people, election):
    """Petra's receipt is missing. Asha's is not; Lena did not vote; and nobody ever had the one that Sol invented."""
    walk.clock.move_to(election.opening_at + DAY)
    page = walk.member(people.asha, f"{election.get_absolute_url()}result/")
    follow(page, "Object to the poll")
    object_with(page, people.signed_of_asha)
    reads(page, "is in the published list: the sealed ballot was in the box.")
    walk.look(page)

    walk.member(people.lena, f"{election.get_absolute_url()}object/")
    object_with(page, INVENTED)
    reads(page, "Late Lunch Club is not marked as having voted: no vote was cast for it.")

    walk.member(people.petra, f"{election.get_absolute_url()}object/")
    object_with(page, people.signed_of_petra)
    reads(page, "Your objection is number 1.")
    walk.look(page)

    _, voter = people.others[0]
    walk.member(voter, f"{election.get_absolute_url()}object/")
    page.get_by_label("We did not cast this vote").check()
    page.get_by_label("happened").fill("Our voter was away.")
    press(page, "Object")
    reads(page, "Your objection is number 2.")

    walk.member(people.sol, f"{election.get_absolute_url()}object/")
    object_with(page, people.signed_of_asha.replace(people.receipt_of_asha, INVENTED))
    reads(page, "This signature was not made by the receipt key of this election.")
    walk.look(page)
    object_with(page, INVENTED)
    reads(page, "Your objection is number 3.")


def object_with(page, receipt):
    page.get_by_label("Our receipt is missing").check()
    page.get_by_label("The receipt that is missing").fill(receipt)
    page.get_by_label("happened").fill("We cannot find it.")
    press(page, "Object")


def decide(walk, people, election):
    """Until Organisation 0's is answered the votes in doubt reach the margin of three, and it would be polled again."""
    officer = walk.staff(people.efua, walk.mailed_link(people.efua, "An objection"))
    decide_one(walk, officer, election, 1, "It is right", "We signed it, and it is not in the box.")
    assert "put 3 votes in doubt, and the smallest margin" in margin_page(walk, officer, election)
    walk.look(officer)
    officer.get_by_role("link", name="Poll it again").wait_for()
    unfounded = "It was shown to be unfounded"
    decide_one(walk, officer, election, 2, unfounded, "Their deputy had voted for them.")
    assert "in doubt" not in margin_page(walk, officer, election)

    page = walk.member(people.scrutineers[0], f"{election.get_absolute_url()}scrutiny/")
    page.get_by_role("link", name="objection 3").click()
    reads(page, "It showed no signature")
    walk.look(page)
    press(page, "I find it founded")
    reads(page, "It is recorded that you find the objection founded.")
    decide_one(walk, officer, election, 3, "It is right", "They say so.", is_refused=True)
    reads(officer, "when two scrutineers have found it founded: 1 of 2 have.")
    walk.look(officer)
    decide_one(walk, officer, election, 3, unfounded, "Its voter showed no receipt of ours.")
    officer.goto(f"{walk.base_url}/cms/elections/{election.pk}/objections/")
    reads(officer, "signed by this site")
    walk.look(officer)
    walk.member(people.petra, walk.mailed_link(people.petra, "is decided"))
    both_are_public(walk, election)


def decide_one(walk, officer, election, number, outcome, because, *, is_refused=False):
    officer.goto(f"{walk.base_url}/cms/elections/{election.pk}/objections/")
    follow(officer, f"Decide objection {number}")
    reads(officer, SAYS[number])
    officer.get_by_label(outcome).check()
    officer.get_by_label("Why?").fill(because)
    press(officer, "Decide")
    if not is_refused:
        reads(officer, "is decided, and those who raised it are told.")


def margin_page(walk, officer, election):
    officer.goto(f"{walk.base_url}/cms/elections/{election.pk}/signatures/")
    return officer.inner_text("main")


def both_are_public(walk, election):
    """What was objected stands beside the result with its decision, and nothing of who objected."""
    page = walk.anybody(f"{election.get_absolute_url()}result/")
    reads(page, "elected or excluded: 3 votes.")
    reads(page, "Objections not shown to be unfounded put 2 votes in doubt.")
    for said in (
        "Number 1: our receipt is missing (with a signed receipt). It is right: We signed it,",
        "Number 2: we did not cast this vote. It was shown to be unfounded: Their deputy",
        "Number 3: our receipt is missing. It was shown to be unfounded: Its voter showed",
    ):
        reads(page, said)
    words = page.inner_text("main")
    assert not [one for one in ("Salisbury Sheds", "Organisation 0", INVENTED) if one in words]
    walk.look(page)
