"""manage.py maintenance on, off or page: close the site for work, and open it again."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assembly.core import maintenance
from assembly.core.rules import RuleBroken


class Command(BaseCommand):
    help = (
        "on: close the site with a page that says so. off: open it again. page: print the page that the proxy shows "
        "when the application does not answer. docs/operations.md says when."
    )
    requires_system_checks = ()  # some of them ask a database that may be away

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=("on", "off", "page"))
        parser.add_argument(
            "--until", metavar="TIME", help="when it is expected back, like 2026-11-30T18:00"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "page":
            self.stdout.write(maintenance.page_of_a_stopped_site())
        elif options["act"] == "on":
            self._close(_instant(options["until"]))
        elif maintenance.reopen():
            self.stdout.write(self.style.SUCCESS("The site is open."))
        else:
            self.stdout.write("The site was open already.")

    def _close(self, until: dt.datetime | None) -> None:
        try:
            said = maintenance.close(until)
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from None
        for sentence in said:
            self.stderr.write(self.style.WARNING(sentence))
        self.stdout.write(self.style.SUCCESS("The site is closed. manage.py maintenance off"))


def _instant(written: str | None) -> dt.datetime | None:
    if not written:
        return None
    try:
        instant = dt.datetime.fromisoformat(written)
    except ValueError:
        raise CommandError(
            f"“{written}” is no time; write it like 2026-11-30T18:00. The site was not closed."
        ) from None
    return instant if timezone.is_aware(instant) else timezone.make_aware(instant)
