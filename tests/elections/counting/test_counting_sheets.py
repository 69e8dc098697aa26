"""A result as JSON, as a table, as text and as a page: all of it, and nothing that runs."""

import csv
import io
import json
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import elections.counting
from elections.counting import (
    RULES,
    Ballots,
    Category,
    Constraints,
    Group,
    count,
    fill_vacancy,
    read_blt,
    read_constraints,
)

SCHEMA = json.loads(
    Path(elections.counting.__file__).with_name("count.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema_rs.Draft202012Validator(SCHEMA)
ANY_RULE = pytest.mark.parametrize("rule", RULES)

NAMES = ("Ann <b>", "=Bob", "Cat & Co", "Dan", "Eve")
WARD = "5 2\n-4\n19 1 2 0\n8 2 0\n7 5 3 0\n3 3 5 0\n2 0\n0\n" + "".join(
    f'"{name}"\n' for name in (*NAMES, "Ward <1>")
)
SPREAD = Constraints(
    NAMES,
    (
        Category(
            "Sort <i>", (Group("One", frozenset({1, 2}), 0, 1), Group("Two", frozenset({3, 4, 5})))
        ),
    ),
)


def counted(rule="scottish", constraints=SPREAD):
    return count(read_blt(WARD), rule=rule, seed="dice", constraints=constraints)


# JSON


@ANY_RULE
@pytest.mark.parametrize("constraints", [None, SPREAD])
def test_the_json_is_as_the_schema_has_it(rule, constraints):
    VALIDATOR.validate(counted(rule, constraints).to_json())


@ANY_RULE
@settings(max_examples=60, deadline=None)
@given(
    papers=st.lists(st.lists(st.integers(1, 5), unique=True), max_size=30),
    seats=st.integers(1, 4),
    withdrawn=st.sets(st.integers(1, 5), max_size=4),
)
def test_the_json_of_any_count_is_as_the_schema_has_it(rule, papers, seats, withdrawn):
    ballots = Ballots.from_rankings(papers, NAMES, seats)
    result = count(ballots, rule=rule, seed="dice", withdrawn=withdrawn).to_json()
    VALIDATOR.validate(result)
    assert json.loads(json.dumps(result)) == result


@ANY_RULE
def test_the_json_of_a_countback_is_as_the_schema_has_it(rule):
    result = fill_vacancy(counted(rule), 1).to_json()
    VALIDATOR.validate(result)
    assert result["countback"]["vacating"] == 1


def test_the_schema_describes_every_key_and_refuses_others():
    for change in ({"winner": 1}, {"seats": 0}, {"rule": "borda"}, {"quota": 10.0}):
        assert not VALIDATOR.is_valid({**counted().to_json(), **change})
    for key in counted().to_json():
        result = counted().to_json()
        del result[key]
        assert not VALIDATOR.is_valid(result)


def test_the_constraints_of_a_result_can_be_read_again():
    result = counted().to_json()
    again = read_constraints(json.dumps(result["constraints"]), candidates=NAMES)
    assert again == SPREAD
    (doomed,) = [verdict for stage in result["stages"] for verdict in stage["verdicts"]]
    assert doomed == {
        "candidate": 2,
        "verdict": "doomed",
        "reason": "One may get no more (maximum 1), so there is no seat for =Bob (One).",
    }
    assert counted(constraints=None).to_json()["constraints"] is None


# CSV


@ANY_RULE
def test_the_table_adds_up_at_every_stage(rule):
    result = counted(rule)
    header, *rows = csv.reader(io.StringIO(result.to_csv()))
    assert header[:3] == ["Number", "Candidate", "Stage 1: first preferences"]
    assert len(header) == 3 + len(result.stages)
    assert all(len(row) == len(header) for row in rows)
    *candidates, total, quota = rows
    assert [row[1] for row in candidates] == [
        "Ann <b>", "'=Bob", "Cat & Co", "Dan", "Eve", "Non-transferable", "Lost to rounding"
    ]  # fmt: skip
    for column, stage in enumerate(result.stages, 2):
        cells = [Decimal(row[column]) for row in candidates if row[column]]
        assert sum(cells) == Decimal(total[column]) == result.valid
        assert Decimal(quota[column]) == Decimal(stage.quota).scaleb(-result.decimals)
    assert [row[-1] for row in candidates[:5]] == [
        "Elected at stage 1", "Excluded at stage 2", "Excluded at stage 4", "Withdrew", "Elected at stage 4"
    ] if rule == "scottish" else candidates[3][-1] == "Withdrew"  # fmt: skip


# Text


def test_the_text_tells_the_constraints_and_the_verdicts():
    text = " ".join(counted().to_text().split())
    assert "Constraints on Sort <i>: One at most 1; Two any number." in text
    assert "Doomed: One may get no more (maximum 1), so there is no seat for =Bob (One)." in text
    both = Constraints(
        NAMES, (Category("Sort", (Group("All", frozenset({1, 2, 3, 4, 5}), 1, 5),)),)
    )
    assert (
        "Constraints on Sort: All at least 1 and at most 5." in counted(constraints=both).to_text()
    )


def test_the_text_tells_of_every_paper_that_moved():
    lines = counted(constraints=None).to_text().splitlines()
    assert "  19 papers from Ann <b> to =Bob at 0.31578: 5.99982" in lines
    varied = count(read_blt(WARD), rule="meek", seed="dice").to_text()
    assert "  19 papers from Ann <b> to =Bob: 6" in varied


# HTML


class Page(HTMLParser):
    """Reads a page strictly: what is open must be closed in order. Keeps tags and texts."""

    VOID = {"meta"}

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.texts = [], [], []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if data.strip():
            self.texts.append(data.strip())

    def named(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@ANY_RULE
def test_the_page_is_well_formed_stands_alone_and_runs_nothing(rule):
    text = counted(rule).to_html()
    assert text.startswith("<!DOCTYPE html>\n")
    page = Page(text)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "b", "i"}  # b and i are in the names
    assert not any(
        key.startswith("on") or key in {"src", "href", "style"} for _, a in page.tags for key in a
    )
    assert page.named("html") == [{"lang": "en-GB"}]
    assert "@media print" in text
    assert len(page.named("table")) == len(page.named("caption"))
    assert {th["scope"] for th in page.named("th")} == {"row", "col"}
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids)) == len(counted(rule).stages)


@ANY_RULE
def test_the_page_tells_all_that_happened(rule):
    result = counted(rule)
    texts = Page(result.to_html()).texts
    for stage in result.stages:
        assert stage.reason in texts
        assert not stage.outcome or stage.outcome in texts
    for wanted in (
        "Count sheet: Ward <1>",
        "Ann <b>",
        result.input_sha256,
        "dice",
        "Sort <i>: One at most 1; Two any number",
        "One may get no more (maximum 1), so there is no seat for =Bob (One).",
    ):
        assert wanted in texts
    assert texts.count("Papers moved at stage 2") == bool(result.stages[1].transfers)


def test_a_page_without_title_is_untitled():
    ballots = Ballots.from_rankings([[1]], ["Ann"], 1)
    assert "<h1>Count sheet: untitled contest</h1>" in count(ballots).to_html()
