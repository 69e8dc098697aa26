"""Rows that hold control characters, from before they were cleaned, break no feed, no file and no page."""

import csv
import io
import json
import re
import zipfile
from http import HTTPStatus
from urllib.parse import urlsplit

from django.apps import apps
from django.core.cache import cache
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat, Left
from django.test import Client

from wagtail.models import Page

import pytest
from defusedxml import ElementTree
from icalendar import Calendar

from tests import nets
from tests.site_map import ROWS, WAGTAILS_VIEWS, Row
from tests.world import ROLES, rolled_back

pytestmark = pytest.mark.django_db

DIRT = "x\x0b\x07y"
CONTROL = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
FILES = re.compile(r"\.(atom|ics|csv|json|xml|txt|zip|blt|xlsx)$")
# What no form takes: the record, the count, keys of comparison, addresses, codes, a whole file.
NOT_TYPED = {
    "core",
    "sessions",
    "django_q",
    "auth",
    "contenttypes",
    "account",
    "mfa",
    "usersessions",
}
NO_WORDS = (models.EmailField, models.URLField, models.SlugField, models.FileField)
MACHINES = {
    "password", "office", "name_key", "domain", "url", "website", "kind", "subject_type", "about", "election_path",
    "pattern", "exclude_pattern", "grant_id", "recipient_org_id", "funder_org_id", "lot_seed", "seed", "receipts",
    "at_count", "blt", "shortened", "sheet", "content", "signature", "draft_title", "url_path", "path",
}  # fmt: skip
LEAST = 80  # letters: shorter ones are codes
NAMES = ("name", "title")


def _is_typed(field: models.Field) -> bool:
    """Whether somebody may have typed it: a text, or a line that is long enough for words."""
    if isinstance(field, NO_WORDS) or field.name in MACHINES or field.choices:
        return False
    is_line = isinstance(field, models.CharField) and (field.max_length or 0) >= LEAST
    free = not field.unique or field.name in NAMES
    return free and (is_line or isinstance(field, models.TextField))


def soil() -> None:
    """Put dirt into every text that somebody may have typed, past all forms."""
    for model in apps.get_models():
        app = model._meta.app_label
        if app in NOT_TYPED or (app.startswith("wagtail") and model is not Page):
            continue
        for field in filter(_is_typed, model._meta.local_concrete_fields):
            room = (field.max_length or 100_000) - len(DIRT)
            dirty = Concat(Left(F(field.name), room), Value(DIRT))
            model._base_manager.exclude(**{field.name: ""}).update(**{field.name: dirty})


def _reader(row: Row) -> str:
    """The first of all the people who gets a page here; nobody when there is none."""
    return next((role for role in ROLES if row.get and row.get[role] == "page"), "")


READ = [(row, role) for row in ROWS if row not in WAGTAILS_VIEWS and (role := _reader(row))]


def _read_csv(content: bytes) -> None:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert {len(row) for row in rows if row} == {len(rows[0])}


def _read_zip(content: bytes) -> None:
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


# What reads a kind of file, and fails when it is broken; pages have none.
READERS = {
    "atom": ElementTree.fromstring,
    "xml": ElementTree.fromstring,
    "ics": Calendar.from_ical,
    "csv": _read_csv,
    "json": json.loads,
    "zip": _read_zip,
}
# Checked by a fingerprint, or packed: a character that Excel cannot hold is refused when it is written.
LEFT_ALONE = ("zip", "txt", "blt", "xlsx")


def _fault(browser: Client, address: str) -> str:
    """What is wrong with this page or file; empty when nothing is."""
    cache.clear()
    response = browser.get(address)
    if response.status_code != HTTPStatus.OK:
        return f"{address}: {response.status_code}"
    content = b"".join(response.streaming_content) if response.streaming else response.content
    ending = FILES.search(urlsplit(address).path)
    kind = ending[1] if ending else ""
    if kind not in LEFT_ALONE and CONTROL.search(content):
        return f"{address}: a control character"
    READERS.get(kind, len)(content)
    return ""


def test_a_dirty_row_breaks_no_feed_no_file_and_no_page(world):
    browsers = {role: world.client(role) for role in {role for _, role in READ}}
    for browser in browsers.values():
        browser.raise_request_exception = False
    with rolled_back():
        soil()
        faults = [
            _fault(browsers[role], world.at(row.address))
            for row, role in READ
            if FILES.search(urlsplit(row.address).path) or nets.walks(row.address)
        ]
    assert list(filter(None, faults)) == []
