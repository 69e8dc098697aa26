"""What the documents point to is there: a file, and in another document the heading."""

import re

import pytest

from tests.conftest import ROOT

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)")


def headings(document):
    """The anchors of a document's headings, as they are written in links."""
    for line in document.read_text().splitlines():
        if heading := re.match(r"#+ (.+)", line):
            yield re.sub(r"[^\w\- ]", "", heading[1].lower()).replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_a_document_points_to_what_is_there(document):
    missing = []
    for path, anchor in LINK.findall(document.read_text()):
        target = document.parent / path if path else document
        if not target.exists() or (anchor and anchor not in headings(target)):
            missing.append(f"{path}#{anchor}")
    assert missing == []
