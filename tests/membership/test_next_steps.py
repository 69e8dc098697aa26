"""What somebody new is told to do next."""

import pytest

from assembly.membership import next_steps
from forums.groups.services import join_group
from tests.factories.accounts import add_second_factor
from tests.factories.forums import GroupFactory
from tests.factories.membership import DelegateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def texts(user, organisation):
    return {step.text: step.done for step in next_steps.of_person(user, organisation)}


def test_after_sign_up_comes_the_organisation(client, carys):
    assert texts(carys, None) == {
        "Find your organisation, or register it": False,
        "Protect your account with a second factor": False,
    }
    client.force_login(carys)
    page = client.get("/my/").content.decode()
    assert "What to do next" in page
    assert 'href="/members/join/">Find your organisation, or register it' in page


def test_an_office_holder_is_not_sent_to_find_an_organisation(client, dev, member):
    assert "Find your organisation, or register it" not in texts(dev, None)
    client.force_login(dev)
    page = client.get("/my/").content.decode()
    assert "Find your organisation" not in page
    assert "You act for no organisation yet" not in page
    DelegateFactory(organisation=member, user=dev)
    assert texts(dev, member)["Find your organisation, or register it"]


def test_duties_stand_above_the_first_steps_and_the_offices(client, dev):
    client.force_login(dev)
    page = client.get("/my/").content.decode()
    places = [page.index(words) for words in ('id="to-do"', "What to do next", "My office")]
    assert places == sorted(places)


def test_while_the_application_waits_there_is_nothing_to_do_but_wait(carys):
    applied = OrganisationFactory(status="applied")
    DelegateFactory(organisation=applied, user=carys, role="lead")
    steps = texts(carys, applied)
    assert steps["Find your organisation, or register it"]
    assert not steps["The Support Unit checks the application"]
    assert "Join a strategic group or a district forum" not in steps


def test_after_admission_comes_a_group(asha, member):
    steps = texts(asha, member)
    assert steps["The Support Unit checks the application"]
    assert not steps["Join a strategic group or a district forum"]


def test_when_all_is_done_the_steps_are_gone(client, asha, member):
    join_group(GroupFactory(), member, by=asha)
    add_second_factor(asha)
    assert next_steps.of_person(asha, member) == []
    client.force_login(asha)
    assert "What to do next" not in client.get("/my/").content.decode()


def test_a_lapsed_organisation_is_not_asked_to_join_groups(ben):
    steps = texts(ben, ben.delegations.get().organisation)
    assert "Join a strategic group or a district forum" not in steps
