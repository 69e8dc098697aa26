"""Many threads at once against a real database, in a process of its own: PostgreSQL, or a file of SQLite.

The suite's own SQLite is in memory, where locks are not exercised. A storm is a module with functions, run by
`python -m MODULE FUNCTION ARGUMENT…`, that prints one line of JSON.
"""

import json
import os
import sqlite3
import subprocess
import sys

from django.db import connection

from tests.conftest import ROOT


def run(url, module, storm, *arguments):
    command = [sys.executable, "-m", module, storm, *map(str, arguments)]
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(  # noqa: S603 - our own script
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


class Storm:
    """A database that another process can reach, holding what the test has made so far."""

    def __init__(self, folder, module):
        self.file = folder / "storm.sqlite3"
        self.module = module

    def __call__(self, storm, *arguments):
        if connection.vendor == "postgresql":
            name = connection.settings_dict["NAME"]
            base = os.environ["DATABASE_URL"].rpartition("/")[0]
            return run(f"{base}/{name}", self.module, storm, *arguments)
        with sqlite3.connect(self.file) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
        said = run(f"sqlite:///{self.file}", self.module, storm, *arguments)
        # The test then reads what the storm left, where it left it.
        with sqlite3.connect(self.file) as copy:
            copy.backup(connection.connection)
        return said
