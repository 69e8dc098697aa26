"""Fill the empty database of DATABASE_URL with one of the sites that are kept, and note what the test asks for later.

python -m tests.upgrade.sites demo FILE          what `make demo` prepares
python -m tests.upgrade.sites open-poll FILE     one of everything, and a poll in which five have voted so far
"""

import json
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from assembly.core import record  # noqa: E402
from assembly.core.checks import HOUSE  # noqa: E402
from elections.models import Election, SealedBallot  # noqa: E402
from elections.sealing import receipt_of  # noqa: E402
from home.management.commands.demo import Command as DemoCommand  # noqa: E402


def make_demo() -> dict[str, Any]:
    DemoCommand()._prepare()
    return {"delegate": "asha@example.org", "officer": "efua@example.org"}


def make_open_poll() -> dict[str, Any]:
    from tests.world import RANKINGS, build_world

    for command in ("migrate", "sync_pages", "sync_roles", "sync_schedules"):
        call_command(command, verbosity=0)
    world = build_world()
    return {
        "delegate": "lead@example.org",
        "officer": "returning@example.org",
        "poll": "running",
        "shares": world.shares["running"],
        "rankings": RANKINGS,
        "receipts": receipts(world.running),
    }


def receipts(election: Election) -> list[str]:
    box = SealedBallot.objects.filter(contest__election=election)
    return sorted(receipt_of(bytes(ballot.ciphertext)) for ballot in box)


def rows() -> dict[str, int]:
    """How many rows every table of ours has."""
    models = [
        model
        for app in apps.get_app_configs()
        if app.name.startswith(HOUSE)
        for model in app.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    return {model._meta.db_table: model._base_manager.count() for model in models}


if __name__ == "__main__":
    noted = {"demo": make_demo, "open-poll": make_open_poll}[sys.argv[1]]()
    record.seal_events()
    noted |= {"at": timezone.now().isoformat(), "head": str(record.head()), "rows": rows()}
    Path(sys.argv[2]).write_text(json.dumps(noted, indent=1, sort_keys=True) + "\n")
