"""A poll under load, on PostgreSQL and two workers of gunicorn: `python -m tests.bench poll`.

*Burst*: every organisation votes through the real pages, from the form to the receipt, eight at a time. Then the box
must hold as many sealed ballots as the roll has marks, each under the receipt that its voter was shown; it is opened
with its shares and must hold what was chosen. *Confirm*: the last step alone, in short rounds beside two floors of the
same server (`polling/urls.py`). *Opening*: a full box beside a loop over PyNaCl, by processor time.

The voters share the computer with the server they ask. BENCH_DATABASE_URL names a PostgreSQL server on which a database
may be made and thrown away; BENCH_ORGANISATIONS makes the poll smaller, BENCH_SEALED the box that is opened.
"""

import json
import os
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from .load import at
from .polling import opening
from .polling.voters import Taken, Voter, go
from .servers import Failed, Skipped, gunicorn, module, site

ORGANISATIONS = int(os.environ.get("BENCH_ORGANISATIONS", "10000"))
SLICE = 500  # voters who get their sessions at once: a proof is good for fifteen minutes only
CROWD = 8  # voters at a time in the burst
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "9"))
OF_A_ROUND = min(60, ORGANISATIONS // ROUNDS)  # voters
THREADS = 4
SEALED = int(os.environ.get("BENCH_SEALED", "100000"))
OPENINGS = 3

HOUR = 3_600  # seconds in which all organisations must be able to vote
FASTEST_SHARE = 0.60  # of the rate of the floor that confirming must reach
MOST_TIMES = 1.50  # what opening may cost, in times of the floor


@dataclass(frozen=True, slots=True)
class Site:
    environment: dict[str, str]
    port: int
    polls: list[dict]

    def data(self, act: str, *arguments: object):
        words = [act, *map(str, arguments)]
        said = module(self.environment, "tests.bench.polling.data", *words)
        return json.loads(said.splitlines()[-1])

    def voters(self, poll: dict, first: int, count: int) -> list[Voter]:
        return [
            Voter(self.port, poll["slug"], session, organisation)
            for session, organisation in self.data("sessions", first, count)
        ]


def main() -> None:
    try:
        with ExitStack() as stack:
            here = _set_up(stack)
            print(f"{f'A poll of {ORGANISATIONS:,}':42} {'measured':>14}  {'aim':>12}", flush=True)
            _burst(here, here.polls[0])
            _confirm(here, here.polls[1])
    except Skipped as reason:
        print(f"A poll: skipped, {reason}")
    except Failed as reason:
        sys.exit(f"A poll: {reason}")
    _opening()


def _set_up(stack: ExitStack) -> Site:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-poll-")))
    sys.stderr.write("Preparing a poll ...\n")
    environment, port = site(stack, folder, "tests.bench.polling.settings")
    unfilled = Site(environment, port, [])
    filled = unfilled.data("fill", ORGANISATIONS)
    if set(filled["durable"].values()) != {"on"}:
        raise Failed(f"the server keeps nothing durably: {filled['durable']}")
    stack.enter_context(gunicorn(environment, port, folder))
    return Site(environment, port, filled["polls"])


# The burst


def _burst(here: Site, poll: dict) -> None:
    walls: list[float] = []
    steps: dict[str, list[float]] = {}
    voters: list[Voter] = []
    failed: list[str] = []
    for first in range(0, ORGANISATIONS, SLICE):
        some = here.voters(poll, first, min(SLICE, ORGANISATIONS - first))
        taken = go(some, Voter.fill, Voter.review, Voter.confirm, threads=CROWD)
        walls.append(taken.wall)
        sys.stderr.write(f"{first + len(some):,} have voted ...\n")
        voters += some
        failed += taken.failed
        for step, seconds in taken.seconds.items():
            steps.setdefault(step, []).extend(seconds)
    for step, seconds in steps.items():
        ordered = sorted(seconds)
        half, most = (at(ordered, percent) * 1_000 for percent in (50, 95))
        print(f"{f'burst: {step}, p50 and p95':42} {half:5.0f} {most:5.0f} ms")
    rate = len(steps["confirm"]) / sum(walls)
    _row(
        "burst: ballots a second",
        f"{rate:.1f}",
        f">= {ORGANISATIONS / HOUR:.1f}",
        reached=rate >= ORGANISATIONS / HOUR,
    )
    _row("burst: errors", str(len(failed)), "0", reached=not failed)
    for problem, times in Counter(failed).most_common(10):
        print(f"  {times} x {problem}")
    _check(here, poll, voters)
    if failed:
        raise Failed("the burst had errors")


def _check(here: Site, poll: dict, voters: list[Voter]) -> None:
    """The box, the roll and what the voters were shown agree, and the box holds what they chose."""
    box = here.data("box", poll["contest"])
    counts = {len(box["receipts"]), box["marks"], ORGANISATIONS}
    print(
        f"{'burst: ballots, marks, organisations':42} {len(box['receipts'])}, {box['marks']}, {ORGANISATIONS}"
    )
    if len(counts) > 1:
        raise Failed("sealed ballots, marks on the roll and organisations are not as many")
    if box["receipts"] != sorted(voter.receipt for voter in voters):
        raise Failed("the receipts of the box are not those that were shown")
    if here.data("opened", poll["contest"], *poll["shares"][:2]) != sorted(
        voter.ranking for voter in voters
    ):
        raise Failed("what was opened is not what was chosen")
    print(f"{'burst: opened with two shares':42} as chosen")


# Confirm


def _confirm(here: Site, poll: dict) -> None:
    acts = (Voter.insert_and_redirect, Voter.insert_and_page, Voter.confirm)
    rates: dict[str, list[float]] = {act.__name__: [] for act in acts}
    for turn in range(ROUNDS):
        some = here.voters(poll, turn * OF_A_ROUND, OF_A_ROUND)
        _whole(go(some, Voter.fill, Voter.review, threads=THREADS))
        for act in acts:
            taken = _whole(go(some, act, threads=THREADS))
            rates[act.__name__].append(len(some) / taken.wall)
    ours = rates.pop("confirm")
    print(f"{'confirm: a second':42} {median(ours):14.1f}")
    for floor, aim in (("insert_and_redirect", FASTEST_SHARE), ("insert_and_page", None)):
        share = median(mine / least for mine, least in zip(ours, rates[floor], strict=True))
        name = floor.replace("_", " ")
        print(f"{f'floor, {name}: a second':42} {median(rates[floor]):14.1f}")
        _row(
            f"confirm beside {name}",
            f"{share:.0%}",
            f">= {aim:.0%}" if aim else "",
            reached=share >= aim if aim else None,
        )


def _whole(taken: Taken) -> Taken:
    if taken.failed:
        raise Failed(f"{len(taken.failed)} answers were wrong, the first: {taken.failed[0]}")
    return taken


# Opening


def _opening() -> None:
    found = opening.rounds(SEALED, OPENINGS)
    times = median(product / floor for product, floor in found)
    product, floor = (median(each) for each in zip(*found, strict=True))
    print(f"{f'opening {SEALED:,}, and PyNaCl alone':42} {product:6.2f} {floor:6.2f} s")
    _row(
        "opening beside PyNaCl alone",
        f"{times:.2f} x",
        f"<= {MOST_TIMES:.2f} x",
        reached=times <= MOST_TIMES,
    )


def _row(name: str, measured: str, aim: str, *, reached: bool | None) -> None:
    verdict = {True: "reached", False: "MISSED", None: ""}[reached]
    print(f"{name:42} {measured:>14}  {aim:>12}  {verdict}".rstrip(), flush=True)
