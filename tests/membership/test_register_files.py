"""The register as a page of figures, a map and files."""

import csv
import datetime as dt
import json
from decimal import Decimal
from io import StringIO

import pytest

from assembly.membership import maps
from assembly.membership.models import District
from tests.factories.membership import DistrictFactory, OrganisationFactory
from tests.factories.profiles import IncomeYearFactory, OfferFactory, ProfileFactory, WardFactory

pytestmark = pytest.mark.django_db


def text(response):
    return b"".join(response.streaming_content).decode("utf-8-sig")


@pytest.fixture
def club():
    one = OrganisationFactory(
        name="=1+1 Club", member=True, org_id="GB-CHC-1090095", postcode="SN10 1AA"
    )
    one.districts.add(DistrictFactory(name="Kennet", slug="kennet"))
    one.numbers.create(org_id="GB-COH-05551234")
    ProfileFactory(
        organisation=one, gives_voice=True, staff=3, people_counted_on=dt.date(2008, 9, 1)
    ).wards.add(WardFactory(name="Potterne"))
    IncomeYearFactory(organisation=one, ends_on=dt.date(2007, 3, 31), amount=1)
    IncomeYearFactory(organisation=one, ends_on=dt.date(2008, 3, 31), amount=Decimal("12000.50"))
    OfferFactory(organisation=one, need="ict")
    one.fields.create(field="faith")
    OrganisationFactory(name="Another", member=True)
    OrganisationFactory(name="Applicant", applied=True)
    return one


def test_the_csv_holds_what_is_public_and_no_formula(client, club):
    rows = list(csv.DictReader(StringIO(text(client.get("/members/register.csv")))))
    assert [row["Name"] for row in rows] == ["'=1+1 Club", "Another"]
    first = rows[0]
    assert first["Official numbers"] == "GB-CHC-1090095; GB-COH-05551234"
    assert first["Income in pounds"] == "12000.50"
    assert first["Income of the year to"] == "2008-03-31"
    assert (first["Wards"], first["Roles in the sector"]) == ("Potterne", "voice")
    assert (first["ICNP/TSO"], first["Offers to others"]) == ("I10; I90", "ict")
    assert (first["Infrastructure organisation"], first["People employed"]) == ("no", "3")
    assert not any("SN10" in cell for cell in first.values())


def test_the_json_holds_the_same(client, club):
    found = json.loads(text(client.get("/members/register.json")))
    assert found["source"].endswith("/members/")
    assert [one["name"] for one in found["organisations"]] == ["=1+1 Club", "Another"]
    assert found["organisations"][0]["income_amount"] == "12000.50"
    assert found["organisations"][0] == client.get(f"/api/v1/organisations/{club.slug}").json()


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_files_are_narrowed_like_the_page(client, club, kind):
    narrowed = text(client.get(f"/members/register.{kind}?district=kennet&q=club"))
    assert "Club" in narrowed
    assert "Another" not in narrowed
    page = client.get("/members/?district=kennet&after=x").content.decode()
    assert f"/members/register.{kind}?district=kennet" in page
    refused = client.get(f"/members/register.{kind}?district=nowhere")
    assert refused.status_code == 400
    assert refused.content.startswith(
        b"One of the filters in this address means nothing. District:"
    )


def test_an_empty_register_is_an_empty_file(client):
    assert json.loads(text(client.get("/members/register.json")))["organisations"] == []
    assert "Nobody is on the register yet" in client.get("/members/").content.decode()


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_files_ask_the_same_number_of_queries_however_many(
    client, club, kind, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(14) as queries:
        text(client.get(f"/members/register.{kind}"))
    for one in OrganisationFactory.create_batch(20, member=True):
        ProfileFactory(organisation=one).wards.add(WardFactory())
        IncomeYearFactory(organisation=one)
    with django_assert_num_queries(len(queries)):
        text(client.get(f"/members/register.{kind}"))


def test_behind_each_filter_stands_its_figure(client, club):
    page = client.get("/members/").content.decode()
    for shown in ("Kennet (1)", "Giving communities a voice (1)", "Unincorporated association (2)"):
        assert shown in page
    assert "Kennet (1)" in client.get("/members/?role=voice").content.decode()
    assert "Kennet (0)" in client.get("/members/?q=another").content.decode()


def test_the_map_has_a_tile_where_a_district_says_and_the_table_has_them_all():
    for name, column, row in [
        ("North Wiltshire", 0, 0),
        ("Kennet", 1, 1),
        ("Elsewhere", None, None),
    ]:
        DistrictFactory(name=name, slug=name[:5].lower(), map_column=column, map_row=row)
    drawn = maps.tile_map(
        list(District.objects.all()),
        {"kenne": 50, "north": 10, "elsew": 7},
        title="Organisations",
        figure_heading="Number",
        url="/members/",
    )
    assert [(tile.x, tile.y, tile.figure, tile.shade) for tile in drawn.tiles] == [
        (126, 126, "50", 5),
        (0, 0, "10", 1),
    ]
    assert [text for text, _ in drawn.tiles[1].lines] == ["North", "Wiltshire"]
    assert [(label, figure) for label, _, figure in drawn.rows] == [
        ("Elsewhere", 7),
        ("Kennet", 50),
        ("North Wiltshire", 10),
    ]
    assert drawn.description == "Most are in Kennet: 50."
    assert (drawn.width, drawn.height) == (246, 246)


def test_a_map_of_nothing_is_empty():
    drawn = maps.tile_map([], {}, title="", figure_heading="", url="")
    assert (drawn.tiles, drawn.rows, drawn.description) == ([], [], "")
    DistrictFactory(map_column=0, map_row=0)
    drawn = maps.tile_map(list(District.objects.all()), {}, title="", figure_heading="", url="")
    assert [tile.shade for tile in drawn.tiles] == [0]


def test_figures_of_the_map_are_those_of_the_page(client, club):
    drawn = client.get("/members/?role=voice").context["map"]
    assert ("Kennet", "/members/?district=kennet", 1) in drawn.rows
    assert sum(figure for _, _, figure in drawn.rows) == 1
