"""The figures behind the filters are those of the rows, for every combination, and follow every act."""

import datetime as dt
import itertools
import random

from django.core.cache import cache
from django.utils import timezone

import pytest

from assembly.core import public_token
from assembly.core.events import record
from assembly.membership import facets, register
from assembly.membership.models import Organisation
from tests.factories.membership import DistrictFactory, OrganisationFactory, ThemeFactory
from tests.factories.profiles import ProfileFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def fifty():
    """Organisations with whatever dice gave them."""
    dice = random.Random(2008)  # noqa: S311 - the same organisations every time
    districts = [DistrictFactory(name=name, slug=name) for name in ("kennet", "swindon", "empty")]
    themes = [ThemeFactory(name=name, slug=name) for name in ("health", "faith")]
    for number in range(50):
        one = OrganisationFactory(
            name=f"{dice.choice('abÉ9')} club {number}",
            status=dice.choice(["listed", "lapsed", "applied", "refused"]),
            legal_form=dice.choice(["group", "cio"]),
            income_band=dice.choice(["", "micro", "super"]),
            infrastructure=dice.random() < 0.3,
        )
        one.districts.set(dice.sample(districts[:2], dice.randint(0, 2)))
        one.themes.set(dice.sample(themes, dice.randint(0, 2)))
        if dice.random() < 0.7:
            ProfileFactory(
                organisation=one,
                gives_voice=dice.random() < 0.5,
                provides_services=dice.random() < 0.5,
            )


CHOICES = {
    "district": ["", "kennet", "empty"],
    "theme": ["", "health"],
    "role": ["", "voice"],
    "size": ["", "micro", "unknown"],
    "legal_form": ["", "cio"],
    "infrastructure": ["", "on"],
    "letter": ["", "a", "other"],
}


@pytest.mark.usefixtures("fifty")
def test_figures_are_those_of_the_rows_whatever_is_chosen():
    """Each figure is counted again by a query of the filter it stands behind."""
    some = list(itertools.product(*CHOICES.values()))[::11]
    for values in some:
        chosen = {name: value for name, value in zip(CHOICES, values, strict=True) if value}
        found = facets.counts(chosen)
        assert found.found == register.narrowed(chosen).count()
        for name, offered in CHOICES.items():
            for value in filter(None, offered):
                expected = register.narrowed({**chosen, name: value}).count()
                assert found.of(name, value) == expected, (chosen, name, value)


@pytest.mark.usefixtures("fifty")
def test_figures_of_a_search_are_of_what_it_finds():
    keys = list(register.holding("club 1").values_list("pk", flat=True))
    found = facets.counts({"district": "kennet"}, keys)
    assert 0 < len(keys) < 50
    assert found.found == register.narrowed({"district": "kennet"}, "club 1").count()
    assert found.of("theme", "health") == (
        register.narrowed({"district": "kennet", "theme": "health"}, "club 1").count()
    )
    assert facets.counts({}, []).found == 0


def test_an_empty_register_has_no_figures():
    found = facets.counts({"district": "kennet"})
    assert (found.found, dict(found.by_value)) == (0, {})


def test_an_act_lets_the_figures_be_counted_anew(
    member, asha, django_capture_on_commit_callbacks, django_assert_num_queries
):
    assert facets.counts({}).found == 1
    with django_assert_num_queries(0):
        facets.counts({"size": "unknown"})
    with django_capture_on_commit_callbacks(execute=True):
        OrganisationFactory(member=True)
        record("membership.profile_changed", member, by=asha, data={"section": "about"})
    found = facets.counts({})
    assert (found.found, found.is_older) == (2, False)


def test_what_no_act_changed_is_right_after_five_minutes(member, time_machine):
    assert facets.counts({}).found == 1
    OrganisationFactory(member=True)
    assert facets.counts({}).found == 1
    time_machine.move_to(timezone.now() + public_token.KEPT_AT_MOST)
    assert facets.counts({}).found == 2


def test_a_large_register_is_counted_by_the_worker_and_says_so_until_then(
    member, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(facets, "COUNTED_AT_ONCE", 0)
    assert facets.counts({}).found == 1
    OrganisationFactory(member=True)
    public_token.change()
    with django_capture_on_commit_callbacks() as queued:
        found = facets.counts({})
        facets.counts({})  # a second visitor asks for nothing more
    assert (found.found, found.is_older) == (1, True)
    [job] = queued
    job()
    found = facets.counts({})
    assert (found.found, found.is_older) == (2, False)


def test_counting_that_an_act_overtakes_is_not_taken_for_new(member, monkeypatch):
    """The token is read before the rows: what was counted while an act was committed holds under the old one."""
    count = facets.count

    def overtaken():
        index = count()
        OrganisationFactory(member=True)
        public_token.change()
        return index

    monkeypatch.setattr(facets, "count", overtaken)
    facets.recount()
    monkeypatch.setattr(facets, "count", count)
    assert facets.counts({}).found == 2


def test_rows_of_another_process_are_read_from_the_cache(member, django_assert_num_queries):
    facets.counts({})
    facets._read.cache_clear()
    with django_assert_num_queries(0):
        assert facets.counts({}).found == 1
    cache.delete(cache.get(facets.HEAD).key)
    facets._read.cache_clear()
    assert facets.counts({}).found == 1


def test_older_rows_are_kept_for_a_minute_and_no_longer(member, time_machine):
    now = timezone.now()
    time_machine.move_to(now)
    facets.recount()
    older = cache.get(facets.HEAD).key
    facets.recount()
    assert cache.get(older)
    time_machine.move_to(now + dt.timedelta(seconds=61))
    assert cache.get(older) is None
    assert facets.counts({}).found == 1


def test_without_a_shared_cache_every_visitor_is_counted_for(member, monkeypatch):
    monkeypatch.setattr(public_token, "current", lambda: None)
    assert facets.counts({}).found == 1
    OrganisationFactory(member=True)
    assert facets.counts({}).found == 2


def test_counting_asks_the_same_number_of_queries_however_long(django_assert_num_queries):
    OrganisationFactory.create_batch(2, member=True)
    with django_assert_num_queries(4):
        facets.count()
    OrganisationFactory.create_batch(20, member=True)
    with django_assert_num_queries(4):
        index = facets.count()
    assert index.everyone.bit_count() == Organisation.objects.count() == 22
