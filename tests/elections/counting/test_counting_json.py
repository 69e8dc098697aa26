"""A count written as JSON and read back tells the same, under every rule."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections.counting import (
    RULES,
    Category,
    Constraints,
    Count,
    CountingError,
    Group,
    InfeasibleConstraints,
    count,
    fill_vacancy,
    shortened,
)
from tests.elections.counting.made import NAMES, ballots
from tests.elections.counting.test_counting_properties import ballots_of, contests

each_rule = pytest.mark.parametrize("rule", RULES)
FIELDS = ("rule", "papers", "valid", "quota", "decimals", "elected", "stages", "ties", "countback")
OF_THE_ELECTION = ("seats", "withdrawn", "seed", "draw_order", "constraints")
OF_THE_BALLOTS = ("candidates", "title", "notes")
# What counts from before there were constraints, countbacks, Meek's rule and ERS97 do not say.
LATER = ("countback", "constraints")
LATER_OF_A_STAGE = ("quota", "keep_factors", "batches", "verdicts")


def told(result):
    """All that a result tells; the papers themselves are in the ballot file."""
    return {
        **{name: getattr(result, name) for name in (*FIELDS, "candidates", "input_sha256")},
        **{name: getattr(result.election, name) for name in OF_THE_ELECTION},
        **{name: getattr(result.election.ballots, name) for name in OF_THE_BALLOTS},
    }


def again(result, **options):
    """Through text, and with keys in the order in which PostgreSQL gives them back."""
    text = json.dumps(result.to_json(**options), sort_keys=True)
    return Count.from_json(json.loads(text))


def assert_same(result):
    read = again(result)
    assert told(read) == told(result)
    assert read.to_json() == result.to_json()
    assert read.to_text() == result.to_text()
    assert read.to_csv() == result.to_csv()
    assert read.to_html() == result.to_html()


@each_rule
@settings(max_examples=60, deadline=None)
@given(contests(), st.text("0123456789 ", min_size=1, max_size=5), st.data())
def test_a_count_tells_the_same_when_read_back(rule, contest, seed, data):
    papers = ballots_of(*contest)
    numbers = range(1, len(papers.candidates) + 1)
    withdrawn = data.draw(st.sets(st.sampled_from(numbers), max_size=len(numbers) - 1))
    first = data.draw(st.frozensets(st.sampled_from(numbers)))
    groups = (Group("One", first, maximum=1), Group("Two", frozenset(numbers) - first))
    spread = Constraints(papers.candidates, (Category("Sort", groups),))
    constraints = data.draw(st.sampled_from([None, spread]))
    try:
        result = count(papers, rule=rule, seed=seed, withdrawn=withdrawn, constraints=constraints)
    except InfeasibleConstraints:
        return
    assert_same(result)
    try:
        countback = fill_vacancy(result, result.elected[0])
    except CountingError:  # nobody could fill it
        return
    assert_same(countback)


def made(rule="scottish"):
    return count(ballots({"1 2": 9, "2": 4, "3 2": 5, "4": 1}, 2, 4), rule=rule, seed="3 17")


@each_rule
def test_a_secret_ballot_file_has_no_hash_when_read_back(rule):
    assert again(made(rule), hashed=False).input_sha256 == ""


def test_a_count_of_the_first_releases_can_be_read():
    result = made()
    old = {key: value for key, value in result.to_json().items() if key not in LATER}
    for stage in old["stages"]:
        for key in LATER_OF_A_STAGE:
            del stage[key]
        for transfer in stage["transfers"]:
            del transfer["value"]
    read = Count.from_json(old)
    assert read.elected == result.elected
    assert [stage.votes for stage in read.stages] == [stage.votes for stage in result.stages]
    assert [stage.quota for stage in read.stages] == [stage.quota for stage in result.stages]
    assert {transfer.value for stage in read.stages for transfer in stage.transfers} == {None}


def test_votes_of_more_candidates_than_nine_are_read_by_number():
    papers = ballots({str(number): number for number in range(1, 11)}, 3, len(NAMES))
    read = again(count(papers, seed="1"))
    assert sorted(read.stages[0].votes) == list(range(1, 11))


def test_without_its_ballots_a_count_is_neither_shortened_nor_counted_back():
    read = again(made())
    with pytest.raises(CountingError, match="without its ballots"):
        shortened(read)
    with pytest.raises(CountingError, match="without its ballots"):
        fill_vacancy(read, read.elected[0])
