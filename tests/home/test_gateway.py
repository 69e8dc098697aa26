"""Find help: who is listed, an enquiry from the question to the answer, and whoever does not answer."""

import datetime as dt
import re

from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

import pytest

from assembly.core import emails
from assembly.core.models import Event, MailedCode
from assembly.core.rules import RuleBroken
from assembly.core.services import sync_roles
from assembly.core.to_do import tasks_for
from assembly.notifications.models import Email, Notification
from home.gateway import personal_data, rules, selectors, services
from home.gateway.models import Enquiry
from home.gateway.retention import forget_enquiries
from home.tasks import remind_of_enquiries
from tests.factories.membership import (
    DelegateFactory,
    DistrictFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.factories.profiles import OfferFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
QUESTION = {
    "need": "governance",
    "text": "Nobody can find our constitution.",
    "name": "Nadia Novak",
    "email": "nadia@example.org",
    "website": "",
}


@pytest.fixture(autouse=True)
def _it_is_now(time_machine):
    """The pages ask the clock for the age of an enquiry; it does not pass midnight meanwhile."""
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def hub():
    made = OrganisationFactory(name="Kennet Hub", slug="hub", member=True, infrastructure=True)
    OfferFactory(organisation=made, need="governance")
    OfferFactory(organisation=made, need="ict", description="A repair bench.")
    made.districts.add(DistrictFactory(name="Kennet", slug="kennet"))
    return made


@pytest.fixture
def lead(hub):
    user = UserFactory(name="Lena Long")
    DelegateFactory(organisation=hub, user=user, role="lead")
    return user


@pytest.fixture
def enquiry(hub, lead, carys):
    """Carys asked a day ago."""
    return services.ask(new(hub), by=carys, at=NOW - DAY)


def new(hub, **more):
    return Enquiry(
        **{"organisation": hub, "need": "governance", "name": "Carys", "email": "carys@example.org"}
        | {"text": "Nobody can find it."}
        | more
    )


def words(response):
    return response.content.decode()


# Finding


def test_only_what_infrastructure_organisations_on_the_register_offer_is_listed(client, hub):
    OfferFactory(organisation=OrganisationFactory(name="A Choir", member=True), need="ict")
    gone = OrganisationFactory(name="Gone Hub", infrastructure=True, status="left")
    OfferFactory(organisation=gone, need="ict")
    page = words(client.get("/find-help/?need=ict"))
    assert "Kennet Hub" in page
    assert "A repair bench." in page
    assert "A Choir" not in page
    assert "Gone Hub" not in page
    shown = {
        one.url.partition("=")[2]: one.meta for one in client.get("/find-help/").context["needs"]
    }
    assert (shown["ict"], shown["governance"]) == ("1 organisation", "1 organisation")
    assert shown["voice"] == "To read, or ask the Support Unit"


def test_help_is_narrowed_by_district(client, hub):
    DistrictFactory(name="Swindon", slug="swindon")
    assert "Kennet Hub" in words(client.get("/find-help/?need=ict&district=kennet"))
    assert "Nobody has entered this yet" in words(
        client.get("/find-help/?need=ict&district=swindon")
    )
    refused = client.get("/find-help/?need=ict&district=nowhere")
    assert refused.status_code == 400
    assert "“nowhere” is not in the list" in words(refused)
    assert "Kennet Hub" not in words(refused)
    assert client.get("/find-help/?need=nonsense").status_code == 400


def test_the_list_asks_the_same_number_of_queries_however_long(
    client, hub, django_assert_num_queries, django_assert_max_num_queries
):
    client.get("/find-help/?need=ict")
    with django_assert_max_num_queries(12) as queries:
        client.get("/find-help/?need=ict")
    for one in OrganisationFactory.create_batch(20, member=True, infrastructure=True):
        OfferFactory(organisation=one, need="ict")
        one.districts.add(DistrictFactory())
    with django_assert_num_queries(len(queries)):
        client.get("/find-help/?need=ict")


# Asking


def test_somebody_signed_in_asks_and_the_leads_are_told(client, hub, lead, carys):
    client.force_login(carys)
    page = words(client.get("/find-help/ask/hub/?need=ict"))
    assert 'name="email"' not in page
    assert carys.email in page
    response = client.post("/find-help/ask/hub/", {"need": "ict", "text": "It is broken."})
    enquiry = Enquiry.objects.get()
    assert response.url == enquiry.get_absolute_url()
    assert (enquiry.state, enquiry.sender, enquiry.email) == ("waiting", carys, carys.email)
    told = Notification.objects.get(user=lead)
    assert (told.kind, told.url) == ("home/enquiry_waiting", enquiry.get_absolute_url())
    event = Event.objects.get(name="home.enquiry_sent")
    assert event.data == {"to": hub.pk, "need": "ict"}
    assert "is with Kennet Hub" in words(client.get(response.url))


def code_mailed():
    return re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.M)[1]


def test_anybody_else_confirms_with_a_mailed_code_first(client, hub, lead):
    response = client.post("/find-help/ask/hub/", QUESTION)
    enquiry = Enquiry.objects.get()
    assert response.url == f"/find-help/confirm/{enquiry.reference}/"
    assert enquiry.state == "unconfirmed"
    assert not Notification.objects.exists()
    assert not Event.objects.exists()
    code = code_mailed()
    assert mail.outbox[-1].to == ["nadia@example.org"]
    assert not Email.objects.exists()
    wrong = words(client.post(response.url, {"code": f"{(int(code) + 1) % 10**6:06}"}))
    assert "This code is wrong" in wrong
    done = words(client.post(response.url, {"code": f" {code[:3]} {code[3:]} "}))
    assert enquiry.reference in done
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.sender) == ("waiting", None)
    assert Notification.objects.get(user=lead).kind == "home/enquiry_waiting"
    again = words(client.post(response.url, {"code": code}))
    assert "has been used already" in again
    assert "If you have not confirmed your enquiry yet" in again
    assert Event.objects.filter(name="home.enquiry_sent").count() == 1


def test_codes_cannot_be_guessed_and_do_not_last(hub, lead):
    enquiry = services.ask(new(hub), by=None, at=NOW)
    code = code_mailed()
    with pytest.raises(RuleBroken, match="older than a day"):
        services.confirm(enquiry.reference, code, at=NOW + DAY)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        with pytest.raises(RuleBroken, match="This code is wrong"):
            services.confirm(enquiry.reference, wrong, at=NOW)
    with pytest.raises(RuleBroken, match="This code is wrong"):
        services.confirm(enquiry.reference, code, at=NOW)


def test_after_five_wrong_codes_the_same_enquiry_gets_a_new_one(hub, lead):
    enquiry = services.ask(new(hub), by=None, at=NOW)
    assert (
        services.ask(new(hub), by=None, at=NOW) == enquiry
    )  # pressed twice: the code is still open
    assert len(mail.outbox) == 1
    wrong = f"{(int(code_mailed()) + 1) % 10**6:06}"
    for _ in range(5):
        with pytest.raises(RuleBroken, match="This code is wrong"):
            services.confirm(enquiry.reference, wrong, at=NOW)
    assert services.ask(new(hub), by=None, at=NOW) == enquiry
    assert services.confirm(enquiry.reference, code_mailed(), at=NOW).state == "waiting"


def test_no_answer_tells_which_numbers_exist(hub, lead, carys):
    """One that waits, one confirmed, one with too many tries, and one that nobody has."""
    waits = services.ask(new(hub), by=None, at=NOW)
    tried = services.ask(new(hub, text="Another question."), by=None, at=NOW)
    confirmed = services.ask(new(hub, text="A third."), by=carys, at=NOW)

    def answer(reference, typed="000000"):
        with pytest.raises(RuleBroken) as refusal:
            services.confirm(reference, typed, at=NOW)
        return str(refusal.value)

    MailedCode.objects.update(digest="0" * 64)
    MailedCode.objects.filter(bearer__endswith=tried.reference).update(tries=5)
    numbers = [one.reference for one in (waits, tried, confirmed)] + ["NOSUCH99"]
    assert len({answer(number) for number in numbers}) == 1
    assert len({answer(number, "12") for number in numbers}) == 1


def test_a_code_of_another_enquiry_is_wrong(hub, lead):
    services.ask(new(hub), by=None, at=NOW)
    code = code_mailed()
    other = services.ask(new(hub, text="And another question."), by=None, at=NOW)
    if code != code_mailed():
        with pytest.raises(RuleBroken, match="This code is wrong"):
            services.confirm(other.reference, code, at=NOW)


def test_one_address_gets_few_codes_whatever_is_asked(hub, lead):
    for number in range(5):
        services.ask(new(hub, text=f"Question {number}"), by=None, at=NOW)
    with pytest.raises(RuleBroken, match="mailed 5 codes to this address today"):
        services.ask(new(hub, text="One more"), by=None, at=NOW)
    assert Enquiry.objects.count() == 5


def test_an_enquiry_whose_code_was_not_mailed_can_be_sent_again(hub, lead, monkeypatch):
    """Else the same words within ten minutes would count as pressed twice, and no code would come."""

    def hang(*_, **__):
        raise emails.NotSent

    with monkeypatch.context() as broken:
        broken.setattr(emails.Letter, "send", hang)
        with pytest.raises(RuleBroken, match="could not e-mail the code"):
            services.ask(new(hub), by=None, at=NOW)
    assert not Enquiry.objects.exists()
    enquiry = services.ask(new(hub), by=None, at=NOW)
    assert services.confirm(enquiry.reference, code_mailed(), at=NOW).state == "waiting"


def test_nobody_sees_to_their_own_enquiry(client, hub, lead, dev):
    sync_roles()
    own = services.ask(new(hub), by=dev, at=NOW - DAY)
    for act in (
        lambda: services.answer(own, "To myself.", by=dev),
        lambda: services.close(own, by=dev),
        lambda: services.pass_on(own, OrganisationFactory(), by=dev),
    ):
        with pytest.raises(RuleBroken, match="This is your own enquiry"):
            act()
    client.force_login(dev)
    page = words(client.get(f"/cms/enquiries/{own.pk}/"))
    assert "This is your own enquiry" in page
    assert "Send the answer" not in page
    led = services.ask(new(hub, text="Where?"), by=lead, at=NOW - DAY)
    client.force_login(lead)
    assert "This is your own enquiry" in words(client.get(led.get_absolute_url()))
    services.answer(led, "In the drawer.", by=dev)


def test_programs_are_told_what_people_are_told(client, hub):
    response = client.post("/find-help/ask/hub/", {**QUESTION, "website": "spam"})
    assert re.fullmatch(r"/find-help/confirm/\w{8}/", response.url)
    assert not Enquiry.objects.exists()


def test_few_enquiries_are_taken_from_one_address(client, hub):
    cache.clear()
    for number in range(5):
        client.post("/find-help/ask/hub/", {**QUESTION, "text": f"Question {number}"})
    assert "We allow 5 enquiries within 60 minutes" in words(
        client.post("/find-help/ask/hub/", QUESTION)
    )
    assert Enquiry.objects.count() == 5


WRONG = [
    ({"need": ""}, "Choose what you need help with."),
    ({"need": "voice"}, "not one of the available choices"),
    ({"text": ""}, "Write your question."),
    ({"text": "x" * 5_001}, "5,001 characters, and 5,000 are the most"),
    ({"name": ""}, "Enter your name."),
    ({"email": "nadia"}, "Enter a valid email address."),
]


@pytest.mark.parametrize(("changes", "problem"), WRONG)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, hub, changes, problem):
    sent = {**QUESTION, **changes}
    response = client.post("/find-help/ask/hub/", sent)
    assert problem in words(response)
    for name in ("text", "name", "email"):
        assert response.context["form"][name].value() == sent[name]
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"infrastructure": False}, "not among the organisations"),
        ({"status": "left"}, "not among the organisations"),
    ],
)
def test_who_offers_no_help_here_is_not_asked(client, hub, carys, fields, reason):
    type(hub).objects.filter(pk=hub.pk).update(**fields)
    hub.refresh_from_db()
    with pytest.raises(RuleBroken, match=reason):
        services.ask(new(hub), by=carys)
    assert client.get("/find-help/ask/hub/").status_code == 404


def test_an_offer_that_was_taken_off_meanwhile_is_said(client, hub, carys, monkeypatch):
    monkeypatch.setattr(services, "needs_of", lambda _: set())
    client.force_login(carys)
    page = words(client.post("/find-help/ask/hub/", {"need": "ict", "text": "Broken."}))
    assert "does not offer this" in page
    assert "Broken." in page
    hub.offers.all().delete()
    assert client.get("/find-help/ask/hub/").status_code == 404


# Answering


def test_a_lead_answers_and_whoever_asked_is_mailed(client, enquiry, lead, carys):
    client.force_login(lead)
    assert "Answer the enquiry" in words(client.get("/my/"))
    assert enquiry.reference in words(client.get("/my/enquiries/"))
    page = words(client.get(enquiry.get_absolute_url()))
    assert "From Carys" in page
    assert "Write the answer." in words(client.post(enquiry.get_absolute_url(), {"answer": ""}))
    client.post(enquiry.get_absolute_url(), {"answer": "Ring us on Tuesday."})
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.handled_by) == ("answered", lead)
    mail = Email.objects.get(kind="home/enquiry_answered")
    assert (mail.address, "Ring us on Tuesday." in mail.text) == (carys.email, True)
    client.force_login(carys)
    assert "Ring us on Tuesday." in words(client.get(enquiry.get_absolute_url()))
    assert not list(tasks_for(lead, timezone.now()))


WHO = [
    # who             reads   answers
    ("lead",          True,   ""),
    ("sender",        True,   "Only a lead"),
    ("delegate",      False,  "Only a lead"),
    ("former lead",   False,  "Only a lead"),
    ("stranger",      False,  "Only a lead"),
    ("support",       False,  ""),
]  # fmt: skip


@pytest.mark.parametrize(("who", "reads", "reason"), WHO)
def test_who_reads_and_who_answers(client, enquiry, hub, lead, carys, dev, who, reads, reason):
    people = {"lead": lead, "sender": carys, "stranger": UserFactory(), "support": dev}
    people["delegate"] = DelegateFactory(organisation=hub).user
    people["former lead"] = DelegateFactory(
        organisation=hub, role="lead", ended_on=dt.date(2008, 1, 1)
    ).user
    client.force_login(people[who])
    assert client.get(enquiry.get_absolute_url()).status_code == (200 if reads else 404)
    if reason:
        with pytest.raises(RuleBroken, match=reason):
            services.answer(enquiry, "Yes.", by=people[who])
    else:
        assert services.answer(enquiry, "Yes.", by=people[who]).state == "answered"


def test_what_nobody_confirmed_reaches_no_lead(client, hub, lead):
    enquiry = services.ask(new(hub), by=None)
    client.force_login(lead)
    assert client.get(enquiry.get_absolute_url()).status_code == 404
    assert enquiry.reference not in words(client.get("/my/enquiries/"))
    with pytest.raises(RuleBroken, match="is not open"):
        services.answer(enquiry, "Yes.", by=lead)


def test_an_enquiry_is_answered_once(client, enquiry, lead, dev):
    services.answer(enquiry, "Yes.", by=lead)
    with pytest.raises(RuleBroken, match="has been answered"):
        services.answer(enquiry, "No.", by=dev)
    client.force_login(lead)
    page = words(client.post(enquiry.get_absolute_url(), {"answer": "No."}, follow=True))
    assert "has been answered" in page


def test_a_sender_who_answers_by_hand_is_told(client, enquiry, carys):
    client.force_login(carys)
    page = words(client.post(enquiry.get_absolute_url(), {"answer": "Me."}, follow=True))
    assert "Only a lead of Kennet Hub answers" in page


def test_what_is_handed_on_is_for_the_support_unit(client, enquiry, lead, dev):
    client.force_login(lead)
    client.post(enquiry.get_absolute_url(), {"act": "hand on"})
    enquiry.refresh_from_db()
    assert enquiry.state == "handed-on"
    assert Notification.objects.get(user=dev).kind == "home/enquiry_for_support_unit"
    with pytest.raises(RuleBroken, match="You handed this enquiry on"):
        services.answer(enquiry, "Yes.", by=lead)
    assert "We have passed it to the Support Unit" in words(client.get(enquiry.get_absolute_url()))


# Nobody answers


def test_leads_are_reminded_once_after_a_week_even_after_missed_days(enquiry, lead):
    assert services.remind(at=NOW + 5 * DAY) == 0
    assert services.remind(at=NOW + 9 * DAY) == 1
    assert services.remind(at=NOW + 10 * DAY) == 0
    assert Notification.objects.filter(kind="home/enquiry_reminder").count() == 1


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({}, True),
        ({"reached_at": NOW - 7 * DAY}, True),
        ({"reached_at": NOW - 7 * DAY + dt.timedelta(seconds=1)}, False),
        ({"reminded_at": NOW}, False),
        ({"state": "handed-on"}, False),
        ({"state": "answered"}, False),
        ({"reached_at": None}, False),
    ],
)
def test_what_is_due_for_a_reminder(hub, changes, due):
    enquiry = new(hub, **{"state": "waiting", "reached_at": NOW - 8 * DAY} | changes)
    assert rules.is_due_for_reminder(enquiry, NOW) is due


def test_what_is_answered_meanwhile_is_not_reminded_of(enquiry, lead, monkeypatch):
    """The list of what is due may be older than the row that is locked."""
    monkeypatch.setattr(rules, "is_due_for_reminder", lambda *_: False)
    assert services.remind(at=NOW + 9 * DAY) == 0
    assert not Notification.objects.filter(kind="home/enquiry_reminder").exists()


def test_the_support_unit_sees_what_waits_too_long(client, enquiry, hub, dev):
    in_two_weeks = enquiry.reached_at + rules.SUPPORT_UNIT_AFTER
    for at, seen in [(in_two_weeks - dt.timedelta(seconds=1), []), (in_two_weeks, [enquiry])]:
        assert list(selectors.for_support_unit(at)) == seen
        assert rules.is_for_support_unit(enquiry, at, has_lead=True) is bool(seen)
        assert bool(list(tasks_for(dev, at))) is bool(seen)
    client.force_login(dev)
    assert "No such enquiry." in words(client.get("/cms/enquiries/"))
    Enquiry.objects.update(reached_at=NOW - 20 * DAY)
    assert "waiting for 20 days" in words(client.get("/cms/enquiries/"))
    assert enquiry.reference in words(client.get("/cms/enquiries/?state=waiting"))
    assert enquiry.reference not in words(client.get("/cms/enquiries/?state=answered"))
    assert enquiry.reference in words(client.get("/cms/enquiries/?state=hats"))


def test_an_enquiry_to_an_organisation_without_a_lead_is_the_support_units_at_once(hub, carys, dev):
    enquiry = services.ask(new(hub), by=carys)
    assert list(selectors.for_support_unit(NOW)) == [enquiry]
    assert rules.is_for_support_unit(enquiry, NOW, has_lead=False)
    assert Notification.objects.get(user=dev).kind == "home/enquiry_for_support_unit"


def test_what_is_settled_is_nobodys_to_see_to(enquiry, dev):
    services.close(enquiry, by=dev)
    enquiry.refresh_from_db()
    assert not rules.is_for_support_unit(enquiry, NOW + 99 * DAY, has_lead=True)
    assert list(selectors.for_support_unit(NOW + 99 * DAY)) == []


def test_the_support_unit_gives_it_to_another_organisation(client, enquiry, hub, lead, dev):
    services.remind(at=NOW + 9 * DAY)
    services.hand_on(enquiry, by=lead)
    other = OrganisationFactory(name="Salisbury Hub", member=True, infrastructure=True)
    OfferFactory(organisation=other, need="governance")
    other_lead = DelegateFactory(organisation=other, role="lead").user
    client.force_login(dev)
    page = f"/cms/enquiries/{enquiry.pk}/"
    assert "Choose an organisation." in words(client.post(page, {"act": "pass on"}))
    client.post(page, {"act": "pass on", "to": other.pk})
    enquiry.refresh_from_db()
    assert (enquiry.organisation, enquiry.state, enquiry.reminded_at) == (other, "waiting", None)
    assert Notification.objects.filter(user=other_lead, kind="home/enquiry_waiting").exists()
    assert Event.objects.get(name="home.enquiry_passed_on").data["to"] == other.pk
    with pytest.raises(RuleBroken, match="has this enquiry already"):
        services.pass_on(enquiry, other, by=dev)
    services.close(enquiry, by=dev)
    with pytest.raises(RuleBroken, match="is not open"):
        services.pass_on(enquiry, hub, by=dev)


def test_the_support_unit_answers_and_closes_on_its_screen(client, enquiry, hub, dev, carys):
    client.force_login(dev)
    page = f"/cms/enquiries/{enquiry.pk}/"
    assert "Nobody can find it." in words(client.get(page))
    assert "Write the answer." in words(client.post(page, {"act": "answer"}))
    client.post(page, {"act": "answer", "answer": "We will look."})
    assert "We will look." in words(client.get(page))
    assert "has been answered" in words(client.post(page, {"act": "close"}, follow=True))
    other = services.ask(new(hub), by=carys)
    client.post(f"/cms/enquiries/{other.pk}/", {"act": "close"})
    other.refresh_from_db()
    assert other.state == "closed"
    unconfirmed = services.ask(new(hub), by=None)
    assert client.get(f"/cms/enquiries/{unconfirmed.pk}/").status_code == 404


# Kept, and forgotten


def test_what_is_settled_is_forgotten_after_a_year_and_what_is_not_confirmed_after_a_day(
    enquiry, hub, lead
):
    waiting = services.ask(new(hub), by=lead, at=NOW - 900 * DAY)
    services.answer(enquiry, "Yes.", by=lead, at=NOW - 364 * DAY)
    services.ask(new(hub), by=None, at=NOW)
    assert services.forget_old_enquiries(at=NOW) == 0
    assert services.forget_old_enquiries(at=NOW + 2 * DAY) == 2
    assert Enquiry.objects.get() == waiting


def test_the_jobs_do_both(enquiry, lead):
    Enquiry.objects.update(reached_at=NOW - 20 * DAY)
    remind_of_enquiries()
    assert Notification.objects.filter(kind="home/enquiry_reminder").exists()
    services.answer(enquiry, "Yes.", by=lead, at=NOW - 400 * DAY)
    forget_enquiries(timezone.localdate())
    assert not Enquiry.objects.exists()


def test_whoever_leaves_takes_their_settled_enquiries_along(enquiry, hub, lead, carys):
    services.answer(enquiry, "Yes.", by=lead)
    still = services.ask(new(hub), by=carys)
    mailed = services.ask(new(hub), by=None)
    parts = [line["number"] for part in personal_data.data_about(carys) for line in part.lines]
    assert set(parts) == {enquiry.reference, still.reference}
    personal_data.erase(carys, dt.date(2008, 1, 1))
    assert set(Enquiry.objects.all()) == {still, mailed}


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "waiting"},
        {"state": "unconfirmed", "reached_at": NOW},
        {"state": "answered", "reached_at": NOW, "settled_at": NOW},
        {"state": "closed", "reached_at": NOW},
        {"state": "waiting", "reached_at": NOW, "settled_at": NOW},
    ],
)
def test_a_state_and_its_instants_cannot_contradict_each_other(hub, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        new(hub, **wrong).save()


def test_nobody_waits_before_it_has_reached_somebody(hub):
    assert new(hub).days_waiting(NOW) == 0
    assert new(hub, reached_at=NOW - 3 * DAY).days_waiting(NOW) == 3
