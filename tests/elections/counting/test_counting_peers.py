"""Tie, withdrawn, option and byte-order-mark cases, against another program's Scottish reports."""

import dataclasses
import re

import pytest

from elections.counting import as_decimal, count, read_blt

pytestmark = pytest.mark.shared_data

CASES = ["42", "42t", "42u", "513", "M135", "SC-Vm-12", "SC", "SCw", "SCwopt"]
MOVED = ("Begin Count", "Surplus transferred", "Transfer defeated")


def stages_of(report):
    """Votes by name, non-transferable and lost, after the first count and after every move."""
    stages = []
    for block in report.split("Action: ")[1:]:
        title, *lines = block.splitlines()
        if not title.startswith(MOVED):
            continue
        votes = dict(
            re.fullmatch(r"(.+) \(([\d.]+)\)", line.split(":", 1)[1].strip()).groups()
            for line in lines
            if line.startswith(("\tElected: ", "\tPending: ", "\tHopeful: "))
        )
        totals = dict(line.strip().split(": ") for line in lines if re.search(r": [\d.]+$", line))
        stage = (votes, totals["Nontransferable votes"], totals["Residual"])
        # Its zero surplus of a candidate exactly on the quota is a stage that the rule does not have.
        if not (title.startswith("Surplus transferred") and title.endswith("(0.00000)")):
            stages.append(stage)
    return stages


@pytest.mark.parametrize("case", CASES)
def test_agrees_with_the_peer_stage_by_stage(shared_data, case):
    folder = shared_data / "stv" / "peer-cases"
    ballots = read_blt((folder / f"{case}.blt").read_bytes(), name=case)
    # That program lets the draw fall on the lowest number when the file gives no order.
    order = ballots.draw_order or tuple(range(1, len(ballots.candidates) + 1))
    result = count(dataclasses.replace(ballots, draw_order=order))
    expected = stages_of((folder / "counts" / f"{case}-scotland-fixed-p5-d5.txt").read_text())
    found = [
        (
            {result.name_of(n): as_decimal(votes) for n, votes in stage.votes.items()},
            as_decimal(stage.non_transferable),
            as_decimal(stage.lost),
        )
        for stage in result.stages
    ]
    assert found == expected[: len(found)]
    assert len(expected) - len(found) <= 1


def test_a_byte_order_mark_changes_nothing(shared_data):
    folder = shared_data / "stv" / "peer-cases"
    plain, marked = (read_blt((folder / name).read_bytes()) for name in ("42u.blt", "42ubom.blt"))
    assert marked.candidates == plain.candidates == ("Cåstor", "Pøllüx", "Hélen")
    assert marked.file_sha256 != plain.file_sha256


def test_a_tie_for_exclusion_is_broken_by_the_latest_stage_that_differs(shared_data):
    path = shared_data / "stv" / "peer-cases" / "weak-defeat.blt"
    (tie,) = count(read_blt(path.read_bytes())).ties
    assert (tie.candidates, tie.chosen, tie.decided_by) == ((2, 3), 2, "earlier stage")


def test_a_candidate_exactly_on_the_quota_makes_no_stage(shared_data):
    path = shared_data / "stv" / "peer-cases" / "weak-surplus.blt"
    result = count(read_blt(path.read_bytes()), seed="a seed")
    assert [stage.action for stage in result.stages] == [
        "first preferences",
        "surplus",
        "exclusion",
    ]
    assert result.elected == [1, 2, 3, 4]


# Meek


def events_of(report):
    """Elections and defeats in order: (who, votes of the elected and hopeful, quota), a round's elections in one."""
    events = []
    for block in report.split("Action: ")[1:]:
        title, *lines = block.splitlines()
        match = re.fullmatch(r"(?:Elect|Defeat \(surplus [\d.]+ < omega\)): (.+)", title)
        if not match:
            continue
        votes = {}
        for line in lines:
            if line.startswith(("\tElected: ", "\tHopeful: ", "\tDefeated: ")):
                # Those defeated earlier share a line, and a loser with no votes stands among them.
                names, figure = re.fullmatch(r"\t\w+: +(.+) \(([\d.]+)\)", line).groups()
                votes |= dict.fromkeys(names.split(", "), figure)
        totals = dict(line.strip().split(": ") for line in lines if re.search(r": [\d.]+$", line))
        events.append((match.group(1), votes, totals["Quota"], totals["Residual"]))
    return events


def events_in(result):
    events = []
    before = None
    for stage in result.stages:
        if stage.action == "exclusion":
            events.append((result.name_of(stage.candidates[0]), before))
        if "no more candidates" not in stage.outcome.lower():
            numbers = sorted(stage.elected)
            events += [(result.name_of(number), stage) for number in numbers]
        before = stage
    return [
        (
            name,
            {result.name_of(n): as_decimal(votes, 9) for n, votes in stage.votes.items()},
            as_decimal(stage.quota, 9),
            as_decimal(stage.non_transferable, 9),
        )
        for name, stage in events
    ]


@pytest.mark.parametrize("case", CASES)
def test_meek_agrees_with_the_peer_at_every_election_and_defeat(shared_data, case):
    folder = shared_data / "stv" / "peer-cases"
    ballots = read_blt((folder / f"{case}.blt").read_bytes(), name=case)
    order = ballots.draw_order or tuple(range(1, len(ballots.candidates) + 1))
    result = count(dataclasses.replace(ballots, draw_order=order), rule="meek")
    report = (folder / "counts" / f"{case}-meek-prf-o6-fixed-p9-d9.txt").read_text()
    expected = events_of(report)
    found = events_in(result)
    assert [name for name, *_ in found] == [name for name, *_ in expected]
    for (_, votes, *totals), (_, theirs, *their_totals) in zip(found, expected, strict=True):
        assert totals == their_totals
        assert votes == {name: theirs[name] for name in votes}
