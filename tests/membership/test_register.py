"""The public register and an organisation's page."""

import datetime as dt

from django.urls import reverse

import pytest

from assembly.membership.models import Organisation
from tests.factories.membership import (
    DelegateFactory,
    DistrictFactory,
    OrganisationFactory,
    ThemeFactory,
)
from tests.factories.profiles import ProfileFactory

pytestmark = pytest.mark.django_db


def names(response):
    return [organisation.name for organisation in response.context["page"]]


@pytest.fixture
def register():
    kennet, swindon = (DistrictFactory(slug=slug, name=slug) for slug in ["kennet", "swindon"])
    health = ThemeFactory(slug="health", name="Health")
    one = OrganisationFactory(name="Ashmere Carers", member=True, legal_form="cio")
    one.districts.add(kennet)
    one.themes.add(health)
    ProfileFactory(organisation=one, gives_voice=True)
    two = OrganisationFactory(
        name="brinkley Hub",
        member=True,
        infrastructure=True,
        income_band="small",
        admitted_on=dt.date(2008, 4, 4),
    )
    two.districts.add(kennet, swindon)
    OrganisationFactory(name="Calder Hall", lapsed=True)
    return one, two


@pytest.mark.parametrize("status", Organisation.Status.values)
def test_only_some_states_are_public(client, status):
    organisation = OrganisationFactory(member=True)
    Organisation.objects.filter(pk=organisation.pk).update(status=status)
    public = status in {"listed", "member", "suspended", "lapsed"}
    assert bool(names(client.get("/members/"))) is public
    assert client.get(organisation.get_absolute_url()).status_code == (200 if public else 404)


FILTERS = [
    ("", ["Ashmere Carers", "brinkley Hub", "Calder Hall"]),
    ("?q=carers", ["Ashmere Carers"]),
    ("?q=hub+brink", ["brinkley Hub"]),
    ("?district=kennet", ["Ashmere Carers", "brinkley Hub"]),
    ("?district=swindon", ["brinkley Hub"]),
    ("?theme=health", ["Ashmere Carers"]),
    ("?legal_form=cio", ["Ashmere Carers"]),
    ("?infrastructure=on", ["brinkley Hub"]),
    ("?q=carers&district=swindon", []),
    ("?page=99", ["Ashmere Carers", "brinkley Hub", "Calder Hall"]),
    ("?role=voice", ["Ashmere Carers"]),
    ("?role=services", []),
    ("?size=small", ["brinkley Hub"]),
    ("?size=unknown", ["Ashmere Carers", "Calder Hall"]),
    ("?letter=b", ["brinkley Hub"]),
    ("?letter=other", ["Épée Club"]),
    ("?order=newest", ["brinkley Hub", "Ashmere Carers", "Calder Hall"]),
    ("?order=newest&letter=a", ["Ashmere Carers"]),
]


@pytest.mark.parametrize(("query", "expected"), FILTERS)
def test_register_is_narrowed(client, register, query, expected):
    if "other" in query:
        OrganisationFactory(name="Épée Club")
    response = client.get(f"/members/{query}")
    assert names(response) == expected
    if "newest" not in query:
        assert response.context["counts"].found == len(expected)


def test_nothing_found_offers_the_whole_register(client, register):
    assert "Show the whole register" in client.get("/members/?q=zzz").content.decode()


def test_who_is_not_a_member_is_marked(client, register):
    page = client.get("/members/?q=calder").content.decode()
    assert "Lapsed" in page


def test_register_asks_the_same_number_of_queries_however_long(
    client, register, django_assert_num_queries, django_assert_max_num_queries
):
    client.get(
        "/members/?page=1"
    )  # fills the cache; without a question it is drawn once for everybody
    with django_assert_max_num_queries(9) as queries:
        client.get("/members/?page=1")
    short = len(queries)
    for organisation in OrganisationFactory.create_batch(40, member=True):
        organisation.districts.add(DistrictFactory())
        organisation.themes.add(ThemeFactory())
    with django_assert_num_queries(short):
        response = client.get("/members/?page=1")
    assert len(names(response)) == 25


def test_people_are_not_shown(client, member, asha):
    DelegateFactory(organisation=member)
    page = client.get(member.get_absolute_url()).content.decode()
    assert member.name in page
    assert asha.name not in page
    assert asha.email not in page


def test_page_tells_what_the_organisation_is(client):
    organisation = OrganisationFactory(
        name="Bread and Roses",
        member=True,
        description="A bakery.",
        social_enterprise=True,
        infrastructure=True,
        income_band="small",
        website="https://bakery.example.org",
    )
    page = client.get(organisation.get_absolute_url()).content.decode()
    for words in [
        "A bakery.",
        "reinvests its surplus",
        "supports other voluntary",
        "£10,000 to £100,000",
        "3 March 2008",
        "https://bakery.example.org",
        "not in a strategic group",
        "holds a seat",
    ]:
        assert words in page


@pytest.mark.parametrize("query", ["?district=nowhere&theme=nothing", "?letter=bb"])
def test_a_filter_that_means_nothing_is_said_and_lists_nobody(client, register, query):
    answer = client.get(f"/members/{query}")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "We cannot show this list" in page
    assert "show the whole list" in page
    assert "Ashmere Carers" not in page


def test_a_parameter_the_register_does_not_know_is_said(client, register):
    page = client.get("/members/?distrikt=kennet&utm_source=letter&page=2").content.decode()
    assert "The address asks for distrikt, which this list does not know." in page
    assert client.get(f"{reverse('membership:register_csv')}?distrikt=kennet").status_code == 400
