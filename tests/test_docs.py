"""What the documentation points at is there, and the code cites nothing that is not in the repository."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [*DOCS, *sorted(ROOT.glob("*.md"))]
SOURCES = [
    path
    for folder in ("assembly", "elections", "forums", "home", "templates", "docs")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".html", ".txt", ".md"}
]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)(#[^)]*)?\)")
# Numbered requirements and pages of a plan that readers of the repository do not have.
ELSEWHERE = re.compile(r"\bDESIGN[ ,:)]|\b(MEM|ELE|CON|COM|FUN|FOR|PLA)-\d\d\b")


@pytest.mark.parametrize("doc", PAGES, ids=lambda doc: str(doc.relative_to(ROOT)))
def test_links_lead_somewhere(doc):
    targets = [target for target, _ in LINK.findall(doc.read_text())]
    assert [target for target in targets if not (doc.parent / target).exists()] == []


def test_the_index_names_every_page():
    index = (ROOT / "docs" / "README.md").read_text()
    assert [page.name for page in DOCS if page.name != "README.md" and page.name not in index] == []


def test_the_words_of_the_glossary_are_in_order():
    rows = re.findall(r"^\| ([^|]+) \|", (ROOT / "docs" / "glossary.md").read_text(), re.MULTILINE)
    words = [row.lower().replace("-", "") for row in rows if row not in {"word"}]
    assert words == sorted(words)


def test_nothing_cites_what_is_not_here():
    citing = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in SOURCES
        if (found := ELSEWHERE.search(path.read_text()))
    ]
    assert citing == []


NAMED = re.compile(r"`((?:[a-z_]+/)+[a-z_0-9]+\.(?:py|html))`")
FILES = (
    "\n".join(f"/{path.relative_to(ROOT)}" for path in [*SOURCES, *(ROOT / "tests").rglob("*.py")])
    + "\n"
)


@pytest.mark.parametrize("doc", PAGES, ids=lambda doc: str(doc.relative_to(ROOT)))
def test_files_that_are_named_are_there(doc):
    if doc.name == "CHANGELOG.md":
        return  # tells of what was
    named = NAMED.findall(doc.read_text())
    assert [name for name in named if f"/{name}\n" not in FILES] == []
