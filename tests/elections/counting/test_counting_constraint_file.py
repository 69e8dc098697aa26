"""Constraints as a file: what is read, and what is refused with its place."""

import codecs
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections.counting import (
    Category,
    Constraints,
    ConstraintsFileError,
    Group,
    constraints_to_json,
    read_constraints,
)

NAMES = ("Ann", "Bob", "Cat", "Dan")
NORTH = {"name": "North", "members": [1, 4], "minimum": 1, "maximum": 2}
SOUTH = {"name": "South", "members": [2, 3]}


def file_of(*groups):
    return json.dumps({"categories": [{"name": "District", "groups": groups}]})


def read(text):
    return read_constraints(text, candidates=NAMES, name="spread.json")


TIDY = file_of(NORTH, SOUTH)


@pytest.mark.parametrize(
    "spelling",
    [
        TIDY,
        TIDY.encode(),
        codecs.BOM_UTF8 + TIDY.encode(),
        file_of(NORTH, {**SOUTH, "minimum": 0, "maximum": None}),
        file_of({**NORTH, "name": " North "}, SOUTH),
    ],
)
def test_a_tidy_file(spelling):
    groups = (
        Group("North", frozenset({1, 4}), 1, 2),
        Group("South", frozenset({2, 3})),
    )
    assert read(spelling) == Constraints(NAMES, (Category("District", groups),))


def test_written_and_read_again_they_are_the_same():
    rules = read(TIDY)
    assert read(json.dumps(constraints_to_json(rules))) == rules
    assert constraints_to_json(rules)["categories"][0]["groups"][1] == {
        "name": "South", "members": [2, 3], "minimum": 0, "maximum": None
    }  # fmt: skip


IN_DISTRICT = "spread.json, category 1 (District)"
IN_NORTH = f"{IN_DISTRICT}, group 1 (North)"

MALFORMED = [
    ("", "spread.json, line 1: not JSON: Expecting value."),
    ('{"categories": [\n}', "spread.json, line 2: not JSON: Expecting value."),
    (b"\xff", "spread.json: found bytes that are not UTF-8 text."),
    ("[" * 100_000, "spread.json: found lists in lists without end."),
    ("1" * 5000, "spread.json: found a number with thousands of digits."),
    ("[]", "spread.json: found []; expected an object with categories."),
    ("null", "spread.json: found nothing; expected an object with categories."),
    ("{}", "spread.json: found categories nothing; expected a list of categories."),
    ('{"groups": []}', 'spread.json: found "groups"; expected an object with categories.'),
    ('{"categories": [], "categories": []}', "spread.json: found “categories” twice in one object; expected it once."),
    ('{"categories": [3]}', "spread.json, category 1: found 3; expected an object with name, groups."),
    ('{"categories": [{"groups": []}]}', "spread.json, category 1: found name nothing; expected a name on one line."),
    ('{"categories": [{"name": "District"}]}', f"{IN_DISTRICT}: found groups nothing; expected a list of groups."),
    (file_of({**NORTH, "name": "a\nb"}, SOUTH),
     f'{IN_DISTRICT}, group 1: found name "a\\nb"; expected a name on one line.'),
    (file_of({**NORTH, "min": 1}, SOUTH),
     f'{IN_DISTRICT}, group 1: found "min"; expected an object with name, members, minimum, maximum.'),
    (file_of({**NORTH, "minimum": "one"}, SOUTH),
     f'{IN_NORTH}: found minimum "one"; expected a whole number, 0 or more.'),
    (file_of({**NORTH, "minimum": 1.5}, SOUTH), f"{IN_NORTH}: found minimum 1.5; expected a whole number, 0 or more."),
    (file_of({**NORTH, "maximum": True}, SOUTH),
     f"{IN_NORTH}: found maximum true; expected a whole number, 0 or more."),
    (file_of({**NORTH, "minimum": 3}, SOUTH),
     f"{IN_NORTH}: North must have at least 3 and may have at most 2; "
     "expected a maximum that is not below the minimum."),
    (file_of({**NORTH, "members": [0, 4]}, SOUTH), f"{IN_NORTH}: found member 0; expected a whole number, 1 or more."),
    (file_of({**NORTH, "members": ["Ann"]}, SOUTH),
     f'{IN_NORTH}: found member "Ann"; expected a whole number, 1 or more.'),
    (file_of({**NORTH, "members": [1, 4, 1]}, SOUTH),
     f"{IN_NORTH}: found member 1 twice; expected each candidate once."),
    (file_of({**NORTH, "members": [1, 4, 5]}, SOUTH),
     "spread.json: North of District has candidate 5 as a member, but candidates are numbered 1 to 4."),
    (file_of(NORTH), "spread.json: Candidate 2 (Bob) is in no group of District; expected exactly one."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), MALFORMED)
def test_a_malformed_file_is_refused_with_place_finding_and_expectation(text, sentence):
    with pytest.raises(ConstraintsFileError) as refusal:
        read(text)
    assert str(refusal.value) == sentence


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 5) | st.sampled_from(["North", ""]) | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["categories", "name", "groups", "members", "minimum", "maximum"]),
            inner,
            max_size=4,
        )
    ),
)


@settings(max_examples=200, deadline=None)
@given(JSON | JSON.map(lambda inner: {"categories": [{"name": "District", "groups": [inner]}]}))
def test_any_json_is_read_or_refused_in_a_sentence(found):
    try:
        rules = read(json.dumps(found))
    except ConstraintsFileError as refusal:
        said = str(refusal)
    else:
        said = f"spread.json: {constraints_to_json(rules)}."
        assert read(json.dumps(constraints_to_json(rules))) == rules
    assert said.startswith("spread.json")
    assert said.endswith(".")
