"""Every page of the table of addresses, for every person: no fault axe can find, no error, nothing cut off at 320 px.

A page that two people see alike is opened once. Screens that are Wagtail's own are left to Wagtail; ours inside the
Wagtail admin are looked at with the frame around them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse

from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import WCAG
from tests.site_map import ROWS, WAGTAILS_VIEWS
from tests.world import ROLES, World, build_world

# What differs between two people who see the same page.
PERSONAL = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|Person of \w+|[\w-]+@example\.org'
)
# The order of the candidates is drawn for each ballot.
DRAWN = re.compile(rb'name="order" value="[^"]*"')
MAIN = re.compile(rb"<main.*?</main>", re.DOTALL)
TAG = re.compile(rb"</?[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Visit:
    address: str
    role: str
    session: str


def visits(world: World) -> Iterator[Visit]:
    """Each page once: its main part, or the shape of the frame around it, is one that nobody was shown before."""
    seen: set[bytes] = set()
    rows = [row for row in ROWS if row.get and row not in WAGTAILS_VIEWS]
    for role in ROLES:
        browser = world.client(role)
        session = browser.cookies.get(settings.SESSION_COOKIE_NAME)
        for row in rows:
            if row.get[role] not in shown_by_us(row.address):
                continue
            address = world.at(row.address)
            parts = parts_of(browser.get(address))
            if not parts <= seen:
                seen |= parts
                yield Visit(address, role, session.value if session else "")


def shown_by_us(address: str) -> set[str]:
    """The outcomes that are pages of ours. What is not there inside the Wagtail admin, Wagtail says itself."""
    return {"page", "forbidden"} | ({"not there"} if not address.startswith("/cms/") else set())


def parts_of(response: HttpResponse) -> set[bytes]:
    """The main part as everybody sees it, and the tags of the frame; nothing for a file.

    Nothing either for the part of a page that Wagtail's script puts into the page it stands on.
    """
    if (
        not response.headers["Content-Type"].startswith("text/html")
        or b"<html" not in response.content
    ):
        return set()
    html = DRAWN.sub(b"", PERSONAL.sub(b"", response.content))
    main = MAIN.search(html)
    return {main[0] if main else html, b"".join(TAG.findall(MAIN.sub(b"", html)))}


def faults(page) -> list[str]:
    found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
    return [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]


def too_wide(page, width: int) -> int:
    page.set_viewport_size({"width": width, "height": 740})
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def test_no_page_has_a_fault(new_context, base_url, settings):
    world = build_world()
    context = new_context(viewport={"width": 375, "height": 740})
    context.set_default_timeout(15_000)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    opened, problems = 0, []
    for visit in visits(world):
        context.clear_cookies()
        if visit.session:
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": visit.session, "url": base_url}]
            )
        said.clear()
        page.goto(f"{base_url}{visit.address}")
        opened += 1
        # A page that is not there, or closed to this person, is an error to the console too.
        wrong = faults(page) + [line for line in said if "status of 40" not in line]
        if not visit.address.startswith("/cms/"):
            wrong += [f"{by} px too wide at 320" for by in [too_wide(page, 320)] if by > 0]
            page.set_viewport_size({"width": 375, "height": 740})
        problems += [f"{visit.address} ({visit.role}): {line}" for line in wrong]
    assert opened > 60
    assert not problems, "\n".join(problems)
