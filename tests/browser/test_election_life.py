"""The whole life of an election, through the pages of those who live it, each act at its time in the timetable.

`look` is kept for what test_every_page.py does not reach: what an act or a slip leaves on the screen, and the public
pages as the election goes on.
"""

import io
import re
from types import SimpleNamespace

import pytest
from PIL import Image

from assembly.core.services import sync_roles
from assembly.partners.models import Appointment, Partnership
from assembly.partners.tasks import ask_for_reports
from elections.models import Election, Nomination, SealedBallot
from elections.tasks import send_notices
from tests.browser import contested_poll
from tests.browser.walk import (
    HOUR,
    follow,
    heading,
    press,
    reads,
    record_draw,
    type_shares,
    without_network,
)
from tests.factories.accounts import confirm_address
from tests.factories.elections import DAY, complete_nomination, organisation_with_voter
from tests.factories.membership import UserFactory
from tests.factories.partners import PartnershipFactory, SeatFactory

TITLE = "Voluntary sector seats: Local Strategic Partnership"
SET_UP = "2027-01-04T10:00+00:00"
NOTICE_ON = "2027-01-06"


@pytest.fixture
def cast_of(walk, member, asha, efua, dev, tmp_path):
    """Everybody who has a part: by their first name."""
    walk.clock.move_to(SET_UP)
    sync_roles()
    partnership = PartnershipFactory(
        name="Local Strategic Partnership", slug="lsp", kind=Partnership.Kind.LSP
    )
    SeatFactory(partnership=partnership, title="Voluntary sector seat")
    people = SimpleNamespace(asha=asha, efua=efua, dev=dev, member=member, folder=tmp_path)
    for name, organisation in [
        ("petra", "Salisbury Sheds"),
        ("sol", "Wessex Walkers"),
        ("lena", "Late Lunch Club"),
    ]:
        made, user = organisation_with_voter(organisation)
        setattr(people, name, confirm_address(user))
        setattr(people, f"of_{name}", made)
    people.nita = confirm_address(UserFactory(name="Nita Noble", email="nita@example.org"))
    people.others = [
        organisation_with_voter(f"Organisation {n}") for n in range(contested_poll.OTHERS)
    ]
    people.scrutineers = [
        UserFactory(name=f"Scrutineer {name}", office="Scrutineer") for name in "ABC"
    ]
    return people


def test_an_election_from_its_template_to_the_seat_that_fell_vacant(walk, cast_of):
    people = cast_of
    election = set_up(walk, people)
    give_notice(walk, people, election)
    nominate(walk, people, election)
    rule(walk, people, election)
    shares = make_key(walk, people, election)
    freeze(walk, people, election)
    contested_poll.vote(walk, people, election)
    contested_poll.close(walk, people, election)
    open_and_count(walk, people, election, shares)
    sign(walk, people, election)
    contested_poll.object_to_the_poll(walk, people, election)
    contested_poll.decide(walk, people, election)
    declare(walk, people, election)
    take_the_seat(walk, people, election)
    report(walk, people)
    leave_and_count_back(walk, people, election)


def set_up(walk, people):
    officer = walk.staff(people.efua, "/cms/elections/")
    follow(officer, "Set up an election from a template")
    officer.get_by_label("Partnership").select_option(label="Local Strategic Partnership")
    officer.get_by_label("Day of the notice of election").fill(NOTICE_ON)
    press(officer, "Propose")
    reads(officer, "Every milestone lies on a working day")
    assert officer.get_by_label("Notice of election").input_value() == f"{NOTICE_ON}T09:00"
    assert officer.get_by_label("Voting closes").input_value() == "2027-02-17T17:00"
    assert officer.get_by_label("Voluntary sector seat").is_checked()
    press(officer, "Set up")
    reads(officer, "Everything can be changed until the notice")
    officer.reload()
    walk.look(officer)
    election = Election.objects.get()
    assert election.title == TITLE
    walk.anybody("/elections/")
    heading(walk.phone, "Elections")
    assert walk.phone.get_by_text(TITLE).count() == 0
    return election


def give_notice(walk, people, election):
    walk.until(election.notice_at)
    send_notices()
    page = walk.member(people.asha, walk.mailed_link(people.asha, "Notice of election"))
    heading(page, TITLE)
    reads(page, "Announced")
    walk.look(page)


def nominate(walk, people, election):
    walk.until(election.nominations_open_at)
    page = walk.member(people.asha, election.get_absolute_url())
    follow(page, "Put somebody forward")
    page.get_by_label("Full name of the candidate").fill("Nita Noble")
    page.get_by_label("Their e-mail address").fill(people.nita.email)
    page.get_by_label("Proposer").fill("Salisbury Shed")
    page.get_by_label("Seconder").fill("Wessex Walkers")
    press(page, "Save and review")
    reads(page, "No member organisation is called “Salisbury Shed”")
    walk.look(page)
    page.get_by_label("Proposer").fill("Salisbury Sheds")
    press(page, "Save and review")
    reads(page, "Nothing has been sent yet")
    walk.look(page)
    press(page, "Send it and ask these people")
    reads(page, "Sent. Nita Noble is asked to accept")

    for supporter, organisation in [
        (people.petra, "Salisbury Sheds"),
        (people.sol, "Wessex Walkers"),
    ]:
        walk.member(supporter, walk.mailed_link(supporter, "Nita Noble"))
        press(page, f"Confirm for {organisation}")
        reads(page, f"{organisation} has confirmed.")

    walk.member(people.nita, walk.mailed_link(people.nita, "nominated"))
    follow(page, "Write your statement and interests")
    page.get_by_label("Your statement").fill(
        "I would ask first who was asked.\n\nThen I would vote."
    )
    page.get_by_label("Your employer").fill("Kennet Carers")
    page.get_by_label("Funding received").fill("none")
    page.get_by_label("Other seats you hold").fill("none")
    page.get_by_label("Photo (optional)").set_input_files(photo())
    press(page, "Save and review")
    reads(page, "Say what the photo shows")
    walk.look(page)
    page.get_by_label("Photo (optional)").set_input_files(photo())
    page.get_by_label("What the photo shows").fill("Nita by the canal")
    press(page, "Save and review")
    page.get_by_alt_text("Nita by the canal").wait_for()
    walk.look(page)
    press(page, "Accept, and send these words")
    reads(page, "You have accepted")


def photo():
    file = io.BytesIO()
    Image.new("RGB", (600, 800), "teal").save(file, "JPEG")
    return {"name": "nita.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def rule(walk, people, election):
    """Nita's nomination came complete; of three that others made one is not valid."""
    contest = election.contests.get()
    for name in ("Rhys Reed", "Una Underhill", "Walt Wood"):
        user = UserFactory(name=name)
        complete_nomination(contest=contest, name=name, user=user, email=user.email)
    walk.clock.move_to(election.nominations_close_at - HOUR)
    officer = walk.staff(people.efua, walk.mailed_link(people.efua, "Nita Noble"))
    walk.look(officer)
    officer.get_by_alt_text("Nita by the canal").wait_for()
    for name in ("Nita Noble", "Rhys Reed", "Una Underhill"):
        officer.goto(f"{walk.base_url}/cms/elections/{election.pk}/")
        officer.get_by_role("link", name=name).click()
        press(officer, f"Valid: {name} stands")
        reads(officer, f"{name} stands.")
    officer.get_by_role("link", name="Walt Wood").click()
    press(officer, "Not valid")
    reads(officer, "This field is required")
    officer.get_by_label("Why is it not valid?").fill("The seconder is a part of the proposer.")
    press(officer, "Not valid")
    reads(officer, "Nomination ruled invalid.")

    walt = Nomination.objects.get(name="Walt Wood")
    page = walk.member(walt.user, walt.get_absolute_url())
    reads(page, "The seconder is a part of the proposer.")
    walk.look(page)
    page = walk.anybody(election.get_absolute_url())
    page.get_by_alt_text("Nita by the canal").wait_for()
    assert page.get_by_text("Walt Wood").count() == 0
    walk.look(page)


def make_key(walk, people, election):
    """The key is made without network; the site learns its statement, and from each scrutineer a proof."""
    walk.until(election.withdrawals_close_at)
    officer = walk.staff(people.efua, f"/cms/elections/{election.pk}/")
    for place, person in enumerate(people.scrutineers):
        follow(officer, "Name another scrutineer" if place else "Name a scrutineer")
        officer.get_by_label("Scrutineer").select_option(label=str(person))
        press(officer, "Name")
        reads(officer, f"{person} watches this election.")
    follow(officer, "Make the key")
    made = without_network("make-key", "--needed", "2", "--holders", "3", types="\n" * 6)
    shares = [match[0] for match in re.finditer(r"[1-3](-[0-9A-Z]{4}){7}", made)]
    officer.get_by_label("Statement of the key").fill(made[made.index("{\n") :])
    press(officer, "Register the key")
    reads(officer, "The key is registered.")
    reads(officer, "Not yet shown that it is held: share 1 and 2 and 3 of the key.")
    assert not officer.get_by_role("button", name="Give notice of poll").count()

    for person, share in zip(people.scrutineers, shares, strict=True):
        page = walk.member(person, election.get_absolute_url())
        follow(page, "your share of the key")
        page.get_by_label("Your share, or its proof").fill(share)
        press(page, "Send it")
        reads(page, "Do not type the share here")
        proof = re.search(r"P\d(-[0-9A-Z]{4}){7}", without_network("prove", types=f"{share}\n"))
        page.get_by_label("Your share, or its proof").fill(proof[0])
        press(page, "Send it")
        reads(page, "You have shown that you hold your share of the key.")
    walk.look(page)
    return shares


def freeze(walk, people, election):
    walk.until(election.poll_notice_at)
    officer = walk.staff(people.efua, f"/cms/elections/{election.pk}/")
    press(officer, "Give notice of poll and freeze the roll")
    reads(officer, "Notice of poll is given: the roll is frozen.")
    send_notices()
    page = walk.member(people.lena, walk.mailed_link(people.lena, "Notice of poll"))
    reads(page, "Voting opens soon")
    reads(page, "Voting opens at")
    walk.look(page)


def open_and_count(walk, people, election, shares):
    """The draw is recorded; a share with a slip opens nothing and is named; two shares open the box."""
    walk.until(election.contests.get().lot_at)
    officer = walk.staff(people.efua, f"/cms/elections/{election.pk}/")
    record_draw(officer)
    assert not officer.get_by_role("link", name="Open the ballot box").count()

    walk.until(election.opening_at)
    walk.staff(people.efua, f"/cms/elections/{election.pk}/")
    follow(officer, "Open the ballot box")
    slip = shares[0][:-1] + ("0" if shares[0][-1] != "0" else "1")
    type_shares(officer, slip, shares[1])
    reads(
        officer, "In field 1: There is a typing error: the last two characters do not fit the rest."
    )
    walk.look(officer)
    assert officer.get_by_label("Share, field 2").input_value() == ""
    type_shares(officer, shares[2].lower().replace("-", " "), shares[0])
    reads(officer, "The ballot box is open. Count now.")
    press(officer, "Count")
    reads(officer, "Counted. The provisional result is public.")
    page = walk.anybody(f"{election.get_absolute_url()}result/")
    reads(page, "This result is provisional")
    reads(page, "Votes after each stage")
    assert page.locator(".asm-elected").inner_text() == "Nita Noble"
    walk.look(page)


def sign(walk, people, election):
    for person, statement in zip(
        people.scrutineers,
        ["I repeated the count and it is right"] * 2 + ["I sign the count, with a remark"],
        strict=True,
    ):
        page = walk.member(person, walk.mailed_link(person, "Repeat and sign the count"))
        follow(page, "Sign the count, or say why not")
        page.get_by_label(statement).check()
        if "remark" in statement:
            walk.look(page)
            page.get_by_label("In your words").fill("The room was cold.")
        press(page, "Make the statement")
        reads(page, "Your statement is shown under the count.")
    walk.look(page)
    page = walk.anybody(f"{election.get_absolute_url()}result/")
    reads(page, "Scrutineer B: repeated the count and found it right")
    reads(page, "The room was cold.")


def declare(walk, people, election):
    officer = walk.staff(people.efua, f"/cms/elections/{election.pk}/")
    assert not officer.get_by_role("link", name="Declare the result").count()
    walk.until(election.challenge_ends_at)
    walk.staff(people.efua, f"/cms/elections/{election.pk}/signatures/")
    walk.look(officer)
    officer.goto(f"{walk.base_url}/cms/elections/{election.pk}/")
    follow(officer, "Declare the result")
    reads(officer, "Every scrutineer has signed")
    reads(officer, "Nita Noble")
    walk.look(officer)
    press(officer, "Declare the result")
    reads(officer, "The result is declared; the sealed ballots are deleted.")
    assert not SealedBallot.objects.exists()
    for person in people.scrutineers[:2]:
        page = walk.member(person, f"{election.get_absolute_url()}share/")
        press(page, "My share is destroyed")
        reads(page, "It is minuted that your share is destroyed.")
    contested_poll.both_are_public(walk, election)
    page = walk.anybody(election.get_absolute_url())
    walk.look(page)
    follow(page, "Certificate of destruction")
    reads(page, f"{contested_poll.BALLOTS} sealed ballots")
    assert page.get_by_text("Not confirmed yet").count() == 1
    walk.look(page)


def take_the_seat(walk, people, election):
    page = walk.member(people.nita, walk.mailed_link(people.nita, "You hold a seat"))
    press(page, "Accept, and take the seat")
    reads(page, "Tick the box if you accept the code of conduct.")
    page.get_by_label("I have read the code of conduct, and accept it").check()
    press(page, "Accept, and take the seat")
    reads(page, "You have taken your seat")
    walk.look(page)


def report(walk, people):
    seat = Appointment.objects.get()
    walk.clock.move_to(f"{seat.starts_on + 7 * DAY}T18:00+01:00")
    page = walk.member(people.nita, f"/my/seats/{seat.pk}/")
    follow(page, "Enter a meeting")
    page.get_by_label("Day of the meeting").fill(f"{seat.starts_on + 7 * DAY}")
    press(page, "Enter it")
    reads(page, "The meeting is entered.")
    walk.clock.move_to(f"{seat.starts_on + 8 * DAY}T07:00+01:00")
    ask_for_reports()
    page = walk.anybody(walk.mailed_link(people.nita, "Report on the meeting"))
    page.get_by_label("Attended").check()
    press(page, "Send the report")
    reads(page, "Say in a few words what happened")
    page.get_by_label("Decisions").fill("Day services stay open until the autumn.")
    press(page, "Send the report")
    reads(page, "Your report is sent, and public.")
    reads(page, "Day services stay open until the autumn.")
    reads(page, "as given at the nomination")
    walk.look(page)
    page = walk.anybody("/representatives/")
    follow(page, "Nita Noble")
    reads(page, "Day services stay open until the autumn.")


def leave_and_count_back(walk, people, election):
    left = Appointment.objects.get()
    walk.clock.move_to(f"{left.starts_on + 60 * DAY}T10:00+01:00")
    support = walk.staff(people.dev, "/cms/representatives/")
    follow(support, "End")
    press(support, "End it")
    reads(support, "Recorded: Nita Noble")
    page = walk.anybody("/representatives/")
    reads(page, "Voluntary sector seat: vacant since today")
    walk.look(page)

    officer = walk.staff(people.efua, f"/cms/elections/{election.pk}/")
    walk.look(officer)
    follow(officer, "Count back")
    walk.look(officer)
    for name in ("Rhys Reed", "Una Underhill"):
        officer.get_by_label(name).check()
    press(officer, "Count back")
    reads(officer, "The countback is done.")
    press(officer, "Una Underhill accepts: give them the seat")
    reads(officer, "Una Underhill takes the seat for the rest of the term.")

    page = walk.anybody(f"{election.get_absolute_url()}result/")
    heading(page, "Countback")
    reads(page, "Took the seat for the rest of the term")
    walk.look(page)
    walk.anybody("/representatives/")
    page.get_by_role("link", name="Una Underhill", exact=True).first.wait_for()
    new = Appointment.objects.get(ended_on=None)
    assert (new.name, new.ends_on) == ("Una Underhill", left.ends_on)
