"""Many threads at once against a real database, in a process of its own: PostgreSQL, or a file of SQLite.

The suite's own SQLite is in memory, where locks are not exercised. A storm is a function of a module that returns what
JSON can carry. One process for each worker has loaded Django once, and every storm is a fork of it: a process, a file
and threads as real as before, without three seconds of imports. That process is this module:

    python -m tests.storm MODULE…

It reads one order a line (address of the database, module, function, arguments) and writes one answer a line.
"""

import atexit
import importlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import traceback

PATIENCE = 120  # seconds
MODULES = (
    "tests.compact.raising_storm",
    "tests.compact.signing_storm",
    "tests.compact.storm",
    "tests.compact.text_storm",
    "tests.consultations.asking_storm",
    "tests.consultations.by_address_storm",
    "tests.consultations.extending_storm",
    "tests.consultations.storm",
    "tests.consultations.telling_storm",
    "tests.elections.acts_storm",
    "tests.elections.storm",
    "tests.elections.wiping_storm",
    "tests.forums.groups_storm",
    "tests.forums.registering_storm",
    "tests.forums.storm",
    "tests.home.storm",
    "tests.membership.merging_storm",
    "tests.membership.storm",
    "tests.notifications.storm",
    "tests.partners.storm",
)


class Storm:
    """A database that another process can reach, holding what the test has made so far."""

    def __init__(self, folder, module):
        self.file = folder / "storm.sqlite3"
        self.module = module

    def __call__(self, storm, *arguments):
        from django.db import connection

        if connection.vendor == "postgresql":
            from tests.databases import url_of

            return run(url_of(connection.settings_dict["NAME"]), self.module, storm, *arguments)
        with sqlite3.connect(self.file) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
            # As a site's file is. Two connections that both turn it to WAL would lock each other out.
            copy.execute("PRAGMA journal_mode=WAL")
        said = run(f"sqlite:///{self.file}", self.module, storm, *arguments)
        # The test then reads what the storm left, where it left it.
        with sqlite3.connect(self.file) as copy:
            copy.backup(connection.connection)
        return said


_process = None


def run(url, module, storm, *arguments):
    """What a storm in a fresh process returned; its traceback when it failed."""
    process = _started(url)
    process.stdin.write(json.dumps([url, module, storm, arguments]) + "\n")
    process.stdin.flush()
    answer = json.loads(
        process.stdout.readline() or '{"failed": "the process of the storms ended"}'
    )
    assert "failed" not in answer, answer["failed"]
    return answer["said"]


def _started(url):
    global _process  # noqa: PLW0603 - one for this worker
    if _process is None or _process.poll() is not None:
        environment = {
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        }
        _process = subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, "-m", "tests.storm", *MODULES],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        atexit.register(_end, _process)
    return _process


def _end(process):
    process.stdin.close()
    process.wait(PATIENCE)


# In the other process


def serve(modules):
    import django

    django.setup()
    for module in modules:
        importlib.import_module(module)
    for order in sys.stdin:
        sys.stdout.write(json.dumps(_in_a_fork(*json.loads(order))) + "\n")
        sys.stdout.flush()


def _in_a_fork(url, module, storm, arguments):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(2, 1)  # whatever a storm prints is no answer
        signal.alarm(PATIENCE)  # a storm that hangs is ended by the system
        with os.fdopen(writing, "w") as answer:
            answer.write(json.dumps(_answer(url, module, storm, arguments)))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return json.loads(said) if said else {"failed": f"{module}.{storm} ended with {ended}"}


def _answer(url, module, storm, arguments):
    try:
        _use(url)
        return {"said": getattr(importlib.import_module(module), storm)(*arguments)}
    except BaseException:  # noqa: BLE001 - the test shows it
        return {"failed": traceback.format_exc()}


def _use(url):
    """Point Django at this database; the kind of database is that of the whole run."""
    from django.db import connection

    import environ

    wanted = environ.Env.db_url_config(url)
    connection.settings_dict.update(
        {part: wanted[part] for part in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}
    )


if __name__ == "__main__":
    serve(sys.argv[1:])
