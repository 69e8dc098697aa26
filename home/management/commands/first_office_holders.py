"""Name the first two office holders of a site, who give every other office on the site."""

import datetime as dt
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from allauth.account.models import EmailAddress

from assembly.accounts.models import OfficeTerm, User
from assembly.core.days import months_after
from assembly.core.roles import BOARD, SUPPORT_UNIT
from assembly.core.rules import RuleBroken
from assembly.core.templatetags.assembly import short_day
from home.offices.services import name_first_two

MONTHS = 12


class Command(BaseCommand):
    help = (
        "Name the first member of the Assembly Board and the first person of the Support Unit. They give every "
        "other office on the site. Refused while two people there can do so."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        person = 'an e-mail address, or a name and an address: "Ann Abel <ann@example.org>"'
        parser.add_argument("board", help=f"For the Assembly Board: {person}.")
        parser.add_argument("support", help=f"For the Support Unit: {person}.")
        parser.add_argument(
            "--months", type=int, default=MONTHS, help=f"How long they hold it ({MONTHS})."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if Group.objects.filter(name__in=(BOARD, SUPPORT_UNIT)).count() < 2:
            raise CommandError("There are no offices yet. Run manage.py sync_roles first.")
        today = timezone.localdate()
        try:
            with transaction.atomic():
                board, support = (_account(options[which]) for which in ("board", "support"))
                if board == support:
                    raise CommandError("Name two different people.")
                ends_on = months_after(today, options["months"])
                terms = name_first_two(
                    _term(board, BOARD, today, ends_on),
                    _term(support, SUPPORT_UNIT, today, ends_on),
                )
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from None
        for term in terms:
            self.stdout.write(f"{term.user.email}: {term.office}, until {short_day(term.last_day)}")
        self._say_how_to_sign_in()

    def _say_how_to_sign_in(self) -> None:
        self.stdout.write(
            "\nEach of them now, on their own computer:\n"
            f"  1. opens {settings.SITE_URL}{reverse('account_request_login_code')}, types the address, and enters "
            "the code that is mailed\n"
            f"  2. sets a password at {settings.SITE_URL}{reverse('account_set_password')}, if they want one\n"
            f"  3. opens {settings.SITE_URL}{reverse('office_staff:office_list')}. The site asks them to set up "
            "two-step sign-in first, which everybody with an office needs\n"
            "From then on one proposes a holder of an office there, and the other confirms it."
        )


def _account(typed: str) -> User:
    """The account with this address, made if there is none."""
    name, address = parseaddr(typed)
    address = User.objects.normalize_email(address)
    try:
        validate_email(address)
        found = User.objects.filter(email__iexact=address).first()
        return found or _made(address, name or _name_from(address))
    except ValidationError as problem:
        raise CommandError(f"{typed}: {' '.join(problem.messages)}") from None


def _made(address: str, name: str) -> User:
    """An account without a password; the first code that is typed to sign in confirms the address too."""
    user = User.objects.create_user(address, name=name)
    EmailAddress.objects.create(user=user, email=address, primary=True, verified=False)
    return user


def _name_from(address: str) -> str:
    """A name to begin with; the person changes it in their account."""
    return address.partition("@")[0].replace(".", " ").replace("-", " ").title()


def _term(user: User, office: str, on: dt.date, ends_on: dt.date) -> OfficeTerm:
    return OfficeTerm(user=user, office=office, began_on=on, ends_on=ends_on)
