"""The part of a text that shows why it was found, with the match marked."""

from collections.abc import Iterator

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from assembly.core.search.words import Search, finder

LENGTH = 220
BEFORE = 60
MORE = "\N{HORIZONTAL ELLIPSIS}"


def marked(text: str, search: Search) -> SafeString:
    """The whole text, escaped, with every match inside <mark>."""
    return format_html_join("", "{}", ((part,) for part in _parts(text, search)))


def snippet(text: str, search: Search) -> SafeString:
    """A piece around the first match, or the beginning when the match is elsewhere; whole words only."""
    text = " ".join(text.split())
    match = finder(search.terms).search(text)
    start = max(match.start() - BEFORE, 0) if match else 0
    if len(text) <= LENGTH:
        start = 0
    if start:
        start = text.find(" ", start, match.start() if match else None) + 1 or start
    piece = Truncator(text[start : start + 2 * LENGTH]).chars(LENGTH, truncate="")
    cut = start + len(piece) < len(text)
    if cut and " " in piece:
        piece = piece.rsplit(" ", 1)[0]
    return format_html(
        "{}{}{}", f"{MORE} " if start else "", marked(piece, search), f" {MORE}" if cut else ""
    )


def _parts(text: str, search: Search) -> Iterator[SafeString]:
    at = 0
    for match in finder(search.terms).finditer(text):
        yield conditional_escape(text[at : match.start()])
        yield format_html("<mark>{}</mark>", match[0])
        at = match.end()
    yield conditional_escape(text[at:])
