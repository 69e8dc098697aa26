"""Make the standing pages that are missing. Run it after every update; a second run makes nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from assembly.core import public_token
from home.standing_pages import make_missing_pages


class Command(BaseCommand):
    help = "Make and publish the standing pages that are missing (news and the like)."

    def handle(self, **options: Any) -> None:
        made = make_missing_pages()
        public_token.change()  # parts of pages that the code before the update kept
        if not options["verbosity"]:
            return
        for page in made:
            self.stdout.write(f"Made {page.get_url()} ({page.title}).")
        if not made:
            self.stdout.write("Every standing page is there.")
