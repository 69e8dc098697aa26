"""A site of its own in a process of its own, with a database and a media folder that may be destroyed.

    python -m tests.core.copied_site make FOLDER     put the world and one uploaded file into a site just installed
    python -m tests.core.copied_site show FOLDER     print what a visitor and a scrutineer see of it, as JSON
    python -m tests.core.copied_site show_records FOLDER     the same without its pages
    python -m tests.core.copied_site vote FOLDER     one more organisation votes in the running poll

DATABASE_URL and MEDIA_ROOT say where it is.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings

# On the disk, as a site keeps them: the suite's own storage ends with the process.
settings.STORAGES = settings.STORAGES | {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
}
django.setup()

from django.contrib.auth.models import Group  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.test import Client  # noqa: E402

from assembly.accounts.models import User  # noqa: E402
from assembly.core import record  # noqa: E402
from elections.models import Contest, PublishedReceipts, ReceiptKey, SealedBallot  # noqa: E402
from elections.sealing import receipt_of  # noqa: E402
from elections.services.voting import cast_ballot  # noqa: E402
from tests import nets  # noqa: E402
from tests.factories.notifications import EmailFactory  # noqa: E402
from tests.site_map import ROWS  # noqa: E402
from tests.world import build_world  # noqa: E402

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
MEDIA_FILE = "documents/standing-orders.txt"
OF_THE_MOMENT = {"/readyz"}
# Who looks at the site before and after: a stranger at what is public, a delegate at the pages for them. Of both the
# part of the addresses that the run walks.
VISITORS = ("anonymous", "lead")
# Pages of an account show the session itself, and a ballot draws its order afresh.
OF_THE_VISIT = ("/accounts/", "/cms/", "/elections/running/vote/")


def make(folder: Path) -> None:
    world = build_world()
    addresses = {
        visitor: [
            world.at(row.address)
            for row in ROWS
            if row.get
            and row.get[visitor] == "page"
            and row.address not in OF_THE_MOMENT
            and not row.address.startswith(OF_THE_VISIT)
            and nets.walks(row.address)
        ]
        for visitor in VISITORS
    }
    (folder / "addresses.json").write_text(json.dumps(addresses))
    Client().force_login(world.people["lead"])
    file = Path(settings.MEDIA_ROOT) / MEDIA_FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("Standing orders")
    EmailFactory()
    record.seal_events()


def show(folder: Path) -> None:
    addresses = json.loads((folder / "addresses.json").read_text())
    write_seen(
        {
            f"{visitor} {address}": page(browser, address)
            for visitor, browser in browsers()
            for address in addresses[visitor]
        }
    )


def show_records(folder: Path) -> None:
    write_seen({})


def write_seen(pages: dict[str, str]) -> None:
    media = Path(settings.MEDIA_ROOT)
    sessions = Session.objects.count()
    seen = {
        "pages": pages,
        "published": {
            str(published.contest_id): published.listed
            for published in PublishedReceipts.objects.order_by("contest_id")
        },
        "receipts": sorted(
            receipt_of(bytes(ballot.ciphertext)) for ballot in SealedBallot.objects.all()
        ),
        "receipt_keys": ReceiptKey.objects.count(),
        "media": {
            str(path.relative_to(media)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(media.rglob("*"))
            if path.is_file()
        },
        "head": str(record.head()),
        "problems": list(record.problems()),
        "sessions": sessions,
        "offices": sorted(Group.objects.values_list("name", flat=True)),
    }
    sys.stdout.write(json.dumps(seen))


def vote(folder: Path) -> None:
    contest = Contest.objects.get(election__slug="running")
    entry = contest.roll.filter(voted_on=None, organisation__delegates__is_voter=True).first()
    person = entry.organisation.delegates.get(is_voter=True).user
    sys.stdout.write(cast_ballot(contest, entry.organisation, ranking=(1,), by=person))


def browsers() -> Iterator[tuple[str, Client]]:
    """A browser for each visitor, signed in for as long as it is used."""
    yield "anonymous", Client(HTTP_HOST="localhost")
    lead = Client(HTTP_HOST="localhost")
    lead.force_login(User.objects.get(email="lead@example.org"))
    yield "lead", lead
    lead.logout()


def page(browser: Client, address: str) -> str:
    """Status and checksum of a page, without what is drawn anew for each visitor."""
    response = browser.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.status_code} {hashlib.sha256(TOKEN.sub(b'', body)).hexdigest()}"


if __name__ == "__main__":
    {"make": make, "show": show, "show_records": show_records, "vote": vote}[sys.argv[1]](
        Path(sys.argv[2])
    )
