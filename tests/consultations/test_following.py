"""Following without an account, from the form to the last mail: only the owner of an address adds to it."""

import datetime as dt
import re

import pytest
import time_machine

from assembly.accounts.closing import erase_elsewhere
from assembly.accounts.portability import parts_about
from assembly.consultations.models import Consultation, Follower, Following
from assembly.consultations.publishing import services as publishing
from assembly.consultations.telling.following import services, things
from assembly.consultations.telling.following.links import CONFIRM, STOP
from assembly.consultations.telling.services import tell_of_consultations
from assembly.core.retention import forget_what_is_old
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Email
from assembly.notifications.sending import send
from tests.consultations.conftest import LONDON
from tests.factories.membership import DistrictFactory, ThemeFactory

pytestmark = pytest.mark.django_db

FOLLOW = "/consultations/follow/"
BEFORE = dt.datetime(2008, 9, 3, 12, 0, tzinfo=LONDON)
DAY = dt.timedelta(days=1)
FAY = "fay@example.org"


@pytest.fixture(autouse=True)
def now(consultation):
    """A few days before the consultation opens."""
    with time_machine.travel(BEFORE, tick=False) as traveller:
        yield traveller


def to(consultation):
    return f"{FOLLOW}?to=consultation-{consultation.pk}"


def text_of(client, address):
    return " ".join(client.get(address).content.decode().split())


def link_in(mail):
    return re.search(r"http\S+(/consultations/follow/\S+)", mail.text).group(1)


def test_the_whole_life_of_a_follower(client, consultation, mailoutbox, now):
    page = text_of(client, "/consultations/wcc/day-services/")
    assert f'href="{to(consultation)}">Get e-mails about this' in page
    asked = client.post(to(consultation), {"email": "Fay@Example.org"}, follow=True)
    assert "Check your e-mail" in asked.content.decode()
    follower = Follower.objects.get()
    assert (follower.address, follower.confirmed_at) == (FAY, None)
    assert not Following.objects.exists()

    link = link_in(Email.objects.get(kind="consultations/follow_confirm"))
    assert "“Day services”" in text_of(client, link)
    assert not Following.objects.exists()  # asking for the page confirms nothing
    done = client.post(link, follow=True)
    assert "Your e-mail address is confirmed." in done.content.decode()
    assert "“Day services”" in done.content.decode()
    assert Following.objects.get().consultation == consultation

    for days in (5, 82):
        now.move_to(BEFORE + days * DAY)
        tell_of_consultations()
    send(Email.objects.filter(kind="consultations/last_week"))
    message = mailoutbox[-1].message()
    stop = STOP.path(follower.pk)
    assert message["List-Unsubscribe"].endswith(f"{stop}>")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "“Day services”" in text_of(client, stop)
    assert Follower.objects.exists()  # asking for the page stops nothing
    stopped = client.post(stop, {"List-Unsubscribe": "One-Click"})
    assert "Your e-mails are stopped" in stopped.content.decode()
    assert not Follower.objects.exists()
    assert not Following.objects.exists()
    assert client.post(stop).status_code == 200  # pressed twice
    assert client.get(stop).status_code == 404


def test_the_answer_is_the_same_for_an_address_that_we_know(client, consultation, asha):
    def answer(address):
        response = client.post(to(consultation), {"email": address}, follow=True)
        return [*response.redirect_chain, re.sub(r'nonce="[^"]+"', "", response.content.decode())]

    unknown = answer("nobody@example.org")
    follow(FAY, things.EVERY_ONE)
    assert answer(FAY) == unknown
    assert answer("asha@example.org") == unknown
    assert Email.objects.filter(kind="consultations/follow_confirm").count() == 2


def follow(address, *chosen):
    """An address that asked and confirmed."""
    services.ask_to_follow(address, chosen)
    Email.objects.all().delete()
    follower = Follower.objects.get(address=address)
    services.confirm(follower, " ".join(thing.code for thing in chosen))
    return follower


def test_somebody_else_adds_nothing_to_an_address(client, consultation, council):
    follower = follow(FAY, things.of_code(f"body-{council.pk}", BEFORE))
    client.post(to(consultation), {"email": FAY})
    assert [row.body for row in follower.followings.all()] == [council]


def test_a_link_that_was_changed_confirms_nothing(client, consultation):
    services.ask_to_follow(FAY, [things.EVERY_ONE])
    follower = Follower.objects.get()
    forged = CONFIRM.path(follower.pk, f"consultation-{consultation.pk}")
    real = link_in(Email.objects.get())
    assert client.post(forged).status_code == 302  # signed by us all the same
    for link in (
        f"{real[:-9]}{'x' * 8}/",
        "/consultations/follow/confirm/x/",
        real.replace("confirm", "stop"),
    ):
        assert client.post(link).status_code == 404
    assert not Following.objects.filter(everything=True).exists()


def test_a_link_is_good_for_seven_days(client, consultation, now):
    client.post(to(consultation), {"email": FAY})
    link = link_in(Email.objects.get())
    now.move_to(BEFORE + 7 * DAY)
    assert "This link worked for 7 days" in client.post(link).content.decode()
    assert not Following.objects.exists()
    with pytest.raises(RuleBroken):
        services.confirm(Follower.objects.get(), "everything")


def test_what_is_over_meanwhile_is_not_followed(client, consultation, gwen):
    client.post(to(consultation), {"email": FAY})
    publishing.withdraw_consultation(consultation, reason="Dropped.", by=gwen)
    link = link_in(Email.objects.get())
    for page in (client.get(link), client.post(link)):
        assert "You cannot follow this" in page.content.decode()
    assert Follower.objects.get().confirmed_at is None
    assert "is over, or it was never here" in text_of(client, to(consultation))
    assert "Get e-mails about this" not in text_of(client, "/consultations/wcc/day-services/")


@pytest.mark.parametrize(
    "code",
    [
        "consultation-0",
        "body-999999",
        "theme-x",
        "x",
        "body-",
        "body-²",
        "-",
        "body-99999999999999999999",
    ],
)
def test_what_is_not_there_offers_the_whole_choice(client, code):
    page = text_of(client, f"{FOLLOW}?to={code}")
    assert "is over, or it was never here" in page
    assert "Every consultation" in page


def test_bodies_themes_and_districts_are_chosen_together(client, council, trust):
    health, kennet = ThemeFactory(name="Health"), DistrictFactory(name="Kennet")
    page = client.post(FOLLOW, {"email": FAY})
    assert "Choose every consultation, or at least one" in page.content.decode()
    assert f'value="{FAY}"' in page.content.decode()
    data = {
        "email": FAY,
        "body": [f"body-{trust.pk}"],
        "theme": [f"theme-{health.pk}"],
        "district": [f"district-{kennet.pk}"],
    }
    client.post(FOLLOW, data)
    client.post(link_in(Email.objects.get()))
    rows = Following.objects.all()
    assert {(row.body, row.theme, row.district) for row in rows} == {
        (trust, None, None),
        (None, health, None),
        (None, None, kennet),
    }


def test_the_body_page_and_the_index_lead_to_the_form(client, council):
    assert f'href="{FOLLOW}?to=body-{council.pk}"' in text_of(client, "/consultations/wcc/")
    assert f'href="{FOLLOW}"' in text_of(client, "/consultations/")
    assert "consultations of Wiltshire County Council" in text_of(
        client, f"{FOLLOW}?to=body-{council.pk}"
    )


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "Enter your e-mail address."),
        ("fay@", "Enter an e-mail address like"),
        (f"{'x' * 250}@example.org", ""),
    ],
)
def test_a_wrong_address_gets_a_sentence(client, consultation, address, sentence):
    page = client.post(to(consultation), {"email": address}).content.decode()
    assert sentence in page
    assert "govuk-error-summary" in page
    assert not Follower.objects.exists()


def test_a_program_is_told_what_a_person_is_told(client, consultation):
    page = client.post(to(consultation), {"email": FAY, "website": "https://x"}, follow=True)
    assert "Check your e-mail" in page.content.decode()
    assert not Follower.objects.exists()
    assert not Email.objects.exists()


def test_an_address_is_not_flooded(client, consultation, settings):
    pages = [client.post(to(consultation), {"email": FAY}) for _ in range(7)]
    assert [page.status_code for page in pages] == [302] * 5 + [200] * 2
    assert "requests for e-mails" in pages[-1].content.decode()
    assert Email.objects.count() == 1  # the same waits already


def test_one_of_several_is_stopped_and_the_rest_goes_on(client, consultation, council):
    follower = follow(FAY, things.of_code(f"body-{council.pk}", BEFORE), things.EVERY_ONE)
    first, second = follower.followings.all()
    page = client.post(STOP.path(follower.pk), {"following": first.pk})
    assert "We will not write to you about that any more." in page.content.decode()
    assert follower.followings.get() == second
    client.post(STOP.path(follower.pk), {"following": "no number"})
    assert follower.followings.get() == second
    client.post(STOP.path(follower.pk), {"following": second.pk})
    assert not Follower.objects.exists()


def test_nobody_stops_what_another_follows(client, council):
    fay, gus = follow(FAY, things.EVERY_ONE), follow("gus@example.org", things.EVERY_ONE)
    client.post(STOP.path(fay.pk), {"following": gus.followings.get().pk})
    assert Following.objects.count() == 2


def test_with_the_last_goes_the_mail_that_waits(client, consultation, now):
    follower = follow(FAY, things.EVERY_ONE)
    now.move_to(BEFORE + 6 * DAY)
    tell_of_consultations()
    assert Email.objects.waiting().filter(address=FAY).exists()
    client.post(STOP.path(follower.pk))
    assert not Email.objects.filter(address=FAY).exists()


def test_what_was_not_confirmed_is_forgotten_after_seven_days(consultation):
    services.ask_to_follow(FAY, [things.EVERY_ONE])
    follow("gus@example.org", things.EVERY_ONE)
    forget_what_is_old(on=(BEFORE + 7 * DAY).date())
    assert Follower.objects.count() == 2
    forget_what_is_old(on=(BEFORE + 8 * DAY).date())
    assert [one.address for one in Follower.objects.all()] == ["gus@example.org"]


def test_who_follows_one_consultation_is_forgotten_once_that_is_over(consultation, council):
    one = things.of_code(f"consultation-{consultation.pk}", BEFORE)
    follow(FAY, one)
    follow("gus@example.org", one, things.EVERY_ONE)
    forget_what_is_old(on=consultation.closes_on + 200 * DAY)
    assert Following.objects.count() == 3
    decided = dt.datetime(2009, 3, 1, 12, tzinfo=dt.UTC)
    Consultation.objects.update(decision_published_at=decided)
    forget_what_is_old(on=decided.date() + 28 * DAY)
    assert Following.objects.count() == 3
    forget_what_is_old(on=decided.date() + 29 * DAY)
    assert [one.address for one in Follower.objects.all()] == ["gus@example.org"]
    assert Following.objects.get().everything


def test_what_we_hold_about_an_account_names_what_its_address_follows(asha, consultation):
    follow("asha@example.org", things.EVERY_ONE)
    Following.objects.create(user=asha, theme=ThemeFactory(name="Health"))
    parts = {part.heading: part.lines for part in parts_about(asha)}
    assert parts["Consultations you chose to be told about"] == (
        {"about": "consultations on Health"},
    )
    [row] = parts["E-mails about consultations that you asked for with your address alone"]
    assert row["about"] == "every consultation"


def test_with_an_account_goes_what_it_follows(carys, consultation):
    follow("carys@example.org", things.EVERY_ONE)
    Following.objects.create(user=carys, theme=ThemeFactory())
    erase_elsewhere(carys, BEFORE.date())
    assert not Following.objects.exists()
    assert not Follower.objects.exists()
