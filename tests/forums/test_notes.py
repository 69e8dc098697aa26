"""Notes word for word, unattributed ones, and the summary that links back to them."""

import datetime as dt
import json

from django.core.management import call_command
from django.views.debug import SafeExceptionReporterFilter

import pytest
import time_machine

from assembly.accounts import closing
from assembly.core.models import Event
from assembly.core.retention import forget_what_is_old
from assembly.core.rules import RuleBroken
from forums.minutes.services import publish_minutes
from forums.models import Note, NoteSource, SourceReading
from forums.notes import complaints
from forums.notes.services import (
    add_point,
    drop_note,
    forget_sources,
    read_source,
    take_note,
    withdraw_note,
)
from tests import points
from tests.factories.forums import AgendaItemFactory
from tests.factories.membership import UserFactory

from .meetings import NOW, address, came, group_of, meeting_of, published, saved

pytestmark = pytest.mark.django_db
SECRET = "Asha Amin of Kennet Carers"
LAST = dt.date(2027, 11, 5)  # the day a year later, on which it is gone


@pytest.fixture
def now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def meeting(carys, member, now):
    found = meeting_of(group_of(carys, member))
    came(found, member, by=carys)
    return found


@pytest.fixture
def unattributed(meeting, carys):
    note = Note(text="The council does not listen.", unattributed=True)
    return take_note(meeting, note, said_by=SECRET, by=carys)


def test_notes_are_taken_on_a_page_in_order(client, meeting, carys, member):
    item = AgendaItemFactory(meeting=meeting, title="Buses on Sundays")
    client.force_login(carys)
    data = {
        "act": "note",
        "note-item": item.pk,
        "note-text": "No bus runs.",
        "note-organisation": member.pk,
    }
    assert client.post(address(meeting, "notes"), data).status_code == 302
    again = client.post(address(meeting, "notes"), data)
    assert "This note has already been saved." in again.content.decode()
    client.post(address(meeting, "notes"), {"act": "note", "note-text": "We opened at six."})
    found = [(note.number, note.said_by, note.item) for note in meeting.notes.all()]
    assert found == [(1, "Kennet Carers", item), (2, "The meeting", None)]


def test_only_who_came_can_have_said_something(client, meeting, carys):
    client.force_login(carys)
    data = {"act": "note", "note-text": "No.", "note-organisation": 999}
    assert client.post(address(meeting, "notes"), data).status_code == 200
    assert not Note.objects.exists()


# Unattributed


def test_an_unattributed_note_names_nobody_anywhere(client, unattributed, meeting, carys, dev):
    note = Note.objects.get()
    assert (note.organisation, note.said_by) == (None, "Unattributed")
    event = Event.objects.get(name="forums.unattributed_note_taken")
    assert (event.actor_id, event.acting_for, event.data) == (None, None, {})
    saved(meeting, by=carys)
    publish_minutes(meeting, by=carys)
    for person in (None, dev, carys):
        if person:
            client.force_login(person)
        for page in (
            "/groups/health/",
            "/groups/health/meetings/1/",
            "/groups/health/meetings/1/minutes/",
        ):
            assert "Asha Amin" not in client.get(page).content.decode()
    assert (
        "The council does not listen."
        in client.get("/groups/health/meetings/1/minutes/").content.decode()
    )


def test_the_page_shows_it_to_the_moderator_only_for_a_reason(client, unattributed, carys, meeting):
    client.force_login(carys)
    url = f"{address(meeting, 'notes')}{unattributed.number}/source/"
    assert SECRET not in client.get(address(meeting, "notes")).content.decode()
    assert SECRET not in client.get(url).content.decode()
    refused = client.post(url, {"reason": " "})
    assert "Say why you need to know." in refused.content.decode()
    assert SECRET not in refused.content.decode()
    shown = client.post(url, {"reason": "A complaint came in."})
    assert SECRET in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert SourceReading.objects.get().reason == "A complaint came in."
    event = Event.objects.get(name="forums.source_read")
    assert (event.actor_id, event.data) == (carys.pk, {"note": unattributed.number})


def test_nobody_else_reads_it_the_support_unit_included(client, unattributed, dev, meeting):
    client.force_login(dev)
    url = f"{address(meeting, 'notes')}{unattributed.number}/source/"
    assert client.get(url).status_code == 404
    assert client.post(url, {"reason": "I want to know."}).status_code == 404
    with pytest.raises(RuleBroken, match="Only the person who was convenor"):
        read_source(NoteSource.objects.get(), "I want to know.", by=dev)


def test_a_later_convenor_does_not_read_it(unattributed, meeting):
    later = UserFactory()
    group = meeting.group
    group.terms.update(person=later)
    with pytest.raises(RuleBroken, match="Only the person who was convenor"):
        read_source(NoteSource.objects.get(), "Why not.", by=later)


def test_it_is_forgotten_by_the_clock_even_if_no_job_runs(unattributed, carys, now):
    source = NoteSource.objects.get()
    assert source.kept_until == LAST
    now.move_to(dt.datetime(2027, 11, 4, 12, tzinfo=dt.UTC))
    read_source(source, "A complaint.", by=carys)
    now.move_to(dt.datetime(2027, 11, 5, 0, 1, tzinfo=dt.UTC))
    with pytest.raises(RuleBroken, match="has been deleted"):
        read_source(source, "A complaint.", by=carys)
    assert forget_what_is_old() >= 1
    assert not NoteSource.objects.exists()
    assert not SourceReading.objects.exists()  # a reason can name who said it
    assert Note.objects.filter(pk=unattributed.pk).exists()


def test_not_while_a_complaint_is_open(unattributed, carys, monkeypatch):
    points.only(monkeypatch, complaints.sources, lambda: [unattributed.pk])
    assert forget_sources(LAST) == 0
    later = dt.datetime(2027, 12, 1, tzinfo=dt.UTC)
    read_source(NoteSource.objects.get(), "The complaint.", by=carys, at=later)
    points.only(monkeypatch, complaints.sources)
    assert forget_sources(LAST) == 1


def test_without_a_convenor_nobody_is_told(client, meeting, dev):
    meeting.group.terms.all().delete()
    client.force_login(dev)
    data = {
        "act": "note",
        "note-text": "Nobody listens.",
        "note-unattributed": "on",
        "note-said_by": SECRET,
    }
    assert "Who said it" not in client.get(address(meeting, "notes")).content.decode()
    client.post(address(meeting, "notes"), data)
    assert Note.objects.get().unattributed
    assert not NoteSource.objects.exists()


@pytest.mark.parametrize("form", [{"said_by": SECRET}, {"unattributed": "on", "organisation": "x"}])
def test_a_note_is_attributed_or_not(client, form, meeting, carys, member):
    form = {key: member.pk if value == "x" else value for key, value in form.items()}
    client.force_login(carys)
    data = {"act": "note", "note-text": "No."} | {f"note-{k}": v for k, v in form.items()}
    assert client.post(address(meeting, "notes"), data).status_code == 200
    assert not Note.objects.exists()


def test_it_goes_with_the_account_of_the_moderator(unattributed, carys):
    closing.erase_elsewhere(carys, NOW.date())
    assert not NoteSource.objects.exists()


def test_it_does_not_go_while_a_complaint_is_open(unattributed, carys, meeting, monkeypatch):
    meeting.group.terms.all().delete()
    assert closing.reasons_to_stay(carys) == []
    points.only(monkeypatch, complaints.sources, lambda: [unattributed.pk])
    (reason,) = closing.reasons_to_stay(carys)
    assert "about which a complaint is open" in reason


def test_a_merge_of_organisations_cannot_count_it(unattributed):
    """A line of its preview would say how many unattributed notes an organisation has."""
    keys = {field.name for field in NoteSource._meta.get_fields()}
    assert keys == {"id", "note", "said_by", "moderator", "kept_until", "readings"}


# The summary


def test_a_point_rests_on_notes_and_links_back(client, unattributed, meeting, carys):
    client.force_login(carys)
    data = {"act": "point", "point-text": "Members do not feel heard."}
    refused = client.post(address(meeting, "notes"), data).content.decode()
    assert "Choose at least one note that this point is based on." in refused
    client.post(address(meeting, "notes"), data | {"point-notes": [unattributed.pk]})
    saved(meeting, by=carys)
    publish_minutes(meeting, by=carys)
    page = client.get("/groups/health/meetings/1/minutes/").content.decode()
    assert "Members do not feel heard." in page
    assert 'href="#note-1"' in page
    assert 'id="note-1"' in page


def test_a_note_of_another_meeting_carries_no_point(meeting, carys, unattributed):
    other = meeting_of(meeting.group, 2)
    with pytest.raises(RuleBroken, match="at least one"):
        add_point(other, "A point.", [unattributed], by=carys)


def test_a_note_that_carries_a_point_stays(client, unattributed, meeting, carys):
    add_point(meeting, "A point.", [unattributed], by=carys)
    with pytest.raises(RuleBroken, match="Remove the point first"):
        drop_note(unattributed, by=carys)
    client.force_login(carys)
    point = meeting.points.get()
    client.post(address(meeting, "notes"), {"act": f"drop-point-{point.pk}"})
    client.post(address(meeting, "notes"), {"act": f"drop-note-{unattributed.pk}"})
    assert not Note.objects.exists()
    assert not NoteSource.objects.exists()


def test_a_summary_is_enough_to_publish(unattributed, meeting, carys):
    add_point(meeting, "Members do not feel heard.", [unattributed], by=carys)
    saved(meeting, "", by=carys)
    assert publish_minutes(meeting, by=carys).is_published


# After publishing


def test_notes_are_closed_once_published_and_can_be_withdrawn(client, meeting, carys, member):
    note = take_note(meeting, Note(text="Mrs Smith of Elm Road is ill."), by=carys)
    published(meeting, member, by=carys)
    for act in (
        lambda: take_note(meeting, Note(text="More."), by=carys),
        lambda: drop_note(note, by=carys),
        lambda: add_point(meeting, "A point.", [note], by=carys),
    ):
        with pytest.raises(RuleBroken, match="Correct the minutes instead"):
            act()
    client.force_login(carys)
    url = f"{address(meeting, 'notes')}{note.number}/withdraw/"
    assert (
        "Say why you are withdrawing the note." in client.post(url, {"reason": ""}).content.decode()
    )
    client.post(url, {"reason": "It named a private person."})
    page = client.get("/groups/health/meetings/1/minutes/").content.decode()
    assert "It named a private person." in page
    assert "Mrs Smith" not in page
    with pytest.raises(RuleBroken, match="already been withdrawn"):
        withdraw_note(note, "Again.", by=carys)


def test_no_event_and_no_log_has_the_secret(client, meeting, carys, caplog):
    caplog.set_level("DEBUG")
    client.force_login(carys)
    data = {
        "act": "note",
        "note-text": "Nobody listens.",
        "note-unattributed": "on",
        "note-said_by": SECRET,
    }
    client.post(address(meeting, "notes"), data)
    assert NoteSource.objects.get().said_by == SECRET
    assert "Asha" not in json.dumps(list(Event.objects.values_list("data", flat=True)))
    said = [one.getMessage() for one in caplog.records if not one.name.startswith("django.db")]
    assert SECRET not in "\n".join(said)
    call_command("verify_events", "--seal")


def test_the_report_of_an_error_does_not_hold_who_said_it(client, meeting, carys, monkeypatch):
    def fails(*args, **options):
        raise ZeroDivisionError

    monkeypatch.setattr("forums.notes.services.take_note", fails)
    client.force_login(carys)
    client.raise_request_exception = False
    data = {"act": "note", "note-text": "No.", "note-unattributed": "on", "note-said_by": SECRET}
    answer = client.post(address(meeting, "notes"), data)
    assert answer.status_code == 500
    shown = SafeExceptionReporterFilter().get_post_parameters(answer.wsgi_request)
    assert shown["note-text"] == "No."
    assert SECRET not in shown.values()
