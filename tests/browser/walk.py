"""A walk through months of the site: people sit down at two screens, and between their acts the clock is moved.

The site runs in this process, so the moved clock is the site's; the browsers keep the time of day they have. Whoever
sits down is signed in anew, as after weeks they would have to be.
"""

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from assembly.accounts.models import User
from tests.conftest import ROOT

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)


@dataclass
class Walk:
    """Where the walk takes place. `look` finds no fault with a page; `mail` is all that was sent so far."""

    base_url: str
    phone: Any
    desktop: Any
    enter_as: Callable[..., Any]
    look: Callable[[Any], None]
    clock: Any
    mail: list[Any]

    def until(self, instant: dt.datetime) -> None:
        """Move the clock to a minute after this instant."""
        self.clock.move_to(instant + MINUTE)

    def member(self, user: User, address: str) -> Any:
        """Somebody takes the phone, signs in and opens a page."""
        return self._sit(self.phone, user, address)

    def staff(self, user: User, address: str) -> Any:
        """Somebody sits down at the desk."""
        return self._sit(self.desktop, user, address)

    def anybody(self, address: str) -> Any:
        """Nobody in particular opens a page on the phone."""
        self.phone.context.clear_cookies()
        self.phone.goto(f"{self.base_url}{address}")
        return self.phone

    def _sit(self, page: Any, user: User, address: str) -> Any:
        page.context.clear_cookies()
        self.enter_as(page, user).goto(f"{self.base_url}{address}")
        return page

    def mailed_link(self, user: User, subject: str) -> str:
        """The first link to the site in the last mail with this in its subject."""
        mail = next(
            one for one in reversed(self.mail) if [user.email] == one.to and subject in one.subject
        )
        (link, *_) = re.findall(rf"{re.escape(settings.SITE_URL)}\S+", mail.body)
        return urlsplit(link).path

    def mailed_code(self, user: User) -> str:
        mail = next(one for one in reversed(self.mail) if [user.email] == one.to)
        return re.search(r"\b\d{6}\b", mail.body)[0]


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Any, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def reads(page: Any, words: str) -> None:
    """Wait until the page says so."""
    page.get_by_text(words).first.wait_for()


def heading(page: Any, words: str) -> None:
    page.get_by_role("heading", name=words).first.wait_for()


def prove_by_mail(walk: Walk, page: Any, user: User) -> None:
    """Show who is at the ballot, by a mailed code."""
    heading(page, "Show that it is you")
    press(page, "E-mail me a code")
    reads(page, "A code is on its way")
    page.get_by_label("Six-digit code").fill(walk.mailed_code(user))
    press(page, "Continue")
    heading(page, "Your ballot")


def rank(page: Any, *names: str) -> None:
    """Write the numbers beside the candidates, in this order."""
    for number, name in enumerate(names, 1):
        page.get_by_role("textbox", name=name).fill(str(number))


def cast(page: Any) -> str:
    """Review and confirm what was ranked; returns the receipt."""
    press(page, "Review your vote")
    heading(page, "Review your vote")
    press(page, "Confirm and cast this vote")
    reads(page, "Keep the receipt now")
    return re.search(r"\b[A-Z2-7]{20}\b", page.inner_text("main"))[0]


def record_draw(page: Any) -> None:
    page.get_by_role("link", name="Record the draw").click()
    page.get_by_label("What the event gave").fill("3 17 22 41 42 59")
    press(page, "Record")
    reads(page, "is recorded.")


def type_shares(page: Any, *shares: str) -> None:
    """Type shares of the key into the page that opens the box."""
    for place, share in enumerate(shares, 1):
        page.get_by_label(f"Share, field {place}").fill(share)
    press(page, "Open")


def without_network(*arguments: str, types: str) -> str:
    """What the command for a computer without network prints. In a session of its own: no terminal to ask at."""
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "elections.offline", *arguments],
        input=types,
        capture_output=True,
        text=True,
        cwd=ROOT,
        start_new_session=True,
        check=True,
    )
    return run.stdout
