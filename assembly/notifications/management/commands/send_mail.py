"""Send by hand what waits in the outbox, and say what became of the rest."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Count

from assembly.notifications import sending
from assembly.notifications.models import Email


class Command(BaseCommand):
    help = "Send the mails that wait, and count the others by their state."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--uncertain",
            action="store_true",
            help="Also repeat mails whose sending was interrupted; some readers may get them twice.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        sending.tidy()
        if options["uncertain"]:
            sending.repeat_uncertain()
        sending.send(Email.objects.waiting(), seconds=float("inf"))
        counts = dict(Email.objects.values_list("state").annotate(Count("id")))
        for state in Email.State:
            self.stdout.write(f"{counts.get(state.value, 0):6} {state.label}")
