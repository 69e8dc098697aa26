"""What the page of a case shows of messages and files, and the acts that go with them."""

from collections.abc import Iterator

from django.urls import reverse

from assembly.compact.cases.desk import Act, Part
from assembly.compact.cases.standing import Standing

from . import rules, selectors


def acts(found: Standing) -> Iterator[Act]:
    if not rules.may_write(found):
        return
    reference = found.case.reference
    yield Act("Write a message", reverse("compact:case_write", args=[reference]))
    yield Act("Add a file", reverse("compact:case_file_add", args=[reference]))


def papers(found: Standing) -> Part:
    """The newest; all of them have a page."""
    case = found.case
    known = list(selectors.pieces(found).order_by("-at", "-pk")[: selectors.ON_CASE + 1])
    return Part(
        "Messages and files",
        "papers",
        "compact/cases/papers/part.html",
        {
            "pieces": [selectors.shown(found, piece) for piece in known[: selectors.ON_CASE]],
            "has_more": len(known) > selectors.ON_CASE,
            "all_url": reverse("compact:case_papers", args=[case.reference]),
            "is_forgotten": case.forgotten_on is not None,
        },
    )
