"""manage.py import_grants FILE: load a 360Giving file into the funding register, whole or not at all."""

from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.figures import in_words
from assembly.core.rules import RuleBroken
from assembly.core.text_files import Encoding, Unreadable
from assembly.funding import rules, services
from assembly.funding.importers.checking import Check, check, read_lines
from assembly.funding.importers.files import open_source
from assembly.funding.loading.uploading import told

STEP = 1_000
SHOWN_PROBLEMS = 50
REFUSED, UNREADABLE = 1, 2


class Command(BaseCommand):
    help = (
        "Load awards from a 360Giving CSV or JSON file. Nothing is loaded unless every row is right. "
        "Ends with 0 when all is well, 1 when rows were refused, 2 when the file could not be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check the file, load nothing")
        parser.add_argument(
            "--attribution",
            default="",
            metavar="TEXT",
            help="whose data it is and under which licence; shown with every award",
        )
        parser.add_argument(
            "--accept-warnings", action="store_true", help="load rows that are odd but not wrong"
        )
        parser.add_argument(
            "--leave-out",
            default="",
            metavar="ROWS",
            help="load all but these rows, such as 7,12-14",
        )
        parser.add_argument(
            "--uk-dates", action="store_true", help="days are written as in Britain, 24/07/2014"
        )
        parser.add_argument(
            "--by", metavar="E-MAIL", help="the person who loads it, for the record"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = self._person(options["by"])
        today = timezone.localdate()
        try:
            leave_out = rules.rows_named(options["leave_out"])
            file = open_source(options["file"], uk_dates=options["uk_dates"])
            self._say(f"{file.name}: {file.format.value}")
            if file.encoding is Encoding.CP1252:
                self._say("Read as Windows-1252 (cp1252): it is not UTF-8.")
            checked = self._progress("Checked")
            result = check(file, on=today, progress=checked, leave_out=leave_out)
            self._show_problems(result)
            if result.broken_off:
                raise result.broken_off
            batch = replace(
                result.batch,
                attribution=options["attribution"],
                accepts_warnings=options["accept_warnings"],
                left_out=leave_out,
            )
            rules.may_be_imported(batch).enforce()
            self._say(f"{in_words(result.rows, 'awards')}, £{result.total:,.2f}")
            for note in told(result):
                self._say(note)
            if options["dry_run"]:
                self._say("Nothing was loaded: this was a dry run.")
                return
            lines = read_lines(
                file, on=today, progress=self._progress("Loaded"), leave_out=leave_out
            )
            loaded = services.import_awards(batch, lines, by=by)
        except Unreadable as refusal:
            raise CommandError(str(refusal), returncode=UNREADABLE) from refusal
        except RuleBroken as refusal:
            raise CommandError(str(refusal), returncode=REFUSED) from refusal
        self._say(
            f"{loaded.new:,} new, {loaded.changed:,} changed, {loaded.unchanged:,} unchanged."
        )

    def _person(self, email: str | None) -> User | None:
        if not email:
            return None
        try:
            return User.objects.get(email__iexact=email)
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody has the e-mail address {email}.") from error

    def _show_problems(self, result: Check) -> None:
        for problem in result.problems[:SHOWN_PROBLEMS]:
            self.stderr.write(f"row {problem.row}: {problem.reason}")
        more = result.problem_count - len(result.problems[:SHOWN_PROBLEMS])
        if more:
            self.stderr.write(f"… and {more:,} more")
        for warning in result.warnings[:SHOWN_PROBLEMS]:
            self.stderr.write(f"row {warning.row}: warning: {warning.reason}")
        more = result.warning_count - len(result.warnings[:SHOWN_PROBLEMS])
        if more:
            self.stderr.write(f"… and {more:,} more warnings")
        if result.problem_count or result.warning_count:
            self.stderr.write(
                "Give --leave-out with rows to load all but those, and --accept-warnings once you have read the "
                "warnings."
            )

    def _progress(self, done: str) -> Callable[[int], None]:
        def tell(rows: int) -> None:
            if rows % STEP == 0:
                self._say(f"{done} {rows:,} rows")

        return tell

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
