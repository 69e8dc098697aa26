"""The returning officer's screens for votes on paper."""

import re

from django.contrib.auth.models import Permission
from django.urls import reverse

import pytest

from assembly.core.models import Event
from elections import box_selectors, participants
from elections.models import RollEntry, Scrutineer
from elections.services.opening import publish_receipts
from elections.services.proof import send_code
from elections.services.voting import mark_envelope
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    PollingClerkFactory,
    organisation_with_voter,
    poll,
)
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

DURING = POLL_OPENS + DAY
CLOSE = POLL_OPENS + 7 * DAY
READ = ["1 2", "2", "blank", "3, 1", "1"]


@pytest.fixture(autouse=True)
def during_the_poll(time_machine):
    time_machine.move_to(DURING)


@pytest.fixture
def pat():
    return PollingClerkFactory(name="Pat Price")


@pytest.fixture
def officer(client, efua):
    efua.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(efua)
    return client


@pytest.fixture
def contest(efua):
    """Seven may vote, six have sent an envelope."""
    voters = [organisation_with_voter() for _ in range(7)]
    contest, _ = poll(election__returning_officer=efua)
    for organisation, person in voters[:6]:
        mark_envelope(contest, organisation, signed_by=person, by=efua, at=DURING)
    return contest


def address(contest, name="paper_enter", pk=None):
    return reverse(f"elections_officer:{name}", args=[contest.election_id, pk or contest.pk])


def says(response, text):
    return text in re.sub(r"\s+", " ", response.content.decode())


def typed(prefix, read):
    return {f"{prefix}-ballot_{number}": text for number, text in enumerate(read, 1)}


def batch(step, first=READ, second=None, **more):
    data = {"ballots": len(first), "step": step, **typed("first", first), **more}
    return data | typed("second", second) if second is not None else data


def code_in(mailoutbox):
    return re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0]


def by_pat(pat, code=""):
    return {"reader_0-person": pat.pk, "reader_0-code": code}


def test_an_envelope_strikes_the_roll(officer, contest, pat, mailoutbox):
    entry = contest.roll.get(voted_on=None)
    page = officer.get(address(contest, "envelope_mark", entry.pk))
    assert says(page, "Do not open the inner envelope")
    done = officer.post(address(contest, "envelope_mark", entry.pk), held(entry, pat, mailoutbox))
    assert done.status_code == 302
    entry.refresh_from_db()
    assert entry.channel == RollEntry.Channel.PAPER
    assert not Event.objects.filter(name="elections.mark_told").exists()


def held(entry, pat, mailoutbox, **more):
    """What two people type who hold an envelope."""
    send_code(pat, entry.contest.election)
    signer = participants.casters(entry.organisation)[0]
    return {
        "signed_by": signer.pk,
        "second-person": pat.pk,
        "second-code": code_in(mailoutbox),
        "step": "record",
        **more,
    }


def test_who_has_voted_is_told_only_after_the_second_persons_code(
    officer, contest, pat, efua, mailoutbox
):
    """Nothing that an officer can do alone at this screen answers otherwise when a vote is there."""
    entry = contest.roll.exclude(voted_on=None).first()
    screen = address(contest, "envelope_mark", entry.pk)
    whole = held(entry, pat, mailoutbox)
    assert not says(officer.get(screen), "already voted")
    for less in (
        {"second-person": ""},
        {"second-code": ""},
        {"second-code": "000000"},
        {"step": "send"},
    ):
        assert not says(officer.post(screen, whole | less), "already voted")
    assert not Event.objects.filter(name="elections.mark_told").exists()
    told = officer.post(screen, held(entry, pat, mailoutbox))
    assert says(told, "has already voted")
    noted = Event.objects.get(name="elections.mark_told")
    assert (noted.actor_id, noted.subject_id, noted.data) == (efua.pk, entry.pk, {"second": pat.pk})


def test_the_election_says_what_waits(officer, contest):
    page = officer.get(reverse("elections_officer:election_run", args=[contest.election_id]))
    assert says(page, "<strong>6</strong> envelopes whose ballot waits")


@pytest.mark.parametrize("size", ["0", "101", "x", ""])
def test_the_size_of_a_batch_is_asked_for(officer, contest, size):
    assert says(officer.get(address(contest), {"ballots": size}), "How many ballots")
    assert says(officer.get(address(contest)), "Mix the unmarked inner envelopes well")


def test_a_batch_from_the_table_to_the_box(officer, contest, pat, mailoutbox):
    assert says(officer.get(address(contest), {"ballots": 5}), "The first reading")
    page = officer.post(address(contest), batch("first"))
    assert says(page, "The second reading")
    assert says(page, 'type="hidden" name="first-ballot_4" value="3, 1"')
    page = officer.post(address(contest), batch("send_0", second=READ, **by_pat(pat)))
    assert says(page, "A code is on its way to Pat Price.")
    done = officer.post(
        address(contest), batch("enter", second=READ, **by_pat(pat, code_in(mailoutbox)))
    )
    assert done.status_code == 302
    assert contest.box.count() == 5


def test_readings_that_differ_are_named_and_both_are_kept(officer, contest, pat):
    other = ["1 2", "2", "blank", "3 1", "2"]
    page = officer.post(address(contest), batch("enter", second=other, **by_pat(pat, "123456")))
    assert says(page, "Ballot 5: the two readings differ.")
    shown = page.content.decode()
    assert re.search(r'type="text" name="first-ballot_5" value="1"', shown)
    assert re.search(r'type="text" name="second-ballot_5" value="2"', shown)
    assert not contest.box.exists()


@pytest.mark.parametrize(
    ("read", "problem"),
    [
        ("", "This field is required"),
        ("1 1", "Write each candidate&#x27;s number once"),
        ("one", "Write each candidate&#x27;s number once"),
        ("²", "Write each candidate&#x27;s number once"),
        ("9999", "Write each candidate&#x27;s number once"),
        ("4", "No candidate has the number 4"),
    ],
)
def test_what_is_no_ballot_is_typed_again(officer, contest, read, problem):
    page = officer.post(address(contest), batch("first", [*READ[:4], read]))
    assert says(page, problem)
    assert says(page, "The first reading")


def test_the_second_reading_is_asked_for_whole(officer, contest, pat):
    page = officer.post(address(contest), batch("enter", second=READ[:4], **by_pat(pat, "1")))
    assert says(page, "This field is required")
    assert not contest.box.exists()


def test_a_button_that_is_not_there_loses_no_reading(officer, contest, pat):
    page = officer.post(address(contest), batch("forged", second=READ, **by_pat(pat, "123456")))
    assert says(page, "This page does not have the button you pressed. Choose one that it has.")
    assert re.search(r'type="text" name="second-ballot_5" value="1"', page.content.decode())
    assert not contest.box.exists()


def test_an_empty_envelope(officer, contest, pat, mailoutbox):
    empty = address(contest, "envelope_empty")
    assert says(officer.get(empty), "That vote has been used")
    second = {"second-person": pat.pk, "because": "A shopping list.", "step": "record"}
    assert says(officer.post(empty, second | {"step": "send"}), "A code is on its way")
    refused = officer.post(empty, second | {"second-code": "1"})
    assert says(refused, "Enter the 6 digits of the code.")
    done = officer.post(empty, second | {"second-code": code_in(mailoutbox)})
    assert done.status_code == 302
    assert box_selectors.paper_awaited(contest) == 5


def test_an_empty_envelope_needs_a_second_person(officer, contest):
    page = officer.post(address(contest, "envelope_empty"), {"because": "Nothing."})
    assert says(page, "This field is required")
    assert box_selectors.paper_awaited(contest) == 6


def test_the_last_are_entered_by_scrutineers_and_published(
    officer, client, contest, efua, mailoutbox, time_machine
):
    time_machine.move_to(CLOSE)
    publish_receipts(contest.election, by=efua)
    receipts = reverse("elections:receipt_list", args=[contest.election.slug])
    assert says(client.get(receipts), "<strong>6</strong> votes on paper had come and were not yet")
    assert says(client.get(receipts), "They have not been entered yet.")
    people = [UserFactory(name=name) for name in ("Una Udall", "Vic Vance")]
    codes = {}
    six = [*READ, "2 1"]
    for person in people:
        Scrutineer.objects.create(election=contest.election, user=person, name=str(person))
    officer.force_login(efua)
    for number, person in enumerate(people):
        codes |= {f"reader_{number}-person": person.pk}
        page = officer.post(address(contest), batch(f"send_{number}", six, six, **codes))
        assert says(page, f"A code is on its way to {person}.")
        codes |= {f"reader_{number}-code": code_in(mailoutbox)}
    done = officer.post(address(contest), batch("enter", six, six, **codes))
    assert done.status_code == 302
    listed = contest.published_receipts.listed_at_count
    assert len(listed) == 6
    assert says(client.get(receipts), listed[0])
    file = client.get(reverse("elections:receipt_file", args=[contest.election.slug, contest.pk]))
    assert file.content.decode().split() == listed


def test_no_page_of_paper_is_cached(officer, contest):
    pages = [
        officer.get(address(contest)),
        officer.post(address(contest), batch("first")),
        officer.get(address(contest, "envelope_empty")),
        officer.get(address(contest, "envelope_mark", contest.roll.first().pk)),
    ]
    assert all("no-store" in page.headers["Cache-Control"] for page in pages)
