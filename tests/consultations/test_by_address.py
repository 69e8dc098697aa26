"""Responses without an account: the code, the session, the copy with its link, taking back, the close, erasing."""

import datetime as dt
import logging
import re

from django.core import mail
from django.core.files.base import ContentFile
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.test import Client

import pytest
from allauth.account.models import EmailAddress

from assembly.accounts.portability import parts_about
from assembly.consultations.asking.selectors import asked_by
from assembly.consultations.models import Answer, Response, ResponseDraft
from assembly.consultations.responding import services as responding
from assembly.consultations.responding.by_address import erasing, links, rules
from assembly.consultations.responding.by_address.retention import forget_addresses
from assembly.consultations.responding.senders import (
    Statement,
    address_key,
    of_individual,
    of_outside,
)
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Email
from tests.consultations.conftest import LONDON
from tests.factories.consultations import respond, words_for
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/consultations/wcc/day-services/"
START = f"{PAGE}respond/yourself/"
CODE = f"{START}code/"
ANSWERS = f"{START}answers/"
DURING = dt.datetime(2008, 10, 9, 12, 0, tzinfo=LONDON)
CLOSED = dt.datetime(2008, 12, 2, 0, 0, tzinfo=LONDON)
NADIA = "nadia@example.org"
AS_NADIA = {"kind": "individual", "name": "Nadia Novak", "email": NADIA}


@pytest.fixture(autouse=True)
def now(time_machine):
    """In the fifth week of the consultation; `now.move_to` goes elsewhere."""
    time_machine.move_to(DURING, tick=False)
    return time_machine


def code_in_the_mail():
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]


def wrong_code():
    return f"{(int(code_in_the_mail()) + 1) % 1_000_000:06}"


def come_in(client, **said):
    """Ask for a code and type it."""
    client.post(START, {**AS_NADIA, **said})
    return client.post(CODE, {"code": code_in_the_mail()})


def answer(client, text, **stated):
    """Type it, declare nothing special, check it and send it; the last page."""
    client.post(ANSWERS, {"q1": text})
    said = {"has_interest": "no", "is_confidential": "no", "consent": "no", "wants_decision": "no"}
    client.post(f"{ANSWERS}statement/", said | stated)
    page = client.get(f"{ANSWERS}check/").content.decode()
    number = re.search(r'name="number" value="(\d+)"', page)
    return client.post(f"{ANSWERS}check/", {"number": number[1] if number else ""})


def sent(consultation, address=NADIA, text="Keep all three.", name="", **statement):
    """A response of an individual."""
    answers = words_for(consultation, text)
    sender = of_individual(address, name)
    version = responding.send(consultation, sender, answers, Statement(**statement), by=None)
    return version.response


def link_of(response):
    return links.path(response)


def words_of(response):
    return [answer.text for answer in Answer.objects.filter(version__response=response)]


# The code


def test_whoever_types_the_mailed_code_comes_to_the_questions(client, consultation):
    page = client.get(START).content.decode()
    assert "Respond without an account" in page
    answer = client.post(START, AS_NADIA)
    assert answer.url == CODE
    assert mail.outbox[-1].to == [NADIA]
    assert NADIA in client.get(CODE).content.decode()
    answer = client.post(CODE, {"code": code_in_the_mail()})
    assert answer.url == ANSWERS
    assert 'name="q1' in client.get(ANSWERS).content.decode()


def test_without_the_code_the_questions_are_not_there(client, consultation):
    assert client.get(ANSWERS).url == START
    client.post(START, AS_NADIA)
    assert client.get(ANSWERS).url == START


def test_nobody_answers_without_an_account_under_the_name_of_a_member(client, consultation, member):
    said = {**AS_NADIA, "kind": "outside", "name": f" {member.name.upper()} "}
    page = client.post(START, said).content.decode()
    assert "is a member of the Assembly: sign in to respond for it." in page
    assert not mail.outbox
    member.status = "suspended"
    member.save(update_fields=["status"])
    assert client.post(START, said).url == CODE


def test_before_the_close_the_screen_that_erases_says_nothing_of_a_response(
    client, consultation, member, asha
):
    """The Support Unit could learn by its number whether an organisation sent it."""
    response = respond(consultation, member, text="Ours.", by=asha).response
    client.force_login(UserFactory(office="Support Unit"))
    screen = f"/cms/consultations/{consultation.pk}/responses/{response.pk}/erase/"
    page = client.get(screen, follow=True).content.decode()
    assert "The consultation is open." in page
    assert "response of an organisation" not in page


def test_the_link_acts_by_a_button_of_our_page_alone(client, consultation, member, asha):
    response = sent(consultation)
    client.get(f"{link_of(response)}?act=stop")
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link_of(response), {"act": "stop"}).status_code == 403
    response.refresh_from_db()
    assert response.stopped_at is None
    of_member = respond(consultation, member, text="Ours.", by=asha).response
    assert client.get(link_of(of_member)).status_code == 404


def test_a_wrong_code_is_said_to_be_wrong_and_too_many_are_too_many(client, consultation):
    client.post(START, AS_NADIA)
    wrong = wrong_code()
    assert "This code is wrong" in client.post(CODE, {"code": wrong}).content.decode()
    for _ in range(5):
        page = client.post(CODE, {"code": wrong}).content.decode()
    assert "You have entered too many wrong codes. Ask for another code below." in page
    # The right one does not work any more either, and another one does.
    assert client.post(CODE, {"code": code_in_the_mail()}).status_code == 200
    client.post(CODE, {"act": "again"})
    assert client.post(CODE, {"code": code_in_the_mail()}).url == ANSWERS


def test_a_code_is_for_one_address_and_one_consultation(client, consultation):
    client.post(START, AS_NADIA)
    code = code_in_the_mail()
    client.post(START, {**AS_NADIA, "email": "nils@example.org"})
    assert "This code is wrong" in client.post(CODE, {"code": code}).content.decode()


def test_pressed_twice_one_code_is_mailed(client, consultation):
    client.post(START, AS_NADIA)
    client.post(START, AS_NADIA)
    assert len(mail.outbox) == 1


def test_an_address_gets_so_many_codes_a_day(client, consultation):
    client.post(START, AS_NADIA)
    for _ in range(rules.CODES_A_DAY):
        page = client.post(CODE, {"act": "again"}, follow=True).content.decode()
    assert len(mail.outbox) == rules.CODES_A_DAY
    assert "We have mailed 5 codes to this address today" in page


def test_somebody_who_asks_for_codes_for_ever_new_addresses_meets_the_limit(
    client, consultation, settings
):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"response": "9/h/key,2/h/ip"}
    for letter in "abc":
        page = client.post(START, {**AS_NADIA, "email": f"{letter}@example.org"})
    assert "from your internet connection" in page.content.decode()
    assert len(mail.outbox) == 2


def test_a_program_that_fills_in_every_field_gets_no_code_and_learns_nothing(client, consultation):
    answer = client.post(START, {**AS_NADIA, "website": "https://example.org"})
    assert answer.url == CODE
    assert not mail.outbox
    page = client.get(CODE).content.decode()
    assert "We have mailed a code to the address you gave" in page
    assert "This code is wrong" in client.post(CODE, {"code": "123456"}).content.decode()
    client.post(CODE, {"act": "again"})
    assert not mail.outbox


def test_when_no_mail_leaves_nothing_typed_is_lost(client, consultation, monkeypatch):
    def refuse(self, messages):
        raise OSError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    page = client.post(START, AS_NADIA).content.decode()
    assert "We could not e-mail the code" in page
    assert "Nadia Novak" in page
    monkeypatch.undo()
    assert client.post(START, AS_NADIA).url == CODE


def test_an_organisation_that_is_no_member_gives_its_name(client, consultation):
    page = client.post(START, {**AS_NADIA, "kind": "outside", "name": " "}).content.decode()
    assert "Give the name of the organisation you are responding for." in page
    page = client.post(START, {}).content.decode()
    assert "Choose who you are responding for." in page
    assert "Enter the e-mail address that we should send the code to." in page


def test_a_closed_consultation_mails_no_codes(client, consultation, now):
    now.move_to(CLOSED)
    page = client.post(START, AS_NADIA, follow=True).content.decode()
    assert "This consultation closed at 11.59pm" in page
    assert not mail.outbox


def test_who_has_an_account_answers_as_an_individual_too(client, consultation, asha):
    client.force_login(asha)
    assert "asha@example.org" in client.get(START).content.decode()
    come_in(client, email=asha.email, name="Asha")
    answer(client, "Keep it.")
    response = Response.objects.get()
    assert (response.kind, response.organisation) == ("individual", None)
    assert response.current.sent_by is None  # nothing ties it to the account
    assert Event.objects.get(name="consultations.responded").actor_id is None


# The session


def test_a_confirmed_address_is_held_for_this_consultation_and_not_for_ever(
    client, consultation, now
):
    come_in(client)
    now.move_to(DURING + rules.HELD - dt.timedelta(minutes=1))
    assert client.get(ANSWERS).status_code == 200
    now.move_to(DURING + rules.HELD * 3)
    assert client.get(ANSWERS).url == START


def test_what_is_typed_after_the_time_is_saved_for_the_address_and_read_with_another_code(
    client, consultation, now
):
    come_in(client)
    now.move_to(DURING + rules.HELD)
    answer = client.post(ANSWERS, {"q1": "Typed for hours."}, follow=True)
    page = answer.content.decode()
    assert "What you typed is saved." in page
    assert "Typed for hours." not in page
    assert client.get(ANSWERS).url == START
    come_in(client)
    assert "Typed for hours." in client.get(ANSWERS).content.decode()
    assert not Response.objects.exists()


def test_a_draft_is_saved_and_waits_behind_another_code(client, consultation):
    come_in(client)
    client.post(ANSWERS, {"q1": "Half a thought.", "act": "later"})
    client.post(f"{START}finish/")
    come_in(client, email=" Nadia@Example.org")
    assert "Half a thought." in client.get(ANSWERS).content.decode()
    assert ResponseDraft.objects.get().saved_by is None


def test_the_session_ends_while_nothing_happens_and_not_while_somebody_answers(
    client, consultation, now
):
    come_in(client)
    for hours in range(1, 6):
        now.move_to(DURING + dt.timedelta(hours=hours))
        assert client.get(ANSWERS).status_code == 200


def test_an_individual_states_what_everybody_states_and_whether_they_want_the_decision(
    client, consultation
):
    come_in(client)
    page = client.get(f"{ANSWERS}statement/").content.decode()
    assert "Do you want us to e-mail you the decision?" in page
    answer(client, "Keep all three.", wants_decision="yes", consent="unnamed")
    response = Response.objects.get()
    assert (response.wants_decision, response.current.consent) == (True, "unnamed")
    assert (response.name, response.address) == ("Nadia Novak", NADIA)


def test_another_consultation_knows_nothing_of_it(client, consultation, hari, gwen):
    from assembly.consultations.publishing import services
    from tests.consultations.conftest import publish
    from tests.factories.consultations import proposal

    facts = proposal(title="Libraries", slug="libraries")
    publish(services.draft_consultation(consultation.body, facts, by=hari), by=gwen)
    come_in(client)
    other = "/consultations/wcc/libraries/respond/yourself/"
    assert client.get(f"{other}answers/").url == other
    assert NADIA not in client.get(f"{other}code/").content.decode()


def test_finish_ends_it_on_a_shared_computer(client, consultation):
    come_in(client)
    answer(client, "Keep all three.")
    for address in (f"{ANSWERS}sent/", f"{START}finish/"):
        page = client.get(address).content.decode()
        [form] = re.findall(
            r'<form method="post" action="[^"]*/finish/">.*?</form>', page, re.DOTALL
        )
        assert "csrfmiddlewaretoken" in form
    assert client.get(ANSWERS).status_code == 200  # asking for the page ends nothing
    page = client.post(f"{START}finish/", follow=True).content.decode()
    assert "You have finished." in page
    assert client.get(ANSWERS).url == START
    assert "Nadia" not in client.get(START).content.decode()
    assert NADIA not in str(dict(client.session))


def test_no_page_of_it_is_kept_by_a_browser(client, consultation):
    come_in(client)
    response = sent(consultation, "nils@example.org")
    for address in (START, CODE, ANSWERS, link_of(response)):
        assert "no-store" in client.get(address).headers["Cache-Control"]


# One response of each address


def test_the_same_address_written_differently_is_the_same(consultation):
    sent(consultation, text="Keep all three.")
    sent(consultation, " NADIA@example.org ", text="Close one.")
    response = Response.objects.get()
    assert response.versions.count() == 2
    assert response.address_key == address_key(consultation, NADIA)
    sent(consultation, "nadia+more@example.org")
    assert Response.objects.count() == 2


def test_the_key_does_not_tell_the_address_and_differs_by_consultation(consultation, hari, council):
    from assembly.consultations.publishing import services
    from tests.factories.consultations import proposal

    other = services.draft_consultation(council, proposal(slug="other"), by=hari)
    key = address_key(consultation, NADIA)
    assert len(key) == 64
    assert key != address_key(other, NADIA)


def test_the_database_keeps_it_to_one(consultation):
    response = sent(consultation)
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(
            consultation=consultation, kind="individual", address_key=response.address_key
        )


def test_whoever_has_answered_comes_back_to_what_they_sent(client, consultation):
    sent(consultation, text="Keep all three.")
    come_in(client)
    assert "Keep all three." in client.get(ANSWERS).content.decode()
    assert answer(client, "Close one.").url == f"{ANSWERS}sent/"
    assert Response.objects.get().current.answers.get().text == "Close one."


def test_an_outside_organisation_is_counted_as_such(consultation):
    sender = of_outside(NADIA, "Corsham Chess Club")
    responding.send(consultation, sender, words_for(consultation, "No."), by=None)
    response = Response.objects.counting().get()
    assert (response.kind, response.respondent) == ("outside", "Corsham Chess Club")


# The copy and its link


def test_a_copy_goes_to_the_address_with_the_link(consultation):
    response = sent(consultation, text="Keep all three.")
    letter = Email.objects.get()
    assert letter.address == NADIA
    assert "Keep all three." in letter.text
    assert link_of(response) in letter.text


def test_sent_twice_it_is_one_response_and_one_copy(consultation):
    sent(consultation)
    sent(consultation)
    assert Response.objects.get().versions.count() == 1
    assert Email.objects.count() == 1


def test_opening_the_link_changes_nothing(client, consultation):
    response = sent(consultation)
    page = client.get(link_of(response)).content.decode()
    assert "Take my response back" in page
    assert "Erase my response" not in page
    assert Response.objects.counting().get() == response
    assert client.get(ANSWERS).url == START


def test_the_link_leads_to_the_response_without_a_code(client, consultation):
    response = sent(consultation, text="Keep all three.")
    assert client.post(link_of(response), {"act": "replace"}).url == ANSWERS
    assert "Keep all three." in client.get(ANSWERS).content.decode()
    assert not mail.outbox


def test_a_link_that_we_did_not_make_is_not_there(client, consultation, member, asha):
    response = sent(consultation)
    assert client.get(f"/responses/{response.pk}.x/").status_code == 404
    assert client.post(f"/responses/{response.pk}/", {"act": "stop"}).status_code == 404
    theirs = respond(consultation, member, text="No.", by=asha).response
    assert client.get(link_of(theirs)).status_code == 404


def test_taken_back_words_and_address_are_gone_and_the_person_may_answer_again(
    client, consultation
):
    response = sent(consultation, text="Keep all three.", name="Nadia Novak")
    page = client.post(link_of(response), {"act": "stop"}, follow=True).content.decode()
    assert "You have taken your response back." in page
    assert "Take my response back" not in page
    response.refresh_from_db()
    assert (response.name, response.address, response.address_key) == ("", "", "")
    assert response.stopped_at
    assert not words_of(response)
    assert not response.versions.exists()
    assert not Response.objects.counting().exists()
    assert not Email.objects.exists()  # the copy repeats the words
    sent(consultation, text="Close one.")
    assert Response.objects.counting().count() == 1
    # The old link leads to nothing of the new one.
    page = client.post(link_of(response), {"act": "stop"}, follow=True).content.decode()
    assert "You have taken this response back." in page
    assert Response.objects.counting().count() == 1


def test_an_outside_organisation_takes_its_response_back(client, consultation):
    sender = of_outside(NADIA, "Corsham Chess Club")
    version = responding.send(consultation, sender, words_for(consultation, "No."), by=None)
    client.post(link_of(version.response), {"act": "stop"})
    assert Response.objects.get().name == ""


def test_taking_back_leaves_the_copies_of_others(consultation):
    response = sent(consultation)
    sent(consultation, "nils@example.org")
    erasing.take_back(response)
    assert Email.objects.get().address == "nils@example.org"


def test_a_draft_goes_with_the_response_that_is_taken_back(consultation):
    response = sent(consultation)
    ResponseDraft.objects.create(
        consultation=consultation,
        question_set=asked_by(consultation),
        address_key=response.address_key,
        saved_at=DURING,
    )
    erasing.take_back(response)
    assert not ResponseDraft.objects.exists()


# After the close


def test_after_the_close_the_key_stays_and_the_address_goes_unless_it_is_wanted(consultation):
    told = sent(consultation, wants_decision=True)
    untold = sent(consultation, "nils@example.org")
    forget_addresses(dt.date(2008, 12, 1))
    untold.refresh_from_db()
    assert untold.address  # on the last day it may still be replaced
    assert forget_addresses(dt.date(2008, 12, 2)) == 1
    assert forget_addresses(dt.date(2008, 12, 2)) == 0
    told.refresh_from_db()
    untold.refresh_from_db()
    assert (told.address, untold.address) == (NADIA, "")
    assert untold.address_key == address_key(consultation, "nils@example.org")
    # Nor is it among the mails.
    assert [letter.address for letter in Email.objects.all()] == [NADIA]


def test_after_the_close_the_link_erases_and_nothing_else(client, consultation, now, settings):
    response = sent(consultation, text="Keep all three.", name="Nadia Novak", has_interest=True)
    now.move_to(CLOSED)
    page = client.get(link_of(response)).content.decode()
    assert "Erase my response" in page
    assert "Take my response back" not in page
    page = client.post(link_of(response), {"act": "stop"}, follow=True).content.decode()
    assert "your response stays in the count" in page
    client.post(link_of(response), {"act": "replace"})
    assert client.get(ANSWERS, follow=True).status_code == 200
    client.post(link_of(response), {"act": "erase"})
    response.refresh_from_db()
    assert (response.name, response.address, response.address_key) == ("", "", "")
    assert response.respondent == "Erased on request"
    assert not words_of(response)
    assert response.current.has_interest is None
    assert Response.objects.counting().get() == response  # it keeps its place in the count
    assert "This response has been erased" in client.get(link_of(response)).content.decode()


def test_a_response_is_not_erased_before_the_close(client, consultation):
    response = sent(consultation)
    client.post(link_of(response), {"act": "erase"})
    response.refresh_from_db()
    assert response.erased_at is None
    assert words_of(response)


def test_with_the_words_the_files_go(consultation, django_capture_on_commit_callbacks):
    answer = sent(consultation).current.answers.get()
    answer.file.save("plan.pdf", ContentFile(b"%PDF-1.4"))
    storage, name = answer.file.storage, answer.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        erasing.take_back(answer.version.response)
    assert not storage.exists(name)


# The link again


def test_whoever_lost_the_mail_gets_the_link_again_and_nobody_learns_who_has_responded(
    client, consultation, now
):
    response = sent(consultation)
    forget_addresses(dt.date(2008, 12, 2))  # only the key is left
    now.move_to(CLOSED)
    page = client.get(START, follow=True).content.decode()
    assert "This consultation closed" in page
    assert "Find your response" in page
    said = [
        client.post(f"{START}link/", {"email": address}, follow=True).content.decode()
        for address in ("Nadia@Example.org ", "nobody@example.org")
    ]
    assert all(
        "If we have a response to this consultation from that address" in one for one in said
    )
    letter = Email.objects.get()
    assert (letter.address, link_of(response) in letter.text) == (NADIA, True)


def test_the_link_shows_what_was_sent(client, consultation, now):
    response = sent(consultation, text="Keep all three.")
    now.move_to(CLOSED)
    assert "Keep all three." in client.get(link_of(response)).content.decode()


def test_before_the_opening_there_is_nothing_to_find(client, consultation, now):
    now.move_to(dt.datetime(2008, 9, 2, 12, 0, tzinfo=LONDON))
    assert client.get(START).url == PAGE


# The Support Unit erases


@pytest.fixture
def carys(council):
    return UserFactory(name="Carys Cole", email="carys@example.org", office="Support Unit")


def test_the_support_unit_erases_for_somebody_without_the_link(client, consultation, carys, now):
    response = sent(consultation, name="Nadia Novak")
    screen = f"/cms/consultations/{consultation.pk}/responses/{response.pk}/erase/"
    client.force_login(carys)
    page = client.get(screen, follow=True).content.decode()
    assert "The consultation is open." in page
    assert "Nadia" not in page
    now.move_to(CLOSED)
    client.force_login(carys)
    assert "Say how you know" in client.post(screen, {"reason": " "}).content.decode()
    client.post(screen, {"reason": "Telephoned, and repeated the answers."})
    response.refresh_from_db()
    assert response.erased_because == "Telephoned, and repeated the answers."
    event = Event.objects.get(name="consultations.response_erased")
    assert event.actor_id == carys.pk
    assert event.data == {"response": response.pk, "kind": "individual"}


def test_the_support_unit_erases_no_response_of_a_member(
    client, consultation, carys, member, asha, now
):
    response = respond(consultation, member, text="No.", by=asha).response
    now.move_to(CLOSED)
    with pytest.raises(RuleBroken, match="organisation or a group of the Assembly"):
        erasing.erase(response, by=carys, reason="Asked.")


def test_an_officer_of_the_body_erases_nothing(client, consultation, hari, now):
    response = sent(consultation)
    now.move_to(CLOSED)
    client.force_login(hari)
    screen = f"/cms/consultations/{consultation.pk}/responses/{response.pk}/erase/"
    client.post(screen, {"reason": "Because."})
    response.refresh_from_db()
    assert response.erased_at is None


# What is held


def test_the_copy_of_ones_data_has_what_was_sent_from_ones_address(consultation, asha):
    sent(consultation, asha.email, text="My own view.")
    sent(consultation, text="Another's view.")
    forget_addresses(dt.date(2008, 12, 2))
    EmailAddress.objects.filter(user=asha).delete()
    address = EmailAddress.objects.create(user=asha, email=asha.email, verified=False)
    told = "Responses sent from your e-mail addresses"

    def lines():
        return next(part.lines for part in parts_about(asha) if part.heading.startswith(told))

    assert lines() == ()  # anybody can type an address
    address.verified = True
    address.save()
    [line] = lines()
    assert "My own view." in line["text"]


# No leak of the address


def test_the_address_is_in_no_event_no_log_and_no_address(client, consultation, caplog, now):
    with caplog.at_level(logging.DEBUG):
        client.post(START, AS_NADIA)
        answers = [client.post(CODE, {"code": code_in_the_mail()})]
        answers += [answer(client, "Keep all three.")]
        response = Response.objects.get()
        answers += [client.post(link_of(response), {"act": "replace"})]
        now.move_to(CLOSED)
        answers += [client.post(link_of(response), {"act": "erase"})]
    kept = " ".join(str(event.data) for event in Event.objects.all())
    links_ = " ".join(answer.url for answer in answers) + link_of(response)
    for leak in ("nadia", "Novak", response.address_key):
        assert leak not in kept
        assert leak not in links_
    ours = [one for one in caplog.records if not one.name.startswith("django.db")]
    assert all(NADIA not in one.getMessage() for one in ours)
