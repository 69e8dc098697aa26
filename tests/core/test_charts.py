import csv
import io
import xml.etree.ElementTree as ET
from decimal import Decimal

from django.template.loader import render_to_string

import pytest

from assembly.core.charts import Bar, BarChart, chart_csv_response
from assembly.core.csv_files import csv_response, safe_cell

SPENDING = BarChart(
    title="Spending by department",
    description="Children and education spends most.",
    unit="£",
    label_heading="Department",
    value_heading="Spending",
    bars=[
        Bar("Children and education", Decimal("22577000")),
        Bar("Economy & <planning>", Decimal("11288500.25"), category=2),
        Bar("Highways", 0, shown="nothing yet", category=3),
    ],
    csv_url="?format=csv",
)


def drawn(chart):
    html = render_to_string("components/bar_chart.html", {"chart": chart})
    return html, ET.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])  # noqa: S314 - our own


def texts(svg, css_class):
    return [text.text for text in svg.iter("text") if text.get("class") == css_class]


def read(response):
    written = b"".join(response.streaming_content).decode()
    assert written[0] == "\ufeff"
    return list(csv.reader(io.StringIO(written[1:])))


def test_a_chart_says_in_words_what_it_shows():
    _, svg = drawn(SPENDING)
    title, desc = svg.find("title"), svg.find("desc")
    assert (title.text, desc.text) == (SPENDING.title, SPENDING.description)
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


def test_bars_are_as_long_as_their_figures():
    _, svg = drawn(SPENDING)
    widths = [Decimal(rect.get("width").rstrip("%")) for rect in svg.iter("rect")]
    assert abs(widths[0] - 2 * widths[1]) <= Decimal("0.01")  # rounded to a hundredth
    assert widths[2] == 0
    assert 20 <= widths[0] <= 100


def test_figures_stand_beside_their_bars_and_in_the_table():
    html, svg = drawn(SPENDING)
    figures = ["£22,577,000", "£11,288,500.25", "nothing yet"]
    assert texts(svg, "asm-chart__value") == figures
    for figure in figures:
        assert f'govuk-table__cell--numeric">{figure}</td>' in html
    assert 'href="?format=csv"' in html


def test_what_people_typed_is_escaped():
    html, svg = drawn(SPENDING)
    assert "Economy & <planning>" in texts(svg, "asm-chart__label")
    assert "<planning>" not in html


def test_nothing_is_styled_or_scripted_inline():
    html, _ = drawn(SPENDING)
    assert "style=" not in html
    assert "<script" not in html
    assert "<style" not in html


def test_long_labels_take_several_lines_that_fit_a_narrow_screen():
    long = "Local voluntary organisations that support carers of people with dementia"
    _, svg = drawn(BarChart("t", "d", [Bar(long, 1), Bar("Short", 2)]))
    lines = texts(svg, "asm-chart__label")
    assert " ".join(lines) == f"{long} Short"
    assert max(len(line) for line in lines) <= 32
    tops = [int(rect.get("y")) for rect in svg.iter("rect")]
    assert tops[0] > int(next(svg.iter("text")).get("y"))
    assert int(svg.get("height")) > tops[1]


def test_the_longest_bar_leaves_room_for_its_figure():
    wide = BarChart("t", "d", [Bar("x", 1, shown="£1,291,436.54 in all")])
    narrow = BarChart("t", "d", [Bar("x", 1, shown="7")])
    assert wide.drawn[0].width < narrow.drawn[0].width


def test_categories_are_named_and_not_told_by_colour_alone():
    chart = BarChart(
        "t", "d", [Bar("Carers", 3, category=2)], unit="awards", categories=["shopping", "giving"]
    )
    html, svg = drawn(chart)
    assert texts(svg, "asm-chart__label") == ["Carers (giving)"]
    assert texts(svg, "asm-chart__value") == ["3 awards"]
    assert '<td class="govuk-table__cell">giving</td>' in html
    assert read(chart_csv_response(chart))[1] == ["Carers", "giving", "3"]


def test_a_chart_of_nothing_says_so():
    html = render_to_string("components/bar_chart.html", {"chart": BarChart("t", "d", [])})
    assert "There are no figures yet." in html
    assert "<svg" not in html


def test_a_chart_of_zeros_has_bars_of_no_length():
    assert [bar.width for bar in BarChart("t", "d", [Bar("x", 0)]).drawn] == [0]


def test_two_charts_of_a_page_have_ids_of_their_own():
    assert SPENDING.dom_id != BarChart("Another", "d", []).dom_id


@pytest.mark.parametrize(
    ("figure", "category", "error"),
    [(0.1, 1, TypeError), (-1, 1, ValueError), (1, 0, ValueError), (1, 7, ValueError)],
)
def test_a_bar_refuses_what_it_cannot_draw(figure, category, error):
    with pytest.raises(error, match="Roads"):
        Bar("Roads", figure, category=category)


def test_csv_gives_the_figures_unrounded():
    response = chart_csv_response(SPENDING)
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="spending-by-department.csv"'
    )
    assert read(response) == [
        ["Department", "Spending (£)"],
        ["Children and education", "22577000"],
        ["Economy & <planning>", "11288500.25"],
        ["Highways", "0"],
    ]


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\uff1d1"])
def test_a_spreadsheet_does_not_run_what_somebody_typed(typed):
    assert safe_cell(typed) == f"'{typed}"
    assert read(csv_response("x", ["Name"], [[typed]]))[1] == [f"'{typed}"]


@pytest.mark.parametrize("value", [-3, Decimal("-1.50"), None])
def test_numbers_stay_numbers_in_csv(value):
    assert safe_cell(value) == value


def test_other_text_is_left_as_it_is():
    assert safe_cell("Kennet: Carers (1)") == "Kennet: Carers (1)"
