"""Mark the mails that came back, from the reports in a mailbox."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from assembly.core.text_files import Unreadable
from assembly.notifications import bounces
from assembly.notifications.mailboxes import open_mailbox


class Command(BaseCommand):
    help = "Read the reports on undelivered mail in the mailbox BOUNCE_MAILBOX, and mark those mails as come back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--mailbox",
            help="Read this one instead: mbox:/path, maildir:/path or imaps://user:password@host/folder.",
        )
        parser.add_argument(
            "--keep", action="store_true", help="Leave the reports that were read in the mailbox."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["mailbox"] or settings.BOUNCE_MAILBOX
        if not address or not settings.BOUNCE_ADDRESS:
            raise CommandError("Set BOUNCE_ADDRESS and BOUNCE_MAILBOX first: docs/notifications.md")
        try:
            with open_mailbox(address) as mailbox:
                found = bounces.read(mailbox, keep=options["keep"])
        except Unreadable as problem:
            raise CommandError(str(problem)) from problem
        for verdict in bounces.Verdict:
            self.stdout.write(f"{found[verdict]:6} {verdict.value}")
