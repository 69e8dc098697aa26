"""The lines that are drawn year by year."""

from collections.abc import Collection, Mapping

from assembly.core.charts import Bar, BarChart

from .counting import EVER, Counted, Period, of_year
from .lines import Line, Tally, line_at, subjects


def charts_of(
    counted: Counted, keys: Collection[int], whose: str, address: str, period: Period = EVER
) -> list[BarChart]:
    """One for each subject that has a line to draw, if there are years to compare."""
    years = [year for year in reversed(counted.years(keys)) if year in period]
    drawn = ((subject, line_at(subject.charted)) for subject in subjects)
    found = []
    for subject, pair in drawn:
        tallies = {
            year: tally
            for year in years
            if pair and (tally := counted.tally(pair[1], keys, of_year(year))).base
        }
        if pair and len(tallies) > 1:
            title = f"{subject.name}{whose} by year of opening"
            found.append(_chart(title, pair[1], tallies, address))
    return found


def _chart(title: str, line: Line, tallies: Mapping[int, Tally], address: str) -> BarChart:
    bars = [
        Bar(str(year), number, category=category)
        for year, tally in tallies.items()
        for category, number in ((1, tally.met), (2, tally.base - tally.met))
        if number
    ]
    ends = [
        f"{tallies[year].met} of {tallies[year].base} in {year}"
        for year in (min(tallies), max(tallies))
    ]
    return BarChart(
        title=title,
        description=f"{line.name}: {', '.join(ends)}.",
        bars=bars,
        label_heading="Year of opening",
        value_heading="Number",
        categories=(line.met, line.unmet),
        csv_url=address,
    )
