"""Shorthand for the blocks of a page's body, as Wagtail stores them."""

from collections.abc import Sequence
from typing import Any

Block = dict[str, Any]
Words = tuple[Block, ...]


def heading(text: str) -> Block:
    return {"type": "heading", "value": text}


def text(*paragraphs: str) -> Block:
    """Paragraphs of rich text; one that begins with a tag, such as a list, stands as it is."""
    html = "".join(one if one.startswith("<") else f"<p>{one}</p>" for one in paragraphs)
    return {"type": "paragraph", "value": html}


def bullets(*items: str) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def steps(*items: str) -> str:
    return "<ol>" + "".join(f"<li>{item}</li>" for item in items) + "</ol>"


def link(words: str, address: str) -> str:
    return f'<a href="{address}">{words}</a>'


def callout(title: str, *paragraphs: str) -> Block:
    return {"type": "callout", "value": {"heading": title, "text": text(*paragraphs)["value"]}}


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """A table of words; the first cell of a row is its heading."""
    return {
        "type": "table",
        "value": {
            "caption": caption,
            "columns": [{"type": "words", "heading": column} for column in columns],
            "rows": [{"values": list(row)} for row in rows],
        },
    }
