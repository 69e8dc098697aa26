"""Two delegates of one organisation at the same moment, on both kinds of database: nothing twice, nothing lost."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.consultations.asking.selectors import asked_by
from assembly.consultations.models import Answer, Response, ResponseDraft, ResponseVersion
from tests.consultations.conftest import publish
from tests.factories.consultations import proposal
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.consultations.storm")


@pytest.fixture
def open_now(council, hari, gwen):
    from assembly.consultations.publishing import services

    today = timezone.localdate()
    days = {"opens_on": today, "closes_on": today + dt.timedelta(days=84)}
    return publish(
        services.draft_consultation(council, proposal(**days), by=hari),
        by=gwen,
        at=timezone.now(),
    )


@pytest.fixture
def draft(open_now, asha, member):
    return ResponseDraft.objects.create(
        consultation=open_now,
        organisation=member,
        question_set=asked_by(open_now),
        typed={"q1": ["What was checked."]},
        saved_at=timezone.now(),
        saved_by=asha,
    )


def test_of_many_texts_at_once_each_is_a_version_of_one_response(storm, open_now, asha, member):
    texts = [f"Text {letter}" for letter in "ABCDEF"]
    assert storm("sent", open_now.pk, member.pk, *texts) == [""] * 6
    assert Response.objects.count() == 1
    assert sorted(ResponseVersion.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert set(Answer.objects.values_list("text", flat=True)) == set(texts)


def test_the_same_text_at_once_is_sent_once(storm, open_now, asha, member):
    assert storm("sent", open_now.pk, member.pk, *["The same."] * 5) == [""] * 5
    assert ResponseVersion.objects.count() == 1


def test_of_many_who_save_at_once_one_is_kept_and_nobody_writes_over_it(
    storm, open_now, asha, member
):
    texts = [f"Text {letter}" for letter in "ABCD"]
    assert storm("saved", open_now.pk, member.pk, *texts) == [""] * 4
    kept = ResponseDraft.objects.get()
    assert (kept.number, kept.typed["q1"][0] in texts) == (1, True)


def test_what_is_saved_while_the_draft_is_sent_is_not_lost(storm, draft, open_now, member):
    assert storm("saved_while_it_is_sent", open_now.pk, member.pk, "Mine.") == ["", ""]
    assert Answer.objects.get().text == "What was checked."
    assert ResponseDraft.objects.get().typed == {"q1": ["Mine."]}


def test_pressed_many_times_at_once_it_is_sent_once(storm, draft, open_now, member):
    said = storm("draft_sent", open_now.pk, member.pk, 5)
    assert said.count("") == 1
    assert all("somebody has sent it" in one for one in said if one)
    assert ResponseVersion.objects.count() == 1
