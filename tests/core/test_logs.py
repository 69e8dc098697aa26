"""The log of a real site shows nobody, and not when anybody voted."""

import datetime as dt
import io
import json
import logging
import logging.config
import re

from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

import pytest

from assembly.core.logs import NamelessFormatter, NoTraceFilter
from tests.factories.accounts import PASSWORD, confirm_address
from tests.factories.elections import DAY, POLL_OPENS, ReturningOfficerFactory, poll

pytestmark = pytest.mark.django_db

IP = "203.0.113.77"
BROWSER = "Mozilla/5.0 (a browser like no other)"


@pytest.fixture
def lines():
    """What the production handler writes, every logger at its chattiest."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(NamelessFormatter())
    handler.addFilter(NoTraceFilter())
    handler.addFilter(lambda record: not record.name.startswith("factory"))
    root, ours = logging.getLogger(), logging.getLogger("assembly.requests")
    levels = root.level, ours.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    ours.setLevel(logging.DEBUG)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(levels[0])
    ours.setLevel(levels[1])


@pytest.fixture
def visitor():
    return Client(REMOTE_ADDR=IP, HTTP_USER_AGENT=BROWSER, raise_request_exception=False)


def answered(lines):
    return [line for line in lines() if line["logger"] == "assembly.requests"]


def assert_nobody_is_in(lines, *secrets):
    text = json.dumps(lines())
    for secret in (IP, BROWSER, "example.org", "Asha", "Amin", PASSWORD, *secrets):
        assert secret not in text


def test_a_request_is_named_by_route_status_and_duration(visitor, lines, member):
    visitor.get(f"/members/{member.slug}/?q=asha@example.org&code=123456")
    [line] = answered(lines)
    assert line["method"] == "GET"
    assert line["route"] == "members/<slug:slug>/"
    assert line["status"] == 200
    assert line["ms"] >= 0
    assert set(line) == {
        *("time", "level", "logger", "message", "request_id", "method", "route", "status", "ms")
    }
    assert member.slug not in json.dumps(lines())
    assert_nobody_is_in(lines, "123456")


@pytest.mark.parametrize(
    "address",
    ["/asha@example.org/", "/accounts/password/reset/key/7-secretkey/", "/members/?q=%FF"],
)
def test_what_stands_in_an_address_is_not_written(visitor, lines, address):
    visitor.get(address)
    assert answered(lines)
    assert_nobody_is_in(lines, "secretkey", "%FF")


def test_an_id_of_the_proxy_is_taken_over_and_given_back(visitor, lines):
    response = visitor.get("/healthz", headers={"X-Request-ID": "proxy-0123456789"})
    assert response.headers["X-Request-ID"] == "proxy-0123456789"
    assert answered(lines)[0]["request_id"] == "proxy-0123456789"


@pytest.mark.parametrize(
    "given", ["", "short", "a" * 65, "asha@example.org", "two words here", 'x"}\n{"']
)
def test_an_id_that_is_not_well_formed_is_replaced(visitor, lines, given):
    response = visitor.get("/healthz", headers={"X-Request-ID": given})
    made = response.headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", made)
    assert answered(lines)[0]["request_id"] == made


def test_a_sign_in_shows_nobody(visitor, lines, asha):
    confirm_address(asha)
    response = visitor.post("/accounts/login/", {"login": asha.email, "password": PASSWORD})
    assert response.status_code == 302
    assert [line["route"] for line in answered(lines)] == ["accounts/login/"]
    assert_nobody_is_in(lines, asha.password)


def test_a_failed_sign_in_shows_nobody(visitor, lines, asha):
    confirm_address(asha)
    response = visitor.post("/accounts/login/", {"login": asha.email, "password": "wrong-word-9"})
    assert response.status_code == 200
    assert answered(lines)
    assert_nobody_is_in(lines, "wrong-word-9")


def test_a_sign_in_by_code_shows_nobody(visitor, lines, asha, mailoutbox):
    confirm_address(asha)
    visitor.post("/accounts/login/code/", {"email": asha.email})
    code = re.search(r"^[A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*$", mailoutbox[0].body, re.MULTILINE)[0]
    response = visitor.post("/accounts/login/code/confirm/", {"code": code})
    assert response.status_code == 302
    assert_nobody_is_in(lines, code)


def test_a_refused_form_shows_nobody(lines, asha):
    strict = Client(REMOTE_ADDR=IP, enforce_csrf_checks=True)
    assert strict.post("/accounts/login/", {"login": asha.email}).status_code == 403
    assert_nobody_is_in(lines)


# A vote


def vote(visitor, asha, contest, mailoutbox):
    """Prove, fill, review and confirm; returns the receipt's page and the code that was mailed."""
    visitor.force_login(asha)
    [entry] = contest.roll.filter(organisation__name="Kennet Carers")
    ballot = {"organisation": entry.organisation_id, "contest": contest.pk, "order": "3 1 2"}
    page = {
        name: reverse(f"elections:ballot_{name}", args=[contest.election.slug])
        for name in ("prove", "fill", "review", "cast")
    }
    visitor.post(page["prove"], {**ballot, "step": "send"})
    code = re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0]
    visitor.post(page["prove"], {**ballot, "code": code, "step": "check"})
    visitor.post(page["review"], {**ballot, "rank_1": "1"})
    return visitor.post(page["cast"], {**ballot, "rank_1": "1"}), code


@pytest.fixture
def contest(asha, time_machine):
    time_machine.move_to(POLL_OPENS + DAY)
    return poll(election__returning_officer=ReturningOfficerFactory())[0]


def test_a_vote_leaves_no_line_and_no_id(visitor, lines, asha, contest, mailoutbox):
    response, _ = vote(visitor, asha, contest, mailoutbox)
    assert response.status_code == 200
    assert contest.roll.get(organisation__name="Kennet Carers").voted_on
    assert lines() == []
    assert "X-Request-ID" not in response.headers


def test_what_others_note_of_a_voting_page_is_not_written(visitor, lines, asha):
    """Django itself notes each answer of 400 and more, with the second it was given."""
    visitor.force_login(asha)
    assert visitor.get("/elections/nowhere/vote/").status_code == 404
    assert lines() == []


def test_a_vote_that_fails_shows_neither_its_election_nor_its_voter(
    visitor, lines, asha, contest, mailoutbox, monkeypatch
):
    def fail(*args, **kwargs):
        raise RuntimeError(f"{asha.email} ranked 1 2 3")

    monkeypatch.setattr("elections.views.voting.cast_online", fail)
    response, code = vote(visitor, asha, contest, mailoutbox)
    assert response.status_code == 500
    [line] = lines()
    assert line["error"] == "RuntimeError"
    assert any("voting.py" in place for place in line["places"])
    assert contest.election.slug not in json.dumps(line)
    assert "request_id" not in line
    assert_nobody_is_in(lines, code, "ranked")


def test_the_next_request_of_the_voter_is_written_again(visitor, lines, asha, contest, mailoutbox):
    vote(visitor, asha, contest, mailoutbox)
    visitor.get("/members/")
    assert [line["route"] for line in answered(lines)] == ["members/"]
    assert_nobody_is_in(lines, contest.election.slug)


# Other lines


def write(lines, logger, *args, **more):
    logging.getLogger(logger).warning(*args, **more)
    return lines()[-1]


def test_other_libraries_say_their_sentence_and_not_what_filled_it(lines):
    line = write(lines, "somebody.else", "Refused %s for %s", "/a/secret", "Asha Amin")
    assert line["message"] == "Refused %s for %s"


def test_our_own_lines_are_whole(lines):
    line = write(lines, "assembly.notifications.sending", "%s mails were interrupted", 3)
    assert line["message"] == "3 mails were interrupted"


@pytest.mark.parametrize("address", ["asha@example.org", "203.0.113.77", "2001:db8::77"])
def test_an_address_that_got_into_a_sentence_is_hidden(lines, address):
    line = write(lines, "gunicorn.error", f"Invalid request from ip={address}: bad")
    assert address not in json.dumps(line)
    assert "Invalid request" in line["message"]


def test_fields_that_a_library_adds_are_left_out(lines):
    line = write(lines, "django.request", "Not Found: %s", "/x", extra={"request": "GET /?code=1"})
    assert set(line) == {"time", "level", "logger", "message"}


def test_an_instant_in_the_log_is_in_utc(lines):
    line = write(lines, "assembly.x", "now")
    assert dt.datetime.fromisoformat(line["time"]).utcoffset() == dt.timedelta(0)


def test_the_settings_of_a_real_site_use_this_handler():
    """As `LOG_FORMAT=json` has it; tests run with the plain one."""
    logging_settings = django_settings.LOGGING
    assert logging_settings["formatters"]["json"]["()"].endswith(NamelessFormatter.__name__)
    assert logging_settings["handlers"]["console"]["filters"] == ["no_trace"]
    assert logging_settings["root"]["handlers"] == ["console"]
    assert not any("handlers" in logger for logger in logging_settings["loggers"].values())
