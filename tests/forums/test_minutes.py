"""Minutes: a draft, published, corrected in public, approved by a later meeting."""

import datetime as dt
from time import process_time

import pytest
import time_machine
from bs4 import BeautifulSoup

from assembly.core.differences import Kind, Piece, differences
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.core.to_do import tasks_for
from assembly.notifications.models import Email
from forums.minutes.rules import Correction
from forums.minutes.selectors import who_came
from forums.minutes.services import approve_minutes, publish_minutes
from forums.models import MinutesVersion, Participant
from forums.participants.selectors import told_of
from tests.factories.forums import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    GroupFactory,
)
from tests.factories.partners import AppointmentFactory, PartnershipFactory

from .meetings import DAY, NOW, STARTS, address, came, group_of, meeting_of, published, saved

pytestmark = pytest.mark.django_db
PUBLIC = "/groups/health/meetings/1/minutes/"
LATER = STARTS + 28 * DAY


@pytest.fixture
def now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def group(carys, member, now):
    return group_of(carys, member)


@pytest.fixture
def meeting(group):
    return meeting_of(group)


@pytest.fixture
def minutes(meeting, member, carys, asha):
    return published(meeting, member, by=carys)


def text_of(client, address):
    return client.get(address).content.decode()


# Draft and publishing


def test_nothing_is_public_before_publishing(client, meeting, carys, member):
    came(meeting, member, by=carys)
    saved(meeting, "We spoke of secret buses.", by=carys)
    ActionFactory(meeting=meeting, organisation=member, text="Write to the bus company")
    assert client.get(PUBLIC).status_code == 404
    for page in ("/groups/health/meetings/1/", "/groups/health/"):
        said = text_of(client, page)
        assert "secret buses" not in said
        assert "Write to the bus company" not in said
    publish_minutes(meeting, by=carys)
    assert "secret buses" in text_of(client, PUBLIC)
    assert "Draft minutes" in text_of(client, PUBLIC)
    for page in ("/groups/health/meetings/1/", "/groups/health/"):
        assert "Write to the bus company" in text_of(client, page)


def test_publishing_needs_attendance_and_words(meeting, carys, member):
    with pytest.raises(RuleBroken, match="Enter the attendance"):
        publish_minutes(meeting, by=carys)
    came(meeting, member, by=carys)
    with pytest.raises(RuleBroken, match="nothing in the minutes"):
        publish_minutes(meeting, by=carys)
    saved(meeting, "", by=carys)
    with pytest.raises(RuleBroken, match="nothing in the minutes"):
        publish_minutes(meeting, by=carys)


def test_members_are_told_when_minutes_are_published(minutes, asha, meeting, carys):
    mail = Email.objects.get(kind="forums/minutes_published")
    assert mail.user == asha
    with pytest.raises(RuleBroken, match="already"):
        publish_minutes(meeting, by=carys)
    assert Email.objects.filter(kind="forums/minutes_published").count() == 1


def test_people_in_seats_are_told(carys, asha, now):
    group = GroupFactory(kind="board", partnership=PartnershipFactory(kind="board"))
    AppointmentFactory(
        seat__partnership=group.partnership,
        user=asha,
        starts_on=(NOW - 90 * DAY).date(),
        ends_on=(NOW + 90 * DAY).date(),
    )
    assert list(told_of(group, Participant.Told.MEETINGS)) == [asha]


def test_the_convenor_writes_them_on_a_page(client, meeting, carys, member):
    item = AgendaItemFactory(meeting=meeting, title="Buses on Sundays")
    came(meeting, member, by=carys)
    client.force_login(carys)
    words = {f"text-{item.pk}": "We spoke of buses.", f"decisions-{item.pk}": "To write."}
    assert client.post(address(meeting, "minutes"), words).status_code == 302
    client.post(address(meeting, "minutes"), words)
    assert MinutesVersion.objects.count() == 1
    client.post(address(meeting, "minutes"), {"act": "publish"})
    page = text_of(client, PUBLIC)
    for words in ("Buses on Sundays", "We spoke of buses.", "Decided", "To write."):
        assert words in page


def test_script_in_the_minutes_is_text(client, meeting, carys, member):
    published(meeting, member, by=carys, text="<script>alert(1)</script>")
    assert "<script>alert(1)</script>" not in text_of(client, PUBLIC)
    assert "&lt;script&gt;alert(1)" in text_of(client, f"{PUBLIC}1/")


# Corrections


def test_the_second_of_two_is_told_and_sees_both(client, meeting, carys, member):
    came(meeting, member, by=carys)
    saved(meeting, "Draft.", by=carys)
    client.force_login(carys)
    url = address(meeting, "minutes")
    seen = BeautifulSoup(client.get(url).content, "html.parser").find("input", {"name": "seen"})
    saved(meeting, "Theirs.", based_on=1, by=carys)
    answer = client.post(url, {"seen": seen["value"], "text-0": "Mine."}).content.decode()
    assert "It now says: “Theirs.”" in answer
    assert "Mine." in answer
    assert MinutesVersion.objects.count() == 2


def test_what_was_saved_between_reading_and_writing_is_not_lost(meeting, carys, member):
    saved(meeting, "Draft.", by=carys)
    saved(meeting, "Theirs.", based_on=1, by=carys)
    with pytest.raises(RuleBroken, match="Somebody else has just saved"):
        saved(meeting, "Mine.", based_on=1, by=carys)


def test_a_correction_is_public_with_its_reason_and_words(client, minutes, meeting, carys):
    with pytest.raises(RuleBroken, match="Say why you are correcting the minutes"):
        saved(meeting, "We spoke of trains.", based_on=1, by=carys)
    why = Correction("It was trains.")
    saved(meeting, "We spoke of trains.", based_on=1, by=carys, why=why)
    page = text_of(client, PUBLIC)
    assert "We spoke of trains." in page
    assert "It was trains." in page
    shown = BeautifulSoup(text_of(client, f"{PUBLIC}2/"), "html.parser")
    assert shown.find("del").get_text(strip=True) == "[removed:buses.]"
    assert shown.find("ins").get_text(strip=True) == "[added:trains.]"
    assert Event.objects.get(name="forums.minutes_corrected").data == {
        "version": 2,
        "meeting": None,
    }


def test_drafts_before_publishing_stay_private(client, meeting, carys, member):
    came(meeting, member, by=carys)
    saved(meeting, "Too frank.", by=carys)
    saved(meeting, "Well said.", based_on=1, by=carys)
    publish_minutes(meeting, by=carys)
    assert client.get(f"{PUBLIC}1/").status_code == 404
    page = text_of(client, f"{PUBLIC}2/")
    assert "Well said." in page
    assert "Too frank." not in page


def test_open_data_lists_published_minutes_only(client, minutes, group, carys, member):
    other = meeting_of(group, 2)
    came(other, member, by=carys)
    saved(other, by=carys)
    (found,) = client.get("/api/v1/groups/health/minutes").json()["items"]
    assert (found["meeting"], found["day"], found["approved_on"]) == (1, "2026-11-04", None)
    assert found["page"].endswith(PUBLIC)


# Approval


def test_a_later_meeting_approves_them(client, minutes, meeting, group, carys, now):
    later = meeting_of(group, 2, LATER)
    now.move_to(LATER + DAY)
    client.force_login(carys)
    client.post(address(meeting, "minutes"), {"act": "approve", "approval-later": later.pk})
    minutes.refresh_from_db()
    assert minutes.approved_on == later.day
    assert "Approved" in text_of(client, PUBLIC)
    with pytest.raises(RuleBroken, match="already"):
        approve_minutes(meeting, later, by=carys)


def test_not_by_itself_an_earlier_one_another_group_or_one_to_come(
    minutes, meeting, group, carys, now
):
    other = GroupFactory()
    for wrong, sentence in (
        (meeting, "a meeting cannot approve its own"),
        (meeting_of(group, 2, STARTS - DAY), "Choose a later meeting"),
        (meeting_of(other, 1, STARTS + DAY / 2), "of the same group"),
        (meeting_of(group, 3, LATER), "has not taken place"),
    ):
        with pytest.raises(RuleBroken, match=sentence):
            approve_minutes(meeting, wrong, by=carys)
    cancelled = meeting_of(group, 4, STARTS + DAY / 2)
    cancelled.cancelled_at, cancelled.cancelled_because = NOW, "Snow."
    cancelled.save()
    with pytest.raises(RuleBroken, match="has not taken place"):
        approve_minutes(meeting, cancelled, by=carys)


def test_not_before_publishing(meeting, group, carys, member, now):
    later = meeting_of(group, 2, STARTS + DAY / 2)
    came(meeting, member, by=carys)
    with pytest.raises(RuleBroken, match="Publish the draft minutes first"):
        approve_minutes(meeting, later, by=carys)


def test_the_approving_meeting_has_its_quorum(minutes, meeting, group, carys, member, now):
    group.quorum = 1
    group.save()
    later = meeting_of(group, 2, LATER)
    now.move_to(LATER + DAY)
    with pytest.raises(RuleBroken, match="not been entered yet"):
        approve_minutes(meeting, later, by=carys)
    came(later, member, by=carys, how="apologies", at=LATER + DAY)
    with pytest.raises(RuleBroken, match="it was not met"):
        approve_minutes(meeting, later, by=carys)
    came(later, member, by=carys, at=LATER + DAY)
    approve_minutes(meeting, later, by=carys)


def test_after_approval_only_a_further_meeting_corrects(
    client, minutes, meeting, group, carys, member, now
):
    later, further = meeting_of(group, 2, LATER), meeting_of(group, 3, LATER + 28 * DAY)
    now.move_to(LATER + DAY)
    approve_minutes(meeting, later, by=carys)
    why = Correction("It was trains.")
    with pytest.raises(RuleBroken, match="Choose the later meeting"):
        saved(meeting, "Trains.", based_on=1, by=carys, why=why)
    with pytest.raises(RuleBroken, match="a meeting cannot approve its own"):
        saved(meeting, "Trains.", based_on=1, by=carys, why=Correction("It was.", later))
    with pytest.raises(RuleBroken, match="has not taken place"):
        saved(meeting, "Trains.", based_on=1, by=carys, why=Correction("It was.", further))
    with pytest.raises(RuleBroken, match="have been approved"):
        came(meeting, member, by=carys, how="apologies")
    now.move_to(LATER + 30 * DAY)
    client.force_login(carys)
    data = {"text-0": "Trains.", "reason": "It was.", "decided_at": further.pk}
    assert client.post(address(meeting, "minutes"), data).status_code == 302
    page = text_of(client, PUBLIC)
    assert "Decided at the" in page
    assert MinutesVersion.objects.get(number=2).decided_at == further


# Tasks


def tasks(person):
    return [task.button for task in tasks_for(person, dt.datetime.now(dt.UTC))]


def test_the_convenor_is_asked_for_one_step_after_another(meeting, group, carys, member, now):
    assert tasks(carys) == ["Enter the attendance"]
    came(meeting, member, by=carys)
    task, *_ = tasks_for(carys, NOW)
    assert task.button == "Write the minutes"
    assert task.note == "Draft minutes are due on 18 November 2026"
    saved(meeting, by=carys)
    publish_minutes(meeting, by=carys)
    assert tasks(carys) == []
    later = meeting_of(group, 2, LATER)
    now.move_to(LATER + DAY)
    assert "Record the approval" in tasks(carys)
    approve_minutes(meeting, later, by=carys)
    assert tasks(carys) == ["Enter the attendance"]  # of the later one


def test_late_minutes_say_so(meeting, carys, now):
    now.move_to(STARTS + 30 * DAY)
    task, *_ = tasks_for(carys, STARTS + 30 * DAY)
    assert task.note == "Draft minutes were due on 18 November 2026"


# Words


def test_a_text_is_compared_word_by_word():
    pieces = differences("We met\nat noon.", "We met\nat six sharp.")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        (Kind.SAME, "We met\nat"),
        (Kind.OUT, " noon."),
        (Kind.IN, " six sharp."),
    ]
    assert differences("", "") == []
    assert differences("a b c", "a c") == [
        Piece(Kind.SAME, "a"),
        Piece(Kind.OUT, " b"),
        Piece(Kind.SAME, " c"),
    ]


def test_many_same_words_take_no_time():
    """Two longest texts of nothing but the same words: with every word as a start it took a minute."""
    began = process_time()
    differences("the bus " * 1_250, "a bus " * 1_250)
    assert process_time() - began < 5


def test_who_came_is_one_query_however_many(meeting, django_assert_num_queries):
    rows = AttendanceFactory.create_batch(4, meeting=meeting)
    with django_assert_num_queries(1):
        assert {row.who for row in who_came(meeting).present} >= {row.who for row in rows}
