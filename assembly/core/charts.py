"""Bar charts: drawn on the server, legible at 320 pixels, with the same figures as a table and as CSV.

Lengths across are per cent of the space there is, lengths down are pixels: so a chart fills a wide screen and its
words keep their size on a narrow one. Nothing is said by colour alone, and no style or script is inline.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from textwrap import wrap

from django.http import StreamingHttpResponse

from .csv_files import csv_response
from .templatetags.assembly import pounds

MOST_COLOURS = 6
NARROWEST = 288  # pixels that a 320-pixel screen leaves for the chart
LETTER = Decimal("8.6")  # pixels, the width of a figure in bold
LETTERS_A_LINE = 32
LINE = 22
BAR = 22
GAP = 18
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure. `shown` is how it is written where that is not the usual way; `category` picks the colour."""

    label: str
    value: Decimal | int
    shown: str = ""
    category: int = 1

    def __post_init__(self) -> None:
        if not isinstance(self.value, Decimal | int):
            raise TypeError(f"The figure of {self.label} is a whole number or a Decimal.")
        if self.value < 0:
            raise ValueError(f"A bar cannot be shorter than nothing: {self.label}.")
        if not 1 <= self.category <= MOST_COLOURS:
            raise ValueError(f"A bar has one of {MOST_COLOURS} colours: {self.label}.")


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar with its place: lines of (text, y), then the bar itself and the figure after its end."""

    lines: list[tuple[str, int]]
    top: int
    bottom: int
    figure_y: int
    width: Decimal
    shown: str
    colour: int


@dataclass(frozen=True)
class BarChart:
    """Figures to compare. `categories` names what the colours mean; `csv_url` is where the CSV is answered."""

    title: str
    description: str
    bars: Sequence[Bar]
    unit: str = ""
    label_heading: str = "Of"
    value_heading: str = "Figure"
    categories: Sequence[str] = field(default=())
    csv_url: str = ""

    @property
    def dom_id(self) -> str:
        """Ids that differ between the charts of a page and stay the same between two visits."""
        return "chart-" + hashlib.sha256(self.title.encode()).hexdigest()[:8]

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """What the table says of each bar: label, category, figure."""
        return [(bar.label, self._category(bar), self._shown(bar)) for bar in self.bars]

    @property
    def drawn(self) -> list[DrawnBar]:
        drawn, top = [], 0
        longest = max((bar.value for bar in self.bars), default=0)
        for bar in self.bars:
            lines = wrap(self._label(bar), LETTERS_A_LINE) or [""]
            baselines = [(text, top + LINE * number) for number, text in enumerate(lines, 1)]
            top_of_bar = top + LINE * len(lines) + LINE // 3
            drawn.append(
                DrawnBar(
                    lines=baselines,
                    top=top_of_bar,
                    bottom=top_of_bar + BAR,
                    figure_y=top_of_bar + BAR - LINE // 4,
                    width=_share(bar.value, longest, self._room),
                    shown=self._shown(bar),
                    colour=bar.category,
                )
            )
            top = top_of_bar + BAR + GAP
        return drawn

    @property
    def height(self) -> int:
        drawn = self.drawn
        return drawn[-1].bottom + GAP if drawn else 0

    @property
    def bar_height(self) -> int:
        return BAR

    @property
    def _room(self) -> Decimal:
        """Per cent that the longest bar may take, so that its figure still fits beside it on a narrow screen."""
        letters = max((len(self._shown(bar)) for bar in self.bars), default=0)
        figure = (letters + 1) * LETTER / NARROWEST * 100
        return max(Decimal(20), 100 - figure)

    def _shown(self, bar: Bar) -> str:
        if bar.shown:
            return bar.shown
        if self.unit == "£":
            return pounds(bar.value)
        return f"{bar.value:,} {self.unit}".strip()

    def _category(self, bar: Bar) -> str:
        return self.categories[bar.category - 1] if self.categories else ""

    def _label(self, bar: Bar) -> str:
        category = self._category(bar)
        return f"{bar.label} ({category})" if category else bar.label


def chart_csv_response(chart: BarChart) -> StreamingHttpResponse:
    """Answer with the figures of a chart as they were counted, unrounded."""
    unit = f"{chart.value_heading} ({chart.unit})" if chart.unit else chart.value_heading
    if not chart.categories:
        rows = ([bar.label, bar.value] for bar in chart.bars)
        return csv_response(chart.title, [chart.label_heading, unit], rows)
    rows = ([bar.label, chart.categories[bar.category - 1], bar.value] for bar in chart.bars)
    return csv_response(chart.title, [chart.label_heading, "Category", unit], rows)


def _share(value: Decimal | int, longest: Decimal | int, room: Decimal) -> Decimal:
    if not longest:
        return Decimal(0)
    return (Decimal(value) / Decimal(longest) * room).quantize(HUNDREDTH)
