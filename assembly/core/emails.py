"""An e-mail from one name and one file, `templates/emails/<name>.html`: subject, HTML and plain text."""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import make_msgid
from itertools import chain, repeat
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import get_template

from bs4 import BeautifulSoup, Tag

from .clean_text import clean
from .models import SiteSettings

# No holiday reply, and no answer of another program (RFC 3834).
WRITTEN_BY_A_PROGRAM = {"Auto-Submitted": "auto-generated"}
BREAK = "\x1e"  # a record separator: no mail has one of its own
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
    """What `emails/base.html` puts around every message."""
    site = SiteSettings.load()
    return {
        "assembly_name": site.assembly_name,
        "area_name": site.area_name,
        "contact_email": site.contact_email,
        "contact_phone": site.contact_phone,
        "postal_address": site.postal_address,
        "site_url": settings.SITE_URL,
    }


def letter(message: Message, to: str, headers: Mapping[str, str] | None = None) -> Letter:
    """Address a message that is sent at once. An answer reaches people, as it does from every other mail."""
    contact = SiteSettings.load().contact_email
    addressed = Letter(
        message.subject,
        message.text,
        settings.DEFAULT_FROM_EMAIL,
        [to],
        reply_to=[contact] if contact else None,
        # The library's own would name this computer.
        headers={
            **WRITTEN_BY_A_PROGRAM,
            "Message-ID": make_msgid(domain=settings.SITE_HOST),
            **(headers or {}),
        },
    )
    addressed.attach_alternative(message.html, "text/html")
    return addressed


def render(name: str, context: Mapping[str, Any]) -> Message:
    """Write the message: a subject of one line, whatever a name in it contains, and a text read out of the HTML."""
    html = clean(get_template(f"emails/{name}.html").render(dict(context)))
    page = BeautifulSoup(html, "html.parser")
    return Message(subject=_one_line(page.title), text=_as_text(page), html=html)


def _as_text(page: BeautifulSoup) -> str:
    """The letter as plain text: a paragraph for each, lists with dashes, quotations with ">", addresses in full."""
    letter, foot = ("\n\n".join(_parts(cell)) for cell in page.select(".letter td:not(.name)"))
    return f"{letter}\n\n--\n{foot}\n"


def _parts(element: Tag, start: str = "") -> Iterator[str]:
    """The paragraphs of an element, each line beginning with `start`."""
    for child in element.find_all(["p", "h2", "ul", "blockquote"], recursive=False):
        if child.name == "blockquote":
            yield f"\n{start}>\n".join(_parts(child, f"{start}> "))
        elif child.name == "ul":
            yield "\n".join(_wrapped(item, f"{start}- ", f"{start}  ") for item in child("li"))
        elif text := _wrapped(child, start, start):
            yield text


def _wrapped(paragraph: Tag, first: str, others: str) -> str:
    """Break lines that are too long for a plain mail. An address stays whole, so that it can be clicked."""
    lines = _with_addresses(paragraph)
    return "\n".join(
        textwrap.fill(
            line,
            WIDTH,
            initial_indent=start,
            subsequent_indent=others,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for start, line in zip(chain([first], repeat(others)), lines, strict=False)
    )


def _with_addresses(paragraph: Tag) -> list[str]:
    """The lines of a paragraph. The address of its one link is the last of them; of several, each follows its words."""
    links = [link for link in paragraph("a") if not _says_itself(link)]
    whole = _one_line(paragraph)
    for link in links if len(links) > 1 else []:
        link.append(f" <{link['href']}>")
    for line_break in paragraph("br"):
        line_break.replace_with(BREAK)
    lines = [" ".join(line.split()) for line in paragraph.get_text().split(BREAK)]
    if len(links) == 1:
        lines[-1] += ":" if whole == _one_line(links[0]) else ""
        lines.append(str(links[0]["href"]))
    return [line for line in lines if line]


def _says_itself(link: Tag) -> bool:
    return str(link["href"]).removeprefix("mailto:").rstrip("/") == _one_line(link)


def _one_line(element: Tag | None) -> str:
    return " ".join(element.get_text().split()) if element else ""
