"""Keep what this release makes of the demo and of a site with an open poll, for the upgrade test of later releases.

    python -m tests.upgrade.keep [DAY]

DATABASE_URL names the kind of database, as for the tests. Run it once for SQLite and once for PostgreSQL, with the same
DAY, and commit the folder it fills. It says nothing for a minute or two.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from tests import databases  # noqa: E402
from tests.upgrade import copies  # noqa: E402

# As in the Makefile; the demo has its real settings, and its media are of no use without it.
OF_THE_DEMO = {
    "DJANGO_SETTINGS_MODULE": "assembly.settings",
    "DEMO": "on",
    "DEBUG": "on",
    "REQUIRE_SECOND_FACTOR": "off",
    "SITE_URL": "http://127.0.0.1:8000",
    "ALLOWED_HOSTS": "",
    "REDIS_URL": "",
    "EMAIL_URL": "consolemail://",
    "BACKGROUND_JOBS": "on",
}
OF_A_SITE = {"demo": OF_THE_DEMO, "open-poll": {"DJANGO_SETTINGS_MODULE": "tests.settings"}}


def main(day: str) -> None:
    for site in copies.SITES:
        copy = copies.Copy(day, site)
        with tempfile.TemporaryDirectory() as folder:
            database = f"kept_{databases.CHECKOUT}"
            if not databases.POSTGRESQL:
                database = str(Path(folder) / database)
            _keep(copy, database, folder)
        size = copy.file.stat().st_size // 1024
        sys.stdout.write(f"{copy.file.relative_to(databases.ROOT)}: {size} kB\n")


def _keep(copy: copies.Copy, database: str, folder: str) -> None:
    databases.make_empty(database)
    copy.notes.parent.mkdir(exist_ok=True)
    try:
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "tests.upgrade.sites", copy.site, str(copy.notes)],
            cwd=databases.ROOT,
            env={
                **os.environ,
                **OF_A_SITE[copy.site],
                "DATABASE_URL": databases.url_of(database),
                "MEDIA_ROOT": folder,
            },
            stdout=subprocess.DEVNULL,
            check=True,
        )
        copies.keep(database, copy)
    finally:
        if databases.POSTGRESQL:
            databases.drop(database)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else timezone.localdate().isoformat())
