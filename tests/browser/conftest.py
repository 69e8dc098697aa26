"""A real browser before the real site: run with `make browser`.

`desktop` and `phone` are pages of two widths; `axe(page)` finds no fault with what they show; `enter_as(page, user)`
signs somebody in without the forms. The site runs in a thread of this process, so that `mailoutbox` and the database
are the ones of the test. Each worker has one browser and one server.
"""

import os
import shutil
from collections import Counter

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import Client

import pytest

from tests import databases, nets
from tests.browser.looks import Looks
from tests.browser.serving import OneAtATime
from tests.browser.walk import Walk

# Playwright's loop runs in this thread, and Django would refuse the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOOKS = Looks()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    before = LOOKS.asked, LOOKS.examined
    try:
        return (yield)
    finally:
        told = {"shown": LOOKS.asked - before[0], "examined": LOOKS.examined - before[1]}
        item.user_properties.append(("pages", told))


def pytest_terminal_summary(terminalreporter):
    """Say how much axe was asked, because a sample passes more easily than the whole."""
    pages = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            if report.when == "call":
                for name, told in report.user_properties:
                    pages.update(told if name == "pages" else {})
    if pages:
        whole = "" if nets.ALL else "; NETS=all examines them all"
        terminalreporter.section("pages in the browser")
        terminalreporter.line(
            f"test_every_page.py asked the site {pages['requests']} times. In all {pages['shown']} pages were shown,"
            f" and {pages['examined']} of them examined by axe{whole}."
        )
        spent = sum(os.times()[:4])
        terminalreporter.line(f"Processor seconds, with Chromium's and the workers': {spent:.0f}.")


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_kept():
    """A browser asks once for each of them, as it does in production."""
    serve = StaticFilesHandler.serve

    def serve_to_keep(handler, request):
        response = serve(handler, request)
        response.headers["Cache-Control"] = "max-age=3600"
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", serve_to_keep)
        yield


@pytest.fixture(scope="session")
def _one_request_at_a_time(live_server):
    """Threads of the server share SQLite's one connection; and the database is put back when the last has answered."""
    server = live_server.thread.httpd
    waiting = OneAtATime(server.get_app())
    server.set_app(waiting)
    put_back = databases.put_back

    def put_back_in_quiet():
        waiting.until_idle()
        put_back()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(databases, "put_back", put_back_in_quiet)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.exit("The browser tests need Chromium; on Debian: apt-get install chromium", 1)
    return {**browser_type_launch_args, "executable_path": chromium, "args": QUIET}


@pytest.fixture(scope="session")
def base_url(live_server, _one_request_at_a_time):
    return live_server.url


@pytest.fixture(autouse=True)
def _codes_of_an_app_outlive_a_slow_machine(settings):
    """A code is worked out when it is typed, and a busy browser may send it after the 30 seconds are over."""
    settings.MFA_TOTP_TOLERANCE = 10


@pytest.fixture
def open_page(new_context):
    """Open a page of some width, and fail in the end if it broke the content security policy or a script."""
    broken = []

    def heard(message):
        if "Content Security Policy" in message.text:
            broken.append(message.text)

    def open_one(width, height):
        context = new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: broken.append(str(error)))
        return page

    yield open_one
    assert broken == []


@pytest.fixture
def desktop(open_page):
    return open_page(1280, 900)


@pytest.fixture
def phone(open_page):
    return open_page(375, 740)


@pytest.fixture(params=[(1280, 900), (375, 740)], ids=["desktop", "phone"])
def screen(request, open_page):
    """The same test at both widths."""
    return open_page(*request.param)


@pytest.fixture(scope="session")
def axe():
    """`axe(page)` asserts that a page has no fault axe can find, and does not scroll sideways."""
    return LOOKS.find_no_fault


@pytest.fixture
def enter_as(base_url):
    """Sign somebody in on this page's browser by the cookie alone; who is signed in on another stays so."""

    def enter(page, user):
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": base_url}]
        )
        return page

    return enter


@pytest.fixture
def walk(base_url, phone, desktop, enter_as, axe, time_machine, mailoutbox, settings, tmp_path):
    """A walk through months of the site; what is uploaded on the way can be looked at."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    return Walk(base_url, phone, desktop, enter_as, axe, time_machine, mailoutbox)
