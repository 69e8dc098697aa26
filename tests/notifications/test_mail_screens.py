"""The Support Unit follows mail, and sends again what did not arrive; never to an address it chose for an account."""

import datetime as dt
from importlib import import_module

from django.apps import apps
from django.utils import timezone

import pytest

from assembly.core import to_do
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications import codes, services
from assembly.notifications.models import Email, FailingAddress
from assembly.notifications.templatetags.mail import mail_code
from tests.factories.membership import UserFactory
from tests.factories.notifications import EmailFactory

pytestmark = pytest.mark.django_db

LIST = "/cms/mail/"
BOUNCED = {"state": Email.State.BOUNCED, "error": "5.1.1"}


@pytest.fixture
def office(client, dev):
    client.force_login(dev)
    return client


@pytest.fixture
def lost():
    """A mail to somebody without an account that came back."""
    FailingAddress.objects.create(address="typo@example.og", code="5.1.2", on="2026-11-30")
    return EmailFactory(address="Typo@example.og", **BOUNCED)


def page_of(mail):
    return f"{LIST}{mail.pk}/"


def words(response):
    return response.content.decode()


# The list


def test_mail_is_counted_by_its_state(office):
    EmailFactory.create_batch(2, **BOUNCED)
    EmailFactory.create_batch(3)
    counts = dict(office.get(LIST).context["counts"])
    assert counts[Email.State.BOUNCED] == 2
    assert counts[Email.State.QUEUED] == 3
    assert counts[Email.State.REFUSED] == 0
    assert set(counts) == set(Email.State)


def test_the_list_is_narrowed_by_state_and_category(office):
    EmailFactory(subject="The lost one", **BOUNCED)
    EmailFactory(subject="About an organisation", kind="membership/admitted")
    page = words(office.get(LIST, {"state": "bounced"}))
    assert "The lost one" in page
    assert "there is no such mailbox (5.1.1)" in page
    assert "About an organisation" not in page
    page = words(office.get(LIST, {"category": "organisation"}))
    assert "About an organisation" in page
    assert "The lost one" not in page
    assert "No such mail." in words(office.get(LIST, {"state": "uncertain"}))


def test_the_newest_mail_stands_first(office):
    EmailFactory(subject="The older", written_on=dt.date(2026, 11, 29))
    EmailFactory(subject="The newer", written_on=dt.date(2026, 11, 30))
    page = words(office.get(LIST))
    assert page.index("The newer") < page.index("The older")


def test_addresses_from_which_mail_came_back_are_shown(office, lost, asha):
    page = words(office.get(LIST))
    assert "typo@example.og" in page
    assert "there is no such domain (5.1.2)" in page
    assert "not yet" in page
    assert "by its owner only" not in page
    FailingAddress.objects.create(address=asha.email, code="5.2.2", on="2026-11-30")
    assert "by its owner only" in words(office.get(LIST))


def test_nobody_learns_from_the_list_who_has_voted(office, asha):
    """A notice of a vote is not listed, not counted and has no page, even when it came back."""
    services.notify([asha], "tests/vote", url="/my/")
    Email.objects.update(**BOUNCED)
    page = office.get(LIST)
    assert asha.email not in words(page)
    assert dict(page.context["counts"])[Email.State.BOUNCED] == 0
    assert office.get(page_of(Email.objects.get())).status_code == 404
    assert office.post(page_of(Email.objects.get()), {"act": "again"}).status_code == 404


def test_what_a_mail_says_is_not_shown(office):
    mail = EmailFactory(text="A confidential response", html="A confidential response")
    assert "confidential" not in words(office.get(page_of(mail)))


def test_a_long_list_has_pages_and_costs_the_same(office, asha, django_assert_max_num_queries):
    EmailFactory(user=asha)
    office.get(LIST)
    with django_assert_max_num_queries(60) as few:
        office.get(LIST)
    EmailFactory.create_batch(60, user=asha)
    with django_assert_max_num_queries(60) as many:
        office.get(LIST)
    assert len(few) == len(many)


# Sending again


@pytest.mark.parametrize("state", [Email.State.BOUNCED, Email.State.REFUSED, Email.State.UNCERTAIN])
def test_a_mail_that_did_not_arrive_is_sent_again(office, state, dev):
    mail = EmailFactory(state=state, subject="Important", text="Words", html="<p>Words</p>")
    page = words(office.post(page_of(mail), {"act": "again"}, follow=True))
    assert f"The mail is being sent again, to {mail.address}." in page
    again = Email.objects.exclude(pk=mail.pk).get()
    assert (again.subject, again.text, again.html) == ("Important", "Words", "<p>Words</p>")
    assert (again.address, again.state) == (mail.address, Email.State.QUEUED)
    mail.refresh_from_db()
    assert (mail.state, mail.sent_again_as) == (state, again)
    event = Event.objects.get(name="notifications.mail_sent_again")
    assert (event.actor_id, event.subject_id, event.data) == (dev.pk, mail.pk, {"again": again.pk})


def test_a_mail_is_sent_again_once(office, lost):
    for _ in range(2):
        page = words(office.post(page_of(lost), {"act": "again"}, follow=True))
    assert "This mail was sent again already: see the newer one." in page
    assert Email.objects.count() == 2
    assert "see the newer mail" in page


@pytest.mark.parametrize(
    "state", [Email.State.QUEUED, Email.State.SENDING, Email.State.HANDED_OVER]
)
def test_a_mail_that_has_not_failed_is_not_sent_again(office, state):
    claimed_at = "2026-11-30 12:00Z" if state == Email.State.SENDING else None
    mail = EmailFactory(state=state, claimed_at=claimed_at)
    assert "Send it again" not in words(office.get(page_of(mail)))
    page = words(office.post(page_of(mail), {"act": "again"}, follow=True))
    assert "This mail has not failed" in page
    assert Email.objects.count() == 1


def test_a_person_with_an_account_is_written_to_at_their_address_of_now(office, asha):
    mail = EmailFactory(user=asha, address="old@example.org", **BOUNCED)
    office.post(page_of(mail), {"act": "again"})
    assert Email.objects.exclude(pk=mail.pk).get().address == asha.email


def test_a_closed_account_is_not_written_to_again(office, asha):
    mail = EmailFactory(user=asha, **BOUNCED)
    asha.is_active = False
    asha.save()
    page = words(office.post(page_of(mail), {"act": "again"}, follow=True))
    assert "The account this mail went to is closed." in page


def test_an_address_that_is_tried_again_is_no_longer_said_to_fail(office, asha):
    FailingAddress.objects.create(address=asha.email, code="5.2.2", on="2026-11-30")
    office.post(page_of(EmailFactory(user=asha, **BOUNCED)), {"act": "again"})
    assert not FailingAddress.objects.exists()


# Correcting an address


def correct(client, mail, address):
    return client.post(page_of(mail), {"act": "correct", "address": address}, follow=True)


def test_the_address_of_somebody_without_an_account_is_corrected(office, lost, dev):
    page = words(correct(office, lost, "typo@example.org"))
    assert "The mail is being sent again, to typo@example.org." in page
    again = Email.objects.exclude(pk=lost.pk).get()
    assert (again.address, again.state) == ("typo@example.org", Email.State.QUEUED)
    lost.refresh_from_db()
    assert (lost.address, lost.sent_again_as) == ("Typo@example.og", again)
    event = Event.objects.get(name="notifications.address_corrected")
    assert (event.actor_id, event.subject_id) == (dev.pk, lost.pk)
    assert "@" not in str(event.data), "the record outlives the mail"


def test_later_mail_to_the_wrong_address_goes_to_the_right_one(office, lost):
    correct(office, lost, "typo@example.org")
    services.write_to("typo@EXAMPLE.og", "tests/told")
    assert Email.objects.filter(address="typo@example.org").count() == 2


def test_a_second_correction_replaces_the_first(office, lost):
    correct(office, lost, "first@example.org")
    first = Email.objects.get(address="first@example.org")
    Email.objects.filter(pk=first.pk).update(**BOUNCED)
    correct(office, first, "second@example.org")
    services.write_to("typo@example.og", "tests/told")
    assert Email.objects.filter(address="second@example.org").count() == 2


def test_a_correction_taken_back_leads_round_no_circle(office, lost):
    correct(office, lost, "wrong@example.org")
    wrong = Email.objects.get(address="wrong@example.org")
    Email.objects.filter(pk=wrong.pk).update(**BOUNCED)
    correct(office, wrong, "typo@example.og")
    services.write_to("typo@example.og", "tests/told")
    assert Email.objects.filter(address="typo@example.og").count() == 2
    assert not FailingAddress.objects.filter(address="typo@example.og").exists()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "Enter the address to which the mail is to go."),
        ("typo", "Enter an e-mail address like name@example.org."),
        ("typo@example.og", "This is the address from which the mail came back."),
    ],
)
def test_a_wrong_correction_is_refused_in_words(office, lost, address, sentence):
    assert sentence in words(correct(office, lost, address))
    assert Email.objects.count() == 1


def test_nobody_sends_mail_of_an_account_elsewhere(office, asha, dev):
    """Whoever reads mail at an account's address can sign in: only its owner changes it."""
    mail = EmailFactory(user=asha, address=asha.email, **BOUNCED)
    page = words(office.get(page_of(mail)))
    assert "Only its owner changes it" in page
    assert "Correct and send" not in page
    assert "Only its owner changes it" in words(correct(office, mail, "thief@example.org"))
    with pytest.raises(RuleBroken, match="belongs to an account"):
        services.correct_address(mail, "thief@example.org", by=dev)
    asha.refresh_from_db()
    assert asha.email == "asha@example.org"
    assert not Email.objects.filter(address="thief@example.org").exists()
    assert not FailingAddress.objects.exclude(corrected_to="").exists()


def test_nor_a_mail_without_an_account_whose_address_is_somebodys_login(office, asha):
    mail = EmailFactory(address=asha.email.upper(), **BOUNCED)
    assert "belongs to an account" in words(correct(office, mail, "thief@example.org"))
    assert Email.objects.count() == 1


# Mails that carried a code, from before codes had a module of their own


@pytest.fixture
def with_code():
    FailingAddress.objects.create(address="office@choir.example.org", code="5.1.1", on="2026-11-30")
    return EmailFactory(
        address="office@choir.example.org",
        kind="membership/claim_code",
        subject="123456 is the code for Ashmere Choir",
        text="123456",
        html="<p>123456</p>",
        **BOUNCED,
    )


def test_a_code_is_sent_again_to_nobody(office, with_code, dev):
    for sent in ({"act": "again"}, {"act": "correct", "address": "thief@example.org"}):
        page = words(office.post(page_of(with_code), sent, follow=True))
        assert "we never send a code again" in page
    with pytest.raises(RuleBroken, match="never send a code again"):
        services.correct_address(with_code, "thief@example.org", by=dev)
    assert Email.objects.count() == 1
    assert not FailingAddress.objects.exclude(corrected_to="").exists()
    page = words(office.get(page_of(with_code)))
    assert "we never send a code again" in page
    assert "Send it again to" not in page


def test_codes_that_were_stored_are_blanked(office, with_code):
    EmailFactory(kind="home/enquiry_code", text="654321", html="654321")
    kept = EmailFactory(kind="membership/admitted", text="Welcome")
    blank_codes = import_module(
        "assembly.notifications.migrations.0003_blank_codes_in_mail"
    ).blank_codes
    blank_codes(apps, None)
    stored = str(list(Email.objects.values()))
    assert "123456" not in stored
    assert "654321" not in stored
    assert not Email.objects.waiting().exclude(pk=kept.pk).exists()
    kept.refresh_from_db()
    assert (kept.text, kept.state) == ("Welcome", Email.State.QUEUED)
    assert "A one-time code" in words(office.get(LIST))


# Words


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("5.1.1", "there is no such mailbox (5.1.1)"),
        ("5.1.10", "the domain takes no mail (5.1.10)"),
        ("5.1.6", "the address is wrong (5.1.6)"),
        ("4.4.7", "their mail server could not be reached (4.4.7)"),
        ("5.0.0", "it could not be delivered (5.0.0)"),
        ("550", "there is no such mailbox, or it takes no mail from us (550)"),
        ("gave up", "no mail server took it for three days (gave up)"),
        ("TimeoutError", "TimeoutError"),
        ("", ""),
    ],
)
def test_codes_are_put_into_words(code, said):
    assert mail_code(code) == said


def test_longer_beginnings_of_codes_stand_first():
    lengths = [len(start) for start in codes.BEGINNINGS]
    assert lengths == sorted(lengths, reverse=True)


# What waits


def waits(person):
    return [
        task.text for task in to_do.tasks_for(person, timezone.now()) if "came back" in task.text
    ]


def test_mail_that_came_back_waits_until_it_is_sent_again(office, dev, asha):
    assert waits(dev) == []
    mail = EmailFactory(user=asha, address="one@example.org", **BOUNCED)
    EmailFactory(user=asha, address="one@example.org", **BOUNCED)
    assert waits(dev) == ["Mail came back from 1 address"]
    other = EmailFactory(address="two@example.org", **BOUNCED)
    assert waits(dev) == ["Mail came back from 2 addresses"]
    assert waits(asha) == []
    for one in (*Email.objects.filter(address=mail.address), other):
        services.send_again(one, by=dev)
    assert waits(dev) == []


def test_mail_that_nobody_can_send_again_is_no_task(office, dev):
    closed = UserFactory(is_active=False)
    EmailFactory(user=closed, **BOUNCED)
    EmailFactory(kind="membership/claim_code", **BOUNCED)
    assert waits(dev) == []
