"""The figures of the sector as bars; the table of each stands below it."""

from assembly.core.charts import Bar, BarChart
from assembly.core.templatetags.assembly import millions

from .sector import PARTS, Figures, concentration, share

SEVERAL = {
    "district": "An organisation that works in several districts counts in each.",
    "theme": "An organisation that works on several themes counts in each.",
    "role": "An organisation with several roles counts in each.",
    "field": "An organisation that is active in several fields counts in each.",
}
CONCENTRATION = "concentration"
OF_ORGANISATIONS, OF_INCOME = 1, 2


def chart(found: Figures, part: str, csv_url: str = "") -> BarChart:
    """The chart of one part: a table of `PARTS`, or the concentration of income."""
    if part == CONCENTRATION:
        return _concentration(found, csv_url)
    lines = found.tables[part]
    largest = max(lines, key=lambda line: line.number, default=None)
    most = f"Most: {largest.label}, {largest.number:,}. " if largest and largest.number else ""
    return BarChart(
        title=PARTS[part],
        description=f"{most}{SEVERAL.get(part, 'Each organisation counts once.')}",
        label_heading=PARTS[part].rpartition(" by ")[2].capitalize(),
        value_heading="Organisations",
        bars=[Bar(line.label, line.number) for line in lines],
        csv_url=csv_url,
    )


def _concentration(found: Figures, csv_url: str) -> BarChart:
    """The share of the organisations in each band beside its share of the income."""
    bars = []
    for band in found.bands:
        number = share(band.organisations, found.with_income)
        income = share(band.income, found.income)
        bars.append(
            Bar(band.label, number, f"{number}% ({band.organisations:,})", OF_ORGANISATIONS)
        )
        bars.append(Bar(band.label, income, f"{income}% ({millions(band.income)})", OF_INCOME))
    return BarChart(
        title="Who has the income",
        description=concentration(found.bands),
        unit="%",
        label_heading="Yearly income",
        value_heading="Share",
        bars=bars if found.with_income else [],
        categories=("share of the organisations", "share of the income"),
        csv_url=csv_url,
    )
