"""The sector map agrees with the rows to the unit; snapshots never change; estimates stand side by side."""

import csv
import datetime as dt
import json
import random
import re
from collections import Counter
from decimal import Decimal
from io import StringIO

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership import sector, sector_charts
from assembly.membership.classification import ActivityField
from assembly.membership.income import LOWEST
from assembly.membership.models import Organisation, SectorSnapshot
from assembly.membership.sector import Band, Figures
from assembly.membership.services.sector import freeze_sector
from tests.factories.membership import DistrictFactory, OrganisationFactory, ThemeFactory
from tests.factories.profiles import IncomeYearFactory, ProfileFactory, SectorEstimateFactory

pytestmark = pytest.mark.django_db

PUBLIC = {"listed", "member", "suspended", "lapsed"}


@pytest.fixture
def rows():
    """Organisations with whatever dice gave them, as plain rows beside those in the database."""
    dice = random.Random(1998)  # noqa: S311 - the same organisations every time
    districts = [DistrictFactory(name=name, slug=name) for name in ("kennet", "swindon", "empty")]
    themes = [ThemeFactory(name=name, slug=name) for name in ("health", "faith")]
    made = []
    for _ in range(60):
        row = {
            "status": dice.choice(["listed", "lapsed", "suspended", "applied", "left"]),
            "legal_form": dice.choice(["group", "cio", "trust"]),
            "income_band": dice.choice(["", "micro", "small", "super"]),
        }
        one = OrganisationFactory(**row)
        row["districts"] = dice.sample(districts[:2], dice.randint(0, 2))
        row["themes"] = dice.sample(themes, dice.randint(0, 2))
        one.districts.set(row["districts"])
        one.themes.set(row["themes"])
        row["fields"] = dice.sample(ActivityField.values, dice.randint(0, 3))
        for field in row["fields"]:
            one.fields.create(field=field)
        row["people"] = {
            name: dice.choice([None, 0, dice.randint(1, 999)]) for name in sector.PEOPLE
        }
        row["roles"] = {name: dice.random() < 0.4 for name in sector.ROLE_COLUMNS.values()}
        ProfileFactory(
            organisation=one,
            **row["people"],
            **row["roles"],
            people_counted_on=dt.date(2008, 1, 1),
        )
        row["newest"] = None
        for year in sorted(dice.sample(range(2001, 2008), dice.randint(0, 3))):
            amount = dice.choice([None, Decimal(dice.randint(0, 10**10)) / 100])
            band = "micro" if amount is None else _band(amount)
            IncomeYearFactory(
                organisation=one, ends_on=dt.date(year, 3, 31), amount=amount, band=band
            )
            row["newest"] = (band, amount)
        made.append(row)
    return [row for row in made if row["status"] in PUBLIC]


def _band(amount):
    return max((lowest, band.value) for band, lowest in LOWEST.items() if amount >= lowest)[1]


def table(found, part):
    return {line.key: line.number for line in found.tables[part] if line.number}


def test_every_figure_agrees_with_the_rows_added_up_one_by_one(rows):
    found = sector.figures()
    assert found.organisations == len(rows)
    assert found.members == 0
    assert table(found, "district") == Counter(one.slug for row in rows for one in row["districts"])
    assert table(found, "theme") == Counter(one.slug for row in rows for one in row["themes"])
    assert table(found, "form") == Counter(row["legal_form"] for row in rows)
    assert table(found, "size") == Counter(row["income_band"] or "unknown" for row in rows)
    assert table(found, "field") == Counter(one for row in rows for one in row["fields"])
    for role, column in sector.ROLE_COLUMNS.items():
        assert table(found, "role")[role] == sum(row["roles"][column] for row in rows)
    assert {line.key for line in found.tables["district"]} == {"kennet", "swindon", "empty"}


def test_income_and_people_agree_with_the_rows_to_the_penny(rows):
    found = sector.figures()
    given = [row["newest"] for row in rows if row["newest"] and row["newest"][1] is not None]
    assert found.with_income == len(given) > 5
    assert found.income == sum(amount for _, amount in given)
    for band in found.bands:
        amounts = [amount for code, amount in given if code == band.key]
        assert (band.organisations, band.income) == (len(amounts), sum(amounts))
    for one in found.people:
        numbers = [row["people"][one.key] for row in rows if row["people"][one.key] is not None]
        assert (one.number, one.organisations) == (sum(numbers), len(numbers))


def test_counting_asks_the_same_number_of_queries_however_many(django_assert_num_queries):
    OrganisationFactory.create_batch(2, member=True)
    with django_assert_num_queries(12) as queries:
        sector.figures()
    for one in OrganisationFactory.create_batch(20, member=True):
        IncomeYearFactory(organisation=one, amount=5)
    with django_assert_num_queries(len(queries)):
        assert sector.figures().with_income == 20


def test_every_sum_of_the_page_and_its_files_is_the_same(client, rows):
    found = sector.figures()
    page = client.get("/sector/").content.decode()
    assert f">{found.organisations}<" in page
    data = client.get("/sector/figures.json").json()
    assert Figures.of_data(data) == found
    lines = list(csv.DictReader(StringIO(_text(client.get("/sector/figures.csv")))))
    forms = [line for line in lines if line["Part"] == "Organisations by legal form"]
    assert sum(int(line["Figure"]) for line in forms) == len(rows)
    for part in ("form", "size"):
        answered = _text(client.get(f"/sector/charts/{part}.csv"))
        chart = list(csv.reader(StringIO(answered)))[1:]
        assert sum(int(line[1]) for line in chart) == len(rows)
        assert all(f">{number}<" in page for _, number in chart)


def _text(response):
    return b"".join(response.streaming_content).decode("utf-8-sig")


def test_concentration_counts_from_the_largest_down_to_half_of_the_income():
    bands = [
        Band("micro", "Under £10,000", 80, Decimal(400_000)),
        Band("small", "£10,000 to £100,000", 7, Decimal(300_000)),
        Band("large", "£1 million to £10 million", 13, Decimal(9_300_000)),
        Band("major", "Nobody", 0, Decimal(0)),
    ]
    assert sector.concentration(bands) == (
        "The largest 13.0% of the organisations have 93.0% of the income."
    )
    assert sector.concentration([]) == "No organisation has reported an amount yet."


def test_shares_are_of_whole_numbers():
    assert sector.share(1, 3) == Decimal("33.3")
    assert sector.share(2, 3) == Decimal("66.7")
    assert sector.share(1, 0) == 0


def test_each_chart_has_its_table(client, rows):
    page = client.get("/sector/").content.decode()
    titles = [
        sector_charts.chart(sector.figures(), part).title
        for part in (*sector.PARTS, "concentration")
    ]
    for title in titles[1:]:
        assert re.search(rf"<caption[^>]*>\s*{title}\s*</caption>", page), title
    assert "Organisations that work in each district" in page


def test_a_snapshot_is_frozen_and_never_changes(client, dev, rows):
    snapshot = freeze_sector("Spring 2008", by=dev, on=dt.date(2008, 4, 1))
    before = sector.figures()
    event = Event.objects.get(name="membership.snapshot_frozen")
    assert (event.actor_id, event.subject_id, event.data) == (dev.pk, snapshot.pk, {})
    OrganisationFactory(member=True)
    assert Figures.of_data(SectorSnapshot.objects.get().figures) == before
    page = client.get(snapshot.get_absolute_url()).content.decode()
    assert f">{before.organisations}<" in page
    data = client.get(f"{snapshot.get_absolute_url()}figures.json").json()
    assert (data["title"], data["taken_on"]) == ("Spring 2008", "2008-04-01")
    assert data["organisations"] == before.organisations
    lines = _text(client.get(f"{snapshot.get_absolute_url()}figures.csv"))
    assert f"Organisations on the register,{before.organisations}," in lines
    with pytest.raises(RuleBroken, match="There is a snapshot called"):
        freeze_sector("Spring 2008", by=dev)


def test_two_snapshots_stand_side_by_side_with_the_difference(client, dev):
    earlier = freeze_sector("Spring", by=dev, on=dt.date(2008, 4, 1))
    one = OrganisationFactory(member=True, legal_form="cio")
    IncomeYearFactory(organisation=one, amount=Decimal("12000.50"))
    later = freeze_sector("Autumn", by=dev, on=dt.date(2008, 10, 1))
    OrganisationFactory(member=True, legal_form="cio")
    asked = f"/sector/compare/?earlier={earlier.pk}&later="
    changes = {
        (one.part, one.label): one for one in client.get(f"{asked}{later.pk}").context["changes"]
    }
    form = changes["Organisations by legal form", "Charitable incorporated organisation"]
    assert form.shown == ("0", "1", "+1")
    members = changes["The register", "Members of the Assembly"]
    assert members.shown == ("0", "1", "+1")
    income = [one for one in changes.values() if one.unit == "pounds" and one.after]
    assert [one.shown for one in income] == [("£0", "£12,000.50", "+£12,000.50")]
    today = client.get(asked).context["changes"]
    assert today[0].shown == ("0", "2", "+2")
    back = client.get(f"/sector/compare/?earlier={later.pk}&later={earlier.pk}").context["changes"]
    assert back[0].shown == ("1", "0", "\N{MINUS SIGN}1".replace("\N{MINUS SIGN}", "-"))
    lines = _text(client.get(f"{asked}{later.pk}&format=csv"))
    assert "Organisations on the register,organisations,0,1,1" in lines


def test_what_only_one_of_two_snapshots_counted_is_said(client, dev):
    DistrictFactory(name="Gone", slug="gone")
    earlier = sector.figures()
    Organisation.districts.rel.model.objects.all().delete()
    DistrictFactory(name="New", slug="new")
    shown = {one.label: one.shown for one in sector.compare(earlier, sector.figures())}
    assert shown["Gone"] == ("0", "not counted", "no change")
    assert shown["New"] == ("not counted", "0", "no change")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "This field is required."),
        ("?earlier=x", "Select a valid choice."),
        ("?earlier=99", "Select a valid choice."),
        ("?earlier={0}&later={0}", "This is the same snapshot."),
    ],
)
def test_a_comparison_of_nothing_says_so(client, dev, query, says):
    snapshot = freeze_sector("Spring", by=dev)
    page = client.get(f"/sector/compare/{query.format(snapshot.pk)}").content.decode()
    assert says in page


def test_estimates_stand_side_by_side_with_their_rules_and_are_not_merged(client):
    SectorEstimateFactory(figure=1_700, exactness="about", counting_rule="Known to the councils")
    SectorEstimateFactory(
        figure=8_000, exactness="about", counting_rule="With groups without legal form"
    )
    SectorEstimateFactory(measure="turnover", figure=40_000_000, exactness="over")
    SectorEstimateFactory(measure="workforce", figure=2_345, exactness="exact")
    page = client.get("/sector/").content.decode()
    for shown in (
        "About 1,700",
        "About 8,000",
        "Over £40.000m",
        ">2,345<",
        "Known to the councils",
        "With groups without legal form",
    ):
        assert shown in page
    assert "9,700" not in page
    assert "4,850" not in page


def test_the_page_is_counted_anew_after_an_act(
    client, member, django_capture_on_commit_callbacks, dev
):
    assert client.get("/sector/").context["figures"].organisations == 1
    with django_capture_on_commit_callbacks(execute=True):
        OrganisationFactory(member=True)
        freeze_sector("Spring", by=dev)
    assert client.get("/sector/").context["figures"].organisations == 2


def test_without_a_shared_cache_the_figures_are_counted_each_time(member, monkeypatch):
    monkeypatch.setattr("assembly.core.public_token.current", lambda: None)
    assert sector.kept_figures().organisations == 1
    OrganisationFactory(member=True)
    assert sector.kept_figures().organisations == 2


def test_an_empty_sector_says_so(client):
    page = client.get("/sector/").content.decode()
    assert "No organisation has reported an amount yet." in page
    assert "No day has been frozen yet." in page
    assert json.loads(client.get("/sector/figures.json").content)["organisations"] == 0


def test_the_support_unit_freezes_on_its_screen(client, dev):
    client.force_login(dev)
    page = client.post("/cms/sector/", {"title": "Spring"}, follow=True).content.decode()
    assert "figures have been saved as “Spring”." in page
    again = client.post("/cms/sector/", {"title": "Spring"}).content.decode()
    assert "There is a snapshot called “Spring” already." in again
    assert SectorSnapshot.objects.count() == 1
