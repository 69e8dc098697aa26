"""manage.py restore FILE: put a backup in the place of this site."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assembly.core.backup import services
from assembly.core.rules import RuleBroken


class Command(BaseCommand):
    help = (
        "Put a backup in the place of this site, bring it up to date and verify its record. Stop the web server and "
        "the worker first. Read docs/operations.md when a poll is open."
    )
    requires_system_checks = ()  # some of them ask a database that may not be there yet

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="throw away what this site holds now"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            warnings = services.restore(options["file"], replace=options["replace"])
        except (RuleBroken, OSError) as problem:
            raise CommandError(str(problem)) from None
        for sentence in warnings:
            self.stderr.write(self.style.WARNING(sentence))
        self.stdout.write(
            self.style.SUCCESS("The site is as it was. Every sealed line of its record is there.")
        )
