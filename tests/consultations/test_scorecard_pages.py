"""The pages of scorecards: every body in one table, one body's own, and the list behind each figure with its files."""

import csv
import datetime as dt
import io

from django.utils import timezone

import pytest
from openpyxl import load_workbook

from assembly.consultations.publishing import body_pages
from assembly.core import public_token
from assembly.partners.models import PublicBody
from tests.consultations.scored import consulted
from tests.factories.consultations import PublicBodyFactory
from tests.queries import statements

pytestmark = pytest.mark.django_db
OPENED = dt.date(2007, 1, 8)
COUNTY = "/consultations/scorecard/"


def text(client, address):
    answered = client.get(address)
    assert answered.status_code == 200, address
    return answered.content.decode()


def follow(former, successor):
    PublicBody.objects.filter(pk=former.pk).update(
        ended_on=dt.date(2009, 4, 1), successor=successor
    )
    public_token.change()


def rows(client, address=COUNTY):
    return [(card.name, card.is_part) for card in client.get(address).context["county"].rows]


@pytest.fixture
def police(council):
    body = PublicBodyFactory(name="Wiltshire Police Authority", slug="police")
    body_pages.make_body_pages()
    return body


# All bodies


def test_without_any_consultation_the_page_says_so(client, council):
    assert "No public body has opened a consultation on this site yet." in text(client, COUNTY)


def test_every_body_that_ever_consulted_is_in_the_table(client, council, trust, police):
    consulted(council, OPENED)
    consulted(trust, OPENED, withdrawn_on=OPENED)
    assert rows(client) == [
        ("Wiltshire County Council", False),
        ("Wiltshire Primary Care Trust", False),
    ]


def test_the_page_begins_with_what_the_figures_come_to(client, council, trust):
    consulted(council, OPENED, given_after=80)
    consulted(council, OPENED, length=30, reason="budget", given_after=100)
    consulted(trust, OPENED, length=30)
    page = text(client, COUNTY)
    assert "2 public bodies have consulted since 2007. 3 consultations have opened." in page
    assert "1 of 3 promised twelve weeks or more; 1 was short without a reason." in page
    assert "Feedback came on time 1 of 3 times and is overdue for 1 now." in page


def test_of_one_consultation_it_speaks_in_the_singular(client, council):
    consulted(council, OPENED)
    page = text(client, COUNTY)
    assert "1 public body has consulted since 2007. 1 consultation has opened." in page
    assert "%" not in page.split("<h2")[0].split("<main")[1]


def test_a_body_that_ended_is_below_its_successor_with_lines_of_its_own(
    client, council, trust, police
):
    """A chain: the trust followed the council, and the police followed the trust."""
    for body in (council, trust, police):
        consulted(body, OPENED)
    follow(council, trust)
    follow(trust, police)
    assert rows(client) == [
        ("Wiltshire Police Authority", False),
        ("Wiltshire Police Authority itself", True),
        ("Wiltshire Primary Care Trust", True),
        ("Wiltshire County Council", True),
    ]
    county = client.get(COUNTY).context["county"]
    assert [card.of("days-open").base for card in county.rows] == [3, 1, 1, 1]
    assert county.whole.of("days-open").base == 3


def test_two_that_became_one_are_added_up_in_it(client, council, trust, police):
    consulted(council, OPENED)
    consulted(trust, OPENED, length=30)
    follow(council, police)
    follow(trust, police)
    [head, *parts] = client.get(COUNTY).context["county"].rows
    assert head.name == "Wiltshire Police Authority"
    assert [one.shown for one in head.figures][:1] == ["1 of 2"]
    assert {card.name for card in parts} == {
        "Wiltshire County Council",
        "Wiltshire Primary Care Trust",
    }


SORTED = {
    "name": ["council", "police", "trust"],
    "-name": ["trust", "police", "council"],
    "twelve-weeks-at-opening": ["trust", "council", "police"],
    "-twelve-weeks-at-opening": ["council", "trust", "police"],
}
NO_COLUMNS = ["nonsense", "' OR 1=1 --", "short-with-a-reason"]


@pytest.mark.parametrize("sort", SORTED)
def test_the_table_is_sorted_by_the_address(client, council, trust, police, sort):
    """The police opened nothing in the period: it comes last, however a figure is sorted."""
    consulted(council, OPENED)
    consulted(trust, OPENED, length=30)
    consulted(police, OPENED + dt.timedelta(days=700))
    found = client.get(COUNTY, {"sort": sort, "first": "2007", "last": "2007"})
    slugs = {"council": "County Council", "trust": "Care Trust", "police": "Police Authority"}
    names = [card.name for card in found.context["county"].rows]
    assert [next(k for k, v in slugs.items() if name.endswith(v)) for name in names] == SORTED[sort]


@pytest.mark.parametrize("query", [*({"sort": sort} for sort in NO_COLUMNS), {"first": "1066"}])
def test_what_the_table_does_not_know_is_said_and_not_passed_over(client, council, query):
    refused = client.get(COUNTY, query)
    assert refused.status_code == 400
    assert "is not in the list. Choose something that is." in refused.content.decode()


@pytest.mark.parametrize(
    ("asked", "base"),
    [
        ("", 3),
        ("?first=2007&last=2007", 1),
        ("?first=2008", 2),
        ("?last=2008", 2),
        ("?first=2009&last=2008", 2),
    ],
)
def test_a_period_counts_the_years_of_opening(client, council, asked, base):
    for year in (2007, 2008, 2009):
        consulted(council, dt.date(year, 12, 31))
    assert client.get(f"{COUNTY}{asked}").context["county"].whole.of("days-open").base == base


# One body


def test_a_body_has_its_card_below_its_consultations(client, council):
    consulted(council, OPENED, length=30, reason="budget")
    page = text(client, "/consultations/wcc/")
    assert 'id="scorecard"' in page
    assert "The yearly budget: 1" in page
    assert f'href="{COUNTY}wcc/short-with-a-reason/"' in page


def test_a_body_that_opened_nothing_says_so(client, council):
    assert "has not opened a consultation" in text(client, "/consultations/wcc/")


def test_a_body_shows_what_it_followed_body_by_body(client, council, trust):
    consulted(council, OPENED)
    consulted(trust, OPENED)
    follow(council, trust)
    page = text(client, "/consultations/pct/")
    assert "Body by body" in page
    assert "Wiltshire Primary Care Trust itself" in page


def test_its_years_are_drawn_and_taken_away(client, council):
    for year in (2007, 2008):
        consulted(council, dt.date(year, 1, 8))
    address = f"{COUNTY}wcc/?format=csv"
    assert address in text(client, "/consultations/wcc/")
    lines = b"".join(client.get(address).streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1:] == ["2007,Twelve weeks or more,1", "2008,Twelve weeks or more,1"]


# The list behind a figure


def test_the_figure_stands_over_its_list_with_both_outcomes(client, council):
    consulted(council, OPENED, given_after=80)
    consulted(council, OPENED, given_after=100)
    consulted(council, OPENED)
    page = text(client, f"{COUNTY}wcc/feedback-on-time/")
    assert "1 of 3" in page
    assert [page.count(f">{word}<") for word in ("On time", "Late", "Overdue")] == [2, 1, 1]


def test_a_list_of_one_outcome_keeps_the_figure(client, council):
    consulted(council, OPENED, given_after=80)
    consulted(council, OPENED)
    page = client.get(f"{COUNTY}wcc/feedback-on-time/?only=no")
    assert page.context["figure"] == "1 of 2"
    assert [row.text for row, _ in page.context["rows"]] == ["Consultation 2"]


def test_a_list_goes_on_by_key_with_the_same_filters(client, council, monkeypatch):
    monkeypatch.setattr("assembly.partners.scorecard.behind.PER_PAGE", 2)
    for _ in range(5):
        consulted(council, OPENED)
    seen, address = [], f"{COUNTY}wcc/days-open/?first=2007"
    while address:
        answered = client.get(address)
        seen += [row.text for row, _ in answered.context["rows"]]
        after = answered.context["page"].after
        address = f"{COUNTY}wcc/days-open/?first=2007&after={after}" if after else ""
    assert seen == [f"Consultation {number}" for number in (5, 4, 3, 2, 1)]


def test_files_have_all_of_the_list_and_run_nothing(client, council):
    for length in (30, 84):
        consulted(council, OPENED, length=length, reason="other" if length == 30 else "")
    council.consultations.update(reason_text="=1+1")
    answered = client.get(f"{COUNTY}wcc/short-with-a-reason.csv")
    content = b"".join(answered.streaming_content).decode("utf-8-sig")
    [row] = list(csv.DictReader(io.StringIO(content)))
    assert (row["Counted as"], row["In detail"]) == ("Reason given", "Another reason")
    assert (row["Days at opening"], row["Reason in words"]) == ("30", "'=1+1")
    answered = client.get(f"{COUNTY}all/days-open.xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answered.streaming_content))).active
    assert [row[3] for row in sheet.iter_rows(min_row=2, values_only=True)] == [84, 30]


def test_of_a_body_itself_those_it_followed_are_left_out(client, council, trust):
    consulted(council, OPENED)
    consulted(trust, OPENED)
    follow(council, trust)
    address = f"{COUNTY}pct/days-open/"
    assert len(client.get(address).context["rows"]) == 2
    assert len(client.get(f"{address}?own=yes").context["rows"]) == 1


@pytest.mark.parametrize(
    "address", ["wcc/nothing/", "nobody/withdrawn/", "nobody/", "wcc/nothing.csv", "wcc/replies/"]
)
def test_what_is_not_there_is_not_there(client, council, address):
    assert client.get(f"{COUNTY}{address}").status_code == 404


def test_the_address_of_a_body_leads_to_its_page(client, council):
    assert client.get(f"{COUNTY}wcc/").url == "/consultations/wcc/#scorecard"


# Open data, and how often the database is asked


def test_the_api_says_the_same(client, council):
    consulted(council, OPENED, given_after=100)
    [body] = client.get("/api/v1/scorecards").json()["items"]
    lines = {line["code"]: line for line in body["lines"]}
    late = lines["feedback-late"]
    assert (late["met"], late["base"], late["average"], late["unit"]) == (1, 1, 16, "days")
    assert late["years"][0]["year"] == 2007
    assert late["records"].endswith(f"{COUNTY}wcc/feedback-late.csv")


ADDRESSES = [
    COUNTY,
    f"{COUNTY}?sort=-days-open&first=2007",
    "/consultations/wcc/",
    f"{COUNTY}wcc/days-open/",
    f"{COUNTY}all/feedback-on-time/?only=yes",
    "/api/v1/scorecards",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_asks_the_database_as_often_for_many(client, council, trust, address, settings):
    settings.PAGE_CACHE = False

    def cost():
        with statements() as sent:
            assert client.get(address).status_code == 200
        return len(sent)

    def ask():
        """Once with nothing kept, and once more."""
        public_token.change()
        return cost(), cost()

    today = timezone.localdate()
    consulted(council, OPENED, given_after=100)
    consulted(trust, OPENED, length=30)
    client.get(address)
    few = ask()
    for number in range(12):
        consulted(trust if number % 3 else council, OPENED, length=30 + 9 * number, given_after=90)
        consulted(council, today - dt.timedelta(days=30 * number))
    assert ask() == few
    assert few[1] <= 12
