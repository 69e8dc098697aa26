"""Every page of the table of addresses, for every person: no fault axe can find, no error, nothing cut off at 320 px.

A page that two people see alike is opened once. Screens that are Wagtail's own are left to Wagtail; ours inside the
Wagtail admin are looked at with the frame around them. Django's test client answers in the place of the server, so the
world is made once for a worker and rolled back.

Unless NETS=all is set, as in `make test-all`, an address is asked for by three people, a refusal once for each person,
and a page is opened only if it shows a kind of element, or comes from a template, that no page before it did:
`shapes.py` says what that may miss.
"""

import base64
import re
from collections.abc import Iterator
from contextvars import copy_context
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpResponse
from django.test import Client
from django.test.testcases import LiveServerThread

import pytest

from tests.browser.looks import faults_on, px_too_wide
from tests.browser.shapes import kinds_in
from tests.nets import ALL
from tests.site_map import ROWS, WAGTAILS_VIEWS, Row
from tests.world import ROLES, World

# What differs between two people who see the same page.
PERSONAL = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|Person of \w+|[\w-]+@example\.org'
)
# The order of the candidates is drawn for each ballot.
DRAWN = re.compile(rb'name="order" value="[^"]*"')
MAIN = re.compile(rb"<main.*?</main>", re.DOTALL)
TAG = re.compile(rb"</?[a-z0-9]+")
ASKED = [row for row in ROWS if row.get and row not in WAGTAILS_VIEWS]
AT_ONCE = 16
STATUS = {"page": 200, "forbidden": 403, "not there": 404}
# A stranger, a member and the staff. What none of them may open, the first who may opens.
THREE = ("anonymous", "lead", "support")


@dataclass
class Survey:
    """The people of the world, each signed in; the page of the browser; and what this worker has seen so far."""

    world: World
    clients: dict[str, Client]
    window: "Window"
    seen: set = field(default_factory=set)
    requests: int = 0

    def is_new(self, *parts) -> bool:
        """Whether one of these was not seen before; from now on they were."""
        new = not self.seen.issuperset(parts)
        self.seen.update(parts)
        return new

    def visits(self, row: Row) -> Iterator[tuple[str, HttpResponse]]:
        """Who opens this address, and what the site answers, if it shows what was not seen before."""
        for role in self.visitors(row):
            self.requests += 1
            response = self.clients[role].get(self.world.at(row.address))
            # A session that is lost would leave nothing to open, and no fault to find.
            assert response.status_code == STATUS[row.get[role]], (row.address, role)
            parts = parts_of(response)
            if parts and self.is_new(*parts):
                yield role, response

    def visitors(self, row: Row) -> list[str]:
        shown = [role for role in ROLES if row.get[role] in shown_by_us(row.address)]
        if ALL:
            return shown
        pages = [role for role in shown if row.get[role] == "page"]
        refused = [
            role
            for role in shown
            if role not in pages and self.is_new((role, row.get[role], row.address[:5] == "/cms/"))
        ]
        return refused + ([role for role in THREE if role in pages] or pages[:1])


class Window:
    """A page of the browser to which Django's test client answers; only the static files come from a server."""

    def __init__(self, context, site: str) -> None:
        self.page = context.new_page()
        self.site = site
        self.said: list[str] = []
        self.page.on(
            "console", lambda message: message.type == "error" and self.said.append(message.text)
        )
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        # Playwright's own way to answer turns the browser's cache off.
        self.protocol = context.new_cdp_session(self.page)
        self.protocol.on("Fetch.requestPaused", self._answer)
        # The Wagtail admin takes scripts from addresses too. The server's own thread has no part in this world.
        asked = [{"resourceType": kind} for kind in ("Document", "XHR", "Fetch")]
        asked.append({"urlPattern": f"{site}/cms/*"})
        self.protocol.send("Fetch.enable", {"patterns": asked})

    def faults(self, client: Client, address: str, response: HttpResponse) -> list[str]:
        """What is wrong with this answer, once it is on the screen."""
        self.client, self.at_hand = client, {address: response}
        # Playwright calls back in a context of its own, where Django would open another connection.
        self.here = copy_context()
        self.said.clear()
        self.page.goto(f"{self.site}{address}")
        # A page that is not there, or closed to this person, is an error to the console too.
        wrong = faults_on(self.page) + [line for line in self.said if "status of 40" not in line]
        if not address.startswith("/cms/"):
            self.page.set_viewport_size({"width": 320, "height": 740})
            wrong += [f"{by} px too wide at 320" for by in [px_too_wide(self.page)] if by > 0]
            self.page.set_viewport_size({"width": 375, "height": 740})
        return wrong

    def _answer(self, event: dict) -> None:
        parts = urlsplit(event["request"]["url"])
        address = f"{parts.path}?{parts.query}" if parts.query else parts.path
        response = self.at_hand.pop(address, None) or self.here.run(self.client.get, address)
        self.protocol.send(
            "Fetch.fulfillRequest",
            {
                "requestId": event["requestId"],
                "responseCode": response.status_code,
                "responseHeaders": [
                    {"name": name, "value": value} for name, value in response.headers.items()
                ],
                "body": base64.b64encode(response.getvalue()).decode(),
            },
        )


@pytest.fixture(scope="module")
def survey(world, browser) -> Iterator[Survey]:
    files = LiveServerThread("localhost", static_handler=StaticFilesHandler)
    files.daemon = True
    files.start()
    files.is_ready.wait()
    context = browser.new_context(viewport={"width": 375, "height": 740})
    context.set_default_timeout(60_000)
    clients = {role: world.client(role) for role in ROLES}
    yield Survey(world, clients, Window(context, f"http://localhost:{files.port}"))
    context.close()
    files.terminate()


def shown_by_us(address: str) -> set[str]:
    """The outcomes that are pages of ours. What is not there inside the Wagtail admin, Wagtail says itself."""
    return {"page", "forbidden"} | ({"not there"} if not address.startswith("/cms/") else set())


def parts_of(response: HttpResponse) -> set:
    """What makes a page worth opening; nothing for a file.

    Nothing either for the part of a page that Wagtail's script puts into the page it stands on.
    """
    if (
        not response.headers["Content-Type"].startswith("text/html")
        or b"<html" not in response.content
    ):
        return set()
    if not ALL:
        templates = {template.name for template in response.templates if template.name}
        return kinds_in(response.content.decode(), templates)
    # The main part as everybody sees it, and the tags of the frame.
    html = DRAWN.sub(b"", PERSONAL.sub(b"", response.content))
    main = MAIN.search(html)
    return {main[0] if main else html, b"".join(TAG.findall(MAIN.sub(b"", html)))}


@pytest.mark.parametrize(
    "rows",
    [ASKED[first : first + AT_ONCE] for first in range(0, len(ASKED), AT_ONCE)],
    ids=lambda rows: f"from {rows[0].address}",
)
def test_no_page_has_a_fault(survey, db, rows, record_property):
    opened, problems, before = 0, [], survey.requests
    for row in rows:
        for role, response in survey.visits(row):
            opened += 1
            address = survey.world.at(row.address)
            wrong = survey.window.faults(survey.clients[role], address, response)
            problems += [f"{address} ({role}): {line}" for line in wrong]
    asked = survey.requests - before
    record_property("pages", {"requests": asked, "shown": opened, "examined": opened})
    assert not problems, "\n".join(problems)
