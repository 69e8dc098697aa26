"""The figures as rows for a spreadsheet, with every split: what is withheld on the page is withheld here."""

from collections.abc import Iterator

from assembly.consultations.models import Consultation, Response

from .kept import Kept
from .shown import WITHHELD, figures
from .splits import SPLITS, Split

HEADER = (
    "Question",
    "What is counted",
    "Who responded",
    "Split by",
    "Category",
    "Answer",
    "Number",
    "Of",
)
Row = tuple[object, ...]


def rows(consultation: Consultation) -> Iterator[Row]:
    for split in SPLITS.values():
        found = figures(consultation, split)
        for kind, measures in found.kinds.items():
            for kept in measures:
                yield from _of(kept, kind, split, found.names)


def _of(kept: Kept, kind: str, split: Split, names: dict[object, str]) -> Iterator[Row]:
    measure = kept.measure
    who = Response.Kind(kind).label
    for place, label in enumerate(measure.labels):
        if not split.code:
            pairs = [("", kept.rows[place], kept.answered)]
        else:
            pairs = [
                (names[category], kept.rows_by[place][at], kept.answered_by[at])
                for at, category in enumerate(kept.categories)
            ]
        for category, number, whole in pairs:
            yield (
                measure.heading,
                measure.caption,
                who,
                split.label if split.code else "",
                category,
                label,
                WITHHELD if number is None else number,
                WITHHELD if whole is None else whole,
            )
