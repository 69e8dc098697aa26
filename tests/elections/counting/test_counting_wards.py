"""All 353 Scottish wards of 2012, against two peers' winners and every stage to five decimals."""

import csv
import json

import pytest

from elections.counting import count, read_blt

pytestmark = pytest.mark.shared_data


def test_every_ward_has_the_quota_and_the_winners_of_two_peers(shared_data):
    with (shared_data / "stv" / "expected-winners.csv").open() as file:
        expected = list(csv.DictReader(file))
    wrong = []
    for row in expected:
        path = shared_data / "stv" / "scottish-2012" / row["file"]
        result = count(read_blt(path.read_bytes(), name=path.name))
        found = result.to_json()
        elected = " ".join(map(str, found["elected"]))
        if (found["quota"], elected) != (row["quota"], row["scottish_in_order_of_election"]):
            wrong.append(f"{path.name}: quota {found['quota']}, elected {elected}")
        assert len(found["candidates"]) == int(row["candidates"])
        assert found["notes"] == []
    assert len(expected) == 353
    assert wrong == []


def test_every_stage_of_every_ward_agrees_to_five_decimals(shared_data):
    lines = (shared_data / "stv" / "expected-scottish-stages.jsonl").read_text().splitlines()
    wrong = []
    for expected in map(json.loads, lines):
        path = shared_data / "stv" / "scottish-2012" / expected["blt"]
        stages = count(read_blt(path.read_bytes(), name=path.name)).to_json()["stages"]
        if [stage["votes"] for stage in stages] != expected["stages"]:
            wrong.append(path.name)
    assert len(lines) == 353
    assert wrong == []
