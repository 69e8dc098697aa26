"""Parts of pages are made once for a token, kept in the memory of the process alone, and by one name each."""

from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from assembly.core import parts, public_token

pytestmark = pytest.mark.django_db


def test_a_part_is_made_once_until_an_act_changes_public_pages():
    made = iter(range(9))
    assert [parts.kept("tests", lambda: next(made)) for _ in range(2)] == [0, 0]
    public_token.change()
    assert parts.kept("tests", lambda: next(made)) == 1


def test_the_next_part_takes_the_place_of_the_last():
    for _ in range(3):
        public_token.change()
        parts.kept("tests", dict)
    assert [key for key in caches["parts"]._cache if "tests" in key] == [":1:tests"]


def test_what_may_not_be_kept_is_made_each_time():
    made = iter(range(9))
    for number in range(2):
        assert parts.kept("tests", lambda: next(made), may_keep=lambda _: False) == number


def test_no_part_reaches_a_table():
    with CaptureQueriesContext(connection) as queries:
        parts.kept("tests", lambda: "words")
    assert not [query for query in queries if "INSERT" in query["sql"]]


def test_a_real_site_keeps_parts_in_memory():
    from assembly import settings

    assert settings.CACHES["parts"]["BACKEND"].endswith("LocMemCache")
