"""Load the example undertakings, marked as example text. A second run changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from assembly.compact import services


class Command(BaseCommand):
    help = "Load example undertakings into the five codes, marked as example text. Repeatable."

    def handle(self, **options: Any) -> None:
        published = services.load_example()
        if options["verbosity"]:
            self.stdout.write(f"{published} example undertakings published.")
