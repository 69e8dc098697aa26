"""Load the list of activity tags from a file in the shape of UK-CAT. The file itself belongs to its makers."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assembly.core.rules import RuleBroken
from assembly.membership.services import tags

UK_CAT = "UK-CAT (charityclassification.org.uk), CC BY 4.0"


class Command(BaseCommand):
    help = "Load activity tags with their regular expressions from a CSV file of UK-CAT, whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The CSV file.")
        parser.add_argument(
            "--source", default=UK_CAT, help="Whose list it is and under which licence."
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what would change.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file)
                missing = set(tags.COLUMNS.values()) - set(reader.fieldnames or [])
                if missing:
                    raise CommandError(
                        f"{path.name} has no column {', '.join(sorted(missing))}: nothing was loaded."
                    )
                read = tags.read_tags(reader, options["source"])
        except OSError as problem:
            raise CommandError(f"{path} cannot be opened: {problem.strerror}.") from problem
        except UnicodeDecodeError as problem:
            raise CommandError(f"{path.name} is not UTF-8: nothing was loaded.") from problem
        except csv.Error as problem:
            raise CommandError(f"{path.name} is no CSV file: {problem}.") from problem
        except RuleBroken as refusal:
            problems = "\n".join(refusal.args)
            raise CommandError(f"{path.name}: nothing was loaded.\n{problems}") from refusal
        done = tags.load_tags(read, source=options["source"], dry_run=options["dry_run"])
        would = "would be " if options["dry_run"] else ""
        self.stdout.write(
            f"{len(read)} tags read: {done.added} {would}added, {done.changed} {would}changed, "
            f"{done.unchanged} as they were, {done.retired} {would}retired."
        )
