"""Feedback and the decision are told to those who responded and want it; then their addresses go."""

import pytest
import time_machine

from assembly.consultations.models import Response
from assembly.consultations.telling.services import tell_of_consultations
from assembly.core.retention import forget_what_is_old
from assembly.notifications.models import Email, Notification
from tests.consultations.answered import CLOSED, DURING, response_by
from tests.consultations.closing import DAY, decide, give_feedback, text_of
from tests.factories.consultations import respond

pytestmark = pytest.mark.django_db

IVY, NOT = "ivy@example.org", "not@example.org"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def answered(consultation, asha, member):
    respond(consultation, member, text="Ours.", by=asha, at=DURING)
    for name, address, wants in (("Ivy", IVY, True), ("Not", NOT, False)):
        response_by(
            consultation, "individual", name, name=name, address=address, wants_decision=wants
        )
    Email.objects.all().delete()
    return consultation


def told(kind):
    return set(Email.objects.filter(kind=f"consultations/{kind}").values_list("address", flat=True))


def test_feedback_and_decision_reach_those_who_responded_and_want_it_once(
    answered, hari, asha, clock
):
    give_feedback(answered, by=hari)
    tell_of_consultations(at=CLOSED)
    tell_of_consultations(at=CLOSED)
    assert told("feedback") == {IVY, asha.email}
    assert told("decision") == set()
    later = CLOSED + 40 * DAY
    clock.move_to(later)
    decide(answered, by=hari, at=later)
    tell_of_consultations(at=later)
    tell_of_consultations(at=later + DAY)
    assert told("decision") == {IVY, asha.email}
    assert Email.objects.filter(kind="consultations/decision", address=IVY).count() == 1
    assert Notification.objects.filter(user=asha, kind="consultations/decision").count() == 1


def test_a_correction_is_not_told_again(answered, hari):
    give_feedback(answered, by=hari)
    tell_of_consultations(at=CLOSED)
    Email.objects.all().delete()
    from assembly.consultations.answering.feedback import services

    draft = services.draft_feedback(answered, by=hari)
    theme = answered.raised_themes.get()
    line = services.LineWords("Keep it.", "We do.", "followed")
    words = services.FeedbackWords("What?", {theme.pk: line}, change_note="A word.")
    services.save_feedback(draft, words, by=hari)
    services.publish_feedback(draft, by=hari)
    tell_of_consultations(at=CLOSED + DAY)
    assert told("feedback") == set()


def test_the_address_is_kept_until_the_decision_was_sent_and_no_longer(answered, hari, clock):
    later = CLOSED + 40 * DAY
    forget_what_is_old(on=later.date())
    assert [one.address for one in Response.objects.exclude(address="")] == [IVY]
    clock.move_to(later)
    decide(answered, by=hari, at=later)
    forget_what_is_old(on=later.date() + DAY)
    assert Response.objects.exclude(address="").exists()
    tell_of_consultations(at=later + DAY)
    forget_what_is_old(on=later.date() + 2 * DAY)
    assert not Response.objects.exclude(address="").exists()
    assert Response.objects.filter(kind="individual").count() == 2


def test_feeds_have_an_entry_for_each_thing_that_was_published(client, answered, hari):
    give_feedback(answered, by=hari)
    decide(answered, by=hari)
    feed = text_of(client.get("/feeds/consultations.atom"))
    assert "We asked, you said, we did: Day services" in feed
    assert "Decision: Day services" in feed
    assert "Responses published" not in feed
