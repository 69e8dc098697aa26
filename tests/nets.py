"""What a run leaves out: of nets over every address some, on PostgreSQL what SQLite has shown. And what nets cost.

SQLite walks an eighth of the addresses and PostgreSQL two others. PostgreSQL runs every file that has threads or a
transaction of its own, or that asks which database it is on, and of the other files one half. Which ones turns with
the commit, so that some ten of them walk everything, two run everything, and a failure comes back where it was seen.
With NETS=all, as in `make test-all`, both do it all: do that for the addresses you add. Hooks of pytest;
`tests/conftest.py` takes them in.
"""

import os
import re
import subprocess
import time
import zlib
from collections import defaultdict
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path

from django.core.signals import request_started
from django.db import connection

import pytest

# A net with a test for each address. `test_query_counts` is one test and asks `walks` itself.
BY_ADDRESS = ("tests/test_access.py", "tests/test_form_fuzz.py", "tests/test_pressed_twice.py")
NETS = (*BY_ADDRESS, "tests/test_query_counts.py")
UPGRADES = "tests/upgrade/test_upgrade.py"
POSTGRESQL = connection.vendor == "postgresql"
ALL = os.environ.get("NETS") == "all"
PARTS = 8
WALKED = {1, 2} if POSTGRESQL else {0}
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def _turn() -> int:
    """From the commit; 0 where the source is not in a repository."""
    told = subprocess.run(
        ["git", "rev-parse", "HEAD"],  # noqa: S607
        cwd=Path(__file__).parent,
        capture_output=True,
        check=False,
    )
    return zlib.crc32(told.stdout)


TURN = _turn()


def walks(name: str) -> bool:
    """Whether this run walks what bears this name."""
    if ALL:
        return True
    return (zlib.crc32(name.encode()) + TURN) % PARTS in WALKED


def runs(file: str, *, turn: int = TURN) -> bool:
    """Whether this run on PostgreSQL takes a file that would show the same there as on SQLite."""
    return ALL or (zlib.crc32(file.encode()) + turn) % 2 == 0


def upgrades(copy: str, *, turn: int = TURN, postgresql: bool = POSTGRESQL) -> bool:
    """Whether this run upgrades that kept copy: of the demo and the open poll each database takes one, in turn."""
    return ALL or (turn + (copy == "demo") + postgresql) % 2 == 0


def pytest_collection_modifyitems(config, items):
    left_out = {item for item in items if _of_an_address(item) and not walks(item.nodeid)}
    left_out |= {item for item in items if (copy := _copy_of(item)) and not upgrades(copy)}
    if POSTGRESQL:
        left_out |= {item for item in items if not _asks_a_database(item)}
        left_out |= {
            item for item in items if not ALL and item.get_closest_marker("either_database")
        }
        always = {_file(item) for item in items if _is_about_a_database(item)}
        left_out |= {item for item in items if _file(item) not in always and not runs(_file(item))}
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=list(left_out))


def _asks_a_database(item) -> bool:
    """Whether a test may reach one; pytest-django refuses it to every other, and SQLite ran those."""
    return (
        bool(DATABASE & set(item.fixturenames))
        or any(item.iter_markers(name="django_db"))
        or any(item.iter_markers(name="own_database"))
    )


def _is_about_a_database(item) -> bool:
    """Whether a test has threads, transactions of its own or processes, or its file asks which database it is on."""
    return (
        bool({"transactional_db", "live_server"} & set(item.fixturenames))
        or any(mark.kwargs.get("transaction") for mark in item.iter_markers(name="django_db"))
        or any(item.get_closest_marker(name) for name in ("concurrency", "own_database"))
        or item.nodeid.startswith((*NETS, UPGRADES))
        or _tells_databases_apart(item.path)
    )


@cache
def _tells_databases_apart(path: Path) -> bool:
    return re.search("postgres|vendor", path.read_text(), re.IGNORECASE) is not None


def _file(item) -> str:
    return item.nodeid.partition("::")[0]


def _copy_of(item) -> str:
    """The kept copy that a test upgrades, without its day; empty for any other test."""
    if not item.nodeid.startswith(UPGRADES) or "[" not in item.nodeid:
        return ""
    return "demo" if "[demo-" in item.nodeid else "open-poll"


def _of_an_address(item) -> bool:
    return item.nodeid.startswith(BY_ADDRESS) and "[" in item.nodeid


@contextmanager
def _measured(item):
    """Write down with the test what happens inside: how many requests were made, and what they cost."""
    asked = 0

    def count(**kwargs):
        nonlocal asked
        asked += 1

    begun = time.process_time()
    request_started.connect(count)
    try:
        yield
    finally:
        request_started.disconnect(count)
        item.user_properties.append(("net", (asked, time.process_time() - begun)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    with _measured(item) if item.nodeid.startswith(NETS) else nullcontext():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    with _measured(item) if item.nodeid.startswith(NETS) else nullcontext():
        return (yield)


def pytest_terminal_summary(terminalreporter):
    costs = defaultdict(lambda: [0, 0, 0.0])
    for report in (
        one for outcome in ("passed", "failed") for one in terminalreporter.stats.get(outcome, ())
    ):
        told = [value for name, value in getattr(report, "user_properties", ()) if name == "net"]
        if told and report.when == "call":
            net = costs[report.nodeid.partition("::")[0]]
            net[0] += 1
            net[1] += sum(requests for requests, _ in told)
            net[2] += sum(seconds for _, seconds in told)
    if not costs:
        return
    terminalreporter.section("nets over all addresses")
    part = f"{len(WALKED)} of {PARTS} parts of the addresses, by the commit; NETS=all walks all"
    terminalreporter.line(f"This run walks {'every address' if ALL else part}.")
    for net, (tests, requests, seconds) in sorted(costs.items()):
        terminalreporter.line(
            f"{net}: {tests} tests, {requests} requests, {seconds:.0f} processor seconds"
        )
