"""A site of its own in a process of its own, with a database and a media folder that may be destroyed.

    python -m tests.core.copied_site make FOLDER     fill it with the world and one uploaded file
    python -m tests.core.copied_site show FOLDER     print what a visitor and a scrutineer see of it, as JSON
    python -m tests.core.copied_site vote FOLDER     one more organisation votes in the running poll

DATABASE_URL and MEDIA_ROOT say where it is.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from assembly.core import record  # noqa: E402
from elections.models import Contest, SealedBallot  # noqa: E402
from elections.sealing import receipt_of  # noqa: E402
from elections.services.voting import cast_ballot  # noqa: E402
from tests.factories.notifications import EmailFactory  # noqa: E402
from tests.site_map import ROWS  # noqa: E402
from tests.world import build_world  # noqa: E402

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
MEDIA_FILE = "documents/standing-orders.txt"
OF_THE_MOMENT = {"/readyz"}


def make(folder: Path) -> None:
    call_command("migrate", verbosity=0)
    call_command("sync_pages", verbosity=0)
    world = build_world()
    addresses = [
        world.at(row.address)
        for row in ROWS
        if row.get and row.get["anonymous"] == "page" and row.address not in OF_THE_MOMENT
    ]
    (folder / "addresses.json").write_text(json.dumps(addresses))
    Client().force_login(world.people["lead"])
    file = Path(settings.MEDIA_ROOT) / MEDIA_FILE
    file.parent.mkdir(parents=True)
    file.write_text("Standing orders")
    EmailFactory()
    record.seal_events()


def show(folder: Path) -> None:
    addresses = json.loads((folder / "addresses.json").read_text())
    media = Path(settings.MEDIA_ROOT)
    seen = {
        "pages": {address: page(address) for address in addresses},
        "receipts": sorted(
            receipt_of(bytes(ballot.ciphertext)) for ballot in SealedBallot.objects.all()
        ),
        "media": sorted(
            str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()
        ),
        "head": str(record.head()),
        "problems": list(record.problems()),
        "sessions": Session.objects.count(),
        "offices": sorted(Group.objects.values_list("name", flat=True)),
    }
    sys.stdout.write(json.dumps(seen))


def vote(folder: Path) -> None:
    contest = Contest.objects.get(election__slug="running")
    entry = contest.roll.filter(voted_on=None, organisation__delegates__is_voter=True).first()
    person = entry.organisation.delegates.get(is_voter=True).user
    sys.stdout.write(cast_ballot(contest, entry.organisation, ranking=(1,), by=person))


def page(address: str) -> str:
    """Status and checksum of a page, without what is drawn anew for each visitor."""
    response = Client(HTTP_HOST="localhost").get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.status_code} {hashlib.sha256(TOKEN.sub(b'', body)).hexdigest()}"


if __name__ == "__main__":
    {"make": make, "show": show, "vote": vote}[sys.argv[1]](Path(sys.argv[2]))
