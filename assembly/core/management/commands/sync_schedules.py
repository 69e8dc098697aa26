"""Make the schedules of the worker match assembly/schedules.py."""

from typing import Any

from django.core.management.base import BaseCommand

from assembly import schedules
from assembly.core import services


class Command(BaseCommand):
    help = (
        "Make the worker's schedules match assembly/schedules.py and delete all others. Repeatable."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        services.sync_schedules(schedules.JOBS)
        if options["verbosity"]:
            self.stdout.write(f"{len(schedules.JOBS)} schedules match assembly/schedules.py.")
