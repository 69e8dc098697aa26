"""Failures that have a name: the visitor reads what happened and what to do, and nothing is half-written."""

import errno
import re
import socket
import sqlite3
from hashlib import sha256

from django.core.exceptions import TooManyFieldsSent
from django.db import DatabaseError, OperationalError, connection
from django.test import Client
from django.urls import path

import psycopg
import pytest

from assembly.core import failures
from assembly.core.models import Event, MailedCode, SentCodes
from assembly.membership.models import Delegate, Organisation
from assembly.notifications import sending
from assembly.notifications.models import Email
from assembly.settings import EMAIL_TIMEOUT
from assembly.urls import handler400, handler500, urlpatterns  # noqa: F401 - of the addresses below
from elections.models import RollEntry, SealedBallot
from elections.services.voting import cast_ballot
from home.contact.models import ContactMessage
from tests.factories.accounts import PASSWORD
from tests.factories.elections import DAY, POLL_OPENS, organisation_with_voter, poll
from tests.factories.membership import DistrictFactory
from tests.factories.notifications import EmailFactory

TEN_MEGABYTES = "a" * 10_000_000
WORKER_TIMEOUT = 30  # gunicorn's own, in seconds


def upload(request):
    raise OSError(errno.ENOSPC, "No space left on device", "/srv/assembly/media/minutes.pdf")


def write(request):
    waited = OperationalError("database is locked")
    waited.__cause__ = sqlite3.OperationalError()
    waited.__cause__.sqlite_errorcode = sqlite3.SQLITE_BUSY_SNAPSHOT  # with its detail
    raise waited


urlpatterns = [path("upload/", upload), path("write/", write), *urlpatterns]


@pytest.fixture
def visitor():
    """Gets what a browser gets when something fails."""
    return Client(raise_request_exception=False)


def heading(response):
    return re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode())[1]


# A mail server that hangs


@pytest.fixture
def hanging(settings):
    """A real socket that takes every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        settings.EMAIL_TIMEOUT = 0.2
        yield server


def test_a_mail_server_has_less_time_than_a_worker_of_the_web_server():
    assert EMAIL_TIMEOUT < WORKER_TIMEOUT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/accounts/login/code/", {"email": "asha@example.org"}),
        ("/accounts/login/code/", {"email": "nobody@example.org"}),
        ("/accounts/password/reset/", {"email": "asha@example.org"}),
        (
            "/accounts/signup/",
            {"name": "Fay", "email": "f@example.org", "password1": PASSWORD, "password2": PASSWORD},
        ),
    ],
)
def test_who_waits_for_a_code_is_told_that_it_was_not_mailed(
    visitor, asha, hanging, address, form, caplog
):
    response = visitor.post(address, form)
    assert response.status_code == 503
    assert heading(response) == "We could not send you a mail"
    assert "no-store" in response.headers["Cache-Control"]
    assert form["email"] not in response.content.decode() + caplog.text


@pytest.mark.django_db
def test_a_voter_is_told_and_keeps_their_ballot(visitor, asha, hanging, time_machine):
    contest, _ = poll()
    time_machine.move_to(POLL_OPENS + DAY)
    visitor.force_login(asha)
    organisation = asha.delegations.get().organisation_id
    asked = {"organisation": organisation, "contest": contest.pk, "order": "3 1 2", "rank_1": "2"}
    address = f"/elections/{contest.election.slug}/vote/prove/"
    response = visitor.post(address, {**asked, "choices": "1", "step": "send"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "our mail server did not accept it" in page
    assert re.search(r'name="rank_1"[^>]*value="2"', page)
    assert MailedCode.objects.get().digest == ""  # no code is open, and none was used up
    assert {count.number for count in SentCodes.objects.all()} == {0}


@pytest.mark.django_db
def test_mail_that_nobody_waits_for_stays_in_the_queue(hanging):
    email = EmailFactory()
    assert sending.send(Email.objects.waiting()) is False
    email.refresh_from_db()
    assert (email.state, email.attempts) == (Email.State.QUEUED, 0)


@pytest.mark.django_db
def test_an_act_that_tells_somebody_does_not_wait_for_the_mail_server(
    visitor, db, hanging, django_capture_on_commit_callbacks
):
    message = {"topic": "voting", "name": "Ann", "email": "ann@example.org", "text": "Where?"}
    with django_capture_on_commit_callbacks(execute=True):
        assert visitor.post("/contact/", message).status_code == 302
    assert ContactMessage.objects.count() == 1
    assert Email.objects.waiting().exists()


# Too much is sent


@pytest.mark.parametrize("strict", [True, False], ids=["in middleware", "in the view"])
@pytest.mark.parametrize(
    "address",
    ["/contact/", "/accounts/login/", "/accounts/signup/", "/my/notifications/preferences/"],
)
def test_ten_megabytes_are_refused_with_a_page(asha, address, strict):
    """The check against forged forms is the first to read what was sent, where there is one."""
    browser = Client(raise_request_exception=False, enforce_csrf_checks=strict)
    if address.startswith("/my/"):
        browser.force_login(asha)
    browser.get(address)  # for the cookie
    response = browser.post(address, {"text": TEN_MEGABYTES, "csrfmiddlewaretoken": "x" * 64})
    assert response.status_code == 413
    assert heading(response) == "What you sent is too large"
    assert len(response.content) < 10_000


def test_ten_megabytes_store_nothing(visitor, db):
    message = {"topic": "voting", "name": "Ann", "email": "ann@example.org", "text": TEN_MEGABYTES}
    assert visitor.post("/contact/", message).status_code == 413
    assert not ContactMessage.objects.exists()


def test_too_many_fields_get_a_page(visitor, db):
    response = visitor.post("/contact/", {f"field-{n}": "1" for n in range(3_000)})
    assert response.status_code == 400
    assert heading(response) == "This request did not make sense"


@pytest.mark.django_db
def test_only_what_is_too_large_is_called_so(rf):
    assert failures.bad_request(rf.get("/"), TooManyFieldsSent()).status_code == 400


# A browser without cookies


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/contact/", "/accounts/login/", "/elections/x/vote/cast/"])
def test_without_cookies_one_reads_what_to_do_and_nothing_is_repeated(address):
    browser = Client(enforce_csrf_checks=True)
    typed = {"text": "a secret of mine", "password": "hunter2", "rank_1": "31"}
    response = browser.post(address, typed)
    page = response.content.decode()
    assert response.status_code == 403
    assert heading(response) == "Your browser keeps no cookies"
    assert "Allow cookies for this site" in page
    assert "no vote was cast" in page
    assert not any(word in page for word in typed.values())
    assert not response.cookies


# A full disk


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_an_upload_that_finds_no_room_says_so(visitor):
    response = visitor.post("/upload/")
    assert response.status_code == 503
    assert heading(response) == "We cannot store anything just now"
    assert "/srv/assembly" not in response.content.decode()


def test_each_way_to_be_full_is_known():
    full = OperationalError("could not extend file")
    full.__cause__ = psycopg.errors.DiskFull()
    assert failures.is_disk_full(full)
    assert failures.is_disk_full(OSError(errno.EDQUOT, "Disk quota exceeded"))
    other = DatabaseError("deadlock")
    other.__cause__ = psycopg.errors.DeadlockDetected()
    assert not failures.is_disk_full(other)
    assert not failures.is_disk_full(OSError(errno.EACCES, "Permission denied"))
    assert not failures.is_disk_full(ValueError())


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_who_waited_in_vain_for_the_database_is_told_to_try_again(visitor):
    response = visitor.post("/write/")
    assert response.status_code == 503
    assert "try again in a few minutes" in response.content.decode()
    assert not failures.is_in_use(OperationalError("disk I/O error"))
    assert not failures.is_in_use(ValueError())


@pytest.fixture
def full_disk(transactional_db):
    """SQLite may not grow by a page: what every write of some size then finds."""
    if connection.vendor != "sqlite":
        pytest.skip("the disk of a PostgreSQL server is not ours to fill")

    def fill():
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            [pages] = cursor.execute("PRAGMA page_count").fetchone()
            cursor.execute(f"PRAGMA max_page_count = {pages}")

    yield fill
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")


def test_a_form_on_a_full_disk_gets_a_page_and_stores_no_part(full_disk, visitor, carys):
    visitor.force_login(carys)
    criteria = ("not_for_profit", "not_statutory", "self_governing", "active_here")
    application = {
        "name": "Chicklade Choir",
        "description": "Sings. " * 200,
        "legal_form": "group",
        "districts": [DistrictFactory().pk],
        "run_by": "committee",
        "is_another": "yes",
        **{f"declares_{criterion}": "yes" for criterion in criteria},
    }
    full_disk()
    answers = []
    while not answers or answers[-1].status_code == 302:  # until the last page is used up
        # Names that are not like each other, so that nobody is asked whether they are one.
        application["name"] = f"Chicklade {sha256(bytes(len(answers))).hexdigest()}"
        answers.append(visitor.post("/members/register/", application))
    assert answers[-1].status_code == 503
    assert heading(answers[-1]) == "We cannot store anything just now"
    stored = Organisation.objects.filter(name__startswith="Chicklade")
    assert stored.count() == Delegate.objects.filter(user=carys).count() == len(answers) - 1
    assert Event.objects.filter(name="membership.applied").count() == len(answers) - 1


def test_on_a_full_disk_a_vote_is_cast_whole_or_not_at_all(full_disk):
    voters = [organisation_with_voter(f"Organisation {number}") for number in range(80)]
    contest, _ = poll()
    full_disk()
    cast = 0
    with pytest.raises(OperationalError) as full:  # noqa: PT012 - which one is the last is the disk's to say
        for organisation, person in voters:
            cast_ballot(contest, organisation, ranking=(1,), by=person, at=POLL_OPENS + DAY)
            cast += 1
    assert failures.is_disk_full(full.value)
    assert SealedBallot.objects.count() == cast
    assert RollEntry.objects.marked().count() == cast
