"""The Support Unit's screens for themes and districts, on a site that was just installed."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.core import in_use
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership.models import Consortium, District, Theme
from assembly.membership.rules import areas as rules
from assembly.membership.services.areas import DEFAULT_THEMES, load_default_themes
from assembly.membership.themes.selectors import versions
from elections.spread import Limit
from tests.factories.elections import DAY, ContestFactory
from tests.factories.forums import GroupFactory
from tests.factories.membership import (
    DistrictFactory,
    OrganisationFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LOAD = "/cms/themes/load/"


@pytest.fixture
def support_unit(client, dev):
    client.force_login(dev)
    return client


def page_of(response):
    return response.content.decode()


def test_a_new_site_offers_the_usual_six_themes_and_loads_them_once(support_unit, dev):
    assert LOAD in page_of(support_unit.get("/cms/theme/"))
    assert all(name in page_of(support_unit.get(LOAD)) for name in DEFAULT_THEMES)

    support_unit.post(LOAD)
    assert list(Theme.objects.values_list("name", flat=True)) == list(DEFAULT_THEMES)
    assert set(Event.objects.values_list("name", "actor_id")) == {
        ("membership.theme_added", dev.pk)
    }
    assert LOAD not in page_of(support_unit.get("/cms/theme/"))


def test_themes_are_not_loaded_beside_others(support_unit):
    ThemeFactory(name="Sport")
    answer = support_unit.post(LOAD, follow=True)
    assert "There are themes already" in page_of(answer)
    assert "There are themes already" in page_of(support_unit.get(LOAD))
    assert Theme.objects.count() == 1


def test_other_offices_load_no_themes(client):
    client.force_login(UserFactory(office="Assembly Board"))
    client.post(LOAD)
    assert not Theme.objects.exists()


def test_a_theme_gets_its_address_from_its_name_and_the_last_place(support_unit):
    load_default_themes(by=None)
    assert 'value="7"' in page_of(support_unit.get("/cms/theme/new/"))
    support_unit.post("/cms/theme/new/", {"name": "Arts & Culture", "order": "7"})
    assert Theme.objects.get(slug="arts-culture").order == 7


def test_a_renamed_and_moved_theme_keeps_its_address(support_unit):
    load_default_themes(by=None)
    health = Theme.objects.get(slug="health")
    support_unit.post(f"/cms/theme/edit/{health.pk}/", {"name": "Wellbeing", "order": "0"})
    assert Theme.objects.values_list("name", "slug").first() == ("Wellbeing", "health")
    assert Event.objects.last().name == "membership.theme_changed"


@pytest.mark.parametrize(
    ("name", "reason"),
    [("Health!", "“Health” has the address “health” already"), ("!!", "needs a letter or a digit")],
)
def test_two_themes_have_no_one_address(support_unit, name, reason):
    ThemeFactory(name="Health", slug="health")
    answer = support_unit.post("/cms/theme/new/", {"name": name, "order": "1"})
    assert reason in page_of(answer)
    assert Theme.objects.count() == 1


def test_a_theme_on_which_nothing_hangs_is_deleted(support_unit, dev):
    theme = ThemeFactory()
    assert "Are you sure" in page_of(support_unit.get(f"/cms/theme/delete/{theme.pk}/"))
    support_unit.post(f"/cms/theme/delete/{theme.pk}/")
    assert not Theme.objects.exists()
    event = Event.objects.get(name="membership.theme_deleted")
    assert (event.subject_id, event.actor_id) == (theme.pk, dev.pk)


def test_what_hangs_on_a_theme_keeps_it(support_unit):
    theme = ThemeFactory(name="Health")
    for _ in range(2):
        OrganisationFactory().themes.add(theme)
    GroupFactory(theme=theme)
    reason = "“Health” cannot be deleted, because it is used by 1 group and 2 organisations."
    address = f"/cms/theme/delete/{theme.pk}/"
    shown = page_of(support_unit.get(address))
    assert reason in shown
    assert "Yes, delete" not in shown
    support_unit.post(address)
    assert Theme.objects.exists()
    with pytest.raises(RuleBroken, match="the day from which it is retired"):
        in_use.delete(theme, by=None, instead="Give it the day from which it is retired instead.")


def test_a_theme_that_a_contest_names_keeps_its_name_and_stays(support_unit):
    theme = ThemeFactory(name="Health")
    contest = ContestFactory(
        spread_by="theme",
        limits=[Limit("Health", 1)],
        election__poll_opens=timezone.now() + 60 * DAY,
    )
    answer = support_unit.post(f"/cms/theme/edit/{theme.pk}/", {"name": "Care", "order": "1"})
    assert f"keeps its name, because it is named in the limits of “{contest}”" in page_of(answer)
    assert f"the limits of “{contest}”" in page_of(
        support_unit.get(f"/cms/theme/delete/{theme.pk}/")
    )
    theme.refresh_from_db()
    assert theme.name == "Health"


def district(**changed):
    return {"name": "North Wiltshire", "code": "E07000231", "in_county": "on", **changed}


def test_a_district_is_entered_and_followed_by_another(support_unit):
    support_unit.post("/cms/district/new/", district())
    old = District.objects.get(slug="north-wiltshire")
    new = DistrictFactory(name="Wiltshire")
    edit = f"/cms/district/edit/{old.pk}/"
    support_unit.post(edit, district(successor=new.pk, ends_on="2009-03-31"))
    old.refresh_from_db()
    assert (old.successor, old.ends_on) == (None, dt.date(2009, 3, 31))  # that takes two people
    answer = support_unit.post(edit, district(starts_on="2009-04-01", ends_on="2009-03-31"))
    assert "The last day is before the first one" in page_of(answer)

    history = district(name="Mere", successor=new.pk)
    assert "give its last day" in page_of(support_unit.post("/cms/district/new/", history))
    tomorrow = (timezone.localdate() + DAY).isoformat()
    answer = support_unit.post("/cms/district/new/", {**history, "ends_on": tomorrow})
    assert "prepare its succession" in page_of(answer)
    support_unit.post("/cms/district/new/", {**history, "ends_on": "2009-03-31"})
    mere = District.objects.get(name="Mere")
    assert mere.successor == new
    assert 'name="ends_on"' not in page_of(support_unit.get(f"/cms/district/edit/{mere.pk}/"))


def test_no_district_follows_one_that_followed_it():
    first, second = DistrictFactory(), DistrictFactory()
    first.ends_on, first.successor = dt.date(2009, 3, 31), second
    ruling = rules.may_be_followed(second, first, dt.date(2010, 3, 31))
    assert "it is the same one or came earlier" in ruling.reason


def test_a_district_with_organisations_stays(support_unit):
    kept = DistrictFactory(name="Kennet")
    OrganisationFactory().districts.add(kept)
    support_unit.post(f"/cms/district/delete/{kept.pk}/")
    assert District.objects.exists()
    unused = DistrictFactory(name="Mistake")
    support_unit.post(f"/cms/district/delete/{unused.pk}/")
    assert not District.objects.filter(pk=unused.pk).exists()


def test_a_consortium_gets_its_address_from_its_name_and_keeps_it(support_unit):
    for name in ("County Support", "County: Support"):
        support_unit.post("/cms/consortium/new/", {"name": name})
    first, second = Consortium.objects.order_by("pk")
    assert (first.slug, second.slug) == ("county-support", "county-support-2")
    support_unit.post(f"/cms/consortium/edit/{first.pk}/", {"name": "Support", "slug": "support"})
    first.refresh_from_db()
    assert (first.name, first.slug) == ("Support", "county-support")


def test_the_list_of_themes_and_those_before_it(client):
    days = [dt.date(2008, 9, 1), dt.date(2010, 4, 1)]
    Theme.objects.create(name="Faith", slug="faith", order=1, agreed_on=None)
    Theme.objects.create(name="Sport", slug="sport", order=2, agreed_on=days[0], retired_on=days[1])
    Theme.objects.create(name="Culture", slug="culture", order=3, agreed_on=days[1])
    found = [(one.since, [str(theme) for theme in one.themes]) for one in versions(days[1])]
    assert found == [
        (days[1], ["Faith", "Culture"]),
        (days[0], ["Faith", "Sport"]),
        (None, ["Faith"]),
    ]
    page = client.get("/sector/themes/").content.decode()
    assert page.index("This is the list since 1 April 2010.") < page.index("Faith, Sport")


def test_a_theme_of_tomorrow_is_not_on_the_list_yet():
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    Theme.objects.create(name="Faith", slug="faith", agreed_on=tomorrow)
    assert versions(timezone.localdate()) == []
