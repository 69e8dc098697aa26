"""What a run leaves out: of nets over every address some, on PostgreSQL what asks no database. And what nets cost.

What is typed into forms can break on PostgreSQL alone, so it walks that net whole, and SQLite every fourth address. Of
the nets that ask the same of both, SQLite walks every fourth address and PostgreSQL the others: together, all of them.
The same ones in every run; with NETS=all, as in `make test-all`, each walks them all. Hooks of pytest;
`tests/conftest.py` takes them in.
"""

import os
import time
import zlib
from collections import defaultdict
from contextlib import contextmanager, nullcontext

from django.core.signals import request_started
from django.db import connection

import pytest

# A net with a test for each address. `test_query_counts` is one test and asks `walks` itself.
BY_ADDRESS = ("tests/test_access.py", "tests/test_form_fuzz.py", "tests/test_pressed_twice.py")
NETS = (*BY_ADDRESS, "tests/test_query_counts.py")
POSTGRESQL = connection.vendor == "postgresql"
ALL = os.environ.get("NETS") == "all"
WHOLE_ON_POSTGRESQL = "tests/test_form_fuzz.py"
EVERY = 4
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def walks(name: str) -> bool:
    """Whether this run walks what bears this name."""
    if ALL:
        return True
    fourth = zlib.crc32(name.encode()) % EVERY == 0
    if POSTGRESQL:
        return not fourth or name.startswith(WHOLE_ON_POSTGRESQL)
    return fourth


def pytest_collection_modifyitems(config, items):
    left_out = {item for item in items if _of_an_address(item) and not walks(item.nodeid)}
    if POSTGRESQL:
        left_out |= {item for item in items if not _asks_a_database(item)}
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
    part = "all but every" if POSTGRESQL else "every"
    walked = "every address" if ALL else f"{part} {EVERY}th address; NETS=all walks them all"
    terminalreporter.line(f"This run walks {walked}.")
    for net, (tests, requests, seconds) in sorted(costs.items()):
        terminalreporter.line(
            f"{net}: {tests} tests, {requests} requests, {seconds:.0f} processor seconds"
        )
