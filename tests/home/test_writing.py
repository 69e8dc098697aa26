"""Write to a representative or a convenor, whose address is never shown, and to us about a page."""

import datetime as dt
import re

from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

import pytest

from assembly.accounts.models import Look
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Email, Notification
from assembly.notifications.sending import send
from home.contact import personal_data, recipients, writing
from home.contact.models import ContactMessage
from home.contact.services import forget_old_messages
from home.standing_pages import make_missing_pages
from tests.factories.elections import DAY, CandidateFactory, ContestFactory
from tests.factories.forums import GroupFactory
from tests.factories.membership import UserFactory
from tests.factories.partners import AppointmentFactory, SeatFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
TERM = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2028, 1, 1)}
WORDS = {"text": "Who was asked?", "name": "Nadia Novak", "email": "nadia@example.org"}


@pytest.fixture(autouse=True)
def _it_is_now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def rhys():
    return UserFactory(name="Rhys Rowe", email="rhys@private.example.org")


@pytest.fixture
def visitor():
    """Another browser."""
    return Client()


@pytest.fixture
def held(rhys):
    return AppointmentFactory(user=rhys, name="Rhys Rowe", **TERM)


@pytest.fixture
def to_seat(held):
    return f"/representatives/seats/{held.seat_id}/write/"


def code_in_the_mail():
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]


def test_a_stranger_confirms_the_address_and_the_representative_gets_the_message(
    client, to_seat, held, rhys
):
    response = client.post(to_seat, WORDS)
    message = ContactMessage.objects.get()
    assert response.url == f"/contact/confirm/{message.reference}/"
    assert message.state == "unconfirmed"
    assert not Email.objects.exists()
    assert mail.outbox[-1].to == ["nadia@example.org"]
    page = client.post(response.url, {"code": code_in_the_mail()}).content.decode()
    assert "We have passed it on to Rhys Rowe" in page
    message.refresh_from_db()
    assert (message.state, message.passed_to) == ("passed-on", rhys)
    letter = Email.objects.get(kind="home/message_to_you")
    assert (letter.address, letter.reply_to) == (rhys.email, "nadia@example.org")
    assert "Who was asked?" in letter.text
    assert "shows your own address" in letter.text
    assert Notification.objects.get(user=rhys).url == f"/my/messages/to-me/{message.reference}/"
    assert Event.objects.get(name="home.message_passed_on").data == {"topic": "representative"}


def test_an_answer_goes_to_the_sender_and_that_of_any_other_mail_to_us(
    client, to_seat, held, asha, rhys
):
    client.force_login(asha)
    client.post(to_seat, WORDS)
    send(Email.objects.waiting())
    answers = {sent.subject.partition(" ")[0]: sent.reply_to for sent in mail.outbox}
    assert answers["A"] == ["asha@example.org"]
    assert answers["We"] != ["asha@example.org"]


def test_the_address_of_the_recipient_is_nowhere(client, to_seat, held, rhys, asha):
    shown = [client.get(held.get_absolute_url()), client.get(to_seat)]
    client.force_login(asha)
    sent = client.post(to_seat, WORDS)
    shown += [client.get(to_seat), client.get(sent.url)]
    confirmed = Email.objects.get(kind="home/message_passed_on")
    words = [page.content.decode() for page in shown] + [confirmed.text, confirmed.html]
    assert all("private.example.org" not in each for each in words)
    assert confirmed.address == "asha@example.org"


def test_somebody_signed_in_writes_as_who_they_are(client, to_seat, asha):
    client.force_login(asha)
    page = client.get(to_seat).content.decode()
    assert "You are writing as Asha Amin. The answer will go to asha@example.org." in page
    response = client.post(to_seat, {**WORDS, "name": "Mallory", "email": "mallory@example.org"})
    message = ContactMessage.objects.get()
    assert (message.name, message.email, message.sender) == ("Asha Amin", asha.email, asha)
    assert "We have passed it on to Rhys Rowe" in client.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": "  "}, "Write your message."),
        ({"name": ""}, "Enter your name."),
        ({"email": ""}, "Enter the e-mail address to which we may answer."),
        ({"email": "a?bcc=b@example.org"}, "address with ?, &amp; or % in it"),
        ({"email": "a&b@example.org"}, "address with ?, &amp; or % in it"),
        ({"email": "a%0ab@example.org"}, "address with ?, &amp; or % in it"),
        ({"text": "x" * 5_001}, "Your message has 5,001 characters"),
    ],
)
def test_a_mistake_is_named(client, to_seat, wrong, sentence):
    assert sentence in client.post(to_seat, {**WORDS, **wrong}).content.decode()
    assert not ContactMessage.objects.exists()


def test_a_wrong_code_passes_nothing_on_and_says_nothing_of_numbers(client, to_seat):
    where = client.post(to_seat, WORDS).url
    code = code_in_the_mail()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    said = client.post(where, {"code": wrong}).content.decode()
    unknown = client.post("/contact/confirm/23456789/", {"code": wrong}).content.decode()
    assert "not the code" in said or "wrong" in said.lower()
    errors = [
        re.findall(r'class="govuk-error-message">.*?</p>', page, re.S) for page in (said, unknown)
    ]
    assert errors[0] == errors[1]
    assert ContactMessage.objects.get().state == "unconfirmed"
    assert not Notification.objects.exists()


def test_after_five_wrong_codes_the_same_message_gets_a_new_one(client, to_seat):
    where = client.post(to_seat, WORDS).url
    for _ in range(5):
        client.post(where, {"code": f"{(int(code_in_the_mail()) + 1) % 10**6:06}"})
    assert client.post(to_seat, WORDS).url == where
    assert len(mail.outbox) == 2
    page = client.post(where, {"code": code_in_the_mail()}).content.decode()
    assert "We have passed it on to Rhys Rowe" in page
    again = client.post(to_seat, WORDS)
    assert "We have passed it on to Rhys Rowe" in client.get(again.url).content.decode()
    assert len(mail.outbox) == 2


def test_the_page_for_the_code_names_the_address_to_whoever_wrote_and_sends_another(
    client, to_seat, visitor
):
    where = client.post(to_seat, WORDS).url
    assert "We have mailed a code to nadia@example.org." in client.get(where).content.decode()
    by_link = visitor.get(where).content.decode()
    unknown = visitor.get("/contact/confirm/23456789/").content.decode()
    for page in (by_link, unknown):
        assert "We have mailed a code to the address you gave." in page
        assert "nadia@" not in page
    first = code_in_the_mail()
    said = client.post(where, {"act": "again"}, follow=True).content.decode()
    assert "we have mailed another one" in said
    assert len(mail.outbox) == 2
    nobodys = "/contact/confirm/23456789/"
    assert (
        "we have mailed another one"
        in visitor.post(nobodys, {"act": "again"}, follow=True).content.decode()
    )
    assert len(mail.outbox) == 2
    if first != code_in_the_mail():
        client.post(where, {"code": first})
        assert ContactMessage.objects.get().state == "unconfirmed"
    client.post(where, {"code": code_in_the_mail()})
    assert ContactMessage.objects.get().is_passed_on


def test_a_code_older_than_a_day_passes_nothing_on(client, to_seat, time_machine):
    where = client.post(to_seat, WORDS).url
    code = code_in_the_mail()
    time_machine.move_to(NOW + DAY, tick=False)
    client.post(where, {"code": code})
    assert ContactMessage.objects.get().state == "unconfirmed"


def test_a_program_that_fills_in_every_field_reaches_nobody(client, to_seat):
    response = client.post(to_seat, {**WORDS, "website": "https://spam.example.org"})
    assert response.url.startswith("/contact/confirm/")
    assert not ContactMessage.objects.exists()
    assert not mail.outbox


def test_too_many_messages_are_refused_in_a_sentence(client, to_seat, asha):
    client.force_login(asha)
    for number in range(5):
        client.post(to_seat, {"text": f"Message {number}"})
    page = client.post(to_seat, {"text": "The sixth"}).content.decode()
    assert "We allow 5 messages within 60 minutes" in page
    assert ContactMessage.objects.count() == 5
    cache.clear()
    assert client.post(to_seat, {"text": "The sixth"}).status_code == 302


def test_nobody_uses_up_the_messages_of_somebody_else(client, to_seat, asha):
    for number in range(6):
        client.post(to_seat, {**WORDS, "email": asha.email, "text": f"Message {number}"})
    client.force_login(asha)
    assert "received=" in client.post(to_seat, WORDS).url
    client.post("/contact/", {**WORDS, "topic": "site", "email": asha.email})
    assert ContactMessage.objects.filter(sender=asha).count() == 2


def test_a_button_pressed_twice_sends_one_message(client, to_seat, asha):
    client.force_login(asha)
    assert client.post(to_seat, WORDS).url == client.post(to_seat, WORDS).url
    assert Email.objects.filter(kind="home/message_to_you").count() == 1


def test_of_a_vacant_seat_the_support_unit_answers_and_the_page_says_so(client, dev, asha):
    seat = SeatFactory(title="Health seat")
    AppointmentFactory(seat=seat, user=UserFactory(), ends_on=dt.date(2026, 11, 30))
    address = f"/representatives/seats/{seat.pk}/write/"
    client.force_login(asha)
    assert "This seat is vacant at present" in client.get(address).content.decode()
    page = client.get(client.post(address, WORDS).url).content.decode()
    assert "the Support Unit" in page
    message = ContactMessage.objects.get()
    assert (message.state, message.seat, message.passed_to) == ("waiting", seat, None)
    assert Notification.objects.get(user=dev).url == f"/cms/messages/{message.pk}/"
    client.force_login(dev)
    staff = client.get(f"/cms/messages/{message.pk}/").content.decode()
    assert "The holder of the seat “Health seat" in staff
    assert "answer this message yourself" in staff


@pytest.mark.parametrize("account", ["closed", "none"])
def test_nobody_is_reached_behind_a_closed_account(held, rhys, account):
    if account == "closed":
        rhys.is_active = False
        rhys.save()
    else:
        held.user = None
        held.save()
    reached = recipients.of_seat(held.seat, NOW.date())
    assert reached.person is None
    assert reached.why_not.startswith("We cannot reach Rhys Rowe through this site at present.")


def test_who_is_reached_is_decided_when_the_message_is_confirmed(client, to_seat, held, dev):
    where = client.post(to_seat, WORDS).url
    held.ended_on = NOW.date()
    held.save()
    client.post(where, {"code": code_in_the_mail()})
    assert ContactMessage.objects.get().state == "waiting"
    assert not Email.objects.filter(kind="home/message_to_you").exists()


def test_only_the_page_of_somebody_in_the_seat_leads_to_the_form(client, held, to_seat):
    assert to_seat in client.get(held.get_absolute_url()).content.decode()
    held.ended_on = NOW.date()
    held.save()
    assert to_seat not in client.get(held.get_absolute_url()).content.decode()


def test_a_message_to_me_is_there_for_me_alone(client, to_seat, rhys, asha, dev):
    client.force_login(asha)
    client.post(to_seat, WORDS)
    address = Notification.objects.get(user=rhys).url
    for other in (asha, dev):
        client.force_login(other)
        assert client.get(address).status_code == 404
    client.force_login(rhys)
    page = client.get(address).content.decode()
    assert "Who was asked?" in page
    assert "mailto:asha@example.org" in page


def test_the_support_unit_finds_what_went_to_a_person_by_its_number_alone(
    client, to_seat, asha, dev
):
    client.force_login(asha)
    client.post(to_seat, WORDS)
    message = ContactMessage.objects.get()
    client.force_login(dev)
    assert message.reference not in client.get("/cms/messages/").content.decode()
    assert message.reference not in client.get("/cms/messages/?state=").content.decode()
    found = client.get(f"/cms/messages/?reference={message.reference.lower()}").content.decode()
    address = f"/cms/messages/{message.pk}/?reference={message.reference}"
    assert address in found
    page = client.post(address, {"act": "close"}, follow=True)
    message.refresh_from_db()
    assert message.state == "passed-on"
    assert "went to the holder of the seat" in page.content.decode()


def test_whoever_has_not_signed_in_is_not_introduced_by_the_name_they_typed(
    client, to_seat, rhys, asha
):
    where = client.post(to_seat, {**WORDS, "name": "The Support Unit"}).url
    client.post(where, {"code": code_in_the_mail()})
    client.force_login(asha)
    client.post(to_seat, WORDS)
    client.force_login(rhys)
    typed, known = ContactMessage.objects.order_by("pk")
    for message, said in (
        (typed, "Somebody who has not signed in and gives the name “The Support Unit” wrote to"),
        (known, "Asha Amin wrote to"),
    ):
        page = client.get(f"/my/messages/to-me/{message.reference}/").content.decode()
        assert f"<p>{said}" in page
        letters = Email.objects.filter(kind="home/message_to_you")
        assert sum(said in " ".join(letter.text.split()) for letter in letters) == 1
        checked = "We have checked only that they read mail at this address: nadia@example.org"
        assert (checked in page) is (message == typed)
        assert ("this is the name of their account" in page) is (message == known)


def test_an_address_adds_nothing_to_the_link_that_answers_it(client, to_seat, asha, rhys):
    client.force_login(asha)
    client.post(to_seat, WORDS)
    ContactMessage.objects.update(email="a?bcc=b&c%0a@example.org")
    client.force_login(rhys)
    page = client.get(Notification.objects.get(user=rhys).url).content.decode()
    assert "mailto:a%3Fbcc%3Db%26c%250a@example.org?subject=" in page


def test_nobody_reads_by_its_key_what_went_to_a_person(client, to_seat, asha, dev, rhys):
    client.force_login(asha)
    client.post(to_seat, WORDS)
    message = ContactMessage.objects.get()
    client.force_login(dev)
    address = f"/cms/messages/{message.pk}/"
    assert client.get(address).status_code == 404
    assert client.get(f"{address}?reference=23456789").status_code == 404
    assert not Event.objects.filter(name="home.message_looked_up").exists()
    page = client.get(f"{address}?reference={message.reference}").content.decode()
    assert "Who was asked?" in page
    assert Event.objects.get(name="home.message_looked_up").actor_id == dev.pk
    assert set(Look.objects.get(screen="message").people.all()) == {asha, rhys}


def test_no_subject_of_a_mail_gives_the_number_away(client, to_seat, asha):
    client.force_login(asha)
    client.post(to_seat, WORDS)
    message = ContactMessage.objects.get()
    mails = Email.objects.all()
    assert {each.kind for each in mails} == {"home/message_to_you", "home/message_passed_on"}
    assert all(message.reference not in each.subject for each in mails)


def test_what_was_passed_on_is_forgotten_after_a_year_and_unconfirmed_after_a_day(
    client, to_seat, asha
):
    client.post(to_seat, WORDS)
    client.force_login(asha)
    client.post(to_seat, WORDS)
    assert forget_old_messages(at=NOW + dt.timedelta(hours=23)) == 0
    assert forget_old_messages(at=NOW + DAY) == 1
    assert forget_old_messages(at=NOW + 365 * DAY) == 0
    assert forget_old_messages(at=NOW + 366 * DAY) == 1


def test_what_nobody_confirmed_is_not_among_what_we_hold_about_the_owner_of_the_address(
    client, to_seat, asha
):
    client.post(to_seat, {**WORDS, "email": asha.email})
    assert not personal_data.of_theirs(asha).exists()


def test_a_message_has_one_recipient(held):
    both = ContactMessage(seat=held.seat, group=GroupFactory(), topic="convenor", **WORDS)
    with pytest.raises(IntegrityError), transaction.atomic():
        both.save()


def convenor_of(group):
    return group.convenor_on(NOW.date())


class TestConvenors:
    @pytest.fixture
    def letter(self):
        made = GroupFactory(convenor=UserFactory(name="Rhys Rowe"))
        return ContactMessage(group=made, topic="convenor", **WORDS)

    def test_the_convenor_gets_it(self, letter, asha):
        made = writing.write(letter, by=asha)
        assert made.passed_to == convenor_of(made.group)

    def test_without_a_convenor_the_support_unit_does(self, letter, asha, dev):
        letter.group.terms.update(ends_on=NOW.date())
        assert writing.write(letter, by=asha).state == "waiting"
        reached = recipients.of_group(letter.group, NOW.date())
        assert reached.why_not.startswith("This group has no convenor at present.")

    def test_a_candidate_of_the_group_does_not_reach_its_convenor(self, letter, asha, carys):
        contest = ContestFactory(
            electorate="group", group=letter.group, election__poll_opens=NOW + DAY
        )
        CandidateFactory(contest=contest, user=carys)
        with pytest.raises(RuleBroken, match="You are a candidate in"):
            writing.write(letter, by=carys)
        assert not ContactMessage.objects.exists()
        letter.pk = None
        assert writing.write(letter, by=asha).is_passed_on

    def test_nor_after_signing_out(self, letter, carys):
        contest = ContestFactory(
            electorate="group", group=letter.group, election__poll_opens=NOW + DAY
        )
        CandidateFactory(contest=contest, user=carys)
        letter.email = carys.email
        made = writing.write(letter, by=None)
        with pytest.raises(RuleBroken, match="You are a candidate in"):
            writing.confirm(made.reference, code_in_the_mail())
        made.refresh_from_db()
        assert made.state == "unconfirmed"

    @pytest.fixture
    def contest(self, letter, carys):
        made = ContestFactory(
            electorate="group", group=letter.group, election__poll_opens=NOW + DAY
        )
        CandidateFactory(contest=made, user=carys)
        return made

    def test_nor_by_the_seat_that_the_convenor_holds(self, contest, letter, client, carys, asha):
        held = AppointmentFactory(user=convenor_of(letter.group), name="Rhys Rowe", **TERM)
        address = f"/representatives/seats/{held.seat_id}/write/"
        client.force_login(carys)
        assert "You are a candidate in" in client.get(address).content.decode()
        client.post(address, WORDS)
        assert not ContactMessage.objects.exists()
        client.force_login(asha)
        client.post(address, WORDS)
        assert ContactMessage.objects.get().is_passed_on

    def test_a_refusal_does_not_use_the_code_up(self, contest, letter, carys):
        letter.email = carys.email
        made = writing.write(letter, by=None)
        for _ in range(2):
            with pytest.raises(RuleBroken, match="You are a candidate in"):
                writing.confirm(made.reference, code_in_the_mail())

    def test_a_stranger_says_that_they_do_not_stand(self, contest, letter, client):
        make_missing_pages()
        held = AppointmentFactory(user=convenor_of(letter.group), name="Rhys Rowe", **TERM)
        for address in (
            f"/groups/{letter.group.slug}/write/",
            f"/representatives/seats/{held.seat_id}/write/",
        ):
            page = client.post(address, WORDS).content.decode()
            assert "Tick the box if you do not stand in the election." in page
            assert "/contact/confirm/" in client.post(address, {**WORDS, "has_no_stake": "on"}).url
        assert ContactMessage.objects.count() == 2

    def test_while_nobody_is_elected_nothing_is_asked(self, letter, client):
        make_missing_pages()
        page = client.get(f"/groups/{letter.group.slug}/write/").content.decode()
        assert "Send the message" in page
        assert "I do not stand" not in page

    def test_a_representative_who_stands_may_be_written_to(self, held, rhys, asha):
        CandidateFactory(contest=ContestFactory(election__poll_opens=NOW + DAY), user=rhys)
        letter = ContactMessage(seat=held.seat, topic="representative", **WORDS)
        assert writing.write(letter, by=asha).passed_to == rhys


class TestAboutThisPage:
    def test_every_footer_leads_to_the_contact_page_with_its_own_address(self, client):
        page = client.get("/members/?q=somebody").content.decode()
        assert 'href="/contact/?about=%2Fmembers%2F"' in page
        form = client.get("/contact/?about=%2Fmembers%2F").content.decode()
        assert "You are writing about the page" in form
        assert '<input type="hidden" name="page" value="/members/"' in form

    def test_the_support_unit_reads_which_page(self, client, dev):
        client.post("/contact/", {**WORDS, "topic": "site", "page": "/members/"})
        message = ContactMessage.objects.get()
        assert message.page == "/members/"
        client.force_login(dev)
        assert '<a href="/members/">' in client.get(f"/cms/messages/{message.pk}/").content.decode()

    @pytest.mark.parametrize("page", ["https://evil.example.org/", "//evil.example.org/"])
    def test_another_sites_page_is_never_named(self, client, page):
        shown = client.get("/contact/", {"about": page}).content.decode()
        assert "evil.example.org" not in shown
        client.post("/contact/", {**WORDS, "topic": "site", "page": page})
        assert ContactMessage.objects.get().page == ""

    def test_nobody_chooses_on_the_contact_page_to_write_to_a_person(self, client):
        client.post("/contact/", {**WORDS, "topic": "representative"})
        assert not ContactMessage.objects.exists()
