"""Where a page first uses a word of the glossary, and the disclosure that explains it there.

It works without script and without hovering. Each word is explained once a page, after the paragraph; never in a
heading, a link or a form, because only paragraphs are handed in and the words of links are left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

from assembly.core import parts

from .models import GlossaryTerm

MOST_ON_A_PAGE = 4
ON_REQUEST = "explained_words"
VOID = {"br", "hr", "img", "embed", "input", "wbr"}
NOT_EXPLAINED = {"a", "button", "form", "h1", "h2", "h3", "h4", "h5", "h6", "label", "summary"}
BREAK = (
    " \N{BULLET} "  # where something was left out, so that no word is made of what stood around it
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word that pages explain."""

    slug: str
    each: tuple[str, ...]
    meaning: str


@dataclass(slots=True)
class Explained:
    """What one page has explained so far."""

    meanings: tuple[Meaning, ...]
    done: set[str] = field(default_factory=set)

    def first_used_in(self, text: str) -> Iterator[tuple[str, Meaning]]:
        """Words used in this text and not before, as the glossary writes them; they are explained from now on."""
        phrases = _phrases(self.meanings)
        if not phrases:
            return
        for match in _pattern(tuple(phrase for phrase, _ in phrases)).finditer(text):
            phrase, meaning = phrases[(match.lastindex or 1) - 1]
            if len(self.done) == MOST_ON_A_PAGE:
                return
            if meaning.slug not in self.done:
                self.done.add(meaning.slug)
                yield phrase, meaning


def explained_on(request: HttpRequest | None) -> Explained | None:
    """The words of a page, asked for once however many paragraphs it has; None where nobody asked for a page."""
    if request is None:
        return None
    found: Explained | None = getattr(request, ON_REQUEST, None)
    if found is None:
        found = Explained(parts.kept("explained-words", _meanings))
        setattr(request, ON_REQUEST, found)
    return found


def _meanings() -> tuple[Meaning, ...]:
    rows = GlossaryTerm.objects.listed().filter(on_pages=True)
    return tuple(Meaning(one.slug, one.each, one.meaning) for one in rows)


def after_text(text: str, explained: Explained | None) -> SafeString:
    """What explains a plain text, to stand after the paragraph that it is in."""
    return _disclosures(explained.first_used_in(text) if explained else ())


def in_paragraphs(rich_text: Any, explained: Explained | None) -> SafeString:
    """A rich text, with what explains each of its paragraphs and lists after it."""
    html: SafeString = conditional_escape(rich_text)
    if explained is None or not explained.meanings or len(explained.done) == MOST_ON_A_PAGE:
        return html
    reader = _Paragraphs(html)
    pieces, start = [], 0
    for end, text in reader.found:
        disclosures = after_text(text, explained)
        if disclosures:
            pieces += [SafeString(html[start:end]), disclosures]
            start = end
    return format_html_join("", "{}", ((one,) for one in [*pieces, SafeString(html[start:])]))


def _disclosures(found: Iterable[tuple[str, Meaning]]) -> SafeString:
    glossary = reverse("home:glossary")
    return format_html_join(
        "",
        '<details class="govuk-details"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">What does “{}” mean?</span></summary>'
        '<div class="govuk-details__text"><p>{}</p><p><a class="govuk-link" href="{}#{}">{} in the glossary</a></p>'
        "</div></details>",
        ((phrase, one.meaning, glossary, one.slug, one.each[0]) for phrase, one in found),
    )


@lru_cache(maxsize=4)
def _phrases(meanings: tuple[Meaning, ...]) -> list[tuple[str, Meaning]]:
    """Every phrase with its word, the longest first: where two begin at one place, the longer one is meant."""
    found = [(phrase, one) for one in meanings for phrase in one.each]
    return sorted(found, key=lambda pair: (-len(pair[0]), pair[0]))


@lru_cache(maxsize=4)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words, and their plural with an s. “RON” is no “Ron”; other words are found however they begin."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_one, phrases))})(?![\w-])")


def _one(phrase: str) -> str:
    words = r"\s+".join(map(re.escape, phrase.split()))
    is_exact = re.search(r"[A-Z].*[A-Z]", phrase) and " " not in phrase
    return f"({words})s?" if is_exact else f"((?i:{words}))s?"


class _Paragraphs(HTMLParser):
    """Reads the outermost elements of a rich text: where each ends, and its words outside links and headings."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self.depth = self.left_out = 0
        self.words: list[str] = []
        self.found: list[tuple[int, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.words.append(" ")
            return
        self.depth += 1
        self.left_out += tag in NOT_EXPLAINED
        if tag in NOT_EXPLAINED or tag in {"li", "p"}:
            self.words.append(BREAK)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        self.left_out -= tag in NOT_EXPLAINED
        self.depth = max(self.depth - 1, 0)
        if self.depth == 0:
            line, column = self.getpos()
            end = self.html.index(">", self.lines[line - 1] + column) + 1
            self.found.append((end, "".join(self.words)))
            self.words = []

    def handle_data(self, data: str) -> None:
        if not self.left_out:
            self.words.append(data)
