"""The first two office holders of a fresh site come from one command, which refuses once there are two."""

import datetime as dt
import io
import re

from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone

import pytest

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.core.models import Event
from tests.factories.membership import UserFactory, give_office

pytestmark = pytest.mark.django_db

ANN, SUE = "ann.abel@example.org", "Sue Smith <Sue@Example.org>"


def first(*people, **options):
    said = io.StringIO()
    call_command("first_office_holders", *people, stdout=said, **options)
    return said.getvalue()


def test_they_are_made_and_told_how_to_sign_in():
    said = first(ANN, SUE)
    ann, sue = User.objects.order_by("pk")
    assert (ann.name, ann.email, ann.has_usable_password()) == ("Ann Abel", ANN, False)
    assert (sue.name, sue.email) == ("Sue Smith", "sue@example.org")
    assert offices.held_by(ann) == ["Assembly Board"]
    assert offices.held_by(sue) == ["Support Unit"]
    for words in (ANN, "/accounts/login/code/", "two-step sign-in", "/cms/offices/"):
        assert words in said
    given = Event.objects.filter(name="accounts.office_given")
    assert [(event.subject_id, event.actor_id) for event in given] == [
        (ann.pk, None),
        (sue.pk, None),
    ]


def test_an_account_that_is_there_is_taken(carys):
    first("Somebody Else <CARYS@example.org>", SUE, months=6)
    carys.refresh_from_db()
    assert carys.name == "Carys Cole"
    term = carys.office_terms.get()
    assert term.ends_on - timezone.localdate() < dt.timedelta(days=190)


@pytest.mark.parametrize("there", [("Assembly Board", "Support Unit"), ("Assembly Board",) * 2])
def test_it_refuses_once_there_are_two(there):
    for office in there:
        UserFactory(office=office)
    before = User.objects.count()
    with pytest.raises(CommandError, match="Two people can already give offices"):
        first(ANN, SUE)
    assert User.objects.count() == before


def test_one_alone_or_two_whose_terms_are_over_do_not_stop_it():
    """Otherwise a site on which the terms ran out could never be worked on again."""
    UserFactory(office="Support Unit")
    give_office(UserFactory(), "Assembly Board", ends_on=timezone.localdate())
    first(ANN, SUE)
    assert offices.holders("Assembly Board").get().email == ANN


@pytest.mark.parametrize(
    ("people", "says"),
    [
        ((ANN, ANN), "two different people"),
        ((ANN, "no address"), "valid email"),
        ((ANN, ""), "valid email"),
    ],
)
def test_what_is_typed_wrongly_makes_nobody(people, says):
    with pytest.raises(CommandError, match=f"(?i){says}"):
        first(*people)
    assert not User.objects.exists()


def test_a_term_of_no_months_or_too_many_is_refused():
    for months, says in ((0, "last day is before"), (61, "5 years at most")):
        with pytest.raises(CommandError, match=says):
            first(ANN, SUE, months=months)
    assert not User.objects.exists()


def test_without_offices_it_says_what_to_run():
    Group.objects.all().delete()
    with pytest.raises(CommandError, match="sync_roles"):
        first(ANN, SUE)


def test_the_two_sign_in_and_are_asked_for_the_second_step(client, settings, mailoutbox):
    settings.REQUIRE_SECOND_FACTOR = True
    first(ANN, SUE)
    client.post("/accounts/login/code/", {"email": ANN})
    [line] = re.findall(r"^[A-Z0-9]{2,5}-?[A-Z0-9]{2,5}$", mailoutbox[-1].body, re.M)
    client.post("/accounts/login/code/confirm/", {"code": line})
    assert client.get("/cms/offices/").url == "/accounts/2fa/totp/activate/"
