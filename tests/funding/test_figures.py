"""Kept totals and awards give the same figures, and the kept ones are of the register as it is."""

import datetime as dt
from decimal import Decimal

import pytest

from assembly.funding import figures, funders, selectors
from assembly.funding.classing import services as classing
from assembly.funding.classing.selectors import stamp_of
from assembly.funding.lines import Batch
from assembly.funding.models import Award, AwardTotal, RegisterCount
from assembly.funding.services import import_awards
from tests.factories.funding import AwardFactory, AwardLineFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db

YEARS = (None, 2007, 2008, 1999)
FILTERS = (
    {},
    {"year": "2008"},
    {"funder": "GB-1"},
    {"department": "Care"},
    {"award_class": "giving"},
    {"award_class": "none", "year": "2007"},
    {"place": "in"},
    {"place": "unknown", "funder": "GB-2"},
)


def everything_said():
    """Every figure of the overview, its files, the filters and the list."""
    return (
        [selectors.headlines(year) for year in YEARS],
        [selectors.by_funder(year) for year in YEARS],
        [selectors.by_class(year) for year in YEARS],
        [selectors.totals_by_everything(year) for year in YEARS],
        selectors.by_year(),
        selectors.choices(),
        [selectors.found_by(filters) for filters in FILTERS],
    )


@pytest.fixture
def uneven():
    """Awards that differ in whatever a total may be narrowed by."""
    for number in range(40):
        AwardFactory(
            funder_org_id=f"GB-{number % 3}",
            funder_name=f"Funder {number % 5}",
            department_name=("", "Care", "Roads")[number % 3],
            recipient_name=f"Recipient {number % 7}",
            recipient_org_id="" if number % 4 else f"GB-CHC-{number % 8}",
            title=f"Work {number % 6}",
            amount=Decimal(number * 37) + Decimal("0.01"),
            currency="EUR" if number % 9 == 0 else "GBP",
            awarded_on=dt.date(2007 + number % 2, 5, 1),
            award_class=("", "giving", "shopping")[number % 3],
            category=("", "infrastructure")[number % 2],
            residential_care=number % 5 == 0,
            in_county=(True, False, None)[number % 3],
        )
    AwardFactory(to_individual=True, recipient_name="", recipient_org_id="", in_county=None)


def test_kept_totals_say_what_the_awards_say(uneven):
    assert not figures.are_kept()
    of_awards = everything_said()
    figures.renew()
    assert figures.are_kept()
    assert everything_said() == of_awards


def test_figures_are_kept_from_an_import_on_and_after_a_later_one():
    for number in (1, 2):
        lines = [AwardLineFactory(amount=Decimal(100)) for _ in range(3)]
        import_awards(Batch("a.csv", f"{number}" * 64, 3, Decimal(300)), lines, by=None)
        assert figures.are_kept()
        assert selectors.headlines().awards == number * 3


def test_an_import_that_changes_an_award_changes_the_figures():
    line = AwardLineFactory(amount=Decimal(100))
    import_awards(Batch("a.csv", "1" * 64, 1, Decimal(100)), [line], by=None)
    changed = AwardLineFactory(grant_id=line.grant_id, amount=Decimal(70), title="Another")
    import_awards(Batch("b.csv", "2" * 64, 1, Decimal(70)), [changed], by=None)
    assert figures.are_kept()
    assert selectors.headlines().total == 70


def test_classing_changes_the_figures_it_is_about(dev, uneven):
    figures.renew()
    counts = list(RegisterCount.objects.order_by("pk").values_list("pk", "recipients", "services"))
    awards = Award.objects.filter(award_class="")
    classing.class_awards(
        {award.pk: stamp_of(award) for award in awards},
        {"award_class": "investing", "residential_care": True},
        by=dev,
    )
    assert figures.are_kept()
    assert counts == list(
        RegisterCount.objects.order_by("pk").values_list("pk", "recipients", "services")
    )
    kept = everything_said()
    AwardTotal.objects.all().delete()
    RegisterCount.objects.all().delete()
    assert everything_said() == kept
    assert [line.label for line in selectors.by_class()] == ["Shopping", "Investing", "Giving"]


def test_an_award_that_came_past_every_act_is_counted(uneven):
    figures.renew()
    AwardFactory(funder_org_id="GB-NEW", funder_name="New")
    assert not figures.are_kept()
    assert "New" in [funder.line.label for funder in selectors.by_funder()]


def test_an_empty_register_comes_to_nothing():
    figures.renew()
    assert selectors.headlines().awards == 0
    assert selectors.found_by({}).listed == 0


def test_count_and_sum_are_of_one_set(client):
    AwardFactory(amount=10)
    AwardFactory(amount=1_000, currency="EUR")
    found = selectors.found_by({})
    assert (found.awards, found.total, found.apart, found.listed) == (1, 10, 1, 2)
    page = client.get("/funding/awards/").content.decode()
    assert "1 award, £10 in all" in page
    assert "1 more is listed but not added up" in page


def test_a_search_that_finds_very_many_says_so_and_adds_nothing_up(client, monkeypatch):
    monkeypatch.setattr(selectors, "MOST_ADDED_UP", 2)
    AwardFactory.create_batch(2, title="Lunch")
    assert selectors.found_by({"q": "lunch"}).awards == 2
    AwardFactory(title="Lunch")
    assert selectors.found_by({"q": "lunch"}) is None
    page = client.get("/funding/awards/?q=lunch").content.decode()
    assert "More than 2 awards. Narrow the list" in page


@pytest.mark.parametrize("kept", [True, False])
def test_a_funder_has_one_name_everywhere(client, kept):
    """Two spellings of one funder, and a public body that is spelt otherwise in its awards."""
    PublicBodyFactory(name="Wessex Council", org_id="GB-LAE-WSX")
    AwardFactory(funder_name="WESSEX CC", awarded_on=dt.date(2008, 5, 1))
    for name, day in (("Old Spelling", 1), ("New Spelling", 9), ("Middle Spelling", 5)):
        AwardFactory(funder_org_id="GB-CHC-1", funder_name=name, awarded_on=dt.date(2008, 4, day))
    if kept:
        figures.renew()
    names = {"Wessex Council", "New Spelling"}
    assert {funder.line.label for funder in selectors.by_funder()} == names
    assert {name for _, name in selectors.choices().funders} == names
    assert {line["funder_name"] for line in selectors.totals_by_everything()} == names
    assert {award.funder_known for award in funders.every()} == names
    assert {award.funder_known for award in selectors.matching({})} == names
    api = client.get("/api/v1/awards").json()["items"]
    assert {award["funder"] for award in api} == names
    file = b"".join(client.get("/funding/awards.csv").streaming_content).decode()
    assert file.count("New Spelling") == 4  # as published once, and as the register knows it
    search = client.get("/search/", {"q": "café", "kind": "awards"}).content.decode()
    assert "Old Spelling" not in search


def test_pages_of_the_list_go_by_key(client):
    AwardFactory.create_batch(60)
    seen, address = [], "/funding/awards/"
    while address:
        page = client.get(address).context["page"]
        seen += [award.pk for award in page]
        address = page.after and f"/funding/awards/?after={page.after}"
    assert seen == [award.pk for award in Award.objects.order_by("-awarded_on", "-pk")]


@pytest.mark.parametrize("order", selectors.ORDERS)
def test_every_order_goes_on_from_its_key(client, uneven, order):
    from assembly.core.key_pages import key_page

    filters, seen, asked = {"order": order}, [], {}
    while True:
        page = key_page(selectors.matching(filters), selectors.ORDERS[order], asked, per_page=7)
        seen += [award.pk for award in page]
        if not page.after:
            break
        asked = {"after": page.after}
    assert seen == [award.pk for award in selectors.matching(filters)]
    assert len(seen) == 41
