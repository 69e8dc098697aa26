"""What people were told, who in an office looked at them, and that codes go to another address now."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.accounts import consents, looks, portability
from assembly.accounts.models import Consent, Look, User
from assembly.accounts.retention import forget_looks
from assembly.accounts.services import close_account, note_address_change
from assembly.core.models import Event
from tests.factories.membership import DelegateFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def admin(db, client):
    """A browser of an administrator of the site."""
    person = UserFactory(name="Ada Admin", is_superuser=True, is_staff=True)
    client.force_login(person)
    client.person = person
    return client


def seen():
    """Who saw whom where."""
    return [
        (look.by.name, look.screen, set(look.people.values_list("name", flat=True)), look.exported)
        for look in Look.objects.order_by("id")
    ]


# Consents


def test_signing_up_keeps_what_was_read_and_which_version(client):
    page = client.get("/accounts/signup/").content.decode()
    assert "They are not public." in page
    client.post(
        "/accounts/signup/",
        {
            "name": "Nora New",
            "email": "nora@example.org",
            "password1": "Lantern-Harbour-91",
            "password2": "Lantern-Harbour-91",
        },
    )
    consent = Consent.objects.get(user__email="nora@example.org")
    assert (consent.text, consent.version, str(consent)) == ("account", 1, "account, version 1")


def test_the_same_version_is_kept_once_and_a_new_one_beside_it(carys, monkeypatch):
    first = consents.give(carys, "acting")
    assert consents.give(carys, "acting") == first
    newer = consents.Text("acting", 2, dt.date(2027, 1, 1), "Acting", "Other words.")
    monkeypatch.setitem(consents.TEXTS, "acting", newer)
    consents.give(carys, "acting")
    assert list(carys.consents.values_list("version", flat=True)) == [1, 2]


def test_text_that_is_gone_is_still_named_in_ones_data(carys):
    Consent.objects.create(user=carys, text="old", version=3, given_at=timezone.now())
    (part,) = [
        part
        for part in portability.parts_about(carys)
        if part.heading == "What you were told when you gave us data"
    ]
    assert part.lines[0]["about"] == "old"


# Looks


def test_report_of_delegates_notes_whom_it_showed(client, dev, asha, ben):
    client.force_login(dev)
    client.get("/cms/reports/delegates/?role=lead")
    client.get("/cms/reports/delegates/?export=csv")
    people = {"Asha Amin", "Ben Bright"}
    assert seen() == [
        ("Dev Das", "delegates", people, False),
        ("Dev Das", "delegates", people, True),
    ]


def test_screen_of_an_organisations_people_notes_the_look(client, dev, asha, member):
    client.force_login(dev)
    client.get(f"/cms/standing/{member.pk}/")
    assert seen() == [("Dev Das", "organisation", {"Asha Amin"}, False)]


def test_lists_and_pages_of_people_note_the_look(admin, carys):
    admin.get("/cms/users/")
    admin.get(f"/cms/users/edit/{carys.pk}/")
    assert seen() == [
        ("Ada Admin", "people", {"Carys Cole"}, False),
        ("Ada Admin", "person", {"Carys Cole"}, False),
    ]


def test_looking_at_oneself_is_no_look(dev):
    assert looks.note(dev, "delegates", [dev.pk]) is None
    assert looks.note(dev, "delegates", []) is None
    assert not Look.objects.exists()


def test_a_screen_without_a_name_is_refused(dev, carys):
    with pytest.raises(ValueError, match="has no name"):
        looks.note(dev, "cellar", [carys.pk])


def test_person_sees_that_an_office_looked(dev, carys, asha):
    looks.note(dev, "delegates", [carys.pk], exported=True)
    (part,) = [part for part in portability.parts_about(carys) if "office looked" in part.heading]
    (line,) = part.lines
    assert (line["where"], line["taken away as a file"], line["office"]) == (
        "Report: delegates",
        True,
        "Support Unit",
    )
    (own,) = [part for part in portability.parts_about(asha) if "office looked" in part.heading]
    assert own.lines == ()


@pytest.mark.parametrize(
    ("end", "office"),
    [
        (lambda user: user.office_terms.all().delete(), "Administrator"),
        (lambda user: Look.objects.update(by=None), "a former user"),
    ],
)
def test_look_by_somebody_without_an_office_says_who(dev, carys, end, office):
    looks.note(dev, "delegates", [carys.pk])
    end(dev)
    assert looks.office_of(Look.objects.get()) == office


def test_data_protection_lead_reads_the_log_and_no_data(client, dev, carys):
    lead = UserFactory(office="Data protection lead")
    looks.note(dev, "delegates", [carys.pk])
    client.force_login(lead)
    page = client.get("/cms/reports/looks/").content.decode()
    assert "Report: delegates" in page
    assert "Dev Das" in page
    assert "Carys" not in page
    assert client.get("/cms/reports/delegates/").status_code == 302
    client.force_login(dev)
    assert client.get("/cms/reports/looks/").status_code == 302
    assert str(Look.objects.get()) == "delegates: Dev Das"


def test_looks_are_forgotten_after_a_year(dev, carys):
    on = timezone.localdate()
    looks.note(dev, "delegates", [carys.pk], at=timezone.now() - 366 * DAY)
    looks.note(dev, "delegates", [carys.pk], at=timezone.now() - 360 * DAY)
    assert forget_looks(on) == 1
    assert forget_looks(on) == 0
    assert Look.objects.count() == 1


def test_closing_an_account_takes_consents_and_looks_along(dev, carys):
    consents.give(carys, "account")
    look = looks.note(dev, "delegates", [carys.pk])
    close_account(carys)
    assert not Consent.objects.exists()
    assert not look.people.exists()


# The address


def test_changed_address_is_recorded_with_its_moment(carys):
    at = dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC)
    note_address_change(carys, by=carys, at=at)
    assert User.objects.get(pk=carys.pk).address_changed_at == at
    assert Event.objects.get(name="accounts.address_changed").actor_id == carys.pk


def test_address_changed_by_staff_is_noted_too(admin, carys):
    sent = {"email": "carys.new@example.org", "name": carys.name, "is_active": "on"}
    admin.post(f"/cms/users/edit/{carys.pk}/", sent)
    found = User.objects.get(pk=carys.pk)
    assert found.email == "carys.new@example.org"
    assert found.address_changed_at
    admin.post(f"/cms/users/edit/{carys.pk}/", sent)
    assert Event.objects.filter(name="accounts.address_changed").count() == 1


def test_who_acts_is_told_in_the_copy_of_their_data(member, asha):
    DelegateFactory(organisation=member, user=UserFactory())
    headings = [part.heading for part in portability.parts_about(asha)]
    assert "Appeals you wrote" in headings
    assert "Invitations to your address" in headings
