"""Responses are read after the close, by the officers of the body that asked, the Support Unit and the Board."""

import csv
import datetime as dt
import io

from django.urls import reverse
from django.utils import timezone

import pytest
import time_machine

from assembly.accounts.models import Look, OfficeTerm
from assembly.consultations.models import Consultation, Response
from assembly.consultations.publishing import services
from assembly.consultations.reading import selectors
from assembly.consultations.rules import may_read_responses
from assembly.consultations.to_do import for_officers
from assembly.core import history
from assembly.notifications.models import Email
from assembly.partners.models import Officer
from tests.consultations.conftest import LONDON, publish
from tests.factories.consultations import proposal, respond
from tests.factories.membership import (
    DelegateFactory,
    OrganisationFactory,
    UserFactory,
    give_office,
)

pytestmark = pytest.mark.django_db

DURING = dt.datetime(2008, 10, 9, 12, 0, tzinfo=LONDON)
LAST_SECOND = dt.datetime(2008, 12, 1, 23, 59, 59, tzinfo=LONDON)
CLOSED = dt.datetime(2008, 12, 2, 0, 0, tzinfo=LONDON)
READERS = ("hari", "dev", "gwen")
SECRET = "Our secret view."


@pytest.fixture
def answered(consultation, asha, member):
    respond(consultation, member, text="A first thought.", by=asha, at=DURING)
    respond(consultation, member, text=SECRET, by=asha, at=DURING + dt.timedelta(days=1))
    return consultation


@pytest.fixture
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


def screens(consultation):
    response = consultation.responses.first()
    at = "consultations_reading:"
    return {
        "list": reverse(f"{at}response_list", args=[consultation.pk]),
        "one": reverse(f"{at}response_detail", args=[consultation.pk, response.pk]),
        "file": reverse(f"{at}response_csv", args=[consultation.pk]),
        "excel": reverse(f"{at}response_xlsx", args=[consultation.pk]),
        "question": reverse(f"{at}question", args=[consultation.pk, 1]),
        "redact": reverse(
            f"{at}answer_redact",
            args=[consultation.pk, response.pk, response.current.answers.get().pk],
        ),
    }


def body_of(answer):
    return (answer.getvalue() if answer.streaming else answer.content).decode()


def rows_of(answer):
    text = b"".join(answer.streaming_content).decode()
    return list(csv.reader(io.StringIO(text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"), newline="")))


def test_once_the_body_has_ended_officers_of_its_successor_read_in_its_place(
    client, answered, clock, council, trust, hari, ines
):
    council.ended_on, council.successor = dt.date(2008, 11, 1), trust
    council.save(update_fields=["ended_on", "successor"])
    client.force_login(ines)
    for address in screens(answered).values():
        assert client.get(address).status_code == 200
    assert [task.url for task in for_officers(ines, timezone.now())] == [screens(answered)["list"]]
    client.force_login(hari)
    assert client.get(screens(answered)["one"]).status_code in (302, 403, 404)


@pytest.mark.parametrize("who", READERS)
def test_those_who_asked_and_the_house_read_after_the_close(client, answered, clock, who, request):
    client.force_login(request.getfixturevalue(who))
    at = screens(answered)
    page = client.get(at["list"]).content.decode()
    assert "Responses: 1 member organisation" in page
    assert "Kennet Carers" in page
    one = client.get(at["one"]).content.decode()
    assert SECRET in one
    assert "Version 1, sent at 12 noon on Thursday 9 October 2008" in one
    _, row = rows_of(client.get(at["file"]))
    assert row[2:4] == ["Kennet Carers", answered.responses.get().organisation.org_id]
    assert row[-1] == SECRET


@pytest.mark.parametrize("who", READERS)
def test_to_the_last_second_nobody_sees_who_or_what(client, answered, clock, who, request):
    clock.move_to(LAST_SECOND)
    client.force_login(request.getfixturevalue(who))
    for screen in screens(answered).values():
        page = body_of(client.get(screen, follow=True))
        assert "after 11.59pm on Monday 1 December 2008" in page
        assert "Responses: 1 member organisation" in page
        assert "Kennet Carers" not in page
        assert SECRET not in page
        assert "A first thought." not in page
    assert not Look.objects.exists()


@pytest.mark.parametrize("who", READERS)
def test_withdrawing_opens_nothing_early(client, answered, clock, who, gwen, request):
    clock.move_to(DURING)
    services.withdraw_consultation(answered, reason="Dropped.", by=gwen)
    client.force_login(request.getfixturevalue(who))
    assert SECRET not in body_of(client.get(screens(answered)["one"], follow=True))
    clock.move_to(CLOSED)
    client.force_login(request.getfixturevalue(who))
    assert SECRET in body_of(client.get(screens(answered)["one"]))


@pytest.mark.parametrize("who", ["ines", "asha", "carys", "efua"])
def test_nobody_else_reads(client, answered, clock, who, request):
    person = request.getfixturevalue(who)
    client.force_login(person)
    for screen in screens(answered).values():
        answer = client.get(screen)
        assert answer.status_code in {403, 404}
        assert SECRET not in answer.content.decode()


def test_an_officer_whose_post_has_ended_reads_no_more(client, answered, clock, hari):
    """On that day, and whatever the nightly job has done by then."""
    Officer.objects.filter(user=hari).update(ends_on=CLOSED.date())
    client.force_login(hari)
    assert {client.get(screen).status_code for screen in screens(answered).values()} == {404}


def test_an_officer_whose_term_has_ended_reads_no_more_by_another_office(
    client, answered, clock, hari
):
    """The contact of the body stays on the page; the right went with the term."""
    give_office(hari, "Returning officer")
    OfficeTerm.objects.filter(user=hari, body_id=answered.body_id).update(ended_on=CLOSED.date())
    client.force_login(hari)
    assert {client.get(screen).status_code for screen in screens(answered).values()} == {404}
    assert not list(for_officers(hari, CLOSED))


def test_a_response_is_read_under_its_own_consultation_alone(
    client, answered, clock, trust, ines, gwen
):
    """Another body's officer does not reach it through a consultation of their own."""
    other = publish(services.draft_consultation(trust, proposal(slug="beds"), by=ines), by=gwen)
    client.force_login(ines)
    response = answered.responses.get()
    address = reverse("consultations_reading:response_detail", args=[other.pk, response.pk])
    assert client.get(address).status_code == 404


def test_the_index_shows_an_officer_their_own_body(client, answered, clock, hari, ines, efua):
    index = reverse("consultations_reading:consultation_list")
    client.force_login(hari)
    assert "Day services" in client.get(index).content.decode()
    client.force_login(ines)
    page = client.get(index).content.decode()
    assert "Day services" not in page
    assert "No consultation is published yet." in page
    client.force_login(efua)
    assert client.get(index).status_code == 404


def test_the_page_in_the_editor_leads_there(client, answered, draft, clock, hari, ines):
    edit = reverse("wagtailadmin_pages:edit", args=[answered.page.pk])
    client.force_login(hari)
    assert screens(answered)["list"] in client.get(edit).content.decode()


def test_a_draft_has_no_responses_to_read(client, draft, clock, hari):
    client.force_login(hari)
    address = reverse("consultations_reading:response_list", args=[draft.pk])
    assert client.get(address).status_code == 404
    assert not may_read_responses(draft, at=CLOSED)


# Other ways to learn who responded


@pytest.mark.parametrize("who", ["dev", "gwen"])
def test_the_record_says_who_responded_after_the_close_alone(client, answered, clock, who, request):
    def record():
        client.force_login(request.getfixturevalue(who))
        return client.get(history.address(answered)).content.decode()

    clock.move_to(LAST_SECOND)
    before = record()
    assert "published the consultation" in before
    assert "Kennet Carers" not in before
    assert "replaced the response" not in before
    clock.move_to(CLOSED)
    assert "for Kennet Carers" in record()


def test_the_page_of_an_organisation_says_it_after_the_close_alone(client, answered, member, clock):
    clock.move_to(LAST_SECOND)
    assert "Day services" not in client.get(member.get_absolute_url()).content.decode()
    clock.move_to(CLOSED)
    assert "Day services" in client.get(member.get_absolute_url()).content.decode()


def test_the_list_of_mails_does_not_say_it(client, answered, clock, dev):
    mail = Email.objects.get(
        kind="consultations/response_received", user__name="Asha Amin", subject__contains="replaced"
    )
    client.force_login(dev)
    assert "Kennet Carers has" not in client.get(reverse("mail_staff:mail_list")).content.decode()
    assert client.get(reverse("mail_staff:mail", args=[mail.pk])).status_code == 404


# Finding one among many


def _many(consultation, number):
    for place in range(number):
        organisation = OrganisationFactory(name=f"Club {place:03}", member=True)
        user = UserFactory()
        DelegateFactory(organisation=organisation, user=user, role="lead")
        respond(consultation, organisation, text=f"Bus {place}.", by=user, at=DURING)


def test_the_list_is_paged_by_key_and_costs_the_same(
    client, consultation, clock, hari, django_assert_max_num_queries
):
    _many(consultation, 2)
    client.force_login(hari)
    at = screens(consultation)["list"]
    client.get(at)
    with django_assert_max_num_queries(60) as few:
        client.get(at)
    clock.move_to(DURING)
    _many_more = range(2, 53)
    for place in _many_more:
        organisation = OrganisationFactory(name=f"Club {place:03}", member=True)
        user = UserFactory()
        DelegateFactory(organisation=organisation, user=user, role="lead")
        respond(consultation, organisation, text=f"Bus {place}.", by=user, at=DURING)
    clock.move_to(CLOSED)
    with django_assert_max_num_queries(len(few)):
        answer = client.get(at)
    page = answer.content.decode()
    assert page.count("Bus ") == 50
    following = client.get(f"{at}?after={answer.context['page'].after}").content.decode()
    assert "Club 052" in following
    assert "Club 000" not in following


def test_it_is_searched_by_name_and_by_words(client, consultation, clock, hari):
    _many(consultation, 3)
    client.force_login(hari)
    at = screens(consultation)["list"]
    assert "Club 001" in client.get(at, {"q": "bus 1"}).content.decode()
    page = client.get(at, {"q": "club 002"}).content.decode()
    assert "Club 002" in page
    assert "Club 001" not in page
    assert "No response matches your choices." in client.get(at, {"q": "tram"}).content.decode()


def test_words_that_were_replaced_are_not_searched(client, answered, clock, hari):
    client.force_login(hari)
    page = client.get(screens(answered)["list"], {"q": "first thought"}).content.decode()
    assert "No response matches your choices." in page


# The file


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("  -1+1", "'  -1+1"),
        ('One,\ntwo; "three"', 'One,\ntwo; "three"'),
        ("Zażółć ☂ \u202eabc", "Zażółć ☂ \u202eabc"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_odd_texts_come_out_whole_and_run_nothing(
    client, consultation, asha, member, clock, hari, text, written
):
    respond(consultation, member, text=text, by=asha, at=DURING)
    client.force_login(hari)
    header, row = rows_of(client.get(screens(consultation)["file"]))
    assert header[2] == "Name"
    assert row[-1] == written
    assert "<script>alert(1)" not in client.get(screens(consultation)["one"]).content.decode()


def test_looks_are_noted_and_the_file_as_one_taken_away(client, answered, clock, hari, asha):
    client.force_login(hari)
    at = screens(answered)
    client.get(at["one"])
    client.get(at["file"])
    looks = Look.objects.order_by("pk")
    assert [(look.screen, look.exported) for look in looks] == [
        ("responses", False),
        ("responses", True),
    ]
    assert all(list(look.people.all()) == [asha] for look in looks)


# What waits


def test_an_officer_is_told_what_waits_until_feedback_is_due(answered, trust, ines, hari, clock):
    assert not list(for_officers(hari, LAST_SECOND))
    (task,) = for_officers(hari, CLOSED)
    assert task.text == "Read the responses of 1 member organisation: Day services"
    assert task.note == "Feedback is due by 23 February 2009"
    assert task.whose == "Wiltshire County Council"
    assert list(for_officers(hari, dt.datetime(2009, 2, 23, 12, tzinfo=LONDON)))
    assert not list(for_officers(hari, dt.datetime(2009, 2, 24, 12, tzinfo=LONDON)))
    assert not list(for_officers(ines, CLOSED))


def test_nothing_waits_where_nobody_responded(consultation, hari):
    assert not list(for_officers(hari, CLOSED))


def test_the_clock_of_the_rule_is_that_of_london(answered):
    assert not may_read_responses(answered, at=LAST_SECOND)
    assert may_read_responses(answered, at=CLOSED)
    assert may_read_responses(answered, at=CLOSED.astimezone(dt.UTC))
    assert Response.objects.get().current.answers.get().text == SECRET
    assert timezone.is_aware(CLOSED)


def test_a_response_is_found_however_the_name_is_typed(answered, member):
    member.name = "St. Mary\u2019s Café & Carers"
    member.save(update_fields=["name"])
    known = selectors.that_count(answered)
    [version] = selectors.narrowed(known, q="Saint Mary's Cafe and Carers")
    assert version.response.organisation == member
    assert not selectors.narrowed(known, q="Saint Mark")


def test_what_counts_is_counted_for_each_kind_apart(consultation, asha, member):
    respond(consultation, member, text="Ours.", by=asha, at=DURING)
    address = {"address_key": "a", "kind": "individual", "consultation": consultation}
    Response.objects.create(**address)
    Response.objects.create(**address | {"address_key": "b"}, stopped_at=DURING)
    paper = address | {"address_key": "", "source": "letter", "received_on": DURING.date()}
    Response.objects.create(**paper)
    Response.objects.create(**paper, checked_at=DURING)
    [counted] = Consultation.objects.with_counts()
    assert counted.answered_organisation == 1
    assert counted.answered_individual == 2
    assert counted.answered_group == counted.answered_outside == 0
