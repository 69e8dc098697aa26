"""The search over one of everything: no result leads to a refusal, and no draft is a result."""

import pytest

from assembly.core.search import kinds
from tests.home.test_search import found

pytestmark = pytest.mark.django_db


def test_a_published_consultation_is_found_and_a_draft_is_not(client, world):
    title = world.consultation.page.title
    assert found(client, title)[0] == world.consultation.get_absolute_url()
    assert world.draft.page.title == "A draft"
    assert found(client, "draft", type="consultations") == []


def test_every_kind_shows_only_what_anybody_may_open(client, world):
    """The same, over one of everything: no result leads to a refusal."""
    for kind in kinds:
        rows = list(kind.rows())
        assert rows, kind.key
        for row in rows:
            url = kind.show(row).url
            assert client.get(url).status_code == 200, (kind.key, url)


def test_a_signed_in_delegate_finds_the_same_as_everybody(client, world):
    delegate = world.client("lead")
    for q in ("kennet", "draft", "planned", "wylden"):
        assert found(delegate, q) == found(client, q)
