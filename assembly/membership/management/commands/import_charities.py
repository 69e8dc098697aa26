"""manage.py import_charities FILE: load an official register of charities, for looking up, whole or not at all."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assembly.accounts.models import User
from assembly.core.rules import RuleBroken
from assembly.core.text_files import Encoding, Unreadable
from assembly.membership.registers.files import open_register, read_lines
from assembly.membership.services.registers import Listening, Loaded, import_register

STEP = 10_000
SHOWN_PROBLEMS = 100
REFUSED, UNREADABLE = 1, 2


class Command(BaseCommand):
    help = (
        "Load charities from the main table of the Charity Commission's public extract (tab-separated or JSON), or "
        "from the sample of UK-CAT (CSV). Nothing is loaded unless every line can be used, and no member is changed. "
        "Ends with 0 when all is well, 1 when lines were refused, 2 when the file could not be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check the file, load nothing")
        parser.add_argument(
            "--area",
            action="append",
            default=[],
            metavar="AREA",
            help="only charities of this postcode area (SN), district (SN10), or post town or county; "
            "may be given several times",
        )
        parser.add_argument(
            "--by", metavar="E-MAIL", help="the person who loads it, for the record"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.problems = 0
        by = self._person(options["by"])
        try:
            file = open_register(options["file"])
            self._say(f"{file.name}: {file.layout.name}, {file.form}")
            if file.text.encoding is Encoding.CP1252:
                self._say("Read as Windows-1252 (cp1252): it is not UTF-8.")
            loaded = import_register(
                file,
                read_lines(file),
                by=by,
                areas=tuple(options["area"]),
                dry_run=options["dry_run"],
                tell=Listening(self._problem, self._repeat, self._progress),
            )
        except Unreadable as refusal:
            raise CommandError(str(refusal), returncode=UNREADABLE) from refusal
        except RuleBroken as refusal:
            self._show_the_rest()
            raise CommandError(str(refusal), returncode=REFUSED) from refusal
        self._report(loaded)
        if options["dry_run"]:
            self._say("Nothing was loaded: this was a dry run.")

    def _person(self, email: str | None) -> User | None:
        if not email:
            return None
        try:
            return User.objects.get(email__iexact=email)
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody has the e-mail address {email}.") from error

    def _problem(self, line: int, reason: str) -> None:
        self.problems += 1
        if self.problems <= SHOWN_PROBLEMS:
            self.stderr.write(f"line {line}: {reason}")

    def _show_the_rest(self) -> None:
        if self.problems > SHOWN_PROBLEMS:
            self.stderr.write(f"… and {self.problems - SHOWN_PROBLEMS:,} more")

    def _repeat(self, line: int, reason: str) -> None:
        self._say(f"line {line}: {reason}")

    def _progress(self, rows: int) -> None:
        if rows % STEP == 0:
            self._say(f"Read {rows:,} rows")

    def _report(self, loaded: Loaded) -> None:
        self._say(f"{loaded.rows:,} rows read, {loaded.entries:,} entries.")
        for number, what in (
            (loaded.repeats, "Repeats merged"),
            (loaded.linked, "Branches passed over, which have the number of another charity"),
            (loaded.elsewhere, "Passed over, because outside the area"),
            (loaded.removed, "Removed charities among the new and changed entries"),
            (loaded.gone, "No longer in the register, and marked so"),
            (loaded.missing, "Not in the file, but too many to have left: nothing marked"),
        ):
            if number:
                self._say(f"{what}: {number:,}.")
        self._say(
            f"{loaded.new:,} new, {loaded.changed:,} changed, {loaded.unchanged:,} unchanged."
        )
        if loaded.differing:
            self._say(
                f"Organisations of ours that differ from the register now: {loaded.differing:,}. See “Official "
                "registers” in the editing pages. Their entries were not changed."
            )

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
