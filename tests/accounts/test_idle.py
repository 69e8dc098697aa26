"""Who holds an office and leaves the computer is signed out; a delegate is not, and nothing typed is lost."""

import datetime as dt

from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import pytest

from assembly.accounts.models import OfficeTerm
from tests.factories.elections import ReturningOfficerFactory

pytestmark = pytest.mark.django_db
LIMIT = dt.timedelta(minutes=60)
SECOND = dt.timedelta(seconds=1)
START = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _an_hour(settings):
    """As a site has it; other tests move the clock by weeks between two requests."""
    settings.OFFICE_IDLE_MINUTES = 60


@pytest.fixture
def now(time_machine):
    time_machine.move_to(START, tick=False)
    return time_machine


@pytest.fixture
def officer(client, now):
    """Signed in, and on a first page."""
    client.force_login(ReturningOfficerFactory())
    client.get("/my/")
    return client


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_who_holds_an_office_is_signed_out_after_an_hour(officer, now):
    now.shift(LIMIT - SECOND)
    assert officer.get("/my/").status_code == 200
    now.shift(LIMIT)
    answer = officer.get("/my/", follow=True)
    assert not is_signed_in(officer)
    assert "You were signed out after 60 minutes without a request" in answer.content.decode()


def test_each_page_begins_the_hour_again(officer, now):
    for _ in range(4):
        now.shift(LIMIT / 2)
        officer.get("/my/")
    assert is_signed_in(officer)


def test_the_setting_says_how_long(officer, now, settings):
    settings.OFFICE_IDLE_MINUTES = 5
    now.shift(5 * 60)
    officer.get("/members/")
    assert not is_signed_in(officer)


def test_a_delegate_stays_signed_in(client, carys, now):
    client.force_login(carys)
    client.get("/my/")
    now.shift(24 * LIMIT)
    assert client.get("/my/").status_code == 200
    assert "office_seen" not in client.session


def test_whose_office_has_ended_stays_signed_in(officer, now):
    OfficeTerm.objects.all().delete()
    now.shift(2 * LIMIT)
    officer.get("/my/")
    assert is_signed_in(officer)


def test_the_session_is_written_once_a_minute(officer, now):
    def writes():
        with CaptureQueriesContext(connection) as asked:
            officer.get("/my/")
        return sum(query["sql"].startswith('UPDATE "django_session"') for query in asked)

    now.shift(59)
    assert writes() == 0
    now.shift(1)
    assert writes() == 1
    now.shift(30)
    assert writes() == 0


def test_an_editor_that_asks_by_itself_keeps_nobody_signed_in(client, dev, now):
    dev.is_superuser = True
    dev.save()
    client.force_login(dev)
    client.get("/cms/")
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", "1", 1])
    for _ in range(3):
        now.shift(LIMIT / 2)
        client.post(ping)
    assert not is_signed_in(client)


@pytest.mark.parametrize("step", ["ballot_fill", "ballot_review", "ballot_cast", "ballot_prove"])
def test_the_pages_on_which_one_votes_are_not_noted(officer, now, step):
    noted = officer.session["office_seen"]
    now.shift(120)
    officer.post(reverse(f"elections:{step}", args=["any"]))
    assert officer.session["office_seen"] == noted
    officer.get("/my/")
    assert officer.session["office_seen"] == noted + 2


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("/members/any/apply/", {"name": "Bread & Roses", "description": "A bakery."}),
        ("/cms/pages/3/edit/", {"title": "Minutes", "action-publish": "action-publish"}),
    ],
)
def test_a_form_sent_after_that_comes_back_with_what_was_typed(officer, now, address, typed):
    now.shift(LIMIT)
    late = officer.post(address, typed)
    assert late.status_code == 403
    page = late.content.decode()
    assert "You are signed out" in page
    for name, value in typed.items():
        assert f'name="{name}" value="{value.replace("&", "&amp;")}"' in page


# What the row of a session tells


def test_a_session_ends_at_a_midnight(client, carys, now):
    client.force_login(carys)
    ends = Session.objects.get().expire_date
    assert timezone.localtime(ends).time() == dt.time()
    assert dt.timedelta(days=14) < ends - START <= dt.timedelta(days=15)


def test_two_sessions_of_one_day_cannot_be_told_apart_by_their_end(client, carys, asha, now):
    client.force_login(carys)
    now.shift(7 * 3600)
    client.cookies.clear()
    client.force_login(asha)
    assert len(set(Session.objects.values_list("expire_date", flat=True))) == 1
