"""Kept pages: only what every stranger sees alike, right after every publishing, and never in anybody's way."""

import datetime as dt
import re
from types import SimpleNamespace

from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction, Site

import pytest
from redis.exceptions import RedisError

from assembly.core import events, page_cache, public_token
from assembly.core.models import SiteSettings
from home.models import StandardPage
from tests import points
from tests.conftest import ROOT
from tests.factories.elections import POLL_OPENS, ContestFactory, ReturningOfficerFactory
from tests.factories.funding import AwardFactory

pytestmark = pytest.mark.django_db

MEMBERS = "/members/"
HOUSES = ("assembly", "elections", "forums", "home")


@pytest.fixture(autouse=True)
def _cache_is_on(settings):
    settings.PAGE_CACHE = True
    page_cache.STORE.clear()
    yield
    page_cache.STORE.clear()


@pytest.fixture
def drawn(monkeypatch):
    """How many pages were drawn, and not taken from those kept."""
    count = SimpleNamespace(pages=0)
    draw = page_cache.may_be_kept

    def counted(request, response):
        count.pages += 1
        return draw(request, response)

    monkeypatch.setattr(page_cache, "may_be_kept", counted)
    return count


def get(address=MEMBERS, **headers):
    return Client().get(address, **headers)


def kept():
    return len(page_cache.STORE._pages)


def test_a_page_is_drawn_once_for_all_strangers(drawn, django_assert_num_queries):
    first = get()
    with django_assert_num_queries(0):
        second = get()
    assert drawn.pages == 1
    assert second.content == first.content
    assert second.status_code == 200
    assert {**second.headers, "X-Request-ID": ""} == {**first.headers, "X-Request-ID": ""}
    assert second.headers["X-Request-ID"] != first.headers["X-Request-ID"]
    assert "default-src 'self'" in second.headers["Content-Security-Policy"]


def test_the_setting_switches_it_off(settings):
    settings.PAGE_CACHE = False
    assert "ETag" not in get().headers
    assert kept() == 0


# Who gets a page of their own


def test_signed_in_pages_are_neither_kept_nor_taken_from_those_kept(client, asha, member):
    stranger = get()
    client.force_login(asha)
    mine = client.get(MEMBERS)
    assert kept() == 1
    assert mine.content != stranger.content
    assert "Kennet Carers" in mine.content.decode()
    assert "ETag" not in mine.headers
    assert get().content == stranger.content


def test_a_page_drawn_for_somebody_signed_in_is_not_shown_to_a_stranger(client, asha):
    client.force_login(asha)
    client.get(MEMBERS)
    assert kept() == 0


@pytest.mark.parametrize("cookie", ["sessionid=abc", "csrftoken=x; messages=y"])
def test_who_carries_a_personal_cookie_is_left_alone(cookie):
    get(headers={"cookie": cookie})
    assert kept() == 0


def test_who_proves_who_they_are_in_a_header_gets_a_page_of_their_own(drawn):
    """Whatever comes to sign people in by `Authorization` one day: its pages are neither kept nor taken from here."""
    signed = {"authorization": "Basic ZGV2OnBhc3N3b3Jk"}
    get(headers=signed)
    assert kept() == 0
    get()
    get(headers=signed)
    assert (drawn.pages, kept()) == (1, 1)


def test_a_visitor_with_the_cookie_of_a_form_is_a_stranger_still(drawn):
    get()
    get(headers={"cookie": "csrftoken=x"})
    assert drawn.pages == 1


@pytest.mark.parametrize(
    "address",
    ["/members/?q=carers", "/members/?page=1&q=x", "/members/?page=0", "/members/?page=9999"],
)
def test_searches_are_not_kept(address):
    assert get(address).status_code == 200
    assert kept() == 0


def test_pages_of_a_list_are_kept_each_for_itself(drawn):
    AwardFactory.create_batch(60)
    first, second = get("/funding/awards/?page=1"), get("/funding/awards/?page=2")
    assert first.content != second.content
    assert get("/funding/awards/?page=2").content == second.content
    assert drawn.pages == 2


def test_another_host_has_pages_of_its_own(settings, drawn):
    settings.ALLOWED_HOSTS = ["testserver", "other.example.org"]
    get()
    get(headers={"host": "other.example.org"})
    assert drawn.pages == 2


@pytest.mark.parametrize(
    "host", ["testserver:80", "testserver:6666", "TestServer", "testserver.", "TESTSERVER.:1"]
)
def test_another_way_to_write_the_host_makes_no_page_of_its_own(drawn, host):
    """A port is anybody's to choose: a page for each would push all others out."""
    first = get()
    again = get(headers={"host": host})
    assert (drawn.pages, kept()) == (1, 1)
    assert again.content == first.content


def test_nobody_writes_a_port_of_theirs_into_what_others_read(guidance):
    """The first who asks draws the page for all."""
    for address in (MEMBERS, "/", "/guidance/", "/elections/", "/funding/"):
        page_cache.STORE.clear()
        assert b"6666" not in get(address, headers={"host": "testserver:6666"}).content
        assert kept() == 1


def test_a_host_that_is_not_listed_by_name_has_no_kept_page(settings, drawn):
    settings.ALLOWED_HOSTS = ["testserver", ".example.org"]
    for name in ("a", "b", "c"):
        assert get(headers={"host": f"{name}.example.org"}).status_code == 200
    assert (drawn.pages, kept()) == (0, 0)


def test_queries_that_are_made_up_push_no_other_page_out():
    get()
    get("/representatives/")
    for number in range(1, page_cache.QUERIES_AT_MOST + 5):
        get(f"/representatives/?page={number}")
    assert kept() == 2 + page_cache.QUERIES_AT_MOST
    queries = [query for *_, query in page_cache.STORE._pages]
    assert f"page={number}" in queries
    assert "page=1" not in queries


def test_only_reading_is_answered_from_the_kept_pages(drawn):
    get()
    assert Client().post(MEMBERS).status_code == 405
    assert Client().head(MEMBERS).status_code == 200
    assert kept() == 1
    assert drawn.pages == 1


# What may be kept


def answer(content=b"<p>Hello</p>", is_marked=True, **headers):
    response = HttpResponse(content)
    if is_marked:
        response = page_cache.kept_page(lambda: response)()
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    request = RequestFactory().get("/somewhere/")
    return request, response


def test_a_plain_answer_of_a_marked_view_may_be_kept():
    assert page_cache.may_be_kept(*answer(Vary="Cookie"))


@pytest.mark.parametrize(
    "changes",
    [
        {"is_marked": False},
        {"Content_Type": "text/csv"},
        {"Cache_Control": "no-store"},
        {"Cache_Control": "max-age=0, private"},
        {"Vary": "Cookie, Accept-Language"},
        {"Content_Security_Policy": "script-src 'nonce-abc'"},
        {"content": b'<input type="hidden" name="csrfmiddlewaretoken" value="x">'},
        {"content": b"x" * (page_cache.PAGE_AT_MOST + 1)},
    ],
    ids=str,
)
def test_what_is_not_everybodys_is_not_kept(changes):
    assert not page_cache.may_be_kept(*answer(**changes))


def test_an_answer_with_a_cookie_is_not_kept():
    request, response = answer()
    response.set_cookie("anything", "1")
    assert not page_cache.may_be_kept(request, response)


def test_an_answer_that_drew_a_token_is_not_kept():
    request, response = answer()
    request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
    assert not page_cache.may_be_kept(request, response)


@pytest.mark.parametrize("status", [301, 403, 404, 500])
def test_only_a_page_that_is_there_is_kept(status):
    request, response = answer()
    response.status_code = status
    assert not page_cache.may_be_kept(request, response)


def test_an_answer_to_somebody_signed_in_is_not_kept(asha):
    request, response = answer()
    request.user = asha
    assert not page_cache.may_be_kept(request, response)


@pytest.mark.parametrize(
    "address", ["/accounts/login/", "/contact/", "/members/register/", "/nowhere/"]
)
def test_forms_and_missing_pages_are_not_kept(address):
    get(address)
    assert kept() == 0


def test_no_kept_page_sets_a_cookie_or_carries_a_token():
    for address in ("/", "/members/", "/representatives/", "/funding/", "/elections/", "/groups/"):
        get(address)
    assert kept() == 6
    for page in page_cache.STORE._pages.values():
        assert "Set-Cookie" not in dict(page.headers)
        assert b"csrfmiddlewaretoken" not in page.body


# Right after every publishing and every act


@pytest.fixture
def guidance():
    front = Site.objects.get().root_page
    return front.add_child(
        instance=StandardPage(title="Guidance", slug="guidance", lead="Old words")
    )


def says(words, address="/guidance/"):
    return words in get(address).content.decode()


def test_a_publishing_shows_at_once(guidance, django_capture_on_commit_callbacks):
    assert says("Old words")
    guidance.lead = "New words"
    revision = guidance.save_revision()
    with django_capture_on_commit_callbacks(execute=True):
        revision.publish()
    assert says("New words")


def test_a_draft_forgets_nothing(guidance, drawn, django_capture_on_commit_callbacks):
    assert says("Old words")
    with django_capture_on_commit_callbacks(execute=True):
        guidance.lead = "Draft words"
        guidance.save_revision(log_action=True)
    assert says("Old words")
    assert drawn.pages == 1


@pytest.mark.parametrize(
    "act",
    [
        lambda page: page.unpublish(log_action=True),
        lambda page: page.delete(),
    ],
    ids=["unpublished", "deleted"],
)
def test_a_page_taken_away_is_gone_at_once(guidance, act, django_capture_on_commit_callbacks):
    assert says("Old words")
    with django_capture_on_commit_callbacks(execute=True):
        act(guidance.specific)
    assert get("/guidance/").status_code == 404


def test_a_page_that_was_moved_is_at_its_new_address(guidance, django_capture_on_commit_callbacks):
    assert says("Old words")
    with django_capture_on_commit_callbacks(execute=True):
        guidance.move(Page.objects.get(slug="help"), pos="last-child")
    assert get("/guidance/").url == "/help/guidance/"
    assert says("Old words", "/help/guidance/")


def test_a_page_that_becomes_private_is_closed_at_once(
    client, dev, guidance, django_capture_on_commit_callbacks
):
    assert says("Old words")
    with django_capture_on_commit_callbacks(execute=True):
        restriction = PageViewRestriction(page=guidance, restriction_type="login")
        restriction.save(user=dev)
    assert get("/guidance/").status_code == 302


def test_a_name_changed_in_the_admin_shows_at_once(client, dev, django_capture_on_commit_callbacks):
    get()
    dev.is_superuser = True
    dev.save()
    client.force_login(dev)
    settings_page = client.get("/cms/settings/core/sitesettings/", follow=True)
    form = settings_page.context["form"]
    data = {name: field.initial or "" for name, field in form.fields.items()}
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(
            settings_page.request["PATH_INFO"],
            {**data, "assembly_name": "Another Assembly", "area_name": "Rutland"},
        )
    assert done.status_code == 302
    assert SiteSettings.load().assembly_name == "Another Assembly"
    assert says("Another Assembly", MEMBERS)


def test_an_act_shows_at_once(member, asha, django_capture_on_commit_callbacks):
    assert says("Kennet Carers", MEMBERS)
    with django_capture_on_commit_callbacks(execute=True):
        member.name = "Renamed Carers"
        member.save()
        events.record("membership.admitted", member, by=asha)
    assert says("Renamed Carers", MEMBERS)


def test_what_is_not_committed_forgets_nothing(
    member, asha, drawn, django_capture_on_commit_callbacks
):
    get()
    with django_capture_on_commit_callbacks(execute=False):
        events.record("membership.admitted", member, by=asha)
    get()
    assert drawn.pages == 1


def test_a_page_drawn_while_an_act_commits_is_never_shown(monkeypatch, drawn):
    """It was drawn from before, and would otherwise be kept after."""
    draw = page_cache.may_be_kept

    def commit_meanwhile(request, response):
        public_token.change()
        return draw(request, response)

    with monkeypatch.context() as while_drawing:
        while_drawing.setattr(page_cache, "may_be_kept", commit_meanwhile)
        get()
    get()
    assert drawn.pages == 2


def test_an_act_that_changes_no_public_page_leaves_them_alone(
    drawn, asha, django_capture_on_commit_callbacks
):
    get()
    with django_capture_on_commit_callbacks(execute=True):
        events.record("accounts.copy_taken", asha, by=asha)
    get()
    assert drawn.pages == 1


def test_only_the_token_is_shared_between_processes():
    """Whatever else must change with public pages asks for the token: nothing more is in the cache of pages."""
    files = [path for house in HOUSES for path in (ROOT / house).rglob("*.py")]
    asking = [path.name for path in files if re.search(r"caches\[.pages.\]", path.read_text())]
    assert asking == ["public_token.py"]
    assert "page_cache" not in (ROOT / "assembly/core/events.py").read_text()


def test_an_act_of_many_lines_forgets_once(member, asha, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        for _ in range(3):
            events.record("membership.admitted", member, by=asha)
    assert callbacks.count(public_token.change) == 1


# Time


def test_no_page_outlives_five_minutes(time_machine, drawn):
    time_machine.move_to(dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC))
    get()
    time_machine.shift(299)
    get()
    assert drawn.pages == 1
    time_machine.shift(1)
    get()
    assert drawn.pages == 2


def test_no_page_outlives_its_day(time_machine, drawn):
    """“Week 5 of 12”, “3 days left”, and windows that open and close at midnight in Europe/London."""
    time_machine.move_to(dt.datetime(2026, 7, 30, 22, 59, tzinfo=dt.UTC), tick=False)
    get()
    time_machine.move_to(dt.datetime(2026, 7, 30, 23, 0, tzinfo=dt.UTC), tick=False)
    get()
    assert drawn.pages == 2


def test_the_moment_a_poll_opens_its_page_says_so(time_machine):
    time_machine.move_to(POLL_OPENS - dt.timedelta(seconds=30), tick=False)
    contest = ContestFactory(election__returning_officer=ReturningOfficerFactory())
    assert contest.election.poll_opens_at == POLL_OPENS
    address = contest.election.get_absolute_url()
    get(address)
    [page] = page_cache.STORE._pages.values()
    assert page.until == POLL_OPENS


def test_a_boundary_that_is_over_bounds_nothing(monkeypatch):
    at = timezone.now().replace(hour=12, minute=0)
    points.only(monkeypatch, page_cache.boundaries, lambda at: at, lambda at: None)
    assert page_cache.next_boundary(at) == at + public_token.KEPT_AT_MOST


# Asking again


def test_a_browser_that_has_the_page_is_told_so(drawn):
    first = get()
    etag = first.headers["ETag"]
    again = get(headers={"if-none-match": etag})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == etag
    assert first.headers["Cache-Control"] == "no-cache"
    assert "Cookie" in first.headers["Vary"]
    assert get(headers={"if-none-match": '"another"'}).status_code == 200


# The cache is away


class Away:
    def get(self, *args, **kwargs):
        raise RedisError

    set = get_or_set = get


def test_a_cache_that_is_down_takes_no_page_down(monkeypatch):
    monkeypatch.setattr(public_token, "caches", {"pages": Away()})
    assert get().status_code == 200
    assert kept() == 0


def test_a_cache_that_is_down_undoes_no_act(
    monkeypatch, member, asha, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(public_token, "caches", {"pages": Away()})
    with django_capture_on_commit_callbacks(execute=True):
        event = events.record("membership.admitted", member, by=asha)
    assert event.pk


def test_a_generation_that_was_lost_begins_anew(drawn):
    get()
    caches["pages"].clear()
    get()
    assert drawn.pages == 2
    get()
    assert drawn.pages == 2


def test_the_pages_take_no_more_memory_than_they_may(monkeypatch):
    length = len(get().content)
    monkeypatch.setattr(page_cache, "BYTES_AT_MOST", length + 10)
    get("/representatives/")
    [(_, _, path, _)] = page_cache.STORE._pages
    assert path == "/representatives/"
