"""The pages of the register: what a visitor reads, and that reading costs the same however long the list."""

import csv
import datetime as dt
from decimal import Decimal
from io import StringIO

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest

from assembly.funding.importers.checking import check, read_lines
from assembly.funding.importers.files import open_source
from assembly.funding.models import Award, AwardChange
from tests.factories.funding import AwardFactory, AwardImportFactory
from tests.factories.membership import OrganisationFactory

pytestmark = pytest.mark.django_db

OVERVIEW = "/funding/"
LIST = "/funding/awards/"


def text_of(response):
    return " ".join(response.content.decode().split())


def rows_of(response):
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(content)))


@pytest.fixture
def source():
    return AwardImportFactory(attribution="Invented, CC0")


CARERS = {"recipient_name": "Kennet Carers", "recipient_org_id": "360G-x-carers"}
TREES = {"recipient_name": "Swindon Trees", "recipient_org_id": "360G-x-trees", "title": "=Trees"}
LUNCH = {"recipient_name": "Lunch Club", "recipient_org_id": "360G-x-lunch"}
NOBODY = {"recipient_name": "", "recipient_org_id": "", "title": "Award to an individual"}
PCT = {"funder_name": "Wessex PCT", "funder_org_id": "GB-NHS-5QK"}
SERVICES = {"department_name": "Community Services"}
TREE_MONEY = {"department_name": "Environment", "category": "infrastructure", "in_county": False}


@pytest.fixture
def register(source):
    """Two funders, two departments, two years, a care home, an individual, another currency."""
    facts = [
        ("300000.00", CARERS | SERVICES | {"residential_care": True, "award_class": "shopping"}),
        ("100000.00", CARERS | SERVICES | {"award_class": "giving", "in_county": True}),
        ("50000.50", TREES | TREE_MONEY),
        ("49999.50", LUNCH | PCT | {"in_county": True, "awarded_on": dt.date(2008, 3, 31)}),
        ("500.00", NOBODY | {"to_individual": True}),
        ("7000.00", CARERS | {"currency": "EUR"}),
    ]
    return [AwardFactory(source=source, amount=Decimal(amount), **more) for amount, more in facts]


def test_the_overview_shows_both_totals_and_what_was_counted(client, register):
    page = text_of(client.get(OVERVIEW))
    assert "£500,500" in page
    assert "£200,500" in page
    assert "without residential and nursing care" in page
    for count, label in [("3", "different organisations"), ("4", "different services or projects")]:
        assert f'{count}</span> <span class="asm-figure__label">{label}' in page
    assert "and 1 award to individuals" in page
    assert "25.0%" in page
    assert "of the £200,000 whose recipient&#x27;s place is known" in page
    assert "10.0%" in page
    assert "In another currency</a>: 1 award<" in page


def test_the_overview_says_what_it_does_not_decide(client):
    page = text_of(client.get(OVERVIEW))
    assert "publishes and classes awards; it does not decide budgets" in page
    assert "There are no awards here yet" in page


def test_the_overview_has_a_line_for_each_funder_department_class_and_year(client, register):
    page = text_of(client.get(OVERVIEW))
    for line in ["Wessex County Council", "Wessex PCT", "Community Services", "Environment", "Shopping",
                 "Giving", "Not yet classed", "2007/08", "2008/09"]:  # fmt: skip
        assert f">{line}</a>" in page
    assert ">Investing</a>" not in page


def test_the_overview_of_one_year_counts_that_year_alone(client, register):
    page = text_of(client.get(OVERVIEW, {"year": "2007"}))
    assert "The financial year 2007/08" in page
    assert "£49,999.50" in page
    assert "Community Services" not in page
    assert "/funding/totals.csv?year=2007" in page


def test_a_year_without_awards_is_refused_in_the_form(client, register):
    page = text_of(client.get(OVERVIEW, {"year": "1850"}))
    assert "is not in the list" in page
    assert "All years" in page


def test_figures_that_are_not_known_are_not_shown(client):
    AwardFactory()
    page = text_of(client.get(OVERVIEW))
    assert "out of the county" not in page
    assert "infrastructure" not in page


def test_every_line_of_the_overview_leads_to_what_it_counts(client, register):
    response = client.get(OVERVIEW)
    for funder in response.context["funders"]:
        for line in [funder.line, *funder.departments]:
            listed = client.get(f"{LIST}?{line.query}").context["found"]
            assert (listed.awards, listed.total) == (line.awards, line.total)
    for line in [*response.context["years"], *response.context["classes"]]:
        listed = client.get(f"{LIST}?{line.query}").context["found"]
        assert (listed.awards, listed.total) == (line.awards, line.total)


def test_the_lines_of_the_overview_add_up_to_its_total(client, register):
    context = client.get(OVERVIEW).context
    total = context["headlines"].total
    assert sum(funder.line.total for funder in context["funders"]) == total
    assert sum(line.total for line in context["years"]) == total
    assert sum(line.total for line in context["classes"]) == total


FILTERS = [
    ({}, 6),
    ({"q": "trees"}, 1),
    ({"q": "swindon TREES"}, 1),
    ({"q": "swindon carers"}, 0),
    ({"funder": "GB-NHS-5QK"}, 1),
    ({"department": "Community Services"}, 2),
    ({"year": "2007"}, 1),
    ({"award_class": "giving"}, 1),
    ({"award_class": "none"}, 4),
    ({"place": "in"}, 2),
    ({"place": "out"}, 1),
    ({"place": "unknown"}, 3),
    ({"recipient": "360G-x-lunch"}, 1),
    ({"funder": "GB-LAE-WSX", "award_class": "shopping"}, 1),
    ({"page": "nonsense"}, 6),
]


@pytest.mark.parametrize(("filters", "found"), FILTERS)
def test_the_list_is_narrowed_by_each_filter(client, register, filters, found):
    response = client.get(LIST, filters)
    assert response.status_code == 200
    listed = response.context["found"]
    assert (listed.listed if listed else 0) == found
    assert len(response.context["page"]) == found


@pytest.mark.parametrize(
    ("order", "first"),
    [("", -1), ("oldest", 3), ("largest", 0), ("smallest", 4), ("recipient", 4)],
)
def test_the_list_is_put_in_order(client, register, order, first):
    assert client.get(LIST, {"order": order}).context["page"].items[0] == register[first]


def test_the_list_says_so_when_nothing_fits(client, register):
    assert "No award matches" in text_of(client.get(LIST, {"q": "zeppelin"}))


def test_the_list_of_one_recipient_keeps_to_it_while_it_is_narrowed(client, register):
    page = text_of(client.get(LIST, {"recipient": "360G-x-lunch"}))
    assert "<h1" in page
    assert "Awards to Lunch Club" in page
    assert '<input type="hidden" name="recipient" value="360G-x-lunch"' in page
    assert "Awards to" not in text_of(client.get(LIST, {"recipient": "nobody"}))


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


@pytest.mark.parametrize("url", [OVERVIEW, LIST])
def test_a_page_costs_the_same_for_two_awards_and_for_thirty(client, source, url):
    AwardFactory.create_batch(2, source=source)
    client.get(url)
    before = queries_of(client, url)
    for number in range(30):
        AwardFactory(
            source=source,
            funder_org_id=f"GB-{number}",
            department_name=f"Department {number}",
            recipient=OrganisationFactory(),
        )
    assert queries_of(client, url) == before


def test_an_award_shows_its_facts_and_its_source(client, source):
    award = AwardFactory(
        source=source, source_row=1204, purpose="A monthly café.", months=Decimal("12.00"), award_class="giving",
        starts_on=dt.date(2008, 5, 1), ends_on=dt.date(2009, 4, 30), category="community", residential_care=True,
        in_county=False, department_name="Community Services",
    )  # fmt: skip
    page = text_of(client.get(award.get_absolute_url()))
    for words in ["A monthly café.", "Kennet Carers", "Wessex County Council", "Community Services", "£1,250.50",
                  "1 April 2008 (financial year 2008/09)", "1 May 2008", "30 April 2009", "12 months", "Giving",
                  "Community action and engagement",
                  "awards.csv", "1,204", award.grant_id, "Invented, CC0"]:  # fmt: skip
        assert words in page
    assert "What the funder changed" not in page


def test_an_award_tells_only_what_is_known(client, source):
    page = text_of(client.get(AwardFactory(source=source, months=Decimal(1)).get_absolute_url()))
    for words in ["Department", "Monitoring category", "nursing care", "in the county", "Last day"]:
        assert words not in page
    assert "1 month<" in page


def test_an_award_leads_to_the_page_of_a_recipient_on_the_public_register(client, member, source):
    award = AwardFactory(source=source, recipient=member)
    assert f'<a href="{member.get_absolute_url()}">Kennet Carers</a>' in text_of(
        client.get(award.get_absolute_url())
    )


def test_an_award_does_not_lead_to_an_organisation_that_only_applied(client, source):
    applicant = OrganisationFactory(applied=True)
    award = AwardFactory(source=source, recipient=applicant)
    assert applicant.get_absolute_url() not in text_of(client.get(award.get_absolute_url()))


def test_an_award_to_an_individual_names_nobody(client, register):
    page = text_of(client.get(register[4].get_absolute_url()))
    assert "An individual" in page
    assert "All its awards" not in page


def test_an_award_shows_what_its_funder_changed(client, source):
    award = AwardFactory(source=source)
    AwardChange.objects.create(award=award, made_by=source, field="amount", before="1", after="2")
    page = text_of(client.get(award.get_absolute_url()))
    assert "What the funder changed" in page
    assert ">Amount</td>" in page


def test_markup_in_a_file_is_text_on_the_page(client, source):
    award = AwardFactory(
        source=source,
        title="<script>x</script>",
        recipient_name="<b>bold</b>",
        purpose="<i>why</i>",
    )
    page = text_of(client.get(award.get_absolute_url()))
    assert "<script>x" not in page
    assert "<b>bold" not in page
    assert "<i>why" not in page


def test_an_award_that_is_not_there_is_not_found(client):
    assert client.get("/funding/awards/99/").status_code == 404


def test_the_csv_holds_what_the_list_shows(client, register):
    response = client.get("/funding/awards.csv", {"department": "Environment"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="awards.csv"'
    (row,) = rows_of(response)
    assert row["Recipient Org:Name"] == "Swindon Trees"
    assert row["Amount Awarded"] == "50000.50"
    assert row["Award Date"] == "2008-04-01"
    assert row["Recipient in the county"] == "No"


def test_a_cell_that_a_spreadsheet_would_run_is_text_in_the_csv(client, register):
    (row,) = rows_of(client.get("/funding/awards.csv", {"department": "Environment"}))
    assert row["Title"] == "'=Trees"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\n"])
def test_every_sign_that_begins_a_formula_is_disarmed(client, sign):
    AwardFactory(title=f"{sign}1+1")
    (row,) = rows_of(client.get("/funding/awards.csv"))
    assert row["Title"] == f"'{sign}1+1"


def test_a_csv_of_a_filter_that_means_nothing_is_refused(client, register):
    response = client.get("/funding/awards.csv", {"year": "nonsense"})
    assert response.status_code == 400
    for name in ["totals", "departments"]:
        assert client.get(f"/funding/{name}.csv", {"year": "nonsense"}).status_code == 400


def test_the_csv_of_totals_adds_up_to_the_overview(client, register):
    rows = rows_of(client.get("/funding/totals.csv"))
    assert sum(Decimal(row["Total in pounds"]) for row in rows) == Decimal("500500.00")
    assert {row["Class"] for row in rows} == {"Shopping", "Giving", "Not yet classed"}
    assert len(rows_of(client.get("/funding/totals.csv", {"year": "2007"}))) == 1


def test_the_charts_show_both_totals_and_answer_as_csv(client, register):
    page = text_of(client.get(OVERVIEW))
    assert "The longest bar is Community Services, with £400,000." in page
    assert "Community Services (in all)" in page
    rows = rows_of(client.get("/funding/departments.csv", {"year": "2008"}))
    assert [list(row.values()) for row in rows] == [
        ["Community Services", "in all", "400000.00"],
        ["Community Services", "without residential and nursing care", "100000.00"],
        ["Environment", "in all", "50000.50"],
    ]
    rows = rows_of(client.get("/funding/years.csv"))
    assert [row["Financial year"] for row in rows] == ["2007/08", "2008/09", "2008/09"]


def test_a_chart_without_care_homes_has_one_bar_a_line(client):
    AwardFactory()
    assert "in all)" not in text_of(client.get(OVERVIEW))
    (row,) = rows_of(client.get("/funding/departments.csv"))
    assert list(row.values()) == ["Wessex County Council", "1250.50"]


def test_import_grants_can_read_the_csv_again(client, register, tmp_path):
    path = tmp_path / "awards.csv"
    path.write_bytes(b"".join(client.get("/funding/awards.csv").streaming_content))
    today = dt.date(2026, 1, 1)
    assert check(open_source(path), on=today).problems == []
    lines = {line.grant_id: line for line in read_lines(open_source(path), on=today)}
    assert len(lines) == Award.objects.count()
    assert lines[register[0].grant_id].amount == register[0].amount
    assert lines[register[4].grant_id].to_individual


@pytest.mark.parametrize(
    "name", ["overview", "totals_csv", "budgets_csv", "years_csv", "award_list", "awards_csv"]
)
def test_the_register_is_read_not_written_by_its_pages(client, name):
    assert client.get(reverse(f"funding:{name}")).status_code == 200
    assert client.post(reverse(f"funding:{name}")).status_code == 405


@pytest.mark.parametrize(
    "query", ["year=nonsense", "funder=GB-NOBODY", "award_class=gift", "place=moon", "order=odd"]
)
def test_a_filter_that_means_nothing_is_said_and_nothing_is_listed(client, register, query):
    for address in (LIST, "/funding/awards.csv"):
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 400
        assert "is not in the list" in text_of(answer)
        assert "Swindon" not in text_of(answer)
    assert client.get("/funding/awards.csv?fundr=GB-1").status_code == 400
    assert client.get(f"{LIST}?utm_source=letter&fbclid=x").status_code == 200
