"""An e-mail from one name: `templates/emails/<name>.subject`, `.txt` and `.html`."""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.backends.django import Template
from django.template.loader import get_template

from .models import SiteSettings

WIDTH = 76  # characters: a mail of text, and once more when somebody quotes it


class NotSent(Exception):
    """The mail server did not take a mail that somebody waits for."""


class Letter(EmailMultiAlternatives):
    """A mail that is handed over while somebody waits for it: a code, or word of a change to an account."""

    def send(self, *args: Any, **kwargs: Any) -> int:
        try:
            return super().send(*args, **kwargs)
        except OSError as problem:  # an SMTPException is one; its words can hold an address
            raise NotSent(type(problem).__name__) from None


@dataclass(frozen=True, slots=True)
class Message:
    """What an e-mail says: one line of subject, and the same words as text and as HTML."""

    subject: str
    text: str
    html: str


def letterhead() -> dict[str, Any]:
    """What `emails/base.txt` and `emails/base.html` put around every message."""
    site = SiteSettings.load()
    return {
        "assembly_name": site.assembly_name,
        "area_name": site.area_name,
        "contact_email": site.contact_email,
        "contact_phone": site.contact_phone,
        "postal_address": site.postal_address,
        "site_url": settings.SITE_URL,
    }


def render(name: str, context: Mapping[str, Any]) -> Message:
    """Write the message; only its HTML is escaped. A subject is one line, whatever a name in it contains."""
    return Message(
        subject=" ".join(_plain(f"emails/{name}.subject", context).split()),
        text=_wrapped(_plain(f"emails/{name}.txt", context)),
        html=get_template(f"emails/{name}.html").render(dict(context)),
    )


def _wrapped(text: str) -> str:
    """Break lines that are too long for a plain mail. An address stays whole, so that it can be clicked."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    wrapped = (_broken(line) if " " in line.strip() else line for line in lines)
    # Tags that wrote nothing leave empty lines behind: one between paragraphs is enough.
    return re.sub(r"\n{3,}", "\n\n", "\n".join(wrapped)) + "\n"


def _broken(line: str) -> str:
    return textwrap.fill(
        line,
        WIDTH,
        subsequent_indent="  " if line.startswith("- ") else "",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _plain(path: str, context: Mapping[str, Any]) -> str:
    template = get_template(path)
    if not isinstance(template, Template):
        raise TypeError(f"{path} is not a Django template.")
    return template.template.render(Context(dict(context), autoescape=False))
