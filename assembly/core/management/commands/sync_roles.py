"""Make the offices of the database match the table in core/roles.py."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assembly.core import roles, services


class Command(BaseCommand):
    help = (
        "Make offices, their permissions and the approval of pages match core/roles.py. Repeatable."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            services.sync_roles()
        except services.UnknownRight as problem:
            raise CommandError(str(problem)) from None
        if options["verbosity"]:
            self.stdout.write(f"{len(roles.OFFICES)} offices match core/roles.py.")
