"""After the count, on the pages: what is shown at each level, to whom, and what the audit pack holds."""

import hashlib
import io
import subprocess
import sys
import zipfile

import pytest

from assembly.core import public_token
from assembly.core.record import seal_events
from elections import audit_pack
from elections.models import Contest, Count, CountSignature, Objection
from elections.release import release
from elections.services.objecting import decide_objection
from elections.services.repeating import poll_again
from elections.services.scrutiny import sign_count
from elections.turnout import OTHERS, Turnout, safe_parts

from .test_objecting import CHALLENGE, NOW, new_poll, objection, voided

pytestmark = pytest.mark.django_db


@pytest.fixture
def during(time_machine):
    time_machine.move_to(CHALLENGE)


def result_page(client, contest):
    return client.get(f"/elections/{contest.election.slug}/result/").content.decode()


def pack_of(client, contest):
    answer = client.get(f"/elections/{contest.election.slug}/audit.zip")
    return zipfile.ZipFile(io.BytesIO(answer.content))


# By level: (for A, for B) ballots, and what is shown
LEVELS = [((3, 1), "outcome"), ((4, 1), "totals"), ((14, 6), "full")]


@pytest.mark.parametrize(("ballots", "level"), LEVELS)
def test_no_page_and_no_pack_shows_more_than_its_level(client, during, challenged, ballots, level):
    contest = challenged(*ballots)
    page = result_page(client, contest)
    api = client.get(f"/api/v1/elections/{contest.election.slug}").content.decode()
    pack = pack_of(client, contest)
    texts = {name: pack.read(name).decode() for name in pack.namelist()}
    packed = "".join(
        text for name, text in texts.items() if "schema" not in name and not name.endswith(".py")
    )
    digest = hashlib.sha256(contest.count_result.shortened.encode()).hexdigest()
    full, totals = level == "full", level != "outcome"
    for text in (page, packed):
        assert (digest in text) is full
    assert digest not in api or full
    assert ("smallest margin" in page) is totals
    assert ('"smallest_margin"' in packed) is totals
    assert ('"votes"' in packed) is totals
    assert any(name.endswith(".blt") for name in texts) is full
    assert (
        any(name.endswith(f"-{contest.pk}.txt") and "receipts" not in name for name in texts)
        is full
    )
    downloads = {
        client.get(f"/elections/{contest.election.slug}/result/{contest.pk}.{kind}").status_code
        for kind in ("blt", "json", "txt", "html")
    }
    assert downloads == ({200} if full else {404})


def typed(readme, word, folder):
    """What the line of the README that has the word prints, pasted in the folder of the unpacked pack."""
    command = next(line for line in readme.splitlines() if word in line).strip()
    # With nothing of this project but what the pack holds; numpy is beside this Python.
    done = subprocess.run(  # noqa: S602 - the command as a reader would paste it
        command.replace("python ", f"{sys.executable} ", 1),
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_pack_alone_is_enough_to_count_again(client, during, challenged, tmp_path):
    contest = challenged(14, 6)
    pack_of(client, contest).extractall(tmp_path)
    folder = tmp_path / contest.election.slug
    readme = (folder / "README.txt").read_text()
    stem = f"{contest.election.slug}-{contest.pk}."
    printed = typed(readme, "python -m elections.counting", folder)
    assert printed == (folder / f"{stem}txt").read_text()
    assert typed(readme, "python -m elections.release", folder).strip() == release()
    assert typed(readme, "find . -name", folder / "elections/counting").split()[0] == release()
    assert f"  {release()}\n" in readme
    key = hashlib.sha256(b"SEED:3").hexdigest()
    assert typed(readme, "python -c", folder).strip() == key
    receipts = (folder / f"receipts-{contest.pk}.txt").read_text().split()
    assert len(set(receipts)) == 20


def test_each_command_of_the_pack_is_one_line_for_every_shell(client, during, challenged):
    """Neither the command prompt of Windows nor PowerShell knows single quotes and backslashes as bash does."""
    contest = challenged(14, 6)
    readme = pack_of(client, contest).read(f"{contest.election.slug}/README.txt").decode()
    commands = [line for line in readme.splitlines() if line.startswith("  python ")]
    assert len(commands) == 6
    for command in commands:
        outside = command.split('"')[::2]
        assert not set("'\\$`^&|<>;%") & set("".join(outside))
        assert not set("$`%!") & set(command)


def test_two_packs_are_alike_and_hold_no_organisation_that_objected(
    client, during, challenged, efua
):
    contest = challenged(4, 1, scrutineers=1)
    seal_events()
    decide_objection(objection(contest), "unfounded", "The deputy did.", by=efua, at=CHALLENGE)
    sign_count(contest, "remark", "By hand.", by=contest.election.scrutineers.get().user)
    assert audit_pack.build(contest.election) == audit_pack.build(contest.election)
    pack = pack_of(client, contest)
    packed = "".join(pack.read(name).decode() for name in pack.namelist())
    assert contest.voters[0][0].name not in packed
    assert "We were away." not in packed
    for public in ("The deputy did.", "By hand.", "elections.counted", contest.roll_fingerprint):
        assert public in packed


def test_a_pack_is_built_once_until_something_is_published(client, during, challenged, monkeypatch):
    contest = challenged(4, 1, scrutineers=1)
    built = []

    def build(election):
        built.append(election)
        return real(election)

    real = audit_pack.build
    monkeypatch.setattr(audit_pack, "build", build)
    first = audit_pack.pack_of(contest.election)
    assert audit_pack.pack_of(contest.election) == first
    assert len(built) == 1
    sign_count(contest, "remark", "By hand.", by=contest.election.scrutineers.get().user)
    public_token.change()  # as the commit of every act does
    assert audit_pack.pack_of(contest.election) != first
    assert len(built) == 2
    monkeypatch.setattr("assembly.core.public_token.current", lambda: None)  # its cache is away
    audit_pack.pack_of(contest.election)
    assert len(built) == 3


def test_the_page_says_which_counting_counted_and_which_runs_now(
    client, during, challenged, monkeypatch
):
    contest = challenged(4, 1)
    counted = release()
    assert contest.count_result.release == counted
    page = result_page(client, contest)
    assert (page.count(counted), "As it runs now" in page) == (1, False)
    monkeypatch.setattr("elections.views.public.release", lambda: "f" * 64)
    page = result_page(client, contest)
    assert (page.count(counted), page.count("f" * 64)) == (1, 1)
    Count.objects.update(release="")  # counted before it was kept
    page = result_page(client, contest)
    assert (page.count(counted), page.count("f" * 64)) == (0, 1)


def test_nobody_is_asked_to_object_once_the_challenge_period_is_over(
    client, during, challenged, time_machine
):
    contest = challenged(4, 1)
    assert "Object to the poll" in result_page(client, contest)
    assert "It can be challenged until 9am on Tuesday 17 November 2026." in result_page(
        client, contest
    )
    time_machine.move_to(contest.election.challenge_ends_at)
    receipts = client.get(f"/elections/{contest.election.slug}/receipts/").content.decode()
    for page in (result_page(client, contest), receipts):
        assert "Object to the poll" not in page
    assert "and stands once the returning officer declares it" in result_page(client, contest)


def test_the_only_contest_is_chosen_already(client, during, challenged):
    contest = challenged(4, 1)
    client.force_login(contest.voters[0][1])
    page = client.get(f"/elections/{contest.election.slug}/object/").content.decode()
    assert f'<option value="{contest.pk}" selected>' in page


def test_a_pack_and_a_page_bear_that_the_rankings_have_been_forgotten(client, during, challenged):
    contest = challenged(14, 6)
    contest.opened_rankings.delete()
    assert "The rankings were forgotten" in result_page(client, contest)
    pack = pack_of(client, contest)
    assert not any(name.endswith((".blt", ".html")) for name in pack.namelist())
    base = f"/elections/{contest.election.slug}/result/{contest.pk}"
    assert client.get(f"{base}.blt").status_code == 404
    assert client.get(f"{base}.txt").status_code == 200


def test_there_is_no_pack_before_the_count(client, contest, during):
    assert client.get(f"/elections/{contest.election.slug}/audit.zip").status_code == 404


# Scrutineers


def test_a_scrutineer_sees_everything_of_a_small_count_and_signs_it(client, during, challenged):
    contest = challenged(3, 1, scrutineers=1)
    scrutineer = contest.election.scrutineers.get()
    client.force_login(scrutineer.user)
    base = f"/elections/{contest.election.slug}/scrutiny/"
    page = client.get(base).content.decode()
    assert "Step through the count" in page
    assert contest.opened_rankings.random_bytes in page
    assert contest.count_result.random_bytes in page
    assert f"{base}{contest.pk}.blt" in page
    assert client.get(f"{base}{contest.pk}.blt").content.decode() == contest.opened_rankings.blt
    assert client.get(f"{base}{contest.pk}.exe").status_code == 404
    assert "not signed yet" in result_page(client, contest)
    refused = client.post(f"{base}{contest.pk}/sign/", {"statement": "remark"})
    assert "Say why" in refused.content.decode()
    client.post(f"{base}{contest.pk}/sign/", {"statement": "agrees"})
    assert CountSignature.objects.get().scrutineer == scrutineer
    assert "Your statement" in client.get(base).content.decode()
    assert f"{scrutineer}: repeated the count and found it right" in result_page(client, contest)


@pytest.mark.parametrize(("ballots", "published"), [((14, 6), True), ((3, 1), False)])
def test_a_scrutineer_compares_the_published_rankings_where_there_are_any(
    client, during, challenged, ballots, published
):
    contest = challenged(*ballots, scrutineers=1)
    client.force_login(contest.election.scrutineers.get().user)
    base = f"/elections/{contest.election.slug}/scrutiny/"
    page = client.get(base).content.decode()
    file = client.get(f"{base}{contest.pk}.published.blt")
    digest = hashlib.sha256(contest.count_result.shortened.encode()).hexdigest()
    command = f"--shortened {contest.election.slug}-{contest.pk}.published.blt"
    assert (command in page) is (digest in page) is (file.status_code == 200) is published
    if published:
        assert file.content.decode() == contest.count_result.shortened


def test_an_election_without_scrutineers_says_so(client, during, challenged):
    assert "This election had no scrutineers" in result_page(client, challenged(3, 1))


# Objections


def test_an_organisation_objects_on_the_page_and_stays_unnamed(client, during, challenged):
    contest = challenged(4, 1)
    organisation, person = contest.voters[0]
    client.force_login(person)
    address = f"/elections/{contest.election.slug}/object/"
    typed = {
        "whose": f"organisation-{organisation.pk}",
        "contest": contest.pk,
        "kind": "missing receipt",
        "words": "It is not in the list.",
    }
    assert "---------" not in client.get(address).content.decode()  # there is one contest to choose
    assert "Type the receipt" in client.post(address, typed).content.decode()
    bad = client.post(address, {**typed, "receipt": "ABC1"}).content.decode()
    assert "A receipt has 20 characters" in bad
    listed = contest.published_receipts.listed[0]
    told = client.post(address, {**typed, "receipt": f"{listed[:10]}-{listed[10:].lower()}"})
    assert "is in the published list" in told.content.decode()
    client.post(address, {**typed, "receipt": "A" * 20})
    assert Objection.objects.get().organisation == organisation
    assert (
        "raised this objection already"
        in client.post(address, {**typed, "receipt": "A" * 20}).content.decode()
    )
    client.logout()
    page = result_page(client, contest)
    assert "Number 1: our receipt is missing. Not decided yet." in page
    assert organisation.name not in page


def test_an_outsider_and_a_late_comer_read_why_they_cannot_object(
    client,
    during,
    challenged,
    time_machine,
    asha,
):
    contest = challenged(4, 1)
    client.force_login(asha)
    address = f"/elections/{contest.election.slug}/object/"
    assert client.get(address).status_code == 200
    time_machine.move_to(NOW)
    assert "could be challenged until" in client.get(address).content.decode()


# Polled again


def test_a_contest_that_is_polled_again_says_so_both_ways(client, during, challenged, efua):
    contest = voided(challenged(4, 1))
    made = poll_again([contest], "The poll was void.", new_poll(), by=efua)
    page = result_page(client, contest)
    assert "The poll was void." in page
    assert made.get_absolute_url() in page
    contest.count_result.delete()
    assert "is polled again" in result_page(client, contest)
    assert Contest.objects.get(election=made).repeats == contest
    assert "The poll was void." in client.get(made.get_absolute_url()).content.decode()


# Turnout


def lines(**parts):
    return [
        (name, place < voted)
        for name, (electors, voted) in parts.items()
        for place in range(electors)
    ]


TURNOUTS = [
    ("all safe", {"A": (20, 10), "B": (12, 5)}, [("A", 20, 10), ("B", 12, 5)]),
    ("one part alone is the whole", {"A": (20, 10)}, []),
    # C and D are small, and safe together.
    (
        "small ones together",
        {"A": (20, 10), "C": (6, 3), "D": (6, 2)},
        [("A", 20, 10), (OTHERS, 12, 5)],
    ),
    # C alone would be the whole less the rest: the smallest safe part joins it.
    (
        "complementary",
        {"A": (30, 10), "B": (20, 10), "C": (4, 4)},
        [("A", 30, 10), (OTHERS, 24, 14)],
    ),
    ("nothing is left", {"A": (20, 10), "C": (4, 4)}, []),
    ("nearly all voted", {"A": (20, 18), "B": (20, 10)}, []),
]


@pytest.mark.parametrize(("name", "roll", "shown"), TURNOUTS)
def test_no_part_of_the_turnout_tells_who_voted(name, roll, shown):
    assert safe_parts(lines(**roll)) == [Turnout(*part) for part in shown]
