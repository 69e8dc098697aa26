"""Fill an empty database with the sample county."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from assembly.membership.models import Organisation
from assembly.notifications.models import Email
from home.demo import (
    cases,
    compact,
    compact_board,
    consultations,
    county,
    elections,
    funding,
    groups,
    joining,
    meetings,
    organisations,
    representatives,
    succession,
    support,
    words,
)
from home.demo.stage import PASSWORD, Demo, address

# In this order: each part finds on the stage what the parts before it made.
PARTS = [
    county,
    organisations,
    joining,
    representatives,
    groups,
    meetings,
    words,
    support,
    compact_board,
    compact,
    consultations,
    cases,
    funding,
    succession,
]

LOG_INS = [
    ("asha", "votes for two member organisations"),
    ("hugh", "deputy of the first of them, asked to stand in an election"),
    ("ben", "his organisation has lapsed"),
    ("nadia", "her organisation has applied"),
    ("carys", "acts for no organisation: a claim and a draft of hers wait, and one invites her"),
    ("rosa", "her organisation was refused, and may appeal"),
    ("ralf", "his has appealed"),
    ("sol", "his organisation is suspended"),
    ("tess", "hers votes through another one"),
    ("convenor", "convenes the health group, asked to second a nomination"),
    ("dev", "Support Unit"),
    ("board", "Assembly Board"),
    ("efua", "returning officer"),
    ("scrutineer", "scrutineer: shows a share, signs a count"),
    ("clerk", "polling clerk: the second person at a vote by telephone or on paper"),
    ("compact", "Compact Board"),
    ("privacy", "data protection lead"),
    ("officer_wcc", "officer of the council"),
    ("officer_pct", "officer of the Primary Care Trust"),
    ("officer_police", "officer of the police authority"),
]


class Command(BaseCommand):
    help = "Fill an empty database with an invented sample county: people, organisations and everything they do."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--log-ins-only", action="store_true", help="Print the log-ins of a demo that is there."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["log_ins_only"]:
            self._seed()
        self.stdout.write(f"\nLog-ins of the demo, all with the password {PASSWORD}\n")
        for key, who in LOG_INS:
            self.stdout.write(f"  {address(key):<28} {who}")

    def _seed(self) -> None:
        if Organisation.objects.members().exists():
            raise CommandError(
                "This database has members already, and the demo would mix with them. "
                "Use an empty database, for example with: make demo-reset"
            )
        demo = Demo(say=lambda text: self.stdout.write(f"  {text}"))
        with transaction.atomic():
            call_command("sync_roles", stdout=self.stdout)
            for part in PARTS:
                part.seed(demo)
        # A ballot box is rewritten and wiped outside of every transaction.
        elections.seed(demo)
        # Nobody is mailed about what happened before the demo began.
        Email.objects.all().delete()
