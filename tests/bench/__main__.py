"""Measure whole processes, interleaved in one run, and print each as a ratio to a floor.

The floor reads the same file with numpy and adds up first preferences. Figures are the best of the runs, because
others may use the machine meanwhile; the ratios are what to quote. Peers run in the Python named by
BENCH_PYTHON, which needs the dependency group `bench` (`uv pip install --group bench`) and may be one of its own.
"""

import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data")).resolve()
PEERS_PYTHON = os.environ.get("BENCH_PYTHON", sys.executable)
RULES = ("scottish", "ers97", "meek")
# The most papers given to each: the others take minutes where the fastest takes one.
PEERS = {"pyrankvote": 1_000_000, "votekit": 100_000, "pref_voting": 100_000}
RUNS, PEER_RUNS = 5, 1
CANDIDATES, SEATS, SEED = 16, 6, 1
FILES = [("100k grouped", 100_000), ("100k distinct", 100_000)]
FILES += [("1M grouped", 1_000_000), ("1M distinct", 1_000_000)]


class Cost(NamedTuple):
    """Of one process: wall seconds, processor seconds, and peak memory in MB."""

    wall: float
    processor: float
    memory: float


def cost(command: list[str]) -> Cost | None:
    """Run a process; None if it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    if process.returncode:
        return None
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def contestants(path: str) -> dict[str, list[str]]:
    here = [sys.executable, "-m"]
    options = ["--seed", "bench", "--format", "json"]
    return {
        "floor": [*here, "tests.bench.floor", path],
        **{rule: [*here, "elections.counting", path, "--rule", rule, *options] for rule in RULES},
    }


def compare(name: str, path: Path, papers: int) -> None:
    ours = contestants(str(path))
    costs: dict[str, list[Cost | None]] = {who: [] for who in ours}
    for _ in range(RUNS):
        for who, command in ours.items():
            costs[who].append(cost(command))
    for peer, most in PEERS.items():
        command = [PEERS_PYTHON, "-W", "ignore", str(ROOT / "tests/bench/peers.py"), peer]
        if is_installed(peer) and papers <= most:
            costs[peer] = [cost([*command, str(path)]) for _ in range(PEER_RUNS)]
    floor = best(costs["floor"])
    for who, measured in costs.items():
        print(row(f"{name}: {who}", best(measured), floor), flush=True)


def best(measured: list[Cost | None]) -> Cost | None:
    done = [each for each in measured if each]
    return Cost(*map(min, zip(*done, strict=True))) if done else None


def row(name: str, found: Cost | None, floor: Cost | None) -> str:
    if found is None or floor is None:
        return f"{name:28} failed"
    times, spent, memory = (mine / least for mine, least in zip(found, floor, strict=True))
    return (
        f"{name:28} {found.wall:8.2f} s {times:7.2f} x {found.processor:8.2f} s {spent:7.2f} x "
        f"{found.memory:7.0f} MB {memory:6.2f} x"
    )


def is_installed(peer: str) -> bool:
    if sys.executable == PEERS_PYTHON:
        return importlib.util.find_spec(peer) is not None
    test = [
        PEERS_PYTHON,
        "-c",
        f"import importlib.util as u, sys; sys.exit(not u.find_spec('{peer}'))",
    ]
    return subprocess.run(test, check=False).returncode == 0


def main() -> None:
    head = ("wall", "ratio", "processor", "ratio", "peak", "ratio")
    print("{:28} {:>10} {:>9} {:>10} {:>9} {:>10} {:>8}".format("Counting", *head))
    for peer in PEERS:
        if not is_installed(peer):
            print(f"{peer}: skipped, not installed (dependency group bench)")
    ward = SHARED / "stv" / "scottish-2012" / "glasgow_2012_ward6.blt"
    if ward.is_file():
        compare("a ward", ward, 7_558)
    else:
        print("a ward: skipped, shared data absent")
    generator = SHARED.parent / "tools" / "gen_ballots.py"
    if not generator.is_file():
        print("made ballots: skipped, gen_ballots.py absent")
        return
    with tempfile.TemporaryDirectory() as folder:
        for name, ballots in FILES:
            path = Path(folder) / "ballots.blt"
            shape = [ballots, CANDIDATES, SEATS, SEED, name.split()[1], path]
            subprocess.run([sys.executable, generator, *map(str, shape)], check=True)
            compare(name, path, ballots)


if __name__ == "__main__":
    main()
