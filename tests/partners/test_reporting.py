"""Meetings, the reports they ask for, attendance, and the link that opens the form."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

import pytest

from assembly.core.bank_holidays.calendar import WorkingDays
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Email
from assembly.partners import records, report_links, rules, selectors, services, tasks
from assembly.partners.models import Meeting, Report
from tests.factories.membership import UserFactory
from tests.factories.partners import AppointmentFactory, MeetingFactory

pytestmark = pytest.mark.django_db

MET = dt.date(2008, 9, 1)  # a Monday
DUE = dt.date(2008, 9, 15)
LATE = dt.date(2008, 9, 16)
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def appointment(asha):
    return AppointmentFactory(user=asha, name="Asha Amin")


@pytest.fixture
def meeting(appointment):
    return MeetingFactory(partnership=appointment.seat.partnership, held_on=MET)


def written(meeting, **fields):
    return Report(meeting=meeting, **{"attendance": "attended", "decisions": "It stays.", **fields})


def send(appointment, meeting, *, on=MET, by=None, **fields):
    return services.send_report(
        appointment, written(meeting, **fields), by=by or appointment.user, on=on
    )


def test_a_report_is_due_after_ten_working_days(meeting):
    assert rules.due_on(meeting, WorkingDays()) == DUE
    assert not rules.is_overdue(meeting, DUE, WorkingDays())
    assert rules.is_overdue(meeting, LATE, WorkingDays())


def test_a_report_is_sent_once_public_and_recorded(client, appointment, meeting):
    report = send(appointment, meeting)
    assert Event.objects.get(name="partners.reported").data == {
        "appointment": appointment.pk,
        "meeting": meeting.pk,
        "attendance": "attended",
        "by_link": False,
    }
    with pytest.raises(RuleBroken, match="was sent on 1 September 2008, and stays as it is"):
        send(appointment, meeting)
    for address in (report.get_absolute_url(), "/feeds/reports.atom"):
        assert "It stays." in client.get(address).content.decode()


REFUSED = [
    # of the appointment                           of the meeting          on          sentence
    ({"taken_on": None, "code_version": ""},       {},                     MET,        "accept the code of conduct"),
    ({"taken_on": MET + A_DAY},                    {},                     MET,        "owes no report"),
    ({"starts_on": MET + A_DAY, "taken_on": MET},  {},                     MET,        "owes no report"),
    ({"ended_on": MET},                            {},                     MET,        "owes no report"),
    ({},                                           {"cancelled": True},    MET,        "owes no report"),
    ({},                                           {},                     MET - A_DAY, "Report when it is over"),
]  # fmt: skip


@pytest.mark.parametrize(("held", "met", "on", "sentence"), REFUSED)
def test_who_owes_no_report_sends_none(asha, held, met, on, sentence):
    appointment = AppointmentFactory(user=asha, **held)
    meeting = MeetingFactory(partnership=appointment.seat.partnership, held_on=MET, **met)
    with pytest.raises(RuleBroken, match=sentence):
        send(appointment, meeting, on=on)
    assert not Report.objects.exists()


def test_nobody_reports_for_somebody_with_an_account_nor_of_another_board(
    appointment, meeting, dev
):
    with pytest.raises(RuleBroken, match="Only the person who holds the seat"):
        send(appointment, meeting, by=dev)
    with pytest.raises(RuleBroken, match="is not one of"):
        send(appointment, MeetingFactory())


def test_staff_report_for_who_has_no_account(dev):
    appointment = AppointmentFactory()
    meeting = MeetingFactory(partnership=appointment.seat.partnership, held_on=MET)
    assert send(appointment, meeting, by=dev).sent_on == MET


def test_a_report_says_something_unless_its_writer_was_not_there(appointment, meeting):
    with pytest.raises(RuleBroken, match="Say in a few words"):
        send(appointment, meeting, decisions="")
    assert send(appointment, meeting, decisions="", attendance="apologies").rows == []


def test_the_database_wants_a_report_once_and_with_attendance(appointment, meeting):
    keys = {"appointment": appointment, "meeting": meeting}
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(**keys, sent_on=MET)
    Report.objects.create(**keys)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(**keys)


def test_everybody_who_sat_there_is_asked_once_and_reminded_once(appointment, meeting):
    AppointmentFactory(seat__partnership=meeting.partnership)  # has no account
    AppointmentFactory(  # has not taken the seat
        seat__partnership=meeting.partnership, user=UserFactory(), taken_on=None, code_version=""
    )
    runs = [
        (MET, None),  # the meeting is not over
        (MET + A_DAY, "partners/report_wanted"),
        (MET + A_DAY, None),
        (DUE, None),
        (LATE + 5 * A_DAY, "partners/report_overdue"),  # some days were missed
        (LATE + 6 * A_DAY, None),
    ]
    for on, mail in runs:
        assert services.ask_for_reports(on=on) == (1 if mail else 0), on
        assert list(Email.objects.values_list("kind", flat=True)) == ([mail] if mail else []), on
        Email.objects.all().delete()  # their numbers are random and do not tell which came first
    report = Report.objects.get()
    assert (report.asked_on, report.reminded_on) == (MET + A_DAY, LATE + 5 * A_DAY)


def test_who_has_reported_is_not_asked(appointment, meeting):
    send(appointment, meeting)
    assert services.ask_for_reports(on=LATE) == 0


def test_a_report_sent_while_the_job_runs_is_not_asked_for(appointment, meeting):
    send(appointment, meeting)
    assert services.reporting._ask(appointment, meeting, LATE) is False


def test_no_report_is_asked_of_a_meeting_that_did_not_take_place(appointment, meeting):
    Meeting.objects.update(cancelled=True)
    tasks.ask_for_reports()
    assert not Report.objects.exists()


@pytest.fixture
def asked(appointment):
    """A meeting of yesterday, of which the report was asked for today."""
    today = timezone.localdate()
    appointment.ends_on = today + 300 * A_DAY
    appointment.save()
    meeting = MeetingFactory(partnership=appointment.seat.partnership, held_on=today - A_DAY)
    services.ask_for_reports()
    return meeting


def test_the_link_opens_the_form_without_signing_in_and_is_used_up(client, appointment, asked):
    path = report_links.path(appointment, asked)
    assert path in Email.objects.latest("pk").text
    events = Event.objects.count()
    assert "Send the report" in client.get(path).content.decode()
    assert Event.objects.count() == events
    assert Report.objects.get().sent_on is None
    sent = client.post(path, {"attendance": "attended", "decisions": "It stays."})
    assert sent.url == appointment.get_absolute_url()
    event = Event.objects.get(name="partners.reported")
    assert (event.actor_id, event.data["by_link"]) == (appointment.user_id, True)
    client.post(path, {"attendance": "absent"})
    assert Report.objects.get().attendance == "attended"
    assert "stays as it is" in client.get(path).content.decode()


def test_a_report_by_link_needs_words(client, appointment, asked):
    path = report_links.path(appointment, asked)
    page = client.post(path, {"attendance": "attended"}).content.decode()
    assert "Say in a few words" in page


def test_the_link_runs_out(client, appointment, asked):
    Report.objects.update(asked_on=timezone.localdate() - rules.LINK_LASTS - A_DAY)
    path = report_links.path(appointment, asked)
    assert "This link has run out" in client.get(path).content.decode()
    client.post(path, {"attendance": "absent"})
    assert Report.objects.get().sent_on is None
    assert not rules.may_use_link(Report(), on=MET)


def test_a_link_of_somebody_else_or_a_forged_one_is_not_there(client, appointment, asked):
    path = report_links.path(appointment, asked)
    assert client.get(path[:-2] + "x/").status_code == 404
    appointment.user = UserFactory()
    appointment.save()
    assert client.get(path).status_code == 404
    made_by_us = report_links.LINKS.signer.sign_object("nothing")
    assert client.get(f"/my/reports/{made_by_us}/").status_code == 404


def test_attendance_and_overdue_reports_stand_beside_the_name(client, appointment):
    board = appointment.seat.partnership
    today = timezone.localdate()
    appointment.ends_on = today + 300 * A_DAY
    appointment.save()
    days = [200, 150, 100, 50]
    meetings = [MeetingFactory(partnership=board, held_on=today - n * A_DAY) for n in days]
    MeetingFactory(partnership=board, held_on=today)
    MeetingFactory(partnership=board, held_on=today + 20 * A_DAY)
    send(appointment, meetings[0], on=meetings[0].held_on)
    send(appointment, meetings[1], on=today)
    send(appointment, meetings[2], on=today, attendance="apologies")
    sentence = "attended 2 of 4 meetings, 1 report overdue"
    standing = records.standing_of(appointment, today)
    assert str(standing) == sentence
    assert [one.was_late for one in reversed(standing.counted)] == [False, True, True, False]
    page = client.get("/representatives/").content.decode()
    assert "Attended 2 of 4 meetings" in page
    assert "1 report overdue" in page
    said = selectors.standing_records([appointment.user_id])
    assert said == {appointment.user_id: f"{appointment.seat}: {sentence}."}


def test_who_held_no_seat_has_no_record(asha, appointment):
    assert selectors.standing_records([UserFactory().pk]) == {}
    assert selectors.standing_records([asha.pk])[asha.pk].endswith("no meeting on record.")
    assert selectors.standing_records([asha.pk], on=dt.date(2007, 1, 1)) == {}


def test_records_of_many_people_cost_the_same(django_assert_num_queries):
    people = [AppointmentFactory(user=UserFactory()).user_id for _ in range(6)]
    with django_assert_num_queries(3):
        assert len(selectors.standing_records(people)) == 6


def enter(appointment, held_on, *, by=None):
    meeting = Meeting(title="Board", held_on=held_on)
    return services.enter_meeting(appointment, meeting, by=by or appointment.user, on=MET)


def test_a_representative_enters_a_meeting_once(appointment):
    meeting = enter(appointment, MET)
    assert meeting.partnership == appointment.seat.partnership
    assert Event.objects.get(name="partners.meeting_added").subject_id == meeting.pk
    with pytest.raises(RuleBroken, match="has been entered already"):
        enter(appointment, MET)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (dt.date(2007, 12, 31), "your own term"),
        (dt.date(2010, 1, 1), "your own term"),
        (dt.date(2009, 9, 2), "at most a year ahead"),
    ],
)
def test_a_meeting_is_of_ones_term_and_not_far_ahead(appointment, day, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        enter(appointment, day)


def test_others_enter_no_meeting(appointment, dev):
    with pytest.raises(RuleBroken, match="Only the person who holds the seat"):
        enter(appointment, MET, by=dev)


def test_the_page_of_ones_seat_and_the_list_of_what_waits(client, asha, appointment, asked):
    client.force_login(asha)
    assert "Report on the meeting of" in client.get("/my/").content.decode()
    url = f"/my/seats/{appointment.pk}/meetings/{asked.pk}/"
    assert url in client.get(f"/my/seats/{appointment.pk}/").content.decode()
    client.post(url, {"attendance": "deputy", "questions": "Which bus?"})
    assert Report.objects.get().sent_on == timezone.localdate()
    assert "stays as it is" in client.get(url).content.decode()


@pytest.mark.django_db
def test_a_feed_without_reports_is_the_same_at_every_visit(client, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC))
    first = client.get("/feeds/reports.atom").content
    time_machine.move_to(dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC))
    assert client.get("/feeds/reports.atom").content == first
