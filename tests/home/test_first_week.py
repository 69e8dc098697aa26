"""The first steps of a new Assembly, on the first page of the admin."""

from django.urls import reverse

import pytest

from assembly.core.models import SiteSettings
from home.first_week import panel, steps
from tests.factories.membership import DistrictFactory, UserFactory

pytestmark = pytest.mark.django_db


def step(user, text):
    return next(one for one in steps.steps_for(user) if text in one.text)


def test_a_new_site_has_done_nothing_and_leads_to_every_screen(client):
    dev, board = UserFactory(office="Support Unit"), UserFactory(office="Assembly Board")
    officer = UserFactory(office="Returning officer")
    assert not any(
        one.is_done for one in steps.steps_for(dev) if "returning officer" not in one.text
    )
    for person in (dev, board, officer):
        client.force_login(person)
        for one in steps.steps_for(person):
            assert not one.url or client.get(one.url, follow=True).status_code == 200, one
    reached = {
        one.text for person in (dev, board, officer) for one in steps.steps_for(person) if one.url
    }
    assert reached == {plan.text for plan in steps.PLANS}, "somebody can take each of them"


def test_what_is_there_is_done(dev):
    assert not step(dev, "districts").is_done
    DistrictFactory()
    assert step(dev, "districts").is_done
    assert not step(dev, "Name your Assembly").is_done
    settings = SiteSettings.load()
    settings.area_name = "Wiltshire"
    settings.save()
    assert step(dev, "Name your Assembly").is_done


def test_a_step_leads_only_those_who_may_take_it(dev, efua):
    assert step(dev, "Announce an election").url == ""
    assert step(dev, "Announce an election").whose == "Returning officer"
    assert step(efua, "Announce an election").url == reverse("elections_officer:election_index")


def test_the_list_stands_on_the_first_page_until_all_is_done(client, dev, efua, monkeypatch):
    def shown_to(person):
        client.force_login(person)
        return "First steps: " in client.get("/cms/").content.decode()

    assert shown_to(dev)
    assert not shown_to(efua), "it is the Board's and the Support Unit's"
    done = [steps.Step(text="All", is_done=True, whose="Support Unit")]
    monkeypatch.setattr(panel, "steps_for", lambda user: done)
    assert not shown_to(dev)


def test_the_list_asks_once_a_step(dev, django_assert_max_num_queries):
    steps.steps_for(dev)  # permissions are read once
    with django_assert_max_num_queries(len(steps.PLANS) + 1):
        steps.steps_for(dev)
