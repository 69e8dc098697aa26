"""The figures as pages show them: a table for each measure, and a chart where they are not split further."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assembly.consultations.models import Consultation
from assembly.consultations.reading.by_question import KINDS as KIND_NAMES
from assembly.core.charts import Bar, BarChart

from ..codebook.selectors import in_use
from .counts import Counts, count
from .kept import Kept, keep
from .measures import Measure, measures, of_themes
from .splits import BY_KIND, Split
from .spread import per_cent, quartiles, thirds

WITHHELD = "withheld"
ANSWERED = "Answered by"
RESPONDED = "Responses"


@dataclass(frozen=True, slots=True)
class Table:
    """One measure: of each kind of respondent, or of one kind by category."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    withholds: bool
    chart: BarChart | None = None
    label_heading: str = "Answer"

    @property
    def dom_id(self) -> str:
        """The same between two visits, and different between the tables of a page."""
        told = f"{self.caption} {self.columns} {self.rows}"
        return "table-" + hashlib.sha256(told.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Section:
    """A question with its tables, or the themes raised."""

    heading: str
    tables: tuple[Table, ...]

    @property
    def withholds(self) -> bool:
        return any(table.withholds for table in self.tables)


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is shown of one consultation under one split."""

    split: Split
    kinds: dict[str, list[Kept]]
    names: dict[object, str]

    @property
    def of_questions(self) -> list[Section]:
        return [section for section in self._sections() if section.heading != _themes_heading()]

    @property
    def of_themes(self) -> list[Section]:
        return [section for section in self._sections() if section.heading == _themes_heading()]

    def _sections(self) -> Iterator[Section]:
        tables: dict[str, list[Table]] = {}
        for each in zip(*self.kinds.values(), strict=True):
            shown = [kept for kept in each if kept.shows_anything]
            of_measure = tables.setdefault(each[0].measure.heading, [])
            if not shown:
                continue
            if self.split is BY_KIND:
                of_measure.append(_by_kind(shown))
            else:
                of_measure.extend(
                    _by_category(kept, self.names) for kept in shown if kept.shows_a_category
                )
        for heading, found in tables.items():
            yield Section(heading, tuple(found))


def _themes_heading() -> str:
    return of_themes(()).heading


def figures(consultation: Consultation, split: Split = BY_KIND) -> Figures:
    """As many queries for many responses as for few."""
    every, themes = measures(consultation), of_themes(in_use(consultation))
    counts = count(consultation, every, themes, split)
    names = split.names()
    return Figures(
        split,
        {
            kind: keep(counts, [*every, themes], kind, _categories(counts, kind, names))
            for kind in split.kinds
            if any(responded == kind for responded, _ in counts.responded)
        },
        names,
    )


def _categories(counts: Counts, kind: str, names: dict[object, str]) -> list[object]:
    """Those in which somebody responded, in the order of their names."""
    return [category for category in names if counts.responded[kind, category]]


def _by_kind(shown: Sequence[Kept]) -> Table:
    measure = shown[0].measure
    rows = [(_base_of(measure), tuple(_number(kept.answered) for kept in shown))]
    for place, label in enumerate(measure.labels):
        cells = tuple(_share(kept.rows[place], kept.answered) for kept in shown)
        rows.append((label, cells))
    if measure.is_scale:
        rows.extend(row for row in _spread(measure, shown) if set(row[1]) != {WITHHELD})
    return Table(
        measure.caption,
        tuple(_name(kept.kind) for kept in shown),
        tuple(rows),
        any(kept.withholds for kept in shown),
        _chart(measure, shown),
        _rows_are(measure),
    )


def _by_category(kept: Kept, names: dict[object, str]) -> Table:
    measure = kept.measure
    rows = [(_base_of(measure), tuple(map(_number, kept.answered_by)))]
    rows += [
        (
            label,
            tuple(
                _share(number, whole)
                for number, whole in zip(kept.rows_by[place], kept.answered_by, strict=True)
            ),
        )
        for place, label in enumerate(measure.labels)
    ]
    return Table(
        f"{measure.caption}: {_name(kept.kind).lower()}",
        tuple(names[category] for category in kept.categories),
        tuple(rows),
        kept.withholds,
        label_heading=_rows_are(measure),
    )


def _spread(measure: Measure, shown: Sequence[Kept]) -> Iterator[tuple[str, tuple[str, ...]]]:
    names = ("Lower end", "Middle", "Upper end")
    for name, places in zip(names, thirds(len(measure.labels)), strict=True):
        if places:
            ends = dict.fromkeys((measure.labels[places[0]], measure.labels[places[-1]]))
            cells = tuple(_together(kept, places) for kept in shown)
            yield f"{name}: {' to '.join(ends)}", cells
    yield "Median", tuple(_quartile(kept, 1) for kept in shown)
    yield "The middle half lies between", tuple(_middle_half(kept) for kept in shown)


def _together(kept: Kept, places: Sequence[int]) -> str:
    """Nothing is added up of which a part is withheld."""
    numbers = [kept.rows[place] for place in places]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers) or kept.answered is None:
        return WITHHELD
    return _share(sum(known), kept.answered)


def _quartile(kept: Kept, which: int) -> str:
    """Of a spread that is shown whole: a median of the rest would be a false one, and of all would tell."""
    known = [number for number in kept.rows if number is not None]
    found = quartiles(known) if len(known) == len(kept.rows) else None
    return kept.measure.labels[found[which]] if found else WITHHELD


def _middle_half(kept: Kept) -> str:
    lower, upper = _quartile(kept, 0), _quartile(kept, 2)
    return WITHHELD if WITHHELD in (lower, upper) else f"{lower} and {upper}"


def _chart(measure: Measure, shown: Sequence[Kept]) -> BarChart:
    """A chart of shares, to compare kinds of different sizes, with the numbers beside them."""
    names = [_name(kept.kind) for kept in shown]
    bars = [
        _bar(label, kept, kept.rows[place], category)
        for place, label in enumerate(measure.labels)
        for category, kept in enumerate(shown, 1)
        if kept.rows[place]
    ]
    what = measure.heading if measure.themes else f"{measure.heading} {measure.caption}"
    did = "responded" if measure.themes else "answered"
    return BarChart(
        title=what,
        description=f"Shares of those who {did}, in per cent. Answers withheld, or given by nobody, have no bar.",
        bars=bars,
        label_heading=_rows_are(measure),
        value_heading="Share and number",
        categories=names if len(names) > 1 else (),
    )


def _bar(label: str, kept: Kept, number: int | None, category: int) -> Bar:
    share = per_cent(number or 0, kept.answered or 0)
    return Bar(label, share, _share(number, kept.answered), category)


def _share(number: int | None, whole: int | None) -> str:
    if number is None or whole is None:
        return WITHHELD
    return f"{per_cent(number, whole)}% ({number:,})"


def _number(number: int | None) -> str:
    return WITHHELD if number is None else f"{number:,}"


def _rows_are(measure: Measure) -> str:
    return "Theme" if measure.themes else "Answer"


def _base_of(measure: Measure) -> str:
    return RESPONDED if measure.themes else ANSWERED


def _name(kind: str) -> str:
    return next(name for known, name in KIND_NAMES.items() if known == kind)
