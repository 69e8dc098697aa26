"""The open-data API beside one of everything: what the pages hold back, it holds back."""

import datetime as dt
import json

import pytest

pytestmark = pytest.mark.django_db


def get(client, address):
    return client.get(f"/api/v1/{address}")


def test_groups_and_who_is_in_them(world):
    anonymous = world.client("anonymous")
    shown = {item["slug"]: item for item in get(anonymous, "groups").json()["items"]}
    inside = get(anonymous, f"groups/{world.answered_group.slug}/organisations").json()["items"]
    assert [one["organisation"] for one in inside] == [world.member.slug]
    assert shown[world.answered_group.slug]["organisations"] == 1


def test_a_published_consultation_is_shown_with_what_was_found(world):
    shown = get(world.client("anonymous"), "consultations").json()["items"]
    assert {one["page"].rpartition("/consultations/")[2] for one in shown}
    assert not [one for one in shown if one["page"].endswith("/draft/")]
    for one in shown:
        assert one["finding"] in {"compliant", "short with reason", "short without reason"}
        opens, closes = (dt.date.fromisoformat(one[day]) for day in ("opens_on", "closes_on"))
        assert (closes - opens).days == one["days"]


def test_a_count_of_few_ballots_gives_no_files(world):
    """What the result page holds back, the API holds back."""
    found = get(world.client("anonymous"), "elections/declared").json()
    [contest] = found["contests"]
    assert contest["result"]["elected"]
    assert contest["result"]["ballots"] < 20
    assert contest["result"]["files"] == []
    assert "stages" not in json.dumps(found)
