"""Events of a consultation: planned until they start, cancelled with a reason, and afterwards who came."""

import datetime as dt

from django.urls import reverse

import pytest
import time_machine

from assembly.consultations.events import services
from assembly.consultations.events.services import Details
from assembly.consultations.models import ConsultationEvent
from assembly.consultations.publishing.services import withdraw_consultation
from assembly.core import calendars
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership.merging import lines as merge_lines
from tests.consultations.conftest import LONDON, PUBLISHED
from tests.factories.membership import DistrictFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
EVENING = dt.datetime(2008, 10, 6, 18, 0, tzinfo=LONDON)
HOUR = dt.timedelta(hours=1)
AFTER = EVENING + 3 * HOUR


def details(**changes):
    return Details(
        **{
            "title": "Drop-in at Devizes library",
            "starts_at": EVENING,
            "ends_at": EVENING + 2 * HOUR,
            "place": "Devizes library, Sheep Street",
            "access_notes": "Hearing loop. Parking behind the library.",
            "audience": "Carers",
            **changes,
        }
    )


def plan(consultation, by, at=PUBLISHED, **changes):
    return services.plan_event(consultation, details(**changes), by=by, at=at)


def typed(**changes):
    return {
        "title": "Evening in Trowbridge",
        "day": "2008-10-06",
        "begins": "18:00",
        "finishes": "20:00",
        "place": "Town hall",
        "link": "",
        "audience": "",
        "access_notes": "",
        "district": "",
        **changes,
    }


def screen(name, *args):
    return reverse(f"consultations_events:{name}", args=args)


@pytest.fixture
def dev(council):
    return UserFactory(name="Dev Dee", email="dev@example.org", office="Support Unit")


@pytest.fixture
def event(consultation, hari):
    return plan(consultation, hari)


@pytest.fixture(autouse=True)
def _second_of_september():
    with time_machine.travel(PUBLISHED + dt.timedelta(days=1), tick=True):
        yield


def at_page(client, url):
    answered = client.get(url)
    assert answered.status_code == 200
    return answered.content.decode()


def test_an_officer_plans_an_event_and_everybody_finds_it(client, consultation, hari):
    district = DistrictFactory(name="Kennet", slug="kennet")
    client.force_login(hari)
    client.post(screen("event_add", consultation.pk), typed(district=district.pk))
    event = ConsultationEvent.objects.get()
    client.logout()
    page = at_page(client, consultation.get_absolute_url())
    assert "Evening in Trowbridge" in page
    assert "6pm to 8pm on Monday 6 October 2008" in page
    assert event.get_absolute_url() in page
    own = at_page(client, event.get_absolute_url())
    assert "Town hall" in own
    assert reverse("consultations:questions_discussion", args=["wcc", "day-services"]) in own
    assert Event.objects.filter(name="consultations.event_planned").count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"place": ""}, "enter a place, or a link"),
        ({"finishes": "17:00"}, "ends before it starts"),
        ({"day": "2008-08-01"}, "This time has passed"),
        ({"day": "2048-08-01"}, "ahead at most"),
        ({"day": "2008-10-26", "begins": "01:30", "finishes": "03:00"}, "occurs twice"),
        ({"day": "2009-03-29", "begins": "01:30", "finishes": "03:00"}, "There is no 01:30"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client, consultation, hari, changes, words
):
    client.force_login(hari)
    page = client.post(screen("event_add", consultation.pk), typed(**changes)).content.decode()
    assert words in page
    assert "Evening in Trowbridge" in page
    assert not ConsultationEvent.objects.exists()


def test_the_same_form_sent_twice_plans_one(client, consultation, hari):
    client.force_login(hari)
    client.post(screen("event_add", consultation.pk), typed())
    page = client.post(screen("event_add", consultation.pk), typed()).content.decode()
    assert "already" in page
    assert ConsultationEvent.objects.count() == 1


def test_the_service_refuses_what_the_form_does(consultation, hari):
    for wrong in (
        {"place": ""},
        {"ends_at": EVENING},
        {"starts_at": PUBLISHED - HOUR},
    ):
        with pytest.raises(RuleBroken):
            plan(consultation, hari, **wrong)


def test_only_the_body_and_the_support_unit_run_it(client, event, ines, gwen, dev):
    for stranger in (ines, gwen):
        with pytest.raises(RuleBroken, match="Only officers"):
            services.change_event(event, details(title="Mine"), by=stranger, at=PUBLISHED)
        client.force_login(stranger)
        assert client.get(screen("event_change", event.pk)).status_code == 404
    services.change_event(event, details(title="Moved"), by=dev, at=PUBLISHED)
    event.refresh_from_db()
    assert (event.title, event.changes) == ("Moved", 1)


def test_it_changes_until_it_starts(event, hari):
    last = EVENING - dt.timedelta(seconds=1)
    services.change_event(event, details(starts_at=EVENING + HOUR / 2), by=hari, at=last)
    with pytest.raises(RuleBroken, match="can no longer change"):
        services.change_event(event, details(title="Late"), by=hari, at=EVENING + HOUR / 2)


def test_the_same_again_is_no_change(event, hari):
    services.change_event(event, details(), by=hari, at=PUBLISHED)
    event.refresh_from_db()
    assert event.changes == 0


def test_cancelled_it_stays_with_its_reason(client, event, hari):
    with pytest.raises(RuleBroken, match="Say why"):
        services.cancel_event(event, "  ", by=hari, at=PUBLISHED)
    client.force_login(hari)
    client.post(screen("event_cancel", event.pk), {"because": "The library is flooded."})
    client.logout()
    assert "Cancelled" in at_page(client, event.consultation.get_absolute_url())
    assert "The library is flooded." in at_page(client, event.get_absolute_url())
    event.refresh_from_db()
    with pytest.raises(RuleBroken, match="already been cancelled"):
        services.cancel_event(event, "Again.", by=hari, at=PUBLISHED)
    with pytest.raises(RuleBroken, match="was cancelled"):
        services.change_event(event, details(title="New"), by=hari, at=PUBLISHED)
    with pytest.raises(RuleBroken, match="nothing to record"):
        services.record_attendance(event, {}, 3, by=hari, at=AFTER)


def test_what_is_over_is_not_cancelled(event, hari):
    services.cancel_event(event, "A fire alarm.", by=hari, at=EVENING + HOUR)
    other = plan(event.consultation, hari, title="Another")
    with pytest.raises(RuleBroken, match="is over"):
        services.cancel_event(other, "Too late.", by=hari, at=AFTER)


def test_events_of_a_draft_are_public_with_it(client, draft, hari):
    event = plan(draft, hari)
    assert client.get(event.get_absolute_url()).status_code == 404
    assert not [one for one in calendars.entries() if one.uid.startswith("consultation-event")]


def test_a_draft_takes_its_events_along(draft, hari):
    plan(draft, hari)
    draft.page.delete()
    assert not ConsultationEvent.objects.exists()


def test_withdrawn_with_its_consultation(client, event, gwen, hari):
    withdraw_consultation(event.consultation, reason="The money is gone.", by=gwen)
    page = at_page(client, event.get_absolute_url())
    assert "The consultation was withdrawn" in page
    with pytest.raises(RuleBroken, match="withdrawn"):
        plan(event.consultation, hari, title="Another")
    with pytest.raises(RuleBroken, match="withdrawn"):
        services.change_event(event, details(title="Another"), by=hari, at=PUBLISHED)
    [entry] = [one for one in calendars.entries() if one.uid == f"consultation-event-{event.pk}"]
    assert (entry.cancelled, entry.changes) == (True, 1)
    assert "The money is gone." in entry.text


def test_the_calendar_has_it_with_its_hour_and_its_district(client, event, hari):
    kennet = DistrictFactory(name="Kennet", slug="kennet", in_county=True)
    DistrictFactory(name="West", slug="west", in_county=True)
    services.change_event(event, details(district=kennet), by=hari, at=PUBLISHED + HOUR)
    [entry] = [one for one in calendars.entries() if one.uid == f"consultation-event-{event.pk}"]
    assert (entry.starts, entry.changes) == (EVENING, 1)
    assert ("body", "wcc") in entry.scopes
    assert ("district", "kennet") in entry.scopes
    assert ("district", "west") not in entry.scopes
    file = client.get("/calendar.ics").content.decode()
    assert "DTSTART:20081006T170000Z" in file
    assert event.get_absolute_url() in file.replace("\r\n ", "")


# Afterwards


def test_who_came_is_a_number_of_each_organisation(client, event, hari):
    carers = OrganisationFactory(name="Kennet Carers", member=True)
    with time_machine.travel(AFTER):
        client.force_login(hari)
        client.post(
            screen("event_attendance", event.pk),
            {"organisation": "kennet carers", "organisation_people": "4", "by_themselves": "2"},
        )
    event.refresh_from_db()
    assert {one.organisation: one.people for one in event.attendances.all()} == {carers: 4}
    assert event.people_by_themselves == 2
    with time_machine.travel(AFTER + HOUR):
        client.post(
            screen("event_attendance", event.pk), {f"people-{carers.pk}": "0", "by_themselves": "2"}
        )
    assert not event.attendances.exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Enter how many people came"),
        ({"nobody": "on", "by_themselves": "2"}, "Untick it"),
        ({"organisation": "Nowhere", "organisation_people": "2"}, "no member with this name"),
        ({"organisation": "Kennet Carers"}, "how many people came from it"),
        ({"organisation_people": "2"}, "Enter the name of the organisation"),
        ({"by_themselves": "10000"}, "9999"),
    ],
)
def test_what_is_wrong_with_who_came_is_said(client, event, hari, sent, words):
    OrganisationFactory(name="Kennet Carers", member=True)
    with time_machine.travel(AFTER):
        client.force_login(hari)
        page = client.post(screen("event_attendance", event.pk), sent).content.decode()
    assert words in page
    event.refresh_from_db()
    assert event.attendance_at is None


def test_nobody_is_recorded_before_it_starts(client, event, hari):
    with pytest.raises(RuleBroken, match="after that"):
        services.record_attendance(event, {}, 3, by=hari, at=EVENING - HOUR)
    client.force_login(hari)
    answered = client.get(screen("event_attendance", event.pk), follow=True)
    assert "You can record who came after that" in answered.content.decode()


def test_an_event_without_anybody_says_so(client, event, hari):
    services.record_attendance(event, {}, nobody=True, by=hari, at=AFTER)
    with time_machine.travel(AFTER + HOUR):
        assert "Nobody came to this event." in at_page(client, event.get_absolute_url())
        assert "Nobody came" in at_page(client, event.consultation.get_absolute_url())
    services.record_attendance(event, {}, 1, by=hari, at=AFTER + HOUR)
    event.refresh_from_db()
    assert not event.nobody_came


def test_who_came_is_not_public_before_the_notes(client, event, hari):
    carers = OrganisationFactory(name="Quillwort Carers", member=True)
    services.record_attendance(event, {carers: 4}, by=hari, at=AFTER)
    with time_machine.travel(AFTER + HOUR):
        assert "Quillwort" not in at_page(client, event.get_absolute_url())
        assert "Quillwort" not in at_page(client, event.consultation.get_absolute_url())


def test_people_of_merged_organisations_are_added_up(event, hari):
    kept, gone = OrganisationFactory(name="One", member=True), OrganisationFactory(name="Two")
    other = plan(event.consultation, hari, title="Another")
    services.record_attendance(event, {kept: 4, gone: 3}, by=hari, at=AFTER)
    services.record_attendance(other, {gone: 2}, by=hari, at=AFTER)
    [line] = [one for one in merge_lines if one.model.__name__ == "EventAttendance"]
    line.move(kept, gone, hari)
    assert [one.people for one in event.attendances.all()] == [7]
    assert [one.organisation for one in other.attendances.all()] == [kept]
