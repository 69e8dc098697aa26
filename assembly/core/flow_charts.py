"""Flow charts (Sankey diagrams): how amounts move between the same holders from one moment to the next.

Drawn on the server like the bars of `charts`: a column a moment, a lane a holder, in which the holder stays in every
column, with name and amount written at each place. So nothing is said by colour alone, and no style or script is
inline. The drawing has a fixed size in pixels and scrolls inside its own region; its figures stand in a table too.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from textwrap import wrap

MOST_COLOURS = 10
LENGTH = 360  # pixels that all lanes together give to their amounts
BAR = 12
PITCH = 152  # from one column to the next
LAST = 230  # what the last column needs for its words
LETTERS = 16  # of a name or a heading beside the next column
LINES = 3  # of a heading
LINE = 18
GAP = 10
HEADING = (LINES + 1) * LINE + GAP
TENTH = Decimal("0.1")
HUNDREDTH = Decimal("0.01")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Lane:
    """Somebody who may hold something in every column. `outcome` is written in the last column."""

    key: int
    name: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A moment: what each lane holds then, by key. Who is not in it holds nothing any more."""

    name: str
    heading: str
    amounts: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Flow:
    """An amount that arrives in a column from the column before it, by its place from 0."""

    column: int
    source: int
    target: int
    amount: Decimal
    pieces: int


@dataclass(frozen=True, slots=True)
class DrawnHeading:
    lines: list[tuple[str, int]]
    name: str
    x: int


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """A lane in a column: a bar, and above it the name with the amount."""

    name: str
    shown: str
    outcome: str
    x: int
    y: Decimal
    words_y: Decimal
    height: Decimal
    colour: str


@dataclass(frozen=True, slots=True)
class DrawnFlow:
    path: str
    words: str
    colour: str


@dataclass(frozen=True)
class FlowChart:
    """Columns of the same lanes, and what flowed between them. `nobody` is the lane that is not a holder's."""

    title: str
    description: str
    lanes: Sequence[Lane]
    columns: Sequence[Column]
    flows: Sequence[Flow]
    unit: str
    nobody: int = 0
    # How an amount is written everywhere; without it the picture rounds, and the table has all decimals.
    shown: Callable[[Decimal], str] | None = None

    @property
    def dom_id(self) -> str:
        return "flows-" + hashlib.sha256(self.title.encode()).hexdigest()[:8]

    @property
    def bar_width(self) -> int:
        return BAR

    @property
    def width(self) -> int:
        return PITCH * (len(self.columns) - 1) + LAST

    @property
    def rows(self) -> list[tuple[str, str, str, int, str]]:
        """What the table says of each flow: column, from, to, pieces and the amount."""
        return [
            (
                self.columns[flow.column].name,
                self._names[flow.source],
                self._names[flow.target],
                flow.pieces,
                (self.shown or str)(flow.amount),
            )
            for flow in self.flows
        ]

    @property
    def headings(self) -> list[DrawnHeading]:
        return [
            DrawnHeading(
                name=column.name,
                lines=[
                    (line, LINE * number)
                    for number, line in enumerate(
                        wrap(column.heading, LETTERS, max_lines=LINES, placeholder=" …"), 2
                    )
                ],
                x=PITCH * place,
            )
            for place, column in enumerate(self.columns)
        ]

    @property
    def places(self) -> list[DrawnPlace]:
        last = len(self.columns) - 1
        return [
            DrawnPlace(
                name=_cut(lane.name) if place < last else lane.name,
                shown=(self.shown or _shown)(column.amounts[lane.key]),
                outcome=lane.outcome if place == last else "",
                x=PITCH * place,
                y=self._tops[lane.key],
                words_y=self._tops[lane.key] - LINE // 3,
                height=max(Decimal(1), self._length(column.amounts[lane.key])),
                colour=self._colours[lane.key],
            )
            for place, column in enumerate(self.columns)
            for lane in self.lanes
            if lane.key in column.amounts
        ]

    @property
    def ribbons(self) -> list[DrawnFlow]:
        """What stays, and above it what flows, between each two columns."""
        ribbons = [
            ribbon for place in range(1, len(self.columns)) for ribbon in self._ribbons_into(place)
        ]
        return [drawn for _, drawn in sorted(ribbons, key=lambda ribbon: ribbon[0])]

    def _ribbons_into(self, place: int) -> Iterator[tuple[bool, DrawnFlow]]:
        """Stack ribbons at both ends in the order of the lanes, so that they cross as little as may be."""
        flows = [flow for flow in self.flows if flow.column == place and flow.amount > 0]
        for lane in self.lanes:
            if (amount := self._staying(lane.key, place, flows)) > 0:
                flows.append(Flow(place, lane.key, lane.key, amount, 0))
        order = {lane.key: number for number, lane in enumerate(self.lanes)}
        starts = self._stacked(sorted(flows, key=lambda flow: order[flow.target]), "source")
        ends = self._stacked(sorted(flows, key=lambda flow: order[flow.source]), "target")
        for flow in flows:
            yield flow.source != flow.target, self._ribbon(flow, starts[flow], ends[flow])

    def _stacked(self, flows: Sequence[Flow], end: str) -> dict[Flow, Decimal]:
        """Say where each flow begins (or ends) when those of a lane lie one below the other."""
        below: dict[int, Decimal] = {}
        tops = {}
        for flow in flows:
            lane = getattr(flow, end)
            tops[flow] = below.get(lane, self._tops[lane])
            below[lane] = tops[flow] + self._length(flow.amount)
        return tops

    def _staying(self, key: int, place: int, flows: Sequence[Flow]) -> Decimal:
        arrived = sum((flow.amount for flow in flows if flow.target == key), Decimal(0))
        return self.columns[place].amounts.get(key, Decimal(0)) - arrived

    def _ribbon(self, flow: Flow, start: Decimal, end: Decimal) -> DrawnFlow:
        left = PITCH * (flow.column - 1) + BAR
        right = PITCH * flow.column
        middle = (left + right) // 2
        height = max(Decimal(1), self._length(flow.amount))
        names = f"{self._names[flow.source]} to {self._names[flow.target]}"
        if flow.source == flow.target:
            names = f"stay with {self._names[flow.source]}"
        return DrawnFlow(
            path=(
                f"M{left} {start}C{middle} {start} {middle} {end} {right} {end}v{height}"
                f"C{middle} {end + height} {middle} {start + height} {left} {start + height}z"
            ),
            words=f"{self.columns[flow.column].name}: {(self.shown or _shown)(flow.amount)} {self.unit} {names}",
            colour=self._colours[flow.source],
        )

    # Where everything lies

    @cached_property
    def _most(self) -> dict[int, Decimal]:
        return {
            lane.key: max(column.amounts.get(lane.key, Decimal(0)) for column in self.columns)
            for lane in self.lanes
        }

    def _length(self, amount: Decimal) -> Decimal:
        return (amount / (sum(self._most.values()) or 1) * LENGTH).quantize(TENTH)

    @cached_property
    def _tops(self) -> dict[int, Decimal]:
        tops = {}
        top = Decimal(HEADING)
        for lane in self.lanes:
            tops[lane.key] = top + LINE
            top = tops[lane.key] + self._length(self._most[lane.key]) + GAP
        return tops

    @property
    def height(self) -> Decimal:
        last = self.lanes[-1].key
        return self._tops[last] + self._length(self._most[last]) + GAP

    @cached_property
    def _names(self) -> dict[int, str]:
        return {lane.key: lane.name for lane in self.lanes}

    @cached_property
    def _colours(self) -> dict[int, str]:
        """The colours one after the other, and again when there are more lanes; nobody's lane is grey."""
        holders = [lane.key for lane in self.lanes if lane.key != self.nobody]
        return {self.nobody: "none"} | {
            key: f"{number % MOST_COLOURS + 1}" for number, key in enumerate(holders)
        }


def _shown(amount: Decimal) -> str:
    """Write two decimals of what is small, and none that say nothing."""
    rounded = amount.quantize(HUNDREDTH if amount < HUNDRED else Decimal(1)).normalize()
    return f"{rounded:,f}"


def _cut(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1].rstrip()}…"
