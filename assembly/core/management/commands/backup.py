"""manage.py backup DIR_OR_FILE: the whole site in one file, while it runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assembly.core.backup import services
from assembly.core.rules import RuleBroken


class Command(BaseCommand):
    help = (
        "Write database, uploaded files and the settings that are no secrets into one file. The site may run "
        "meanwhile. The file holds every account, and is encrypted under BACKUP_KEY: keep that key elsewhere."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path, metavar="DIR_OR_FILE")
        parser.add_argument(
            "--plain",
            action="store_true",
            help="do not encrypt: anyone who finds the file can read it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            path, warnings = services.back_up(options["target"], plain=options["plain"])
        except (RuleBroken, OSError) as problem:
            raise CommandError(str(problem)) from None
        for sentence in warnings:
            self.stderr.write(self.style.WARNING(sentence))
        self.stdout.write(self.style.SUCCESS(f"Backed up to {path}"))
