"""Questions about the person: chosen with the draft, answered once, counted apart from the response."""

import datetime as dt

from django.contrib.sessions.models import Session
from django.urls import reverse

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from assembly.consultations.analysis.monitoring import selectors, services
from assembly.consultations.analysis.monitoring.questions import NOT_SAID, QUESTIONS
from assembly.consultations.analysis.monitoring.rules import FEWEST, OFFERED
from assembly.consultations.analysis.monitoring.session import MARK
from assembly.consultations.models import Consultation, MonitoringCount
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.consultations.answered import CLOSED, DURING
from tests.consultations.test_by_address import ANSWERS, START, come_in
from tests.consultations.test_by_address import answer as send

pytestmark = pytest.mark.django_db
COMPLETE = CLOSED + OFFERED


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(DURING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def asking(consultation):
    """It asks about age and carers."""
    Consultation.objects.filter(pk=consultation.pk).update(monitoring=["age", "carer"])
    consultation.refresh_from_db()
    return consultation


def page_of(consultation):
    slugs = [consultation.body.page.slug, consultation.page.slug]
    return reverse("consultations:about_you", args=slugs)


LATER = DURING.timestamp() + 60


def mark(client, consultation, until=LATER):
    session = client.session
    session[MARK] = {"consultation": consultation.pk, "until": until}
    session.save()


def counted(consultation):
    found = MonitoringCount.objects.filter(consultation=consultation, number__gt=0)
    return {(one.question, one.option): one.number for one in found}


def test_every_question_has_a_way_not_to_say():
    assert all(question.options[0] == NOT_SAID for question in QUESTIONS)
    longest = MonitoringCount._meta.get_field("question").max_length
    assert all(len(question.code) <= longest for question in QUESTIONS)


def test_an_officer_chooses_with_the_draft(client, draft, hari):
    client.force_login(hari)
    at = reverse("consultations_asking:question_list", args=[draft.pk])
    sent = {"act": "monitoring", "monitoring": ["carer", "age"]}
    for _ in range(2):
        page = client.post(at, sent, follow=True).content.decode()
        assert "Saved what individuals are asked about themselves." in page
    draft.refresh_from_db()
    assert draft.monitoring == ["age", "carer"]
    event = Event.objects.get(name="consultations.monitoring_chosen")
    assert event.data == {"questions": "age+carer"}


def test_two_who_choose_at_once_notice_each_other(client, draft, hari, dev):
    client.force_login(hari)
    at = reverse("consultations_asking:question_list", args=[draft.pk])
    seen = client.get(at).context["about_you"].fields["seen"].initial
    services.choose_monitoring(draft, ["sex"], by=dev)
    sent = {"act": "monitoring", "monitoring": ["age"], "seen": seen}
    page = client.post(at, sent).content.decode()
    assert "Somebody else has changed this since you opened the form" in page


def test_once_published_it_stays(client, asking, hari):
    with pytest.raises(RuleBroken, match="is published, so you can no longer change what it asks"):
        services.choose_monitoring(asking, [], by=hari)
    client.force_login(hari)
    at = reverse("consultations_asking:question_list", args=[asking.pk])
    page = client.get(at).content.decode()
    assert "Individuals are asked about: age, carers." in page


def test_what_is_ticked_is_counted_and_nothing_else_is_kept(client, asking):
    mark(client, asking)
    before = Event.objects.count()
    page = client.get(page_of(asking)).content.decode()
    assert "How old are you?" in page
    assert "What is your sex?" not in page  # not chosen
    page = client.post(page_of(asking), {"age": "3", "carer": ""}, follow=True).content.decode()
    assert "nothing ties them to your response" in page
    assert counted(asking) == {("age", 3): 1}
    assert Event.objects.count() == before
    assert MARK not in client.session
    assert all(MARK not in one.get_decoded() for one in Session.objects.all())
    # Counters have no column that could lead anywhere.
    names = {field.name for field in MonitoringCount._meta.get_fields()}
    assert names == {"id", "consultation", "question", "option", "number"}
    # All rows are there from the first answer on, so their order tells nothing.
    assert MonitoringCount.objects.count() == 9 + 3


def test_it_is_answered_once(client, asking):
    mark(client, asking)
    client.post(page_of(asking), {"age": "3"})
    page = client.post(page_of(asking), {"age": "3"}, follow=True).content.decode()
    assert "answer these questions once" in page
    assert counted(asking) == {("age", 3): 1}


def test_not_without_the_mark_nor_with_an_old_one_nor_that_of_another(client, asking):
    for prepare in (
        lambda: None,
        lambda: mark(client, asking, until=DURING.timestamp() - 1),
        lambda: mark(client, type("Other", (), {"pk": asking.pk + 1})()),
    ):
        prepare()
        for ask in (client.get, client.post):
            page = ask(page_of(asking), {"age": "3"}, follow=True).content.decode()
            assert "answer these questions once" in page
    assert counted(asking) == {}


def test_an_option_that_is_not_there_is_refused(client, asking):
    mark(client, asking)
    page = client.post(page_of(asking), {"age": "99", "carer": "x"}).content.decode()
    assert "Select a valid choice" in page or "Choose" in page
    assert counted(asking) == {}
    services.count_monitoring(asking, {"age": 99, "sex": 1})
    assert counted(asking) == {}


def test_shown_from_ten_up(asking):
    assert [table.rows for table in selectors.tables(asking, COMPLETE)] == [(), ()]
    for _ in range(FEWEST - 1):
        services.count_monitoring(asking, {"age": 1})
    assert not selectors.tables(asking, COMPLETE)[0].rows
    services.count_monitoring(asking, {"age": 1, "carer": 1})
    age, carer = selectors.tables(asking, COMPLETE)
    assert age.total == "10"
    assert age.rows == (("Under 18", "10"),)
    assert "18 to 24, 25 to 34" in age.nobody
    assert not carer.rows


def test_shown_once_the_last_of_them_has_had_time_to_answer(client, asking, hari, clock):
    """Else whoever looks before and after the last person would know what that one ticked."""
    for _ in range(FEWEST):
        services.count_monitoring(asking, {"age": 1})
    at = reverse("consultations_analysis:figures", args=[asking.pk])
    for moment, is_shown in ((COMPLETE - dt.timedelta(seconds=1), False), (COMPLETE, True)):
        clock.move_to(moment)
        client.force_login(hari)
        assert ("How old are you?" in client.get(at).content.decode()) is is_shown


def test_a_table_of_nothing_but_withheld_numbers_is_left_out():
    assert not selectors._table("Which?", ("a", "b", "c"), [6, 7, 0]).rows


@given(st.lists(st.integers(0, 40), min_size=3, max_size=9))
def test_no_smaller_number_is_shown_or_follows(numbers):
    options = tuple(map(str, range(len(numbers))))
    table = selectors._table("Which?", options, numbers)
    shown = [int(number) for _, number in table.rows if number != selectors.WITHHELD]
    assert not any(0 < number < FEWEST for number in shown)
    if table.rows and len(shown) < len(numbers):
        assert not 0 < sum(numbers) - sum(shown) < FEWEST


# Through the pages of a response


def offered(client):
    return "Answer the questions about you" in client.get(f"{ANSWERS}sent/").content.decode()


def test_an_individual_is_asked_once_their_response_is_in(client, asking):
    come_in(client)
    assert MARK not in client.session
    send(client, "Keep all three.")
    assert offered(client)
    client.post(page_of(asking), {"carer": "1"})
    assert counted(asking) == {("carer", 1): 1}
    assert not offered(client)
    send(client, "Keep two.")  # a replacement asks nobody again
    assert not offered(client)
    assert MARK not in client.session


def test_the_same_sent_again_offers_nothing_again(client, asking):
    come_in(client)
    send(client, "Keep all three.")
    client.post(page_of(asking), {"carer": "1"})
    send(client, "Keep all three.")
    assert not offered(client)


def test_an_organisation_is_not_asked_about_a_person(client, asking):
    come_in(client, kind="outside", name="Bell Ringers", email="bell@example.org")
    send(client, "Keep all three.")
    assert not offered(client)


def test_nobody_is_offered_what_is_not_asked(client, consultation):
    come_in(client)
    send(client, "Keep all three.")
    assert not offered(client)


def test_finishing_on_a_shared_computer_takes_the_offer_away(client, asking):
    come_in(client)
    send(client, "Keep all three.")
    client.post(f"{START}finish/")
    assert MARK not in client.session
