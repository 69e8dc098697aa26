"""A figure that is a rule is written once, as a constant of the rule's module: every sentence reads it.

The net finds such a figure in a template or in a string of the product again. What it finds and is no rule is listed.
"""

import ast
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.module_loading import import_string

import pytest

from assembly.core import emails
from assembly.core.figures import in_words
from assembly.membership.rules import standing
from elections.models import contest

ROOT = Path(__file__).parent.parent
NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)"
FIGURE = re.compile(
    rf"\b{NUMBER} (?:working |clear )?"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?|words|ballots|reminders)\b"
    r"|\b(?:lasts|for|within|after) an? (?:hour|day|week|year)\b"
    r"|\bfewer than \d+\b|\b\d+ or (?:more|fewer)\b",
    re.IGNORECASE,
)
NOT_OURS = ("migrations", "demo", "counting", "compact/example_text.py")
# What follows is no rule of ours, or is one that a constant must not change.
NO_RULES = {
    "every ten minutes": "how often a job runs",
    "The figures of one day": "one day of a snapshot",
    "such as: with 34.00 votes at stage 3 of 61 ballots": "an example",
    "53 days left": "an example in the gallery of components",
    "within 10 working days of each meeting": "a dated version of the code of conduct: what was signed stays",
    "more than ten years ago": "of a typing mistake",
    "took it for three days": "what mail servers do",
    "about two minutes to read": "a promise of the text itself",
    "no more than five minutes to cast": "as long as it takes",
    "Twelve weeks, or say why": "the title of a promise",
    "Twelve months after you stop": "a dated version of a text that people went on under",
    "Five codes were sent within an hour": "of the limit on the lines before it",
    "Three or four words": "advice",
    "1 month": "the length of an award",
    "One year": "the cookie of Django",
    "two or three sentences": "advice",
}
# The length of an award can be 1.5 months.
NO_WHOLE_NUMBERS = {"assembly/funding/selectors.py"}
RULE = re.compile(r'{% rule "([\w.]+)"')


def sentences() -> Iterator[tuple[str, str]]:
    """Each template, and each string of the product that is no docstring."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        yield (
            str(path.relative_to(ROOT)),
            re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S),
        )
    for name, tree in modules():
        yield from ((name, found) for found in strings(tree))


def modules() -> Iterator[tuple[str, ast.AST]]:
    for app in ("assembly", "elections", "forums", "home"):
        for path in sorted((ROOT / app).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            if not any(one in name for one in NOT_OURS):
                yield name, ast.parse(path.read_text())


def strings(tree: ast.AST) -> Iterator[str]:
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.value


def test_no_rule_is_written_by_hand() -> None:
    found = []
    for name, text in sentences():
        for match in FIGURE.finditer(text):
            around = text[max(0, match.start() - 60) : match.end() + 60]
            if not any(words in around for words in NO_RULES):
                found.append(f"{name}: …{' '.join(around.split())}…")
    assert not found, "\n".join(["Read the rule's constant instead (core/figures.py):", *found])


def plurals(tree: ast.AST) -> Iterator[int]:
    """Lines that make a plural by hand: `'s' * (number != 1)`, or `"1 award" if number == 1 else …`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            if any(constant(side).isalpha() for side in (node.left, node.right)):
                yield node.lineno
        elif isinstance(node, ast.IfExp) and any(
            constant(side).startswith("1 ") for side in (node.body, node.orelse)
        ):
            yield node.lineno


def constant(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_no_plural_is_made_by_hand() -> None:
    found = [
        f"{name}:{line}"
        for name, tree in modules()
        for line in plurals(tree)
        if name not in NO_WHOLE_NUMBERS
    ]
    assert not found, "\n".join(["Write it with in_words (core/figures.py):", *found])


@pytest.mark.parametrize(
    "line",
    [
        "f\"{n} award{'s' * (n != 1)}\"",
        "f\"{n} address{(n > 1) * 'es'}\"",
        "'1 award' if n == 1 else f'{n} awards'",
        "f'{n} awards' if n != 1 else '1 award is'",
    ],
)
def test_a_plural_made_by_hand_is_found(line: str) -> None:
    assert list(plurals(ast.parse(line))) == [1]


def test_the_page_about_what_is_forgotten_repeats_no_figure() -> None:
    """docs/privacy.md names the constants' modules: a figure there would go stale."""
    assert FIGURE.findall((ROOT / "docs" / "privacy.md").read_text()) == []


def test_everything_listed_as_no_rule_is_still_there() -> None:
    texts = [text for _, text in sentences()]
    assert [words for words in NO_RULES if not any(words in text for text in texts)] == []


def test_templates_name_constants_that_exist() -> None:
    named = {name for _, text in sentences() for name in RULE.findall(text)}
    assert named
    for name in named:
        assert isinstance(import_string(name), int | dt.timedelta), name


@pytest.mark.parametrize(
    ("figure", "unit", "spelt", "words"),
    [
        (dt.timedelta(hours=24), "hours", False, "24 hours"),
        (dt.timedelta(days=84), "weeks", True, "twelve weeks"),
        (dt.timedelta(days=365), "months", False, "12 months"),
        (dt.timedelta(hours=1), "hours", True, "an hour"),
        (dt.timedelta(days=1), "days", False, "1 day"),
        (2, "working days", True, "two working days"),
        (28, "days", True, "28 days"),
        (1200, "awards", False, "1,200 awards"),
    ],
)
def test_figures_in_words(figure: dt.timedelta | int, unit: str, spelt: bool, words: str) -> None:
    assert in_words(figure, unit, spelt=spelt) == words


def test_a_singular_that_is_not_the_plural_without_its_s() -> None:
    words = [in_words(number, "addresses", one="address") for number in (0, 1, 2)]
    assert words == ["0 addresses", "1 address", "2 addresses"]


@pytest.mark.django_db
def test_a_page_and_a_mail_follow_the_constant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contest, "FULL_FROM", 30)
    monkeypatch.setattr(standing, "YEARS_TO_LAPSE", 3)
    page = render_to_string("elections/how_it_works.html")
    assert "with 30 or more" in page
    mail = emails.render(
        "membership/lapsed", {**emails.letterhead(), "organisation": "Harbour", "link": "/"}
    )
    assert "for three years, after three reminders" in " ".join(mail.text.split())
