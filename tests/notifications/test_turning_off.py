"""One click on a link in a mail turns its category off, without signing in (RFC 8058)."""

import email.policy
import re

from django.core import signing
from django.test import Client

import pytest

from assembly.notifications import digests, services, unsubscribing
from assembly.notifications.kinds import Category
from assembly.notifications.models import Email, Frequency

pytestmark = pytest.mark.django_db

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
SITE = "http://127.0.0.1:8000"


def path_of(user, scope="groups"):
    return unsubscribing.link(user.pk, scope).removeprefix(SITE)


def chosen(user):
    return dict(user.mail_preferences.values_list("category", "frequency"))


@pytest.fixture
def mail_of(mailoutbox, django_capture_on_commit_callbacks):
    def send(user, name):
        with django_capture_on_commit_callbacks(execute=True):
            services.notify([user], name, url="/my/")
        return mailoutbox[-1]

    return send


def test_a_mail_that_may_be_turned_off_says_how_in_its_head_and_foot(asha, mail_of):
    mail = mail_of(asha, "tests/told")
    head = email.message_from_bytes(mail.message().as_bytes(), policy=email.policy.default)
    link = f"{SITE}{path_of(asha)}"
    assert head["List-Unsubscribe"].strip() == f"<{link}>"
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in mail.body
    assert link in mail.alternatives[0].content
    assert "It belongs to “Groups and meetings”." in " ".join(mail.body.split())


def test_a_mail_that_goes_always_offers_no_way_to_turn_it_off(asha, mail_of):
    mail = mail_of(asha, "tests/vote")
    assert "List-Unsubscribe" not in mail.message()
    assert "/off/" not in mail.body + mail.alternatives[0].content


def test_a_mail_to_somebody_without_an_account_offers_none(mailoutbox):
    services.write_to("guest@example.org", "tests/told")
    assert "/off/" not in Email.objects.get().text
    assert unsubscribing.headers(Email(kind="tests/told")) == {}


def test_a_mail_of_a_kind_that_is_no_more_is_still_sent(asha):
    assert unsubscribing.headers(Email(user=asha, kind="tests/gone")) == {}


def test_the_link_holds_no_time(asha, monkeypatch):
    """A mail row keeps no more than its day, so what stands in its foot does not either."""
    before = unsubscribing.link(asha.pk, "groups")
    monkeypatch.setattr("time.time", lambda: 0)
    assert unsubscribing.link(asha.pk, "groups") == before


def test_asking_turns_nothing_off(client, asha):
    page = client.get(path_of(asha)).content.decode()
    assert "Groups and meetings" in page
    assert re.search(r'<form method="post">\s*<button', page)
    assert chosen(asha) == {}


def test_one_click_turns_the_category_off_and_no_other(asha):
    """A mail program has no cookie, no session and no token of a form of ours."""
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(path_of(asha), ONE_CLICK)
    assert response.status_code == 200
    page = response.content.decode()
    assert "These mails are turned off" in page
    assert "Groups and meetings" in page
    assert "To turn them on again, sign in" in page
    assert chosen(asha) == {"groups": "off"}


def test_turned_off_twice_is_turned_off(client, asha):
    for _ in range(2):
        page = client.post(path_of(asha), ONE_CLICK).content.decode()
        assert "Groups and meetings" in page
    assert chosen(asha) == {"groups": "off"}


def test_after_it_no_such_mail_goes(client, asha):
    client.post(path_of(asha), ONE_CLICK)
    services.notify([asha], "tests/told", url="/my/")
    assert not Email.objects.exists()


def test_it_turns_off_the_mail_of_whose_link_it_is(client, asha, carys):
    client.force_login(carys)
    client.post(path_of(asha), ONE_CLICK)
    assert chosen(asha) == {"groups": "off"}
    assert chosen(carys) == {}


def test_the_link_of_a_digest_turns_off_all_that_comes_in_digests(client, asha):
    services.choose(
        asha,
        {
            Category.GROUPS: Frequency.DAILY,
            Category.ORGANISATION: Frequency.WEEKLY,
            Category.CONSULTATIONS: Frequency.AT_ONCE,
        },
    )
    link = path_of(asha, unsubscribing.DIGESTS)
    assert "what you get in digests" in client.get(link).content.decode()
    for _ in range(2):
        page = client.post(link, ONE_CLICK).content.decode()
        assert "Groups and meetings" in page
        assert "Your organisation and seats" in page
    assert chosen(asha) == {"groups": "off", "organisation": "off", "consultations": "at-once"}


def test_the_link_of_a_digest_does_no_harm_where_there_is_none(client, asha):
    page = client.post(path_of(asha, unsubscribing.DIGESTS), ONE_CLICK).content.decode()
    assert "you get no digests" in page
    assert chosen(asha) == {}


def test_a_digest_bears_the_link_for_digests(asha, mailoutbox, django_capture_on_commit_callbacks):
    services.choose(asha, {Category.GROUPS: Frequency.DAILY})
    services.notify([asha], "tests/told", url="/my/")
    asha.notifications.update(on="2026-01-01")
    with django_capture_on_commit_callbacks(execute=True):
        digests.send_due()
    [mail] = mailoutbox
    link = unsubscribing.link(asha.pk, unsubscribing.DIGESTS)
    assert mail.message()["List-Unsubscribe"] == f"<{link}>"
    assert link in mail.body
    assert "gathers what you want in digests" in " ".join(mail.body.split())


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "WzEsImdyb3VwcyJd.x",
        signing.Signer(salt="something else", sep=".").sign_object([1, "groups"]),
        unsubscribing.LINKS.signer.sign_object({"user": 1}),
        unsubscribing.LINKS.signer.sign_object(["1", "groups", 3]),
        unsubscribing.LINKS.signer.sign_object([0, "groups"]),
    ],
)
def test_a_link_that_is_not_ours_is_not_there(client, asha, token):
    for answer in (client.get, client.post):
        response = answer(f"/my/notifications/off/{token}/")
        assert response.status_code == 404
        assert "This link is not complete" in response.content.decode()


def test_the_link_of_a_closed_account_is_not_there(client, asha):
    asha.is_active = False
    asha.save()
    assert client.post(path_of(asha), ONE_CLICK).status_code == 404
