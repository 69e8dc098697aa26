"""What the steps of `.ci/run` cost: a table of wall and processor seconds, held against a budget.

    python3 .ci/costs.py served         processor seconds of a PostgreSQL on this computer until now
    python3 .ci/costs.py table FOLDER   the table of what the steps wrote into FOLDER

A limit is raised by a commit of its own, which says what was added and why it costs that. Processor seconds swell by
half where other work shares the processors, and on a slow machine double, so the budget warns, and only three times
of it fails: that is still well inside the ninety minutes that a change has.
"""

import os
import re
import sys
from pathlib import Path

# Processor seconds, the database server's and the browser's included.
BUDGET = {"sqlite": 500, "postgresql": 900, "browser": 350}
REST = 150  # everything else together
WARN, FAIL = 2_000, 6_000


def served() -> float:
    """Of all PostgreSQL processes that this computer shows: their own, and what ended ones left to their parent."""
    ticks = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, fields = status.read_text().partition("(")[2].rpartition(")")
        except OSError:  # it has ended since
            continue
        if name == "postgres":
            ticks += sum(int(field) for field in fields.split()[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def seconds(times: str) -> float:
    """The sum of the last line of bash's `times`, its children, such as `1m2.500s 0m0.250s`."""
    return sum(
        60 * int(minutes) + float(rest)
        for minutes, rest in re.findall(r"(\d+)m([\d.]+)s", times.splitlines()[-1])
    )


def costs(folder: Path) -> dict[str, tuple[int, float]]:
    """Wall and processor seconds of each step, in the order they ended."""
    found = {}
    for file in sorted(folder.glob("*.told"), key=lambda file: file.stat().st_mtime):
        wall, before, after, _ = file.read_text().split()
        own = seconds(file.with_suffix(".times").read_text())
        # Steps beside others would count the server twice.
        server = float(after) - float(before) if file.stem == "postgresql" else 0
        found[file.stem] = (int(wall), own + server)
    return found


def table(folder: Path) -> int:
    """Print the table; how many of the hard limits are broken (0 or 1)."""
    found = costs(folder)
    rest = {name: cost for name, cost in found.items() if name not in BUDGET}
    over = [name for name, limit in BUDGET.items() if found.get(name, (0, 0))[1] > limit]
    over += ["the rest"] if sum(cost for _, cost in rest.values()) > REST else []
    total = sum(cost for _, cost in found.values())
    print(f"\n{'step':<12}{'wall s':>9}{'processor s':>13}{'budget':>9}")
    for name, (wall, cost) in found.items():
        print(f"{name:<12}{wall:>9}{cost:>13.0f}{BUDGET.get(name, ''):>9}")
    print(f"{'the rest':<12}{'':>9}{sum(cost for _, cost in rest.values()):>13.0f}{REST:>9}")
    print(f"{'in all':<12}{'':>9}{total:>13.0f}{WARN:>9}")
    if over:
        print(f"Over their budget: {', '.join(over)}.")
    if total > WARN:
        print(f"WARNING: more than {WARN:,} processor seconds in all.")
    if total > FAIL:
        print(
            f"More than {FAIL:,} processor seconds: find what grew, or raise the limit in a commit of its own."
        )
    return int(total > FAIL)


if __name__ == "__main__":
    if sys.argv[1] == "served":
        print(f"{served():.2f}")
    else:
        sys.exit(table(Path(sys.argv[2])))
