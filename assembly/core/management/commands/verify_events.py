"""Prove that nobody changed, removed, moved or cut off a line of the record."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assembly.core import record


class Command(BaseCommand):
    help = "Check the chain over the record and name every line that is not as it was sealed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seal", action="store_true", help="Seal the lines that wait before checking."
        )
        parser.add_argument(
            "--head",
            metavar="COUNT:HASH",
            help="A head noted down earlier; shows whether the record was cut off since.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        expected = _head(options["head"])
        if options["seal"]:
            self.stdout.write(f"{record.seal_events()} lines sealed.")
        found = 0
        for problem in record.problems(expected):
            found += 1
            self.stderr.write(self.style.ERROR(problem))
        self.stdout.write(f"Head: {record.head()}")
        if found:
            raise CommandError(f"The record is not as it was: {found} problem(s), named above.")
        self.stdout.write(self.style.SUCCESS("Every sealed line is as it was."))


def _head(written: str | None) -> record.Head | None:
    try:
        return record.Head.parse(written) if written else None
    except ValueError as problem:
        raise CommandError(str(problem)) from None
