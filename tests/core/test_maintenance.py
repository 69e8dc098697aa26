"""A site that is closed for work: one page for everybody, and what it says of votes."""

import datetime as dt
import os
from unittest.mock import patch

from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

import pytest

from assembly.core import page_cache
from tests.factories.elections import DAY, poll

pytestmark = pytest.mark.django_db

AT_SIX = dt.datetime(2026, 11, 30, 18, tzinfo=dt.UTC)


@pytest.fixture
def sign(tmp_path, settings):
    """Where the page is written; the site is open."""
    file = tmp_path / "pages" / "maintenance.html"
    settings.MAINTENANCE_PAGE = str(file)
    return file


def close(*arguments):
    call_command("maintenance", "on", *arguments)


@pytest.mark.parametrize("method", ["get", "head", "post", "put"])
@pytest.mark.parametrize("address", ["/", "/members/", "/cms/", "/api/v1/awards", "/nowhere/"])
def test_a_closed_site_answers_everything_with_its_page(client, sign, address, method):
    close()
    response = getattr(client, method)(address)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "600"
    assert response.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    if method != "head":
        assert "The site is closed for maintenance" in response.content.decode()


def test_it_is_open_again_at_once(client, sign, capsys):
    close()
    call_command("maintenance", "off")
    assert client.get("/members/").status_code == 200
    assert "The site is open." in capsys.readouterr().out
    call_command("maintenance", "off")
    assert "The site was open already." in capsys.readouterr().out


def test_the_page_asks_the_database_nothing(client, sign, django_assert_num_queries):
    close()
    with django_assert_num_queries(0):
        assert client.get("/").status_code == 503


def test_a_page_kept_for_visitors_is_not_shown_instead(client, sign, settings):
    settings.PAGE_CACHE = True
    page_cache.STORE.clear()
    assert client.get("/members/").status_code == 200
    close()
    assert client.get("/members/").status_code == 503


def test_the_watched_addresses_answer_on(client, sign):
    close()
    assert client.get("/healthz").content == b"ok"
    ready = client.get("/readyz")
    assert ready.status_code == 503
    assert "closed for maintenance" in ready.json()["checks"]["maintenance"]["problem"]
    call_command("maintenance", "off")
    assert client.get("/readyz").json()["checks"]["maintenance"] == {"ok": True}


def test_a_try_at_voting_leaves_no_line_in_the_log(client, sign, caplog):
    close()
    with caplog.at_level("INFO", logger="assembly.requests"):
        assert client.post("/elections/running/vote/cast/").status_code == 503
    assert [record for record in caplog.records if record.name == "assembly.requests"] == []


def test_the_page_says_when_the_site_is_expected_back(sign, time_machine):
    time_machine.move_to(AT_SIX - 2 * dt.timedelta(hours=1))
    close("--until", "2026-11-30T18:00")
    assert "We expect it back at 6pm on Monday 30 November 2026." in sign.read_text()


def test_the_page_and_the_operator_are_told_of_an_open_poll(sign, capsys, asha):
    contest, _ = poll(poll_opens=timezone.now() - DAY)
    told = f"Voting in “{contest.election.title}” closes at"
    close()
    assert told in capsys.readouterr().err
    assert told in sign.read_text()
    assert "whether your organisation has voted" in sign.read_text()


def test_it_closes_when_the_database_is_away_too(sign, capsys):
    with patch(
        "elections.selectors.Election.objects.polling", side_effect=OperationalError("10.0.0.7")
    ):
        close()
    assert sign.is_file()
    told = capsys.readouterr().err
    assert "cannot be asked whether a poll is open" in told
    assert "10.0.0.7" not in told + sign.read_text()


@pytest.mark.parametrize(
    ("until", "sentence"),
    [("six o'clock", "is no time; write it like"), ("2020-01-01T10:00", "has passed")],
)
def test_a_wrong_time_closes_nothing(sign, until, sentence):
    with pytest.raises(CommandError, match=rf"{sentence}.*was not closed"):
        close("--until", until)
    assert not sign.exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path, settings):
    (tmp_path / "file").write_text("in the way")
    settings.MAINTENANCE_PAGE = str(tmp_path / "file" / "maintenance.html")
    with pytest.raises(CommandError, match=r"cannot be written.*was not closed.*MAINTENANCE_PAGE"):
        close()


def test_a_folder_in_its_place_closes_nothing(client, sign):
    sign.mkdir(parents=True)
    assert client.get("/members/").status_code == 200


def test_the_proxy_may_read_the_page_and_no_half_of_it_is_left(sign):
    before = os.umask(0o077)
    try:
        close()
    finally:
        os.umask(before)
    assert sign.stat().st_mode & 0o777 == 0o644
    assert list(sign.parent.iterdir()) == [sign]


def test_the_page_of_a_stopped_site_is_printed_whole(capsys):
    call_command("maintenance", "page")
    html = capsys.readouterr().out
    assert html.count("<h1") == 1
    assert "The site cannot be reached just now" in html
    assert "the returning officer says what follows" in html
