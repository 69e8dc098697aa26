"""Measure whole processes, interleaved in one run, and print each as a ratio to a floor.

The floor reads the same file with numpy and adds up first preferences. Figures are medians; the times alone say
little on a shared machine, the ratios are what to quote.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data"))
RUNS = 5
CANDIDATES, SEATS = 16, 6


def write_ballots(path: Path, ballots: int) -> None:
    """Ballots that rank some of the candidates, drawn with a fixed seed from tastes that differ."""
    rng = np.random.default_rng(2008)
    utility = rng.normal(0, 1, CANDIDATES) + rng.gumbel(0, 1, (ballots, CANDIDATES))
    order = np.argsort(-utility, axis=1) + 1
    lengths = rng.integers(1, CANDIDATES + 1, ballots)
    with path.open("w") as file:
        file.write(f"{CANDIDATES} {SEATS}\n")
        for ranking, length in zip(order.tolist(), lengths.tolist(), strict=True):
            file.write(f"1 {' '.join(map(str, ranking[:length]))} 0\n")
        file.write("0\n")
        file.writelines(f'"Candidate {n}"\n' for n in range(1, CANDIDATES + 1))
        file.write('"Made ballots"\n')


def seconds(module: str, *arguments: str) -> float:
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - begun


def compare(name: str, path: Path) -> None:
    ours, floor = [], []
    for _ in range(RUNS):
        floor.append(seconds("tests.bench.floor", str(path)))
        ours.append(seconds("elections.counting", str(path), "--seed", "bench", "--format", "json"))
    count, least = statistics.median(ours), statistics.median(floor)
    print(f"{name:32} {count:8.2f} s {least:8.2f} s {count / least:8.2f}")


def main() -> None:
    print(f"{'Scottish count of':32} {'count':>10} {'floor':>10} {'ratio':>8}")
    ward = SHARED / "stv" / "scottish-2012" / "glasgow_2012_ward6.blt"
    if ward.is_file():
        compare("a ward (7,558 papers)", ward)
    else:
        print("a ward: skipped, shared data absent")
    with tempfile.TemporaryDirectory() as folder:
        for ballots in (10_000, 100_000):
            path = Path(folder) / f"{ballots}.blt"
            write_ballots(path, ballots)
            compare(f"{ballots:,} made ballots", path)


if __name__ == "__main__":
    if "register" in sys.argv[1:]:
        from tests.bench import register

        register.main()
    else:
        main()
