"""manage.py backup DIR_OR_FILE: the whole site in one file, while it runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assembly.core.backup import services


class Command(BaseCommand):
    help = (
        "Write database, uploaded files and the settings that are no secrets into one file. The site may run "
        "meanwhile. Keep the file as safe as the site itself: it holds every account."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path, metavar="DIR_OR_FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            path, warnings = services.back_up(options["target"])
        except (services.Refused, OSError) as problem:
            raise CommandError(str(problem)) from None
        for sentence in warnings:
            self.stderr.write(self.style.WARNING(sentence))
        self.stdout.write(self.style.SUCCESS(f"Backed up to {path}"))
