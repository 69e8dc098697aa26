"""A real browser before the real site: run with `make browser`.

`desktop` and `phone` are pages of two widths; `axe(page)` finds no fault with what they show; `enter_as(page, user)`
signs somebody in without the forms. The site runs in a thread of this process, so that `mailoutbox` and the database
are the ones of the test.
"""

import os
import shutil

from django.conf import settings
from django.test import Client

import pytest
from axe_playwright_python.sync_playwright import Axe

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
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items):
    """The thread of the site sees only what is committed; the pages that migrations made come back after each flush."""
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.exit("The browser tests need Chromium; on Debian: apt-get install chromium", 1)
    return {**browser_type_launch_args, "executable_path": chromium, "args": QUIET}


@pytest.fixture(scope="session")
def base_url(live_server):
    return live_server.url


@pytest.fixture
def open_page(new_context):
    """Open a page of some width, and fail in the end if it broke the content security policy or a script."""
    broken = []

    def heard(message):
        if "Content Security Policy" in message.text:
            broken.append(message.text)

    def open_one(width, height):
        context = new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(15_000)
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
    """Assert that a page has no fault axe can find, and does not scroll sideways."""

    def find_no_fault(page):
        page.wait_for_load_state()  # a click that leads to another page does not wait for all of it
        found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
        faults = [f"{fault['id']}: {node['html']}" for fault in found for node in fault["nodes"]]
        assert not faults, f"{page.url}\n" + "\n".join(faults)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide"

    return find_no_fault


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
