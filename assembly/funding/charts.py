"""The totals of the register as bars."""

from assembly.core.charts import Bar, BarChart
from assembly.core.templatetags.assembly import millions

from .selectors import Funder, TotalLine

# More bars than this say less. The table below the chart has every line.
MOST_BARS = 12
IN_ALL, WITHOUT_CARE = 1, 2
CATEGORIES = ("in all", "without residential and nursing care")


def budgets_chart(funders: list[Funder], csv_url: str = "") -> BarChart:
    """A bar for each department, and for each funder that names none; a second one where care homes are in it."""
    lines = [line for funder in funders for line in funder.departments or [funder.line]]
    lines = sorted(lines, key=lambda line: -line.total)[:MOST_BARS]
    cared_for = any(line.total != line.without_care for line in lines)
    return BarChart(
        title="Awards by department",
        description=_largest(lines),
        unit="£",
        label_heading="Department or funder",
        value_heading="Awards",
        bars=[bar for line in lines for bar in _bars(line)],
        categories=CATEGORIES if cared_for else (),
        csv_url=csv_url,
    )


def years_chart(lines: list[TotalLine], csv_url: str = "") -> BarChart:
    lines = lines[:MOST_BARS]
    cared_for = any(line.total != line.without_care for line in lines)
    return BarChart(
        title="Awards by financial year",
        description=_largest(lines),
        unit="£",
        label_heading="Financial year",
        value_heading="Awards",
        bars=[bar for line in reversed(lines) for bar in _bars(line)],
        categories=CATEGORIES if cared_for else (),
        csv_url=csv_url,
    )


def _bars(line: TotalLine) -> list[Bar]:
    bars = [Bar(line.label, line.total, millions(line.total), IN_ALL)]
    if line.total != line.without_care:
        without = millions(line.without_care)
        bars.append(Bar(line.label, line.without_care, without, WITHOUT_CARE))
    return bars


def _largest(lines: list[TotalLine]) -> str:
    if not lines:
        return "There are no awards."
    largest = max(lines, key=lambda line: line.total)
    return f"The longest bar is {largest.label}, with {millions(largest.total)}."
