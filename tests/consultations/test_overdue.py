"""Feedback is due, overdue for everyone to see, given late, or cleared by the Board with a public reason."""

import datetime as dt

from django.urls import reverse

import pytest
import time_machine

from assembly.consultations.answering.overdue.services import clear_overdue
from assembly.consultations.answering.overdue.standing import in_public_words
from assembly.consultations.answering.overdue.to_do import decision_owed, feedback_owed
from assembly.consultations.models import Consultation, Telling
from assembly.consultations.telling.services import tell_of_consultations
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Email
from tests.consultations.answered import CLOSED
from tests.consultations.closing import DAY, decide, give_feedback, text_of
from tests.factories.consultations import act_for

pytestmark = pytest.mark.django_db

DUE = CLOSED - DAY + 84 * DAY  # the first moment of the due day
NOON = dt.timedelta(hours=12)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


def fresh(consultation):
    return Consultation.objects.with_page().get(pk=consultation.pk)


def mails(kind):
    return list(
        Email.objects.filter(kind=f"consultations/{kind}").values_list("address", flat=True)
    )


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (CLOSED, "Feedback is due by Monday 23 February 2009"),
        (DUE + NOON, "Feedback is due by Monday 23 February 2009"),
        (DUE + DAY, "Feedback overdue since Tuesday 24 February 2009"),
    ],
)
def test_it_is_overdue_from_the_day_after_on_page_card_and_body(
    client, consultation, council, clock, at, words
):
    clock.move_to(at)
    is_overdue = at > DUE + NOON
    assert in_public_words(fresh(consultation), at.date()) == words
    page = text_of(client.get(consultation.get_absolute_url()))
    assert words.removeprefix("Feedback is d") in page
    assert ('class="govuk-body-l asm-overdue"' in page) == is_overdue
    assert page.count("overdue since") == is_overdue
    assert ("Feedback overdue" in text_of(client.get("/consultations/"))) == is_overdue
    body = text_of(client.get(council.page.get_url()))
    assert ("Feedback is overdue on 1 consultation." in body) == is_overdue


def test_given_late_it_says_by_how_much(client, consultation, hari, clock):
    clock.move_to(DUE + 9 * DAY)
    give_feedback(consultation, by=hari, at=DUE + 9 * DAY)
    page = text_of(client.get(consultation.get_absolute_url()))
    assert "Given on Wednesday 4 March 2009, 9 days late" in page
    assert "9 days late" in text_of(client.get("/consultations/answered/"))


def test_the_board_alone_clears_with_a_reason_that_everybody_reads(
    client, consultation, hari, gwen, george, dev, council, clock
):
    with pytest.raises(RuleBroken, match="is not overdue"):
        clear_overdue(consultation, reason="Snow.", by=gwen)
    clock.move_to(DUE + 2 * DAY)
    for who in (hari, dev):
        with pytest.raises(RuleBroken, match="Only the Assembly Board"):
            clear_overdue(consultation, reason="Snow.", by=who)
    with pytest.raises(RuleBroken, match="Say why it was not overdue"):
        clear_overdue(consultation, reason=" ", by=gwen)
    client.force_login(gwen)
    address = reverse("consultations_answering:overdue_clear", args=[consultation.pk])
    client.post(address, {"reason": "Given at a meeting on 3 February."})
    page = text_of(client.get(consultation.get_absolute_url()))
    assert "Given at a meeting on 3 February." in page
    assert "overdue since" not in page
    with pytest.raises(RuleBroken, match="cleared already"):
        clear_overdue(consultation, reason="Again.", by=george)


def test_nobody_clears_what_their_own_body_owes(consultation, gwen, council, clock):
    council.officers.create(
        user=gwen, name=gwen.name, post="Director", starts_on=dt.date(2008, 1, 1)
    )
    act_for(council, gwen)
    clock.move_to(DUE + 2 * DAY)
    with pytest.raises(RuleBroken, match="another member of the Board"):
        clear_overdue(consultation, reason="Snow.", by=gwen)


def test_officers_see_how_many_days_are_left_and_then_since_when(consultation, hari, dev, clock):
    at = DUE - 20 * DAY
    assert next(iter(feedback_owed(hari, at))).note == "Feedback due in 20 days"
    assert list(feedback_owed(dev, at)) == []
    late = "Feedback overdue since Tuesday 24 February 2009"
    for who in (hari, dev):
        assert next(iter(feedback_owed(who, DUE + 5 * DAY))).note == late
    clock.move_to(at)
    give_feedback(consultation, by=hari, at=at)
    assert list(feedback_owed(hari, at)) == []
    assert next(iter(decision_owed(hari, at))).button == "Publish the decision"
    decide(consultation, by=hari, at=at)
    assert list(decision_owed(hari, at)) == []


def test_officers_are_reminded_twice_and_the_support_unit_hears_of_the_overdue(
    consultation, hari, dev, clock
):
    for at, kind, told in (
        (DUE - 29 * DAY, "feedback_due", []),
        (DUE - 28 * DAY, "feedback_due", [hari.email]),
        (DUE - 27 * DAY, "feedback_due", [hari.email]),
        (DUE - 7 * DAY, "feedback_due", [hari.email] * 2),
        (DUE + NOON, "feedback_overdue", []),
        (DUE + DAY, "feedback_overdue", sorted([hari.email, dev.email])),
        (DUE + 2 * DAY, "feedback_overdue", sorted([hari.email, dev.email])),
    ):
        clock.move_to(at)
        tell_of_consultations(at=at)
        tell_of_consultations(at=at)
        assert sorted(mails(kind)) == told


def test_a_missed_reminder_is_made_good_until_the_next_and_none_follows_feedback(
    consultation, hari, clock
):
    clock.move_to(DUE - 10 * DAY)
    tell_of_consultations(at=DUE - 10 * DAY)
    assert len(mails("feedback_due")) == 1
    give_feedback(consultation, by=hari, at=DUE - 9 * DAY)
    for at in (DUE - 7 * DAY, DUE + DAY):
        clock.move_to(at)
        tell_of_consultations(at=at)
    assert len(mails("feedback_due")) == 1
    assert mails("feedback_overdue") == []
    assert not Telling.objects.filter(moment="overdue").exists()


def test_calendar_and_api_say_when_it_is_due_and_how_it_stands(client, consultation, clock):
    clock.move_to(DUE + 2 * DAY)
    assert "Feedback due: Day services" in text_of(client.get("/calendar.ics")).replace("\r\n ", "")
    line = client.get("/api/v1/consultations").json()["items"][0]
    assert (line["feedback"], line["feedback_due_on"], line["concluded"]) == (
        "overdue",
        "2009-02-23",
        False,
    )
