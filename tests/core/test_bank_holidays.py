"""Bank holidays that the Support Unit enters: every deadline in working days leaves them out, and says so."""

import datetime as dt
import re
from pathlib import Path

from django.conf import settings

import pytest
import time_machine

from assembly.core.bank_holidays import rules as bank_holiday_rules
from assembly.core.bank_holidays.calendar import WorkingDays
from assembly.core.bank_holidays.forms import BankHolidayForm
from assembly.core.bank_holidays.selectors import working_days
from assembly.core.models import BankHoliday, Event
from assembly.notifications.models import Email
from assembly.partners import records, rules
from assembly.partners.services import reporting
from elections import blueprints
from elections.models import Election
from home.contact import services as contact
from home.contact.models import ContactMessage
from tests.factories.elections import instants
from tests.factories.membership import UserFactory
from tests.factories.partners import AppointmentFactory, MeetingFactory

FRIDAY = dt.date(2026, 12, 4)
NEXT_MONDAY = dt.date(2026, 12, 7)
SUMMER, MOVED_TO = dt.date(2026, 8, 31), dt.date(2026, 9, 4)


@pytest.fixture
def regatta(db):
    return BankHoliday.objects.create(day=NEXT_MONDAY, name="Regatta")


# What is counted


@pytest.mark.parametrize(
    ("since", "number", "reckoned"),
    [
        (dt.date(2026, 3, 30), 10, "10 working days from 30 March 2026, leaving out Good Friday and Easter Monday"),
        (dt.date(2026, 3, 3), 10, "10 working days from 3 March 2026"),
        (dt.date(2026, 4, 2), 1, "1 working day from 2 April 2026, leaving out Good Friday and Easter Monday"),
        (dt.date(2026, 5, 1), 1, "1 working day from 1 May 2026, leaving out the Early May bank holiday"),
        (
            dt.date(2026, 12, 24),
            5,
            "5 working days from 24 December 2026, leaving out Christmas Day, Boxing Day and New Year's Day",
        ),
    ],
)  # fmt: skip
def test_a_deadline_says_how_it_was_reckoned(since, number, reckoned):
    assert WorkingDays().reckoned(since, number) == reckoned


@pytest.mark.django_db
def test_an_extra_day_is_left_out_and_named(regatta):
    assert WorkingDays().after(FRIDAY, 1) == NEXT_MONDAY
    days = working_days()
    assert days.after(FRIDAY, 1) == dt.date(2026, 12, 8)
    assert days.before(dt.date(2026, 12, 8), 1) == FRIDAY
    assert days.between(FRIDAY, NEXT_MONDAY) == 0
    assert days.reckoned(FRIDAY, 1) == "1 working day from 4 December 2026, leaving out Regatta"


@pytest.mark.django_db
def test_on_the_day_from_which_one_was_moved_people_work():
    moved = BankHoliday.objects.create(day=MOVED_TO, name="Late summer", instead_of=SUMMER)
    days = working_days()
    assert (days.include(SUMMER), days.include(MOVED_TO)) == (True, False)
    assert days.holiday(MOVED_TO) == "Late summer"
    assert moved.kind == "Moved from 31 August 2026 (Summer bank holiday)"


# What may be entered

WRONG = [
    # day           instead of       what is wrong
    ("2026-12-05", "",              "Saturday 5 December 2026 is not a working day."),
    ("2026-12-25", "",              "Friday 25 December 2026 is a bank holiday already: Christmas Day."),
    ("1977-06-07", "",              "Bank holidays are known from 1978 on."),
    ("2026-12-07", "2026-12-08",    "Tuesday 8 December 2026 is not a bank holiday, so it cannot be moved."),
    ("2026-12-07", "2025-12-25",    "A bank holiday moves within its year."),
    ("2026-12-09", "",              "This bank holiday has been entered already."),
    ("2026-12-07", "2026-08-31",    "This bank holiday has been moved already."),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "instead_of", "wrong"), WRONG)
def test_what_is_no_bank_holiday_is_refused(day, instead_of, wrong):
    BankHoliday.objects.create(day="2026-12-09", name="Fair", instead_of=SUMMER)
    form = BankHolidayForm({"day": day, "name": "Regatta", "instead_of": instead_of})
    assert wrong in str(form.errors)


def test_a_weekday_is_one_that_may_be():
    assert bank_holiday_rules.may_be_bank_holiday(NEXT_MONDAY)
    assert bank_holiday_rules.may_be_moved(SUMMER, MOVED_TO)


# The screen


@pytest.mark.django_db
def test_the_support_unit_enters_changes_and_deletes_one(client, dev):
    client.force_login(dev)
    assert "Those that come every year count by themselves" in (
        client.get("/cms/bankholiday/").content.decode()
    )
    client.post("/cms/bankholiday/new/", {"day": "2026-12-07", "name": "Regatta", "instead_of": ""})
    holiday = BankHoliday.objects.get()
    assert "Extra" in client.get("/cms/bankholiday/").content.decode()
    client.post(
        f"/cms/bankholiday/edit/{holiday.pk}/",
        {"day": "2026-12-08", "name": "Regatta", "instead_of": "2026-12-25"},
    )
    shown = client.get("/cms/bankholiday/").content.decode()
    assert "Moved from 25 December 2026 (Christmas Day)" in shown
    client.post(f"/cms/bankholiday/delete/{holiday.pk}/")
    assert not BankHoliday.objects.exists()
    assert list(
        Event.objects.filter(subject_type="core.bankholiday").values_list("name", flat=True)
    ) == ["core.bankholiday_added", "core.bankholiday_changed", "core.bankholiday_deleted"]


# Every deadline


@pytest.mark.django_db
def test_a_report_is_due_a_day_later(regatta, client):
    appointment = AppointmentFactory(
        user=UserFactory(),
        taken_on=dt.date(2026, 1, 1),
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2028, 1, 1),
    )
    partnership = appointment.seat.partnership
    meeting = MeetingFactory(partnership=partnership, held_on=dt.date(2026, 11, 27))
    assert rules.due_on(meeting, WorkingDays()) == dt.date(2026, 12, 11)
    assert rules.due_on(meeting, working_days()) == dt.date(2026, 12, 14)
    [owed] = records.standing_of(appointment, FRIDAY).meetings
    assert not records.standing_of(appointment, dt.date(2026, 12, 14)).overdue
    assert owed.reckoned == "10 working days from 27 November 2026, leaving out Regatta"
    reporting.ask_for_reports(on=dt.date(2026, 11, 28))
    for text in mails("partners/report_wanted"):
        assert f"14 December 2026, UK time ({owed.reckoned})" in text
    with time_machine.travel(dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)):
        page = client.get(appointment.get_absolute_url()).content.decode()
    assert f"14 December 2026, UK time ({owed.reckoned})" in page


@pytest.mark.django_db
def test_a_message_is_answered_a_day_later(regatta, dev, client):
    with time_machine.travel(dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)):
        message = ContactMessage(topic="voting", name="Ann", email="ann@example.org", text="Where?")
        contact.receive_message(message, by=None)
    reckoned = "5 working days from 1 December 2026, leaving out Regatta"
    for text in mails("home/message_received"):
        assert f"by the end of 9 December 2026, UK time ({reckoned})" in text
    client.force_login(dev)
    for day, is_late in ((9, False), (10, True)):
        with time_machine.travel(dt.datetime(2026, 12, day, 9, tzinfo=dt.UTC)):
            client.force_login(dev)
            [(_, waits, late)] = client.get("/cms/messages/").context["rows"]
        assert (waits, late) == (day - 4, is_late)


@pytest.mark.django_db
def test_no_election_is_proposed_on_it(regatta):
    proposed = blueprints.timetable(NEXT_MONDAY)
    assert proposed["notice_at"].date() == dt.date(2026, 12, 8)
    awkward = Election(
        **{**instants(), "poll_notice_at": dt.datetime(2026, 12, 7, 9, tzinfo=dt.UTC)}
    )
    named = blueprints.awkward_days(awkward)
    assert "falls on Monday 7 December 2026, which is a bank holiday (Regatta)." in named[0]


def test_times_are_said_to_be_uk_time(client, db):
    assert "Times on this site are UK time." in client.get("/members/").content.decode()


def mails(kind):
    email = Email.objects.get(kind=kind)
    found = [" ".join(text.split()) for text in (email.text, re.sub("<[^>]+>", "", email.html))]
    assert all(found)
    return found


def test_nobody_counts_working_days_in_another_way():
    root = Path(settings.BASE_DIR)
    counting = re.compile(r"SATURDAY|weekday\(\) *[<>]|\bbank_holidays\(")
    found = [
        str(path.relative_to(root))
        for folder in ("assembly", "elections", "forums", "home")
        for path in sorted((root / folder).rglob("*.py"))
        if counting.search(path.read_text())
    ]
    assert found == [
        "assembly/core/bank_holidays/calendar.py",
        "assembly/core/bank_holidays/rules.py",
    ]
