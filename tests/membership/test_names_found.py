"""However a member's name is typed, it is found: on every list, in the site's search and on forms that take a name."""

from importlib import import_module

from django.apps import apps

import pytest

from assembly.core.search.matching import narrowed
from assembly.core.search.words import parse
from assembly.funding.models import Award
from assembly.funding.search import AWARDS
from assembly.funding.selectors import matching
from assembly.membership import lookup, register, selectors
from assembly.membership.models import Organisation, RegisterEntry
from assembly.membership.search import ORGANISATIONS
from elections.nominating_forms import member_meant
from tests.factories.funding import AwardFactory
from tests.factories.membership import OrganisationFactory, RegisterEntryFactory

pytestmark = pytest.mark.django_db

NAME = "St. Mary\u2019s Café & Co-operative"
TYPED = [
    "St Mary's Café & Co-operative",
    "st marys cafe and cooperative",
    "Saint Mary\u2019s  Cafe & Co operative",
    "SAINT MARYS CAFÉ AND CO-OPERATIVE",
]
OTHER_WAY = "Saint Marys Cafe and Cooperative"


@pytest.fixture(params=[NAME, OTHER_WAY])
def member(request):
    OrganisationFactory(name="Stratford Market Company", member=True)
    return OrganisationFactory(name=request.param, member=True)


@pytest.mark.parametrize("typed", TYPED)
def test_it_is_found_on_every_list_of_members(member, typed):
    assert list(register.holding(typed)) == [member]
    assert list(selectors.by_standing(typed)) == [member]
    assert lookup.look_up(typed, None).organisations == [member]
    assert lookup.near(typed) == [member]


@pytest.mark.parametrize("typed", TYPED)
def test_it_can_propose_and_second(member, typed):
    assert member_meant(typed) == member


# A search by the beginnings of words does not know that two words are one.
SEARCHED = [typed for typed in TYPED if "Co operative" not in typed]


@pytest.mark.parametrize("typed", SEARCHED)
def test_the_sites_search_finds_it(member, typed):
    rows = Organisation.objects.public()
    assert list(narrowed(rows, ORGANISATIONS, parse(typed))) == [member]


@pytest.mark.parametrize("typed", SEARCHED)
@pytest.mark.parametrize("name", [NAME, OTHER_WAY])
def test_awards_to_it_are_found(name, typed):
    AwardFactory(recipient_name="Stratford Market Company")
    award = AwardFactory(recipient_name=name)
    assert list(matching({"q": typed})) == [award]


@pytest.mark.parametrize("typed", SEARCHED)
@pytest.mark.parametrize("name", [NAME, OTHER_WAY])
def test_the_sites_search_finds_awards_to_it(name, typed):
    AwardFactory(recipient_name="Stratford Market Company")
    award = AwardFactory(recipient_name=name)
    assert list(narrowed(Award.objects.all(), AWARDS, parse(typed))) == [award]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("name", [NAME, OTHER_WAY])
def test_it_is_found_on_the_official_register(name, typed):
    entry = RegisterEntryFactory(name=name.upper())
    assert lookup.look_up(typed, None).entries == [entry]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("address", ["/cms/organisation/", "/cms/organisation/results/"])
def test_staff_find_it(client, dev, member, typed, address):
    client.force_login(dev)
    shown = client.get(address, {"q": typed}).context["object_list"]
    assert list(shown) == [member]


def test_of_two_members_the_one_written_so_is_meant(member):
    other = OrganisationFactory(name=NAME.upper(), member=True)
    assert lookup.member_called(NAME.upper()) == other
    assert lookup.member_called("Nobody") is None


def test_what_is_stored_beside_a_name_follows_it(member):
    member.name = "Bell & Ringers"
    member.save(update_fields=["name"])
    assert list(register.holding("bell and ringers")) == [member]
    assert member_meant("bell and ringers") == member
    award = AwardFactory(recipient_name="Somebody")
    award.recipient_name = "Bell & Ringers"
    award.save(update_fields=["recipient_name"])
    assert list(matching({"q": "bell and ringers"})) == [award]


def test_the_migrations_fill_what_is_stored(member):
    entry = RegisterEntryFactory(name=NAME)
    award = AwardFactory(recipient_name=NAME)
    Organisation.objects.update(name_words="", name_folded="", name_key="old")
    RegisterEntry.objects.update(name_words="", name_key="old")
    Award.objects.update(recipient_words="")
    import_module("assembly.membership.migrations.0019_names_folded").fill_names(apps, None)
    import_module("assembly.funding.migrations.0004_recipients_folded").fill_names(apps, None)
    assert member_meant(TYPED[1]) == member
    assert lookup.look_up(TYPED[1], None).entries == [entry]
    assert list(matching({"q": "saint"})) == [award]
    assert lookup.near(TYPED[1]) == [member]
