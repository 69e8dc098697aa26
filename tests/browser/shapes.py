"""What kinds of element a page is made of, so that axe looks at each kind once and not at its hundredth repetition.

Two pages of the same kinds differ in their words, their numbers of rows and the order of their parts. What axe would
find in those alone is missed where a page is left out for its shape: words of too little sense ("here") in a link, two
landmarks of the same name, a contrast that only the background of a distant ancestor spoils.
"""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Their values decide what an element is; of other attributes it matters that they are there.
TELLING = {"role", "type", "aria-expanded", "aria-current", "aria-invalid", "scope"}
# What is typed or how much of it, and which picture an icon shows, is nothing to axe.
SILENT = {"name", "value", "maxlength", "cols", "rows", "inputmode", "spellcheck", "min", "max"}
REFERENCES = {"for", "aria-labelledby", "aria-describedby", "aria-controls"}

Kind = tuple


def kinds_in(html: str, templates: Iterable[str] = ()) -> set[Kind]:
    """Each kind of element within each kind of parent, and the templates they come from.

    So that a page with a fault of its own is not taken for its sound sisters, these are kinds too: an element with
    nothing in it, a reference to an id that is not there or is there twice, and the order of the headings.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    kinds = reader.kinds | {("template", name) for name in templates}
    kinds.add(("headings", tuple(reader.headings)))
    for element, to in reader.references:
        if reader.ids.count(to) != 1:
            kinds.add(("reference", element, reader.ids.count(to)))
    return kinds


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.kinds: set[Kind] = set()
        self.headings: list[str] = []
        self.ids: list[str] = []
        self.references: list[tuple[Kind, str]] = []
        self.open: list[list] = [[("", "", ()), True]]  # the element, and whether anything is in it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        words = sorted(values.pop("class", "").split())
        classes = " ".join(word for word in words if not word.startswith("icon-"))
        told = (
            name + (f"={value}" if name in TELLING or not value else "")
            for name, value in values.items()
            if name not in SILENT
        )
        element = (tag, classes, tuple(sorted(told)))
        self.open[-1][1] = True
        self.kinds.add((self.open[-1][0][:2], element))
        if re.fullmatch("h[1-6]", tag) and self.headings[-1:] != [tag]:
            self.headings.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        for name in REFERENCES & values.keys():
            self.references += [(element[:2], to) for to in values[name].split()]
        if tag not in VOID:
            self.open.append([element, False])

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.open[-1][1] = True

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth][0][0] == tag:
                if not self.open[depth][1]:
                    self.kinds.add(("empty", self.open[depth][0]))
                del self.open[depth:]
                return
