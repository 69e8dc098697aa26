"""Drafts of responses: two people at one, and what becomes of those that nobody sent."""

import datetime as dt

from django.core.files.base import ContentFile

import pytest
import time_machine

from assembly.consultations.asking.selectors import asked_by, questions_of
from assembly.consultations.models import DraftFile, ResponseDraft
from assembly.consultations.publishing.services import withdraw_consultation
from assembly.consultations.responding import drafts, typed
from assembly.consultations.responding.rules import DRAFTS_KEPT
from assembly.consultations.responding.senders import of_organisation
from assembly.core import retention
from assembly.core.models import Removal
from assembly.core.rules import RuleBroken
from tests.consultations.conftest import LONDON, publish
from tests.factories.consultations import STATED, ask
from tests.factories.membership import DelegateFactory, UserFactory

pytestmark = pytest.mark.django_db

RESPOND = "/consultations/wcc/day-services/respond/"
DURING = dt.datetime(2008, 10, 9, 12, 0, tzinfo=LONDON)
CLOSES_ON = dt.date(2008, 12, 1)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(DURING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def two(draft, gwen):
    """Two questions of one section."""
    ask(
        asked_by(draft),
        {"words": "And transport?"},
        {"words": "Hours?", "kind": "choice", "options": ["Long", "Short"]},
    )
    return publish(draft, by=gwen)


@pytest.fixture
def zoe(member):
    return DelegateFactory(organisation=member, user__name="Zoë Zeal").user


def seen_on(client, address=RESPOND):
    """What the page shows of its fields, as it comes back with the form."""
    return client.get(address).context["seen"]


def text_of(answer):
    return answer.content.decode()


# Two at once


def test_of_two_who_change_the_same_answer_the_second_sees_both(client, two, asha, zoe):
    client.force_login(asha)
    client.post(RESPOND, {"q1": "As it was.", "q3": "0"})
    opened = seen_on(client)
    client.post(RESPOND, {"q1": "Asha's words.", "q3": "1", "seen": opened})
    client.force_login(zoe)
    mine = {"q1": "Zoë's words.", "q2": "By bus.", "q3": "0", "seen": opened}
    answer = client.post(RESPOND, mine)
    page = text_of(answer)
    assert "Asha Amin saved this draft at 12 noon" in page
    assert "Asha&#x27;s words." in page
    assert "Zoë&#x27;s words.</textarea>" in page
    kept = ResponseDraft.objects.get().typed
    assert kept["q1"] == ["Asha's words."]
    assert kept["q2"] == ["By bus."]
    assert kept["q3"] == ["1"]  # Zoë had not touched it
    assert answer.context["form"]["q3"].value() == "1"
    # Having seen both, she saves hers.
    client.post(RESPOND, {**mine, "q1": "Both.", "q3": "1", "seen": answer.context["seen"]})
    assert ResponseDraft.objects.get().typed["q1"] == ["Both."]


def test_of_two_who_change_different_answers_both_are_kept(client, two, asha, zoe):
    client.force_login(asha)
    opened = seen_on(client)
    client.post(RESPOND, {"q1": "Asha's words.", "seen": opened})
    client.force_login(zoe)
    answer = client.post(RESPOND, {"q1": "", "q2": "By bus.", "seen": opened})
    assert answer.status_code == 302
    assert ResponseDraft.objects.get().typed == {"q1": ["Asha's words."], "q2": ["By bus."]}


def test_of_two_who_state_different_things_the_second_sees_both(client, two, asha, zoe):
    page = f"{RESPOND}statement/"
    client.force_login(asha)
    opened = seen_on(client, page)
    client.post(page, {**STATED, "seen": opened})
    client.force_login(zoe)
    answer = client.post(page, {**STATED, "consent": "no", "seen": opened})
    assert "named" in text_of(answer)
    assert "Asha Amin saved this draft" in text_of(answer)
    assert ResponseDraft.objects.get().typed["consent"] == ["named"]


@pytest.mark.parametrize("seen", ["", "[]", "{", '{"q1": 7}', "[" * 5_000])
def test_whatever_a_browser_says_it_has_seen_nothing_breaks(client, two, asha, seen):
    client.force_login(asha)
    client.post(RESPOND, {"q1": "Asha's words."})
    assert client.post(RESPOND, {"q1": "More.", "seen": seen}).status_code in (200, 302)


def test_what_has_not_changed_is_no_new_state_of_the_draft(client, two, asha, zoe, now):
    client.force_login(asha)
    client.post(RESPOND, {"q1": "Words."})
    client.force_login(zoe)
    client.post(RESPOND, {"q1": "Words."})
    saved = ResponseDraft.objects.get()
    assert (saved.number, saved.saved_by) == (1, asha)


def test_somebody_who_does_not_act_for_it_saves_nothing(two, member):
    page = drafts.Page(asked_by(two), ["q1"], {"q1": ["Mine."]})
    with pytest.raises(RuleBroken, match="You no longer act for"):
        drafts.save_draft(two, of_organisation(member), page, begun=drafts.Begun, by=UserFactory())


# What a form sends


def test_the_texts_of_a_field_are_told_from_those_of_the_next():
    sent = {"q1": ["a"], "q1_0": ["b"], "q1-clear": ["on"], "q10": ["c"], "q1x": ["d"], "q2": [""]}
    assert set(typed.of_field(sent, "q1")) == {"q1", "q1_0", "q1-clear"}
    assert typed.of_field(sent, "q2") == {}


# Forgotten


def test_drafts_are_forgotten_some_time_after_the_close(
    two, member, django_capture_on_commit_callbacks
):
    draft = ResponseDraft.objects.create(
        consultation=two, organisation=member, question_set=asked_by(two), saved_at=DURING
    )
    file = DraftFile.objects.create(
        draft=draft,
        question=questions_of(asked_by(two))[0].question,
        file=ContentFile(b"x", "a.txt"),
        file_name="a.txt",
        size=1,
    ).file
    assert drafts.forget_old_drafts(CLOSES_ON + DRAFTS_KEPT) == 0
    with django_capture_on_commit_callbacks(execute=True):
        retention.forget_what_is_old(on=CLOSES_ON + DRAFTS_KEPT + dt.timedelta(days=1))
    assert not ResponseDraft.objects.exists()
    assert not file.storage.exists(file.name)
    assert Removal.objects.get(rule="response-drafts").number == 1


def test_drafts_for_what_was_withdrawn_are_forgotten_from_then(two, member, gwen):
    ResponseDraft.objects.create(
        consultation=two, organisation=member, question_set=asked_by(two), saved_at=DURING
    )
    withdraw_consultation(two, reason="Dropped.", by=gwen, on=dt.date(2008, 10, 10))
    assert drafts.forget_old_drafts(dt.date(2008, 10, 10) + DRAFTS_KEPT) == 0
    assert drafts.forget_old_drafts(dt.date(2008, 10, 11) + DRAFTS_KEPT) == 1
