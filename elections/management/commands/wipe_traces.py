"""manage.py wipe_traces: wipe what deleted ballots left in the files of the database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from elections import box
from elections.services.wiping import wipe_traces


class Command(BaseCommand):
    help = (
        "Wipe the traces of deleted ballots from the database files, if the site could not do so at once. The "
        "worker tries every ten minutes; this command tries for longer and reports the outcome. You can repeat it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--seconds", type=float, default=60, help="give up after this many seconds (default 60)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            wiped = wipe_traces(limit=options["seconds"])
        except box.BoxBusy as busy:
            raise CommandError(f"Nothing was wiped. {busy} See docs/operations.md.") from None
        for election in wiped:
            self.stdout.write(self.style.SUCCESS(f"Wiped: {election}"))
        if not wiped:
            self.stdout.write("There was nothing to wipe.")
