"""Guarded, doomed and feasible, against every subset of the candidates and against known results."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections.counting import (
    Category,
    Constraints,
    CountingError,
    Group,
    InfeasibleConstraints,
    Judgement,
    one_seat_each,
)

MANY = settings(max_examples=300, deadline=None)
NAMES = ("Ann", "Bob", "Cat", "Dan", "Eve", "Fay", "Gus", "Hal")
WOMEN, MEN = frozenset({1, 3, 5, 6}), frozenset({2, 4, 7, 8})
NORTH, SOUTH = frozenset({1, 2, 3}), frozenset({4, 5, 6, 7, 8})


def constraints(**categories):
    """Keep it short: constraints(gender=[("Women", WOMEN, 2, None), …])."""
    return Constraints(
        NAMES,
        tuple(
            Category(name.title(), tuple(Group(*group) for group in groups))
            for name, groups in categories.items()
        ),
    )


# Against every subset

MOST = 10


@st.composite
def categories(draw, candidates, name):
    """A category over all candidates whose groups have bounds of every kind, also impossible ones."""
    groups = draw(st.integers(1, 4))
    member_of = draw(st.lists(st.integers(0, groups - 1), min_size=candidates, max_size=candidates))
    made = []
    for group in range(groups):
        minimum = draw(st.integers(0, 3))
        maximum = draw(st.none() | st.integers(minimum, minimum + 3))
        members = frozenset(n for n, own in enumerate(member_of, 1) if own == group)
        made.append(Group(f"{name}{group}", members, minimum, maximum))
    return Category(name, tuple(made))


@st.composite
def moments(draw):
    """A moment of some count: constraints, who is elected and continues, and the seats left."""
    candidates = draw(st.integers(1, MOST))
    names = ["A", "B"][: draw(st.integers(1, 2))]
    made = tuple(draw(categories(candidates, name)) for name in names)
    fates = draw(
        st.lists(
            st.sampled_from(["elected", "continuing", "continuing", "continuing", "excluded"]),
            min_size=candidates,
            max_size=candidates,
        )
    )
    elected, continuing = (
        {n for n, fate in enumerate(fates, 1) if fate == wanted}
        for wanted in ("elected", "continuing")
    )
    everybody = tuple(f"Candidate {n}" for n in range(1, candidates + 1))
    return Constraints(everybody, made), elected, continuing, draw(st.integers(0, 6))


def conformant_results(rules, elected, continuing, vacancies):
    """Try every subset: the oracle."""
    chosen = itertools.combinations(sorted(continuing), min(vacancies, len(continuing)))
    return [result for each in chosen if rules.conforms(result := elected.union(each))]


@MANY
@given(moments())
def test_guarded_and_doomed_are_exactly_who_is_in_all_and_in_no_conformant_results(moment):
    rules, elected, continuing, vacancies = moment
    results = conformant_results(*moment)
    if not results:
        with pytest.raises(InfeasibleConstraints):
            rules.judge(elected, continuing, vacancies)
        return
    judgement = rules.judge(elected, continuing, vacancies)
    if not 0 < vacancies < len(continuing):
        assert judgement == Judgement()
        return
    in_all, in_any = set.intersection(*results), set.union(*results)
    assert set(judgement.guarded) == in_all & continuing
    assert set(judgement.doomed) == continuing - in_any
    for verdicts in (judgement.guarded, judgement.doomed):
        for number, reason in verdicts.items():
            assert f"Candidate {number} (" in reason


@MANY
@given(moments())
def test_constraints_are_refused_exactly_when_no_result_conforms(moment):
    rules, _, standing, seats = moment
    if conformant_results(rules, set(), standing, seats):
        rules.check(standing=standing, seats=seats)
    else:
        with pytest.raises(InfeasibleConstraints, match=r"cannot be met: .+, but .+\. Change a "):
            rules.check(standing=standing, seats=seats)


@MANY
@given(moments(), st.data())
def test_whatever_is_done_within_the_judgements_ends_in_a_conformant_result(moment, data):
    """No dead ends: elect anybody not doomed, exclude anybody not guarded, until all is decided."""
    rules, _, continuing, seats = moment
    if not conformant_results(rules, set(), continuing, seats):
        return
    elected, continuing = set(), set(continuing)
    while 0 < (vacancies := seats - len(elected)) < len(continuing):
        judgement = rules.judge(elected, continuing, vacancies)
        number = data.draw(st.sampled_from(sorted(continuing)))
        elect = data.draw(st.booleans())
        if number in judgement.guarded or (elect and number not in judgement.doomed):
            elected.add(number)
        continuing.remove(number)
    if seats > len(elected):
        elected |= continuing
    assert rules.conforms(elected)


@MANY
@given(moments())
def test_constraints_that_ask_for_nothing_say_nothing(moment):
    rules, elected, continuing, vacancies = moment
    free = Constraints(
        rules.candidates,
        tuple(
            Category(
                each.name, tuple(Group(g.name, g.members, 0, len(g.members)) for g in each.groups)
            )
            for each in rules.categories
        ),
    )
    assert free.judge(elected, continuing, vacancies) == Judgement()
    assert Constraints(rules.candidates, ()).judge(elected, continuing, vacancies) == Judgement()


# Otten, Voting Matters 13: 14 seats, 7 English, 6 Scottish and 1 Welsh, 7 men and 7 women. The eight
# results given there follow when three Scottish women stand; were there seven, there would be fourteen.

CELLS = {"EM": 7, "EW": 7, "SM": 7, "SW": 3, "WM": 7, "WW": 7}
EIGHT = {"076010", "165110", "166001", "254210", "255101", "343310", "344201", "433301"}


def otten_election(standing):
    numbers = itertools.count(1)
    cells = {cell: [next(numbers) for _ in range(size)] for cell, size in standing.items()}

    def group(name, place, letter, seats):
        members = frozenset(n for cell in cells if cell[place] == letter for n in cells[cell])
        return Group(name, members, seats, seats)

    nations = (
        group("English", 0, "E", 7),
        group("Scottish", 0, "S", 6),
        group("Welsh", 0, "W", 1),
    )
    genders = (group("Men", 1, "M", 7), group("Women", 1, "W", 7))
    names = tuple(f"{cell}{n}" for cell in cells for n in cells[cell])
    return Constraints(names, (Category("Nation", nations), Category("Gender", genders))), cells


def conformant_by_cell(rules, cells, elected=frozenset(), written=""):
    """Fill cell after cell and go on only where a result is left: every way must end in one."""
    if len(written) == len(cells):
        assert rules.conforms(elected)
        return {written}
    own, *rest = [*cells.values()][len(written) :]
    found = set()
    for seats in range(len(own) + 1):
        now = elected.union(own[:seats])
        try:
            rules.judge(now, {n for cell in rest for n in cell}, 14 - len(now))
        except InfeasibleConstraints:
            continue
        found |= conformant_by_cell(rules, cells, now, f"{written}{seats}")
    return found


def test_ottens_election_has_exactly_its_eight_conformant_results():
    assert conformant_by_cell(*otten_election(CELLS)) == EIGHT
    assert len(conformant_by_cell(*otten_election({**CELLS, "SW": 7}))) == 14


def test_in_ottens_election_guarded_and_doomed_follow_from_the_results_that_are_left():
    rules, cells = otten_election(CELLS)
    everybody = {n for cell in cells.values() for n in cell}
    # A Welsh woman is elected: 166001, 255101, 344201 and 433301 remain, and no second Welsh seat.
    welsh = cells["WW"][0]
    judgement = rules.judge({welsh}, everybody - {welsh}, 13)
    assert set(judgement.doomed) == {*cells["WM"], *cells["WW"][1:]}
    assert judgement.guarded == {}
    # And four English men: only 433301 remains, with all three Scottish women and no fifth.
    elected = {welsh, *cells["EM"][:4]}
    left = everybody - elected - {*judgement.doomed}
    judgement = rules.judge(elected, left, 9)
    assert set(judgement.guarded) == set(cells["SW"])
    assert set(judgement.doomed) == set(cells["EM"][4:])


# Sentences


GENDER = [("Women", WOMEN, 2), ("Men", MEN, 0, 2)]
DISTRICT = [("North", NORTH, 0, 1), ("South", SOUTH, 0, None)]

REASONS = [
    # constraints, elected, continuing, vacancies, candidate, the reason
    (
        {"gender": GENDER}, {2}, {1, 3, 4}, 2, 3,
        "Women must still get 2 (minimum 2), and only 2 candidates of Women remain, "
        "so Cat (Women) must be elected.",
    ),
    (
        {"district": DISTRICT}, {1}, {2, 3, 4, 5}, 1, 2,
        "North may get no more (maximum 1), so there is no seat for Bob (North).",
    ),
    (
        {"gender": GENDER}, {2}, {1, 3, 4, 5}, 2, 4,
        "Women must still get 2 (minimum 2), and only 2 seats can be filled, "
        "so there is no seat for Dan (Men).",
    ),
    (
        {"gender": [("Women", WOMEN, 0, 1), ("Men", MEN)]}, (), {1, 3, 2, 4}, 3, 4,
        "3 seats must be filled, and Women may get 1 more (maximum 1) and only 2 other candidates "
        "remain, so Dan (Men) must be elected.",
    ),
    (
        {"gender": GENDER, "district": DISTRICT}, {4}, {1, 2, 3, 5, 7}, 2, 5,
        "Women must still get 2 (minimum 2), and North may get 1 more (maximum 1) and only 1 "
        "candidate of Women outside North remains, so Eve (Women and South) must be elected.",
    ),
    (
        {"district": DISTRICT, "gender": [("Women", WOMEN, 2), ("Men", MEN)]}, {4}, {1, 2, 3, 5, 7, 8}, 3, 2,
        "Women must still get 2 (minimum 2), and North may get 1 more (maximum 1) and only 1 "
        "candidate of Women outside North remains, so there is no seat for Bob (North and Men).",
    ),
    (
        {"gender": [("Women", WOMEN, 2), ("Men", MEN)], "district": [("North", NORTH, 2), ("South", SOUTH)]},
        (), {1, 2, 5, 6, 7}, 3, 1,
        "Women must still get 2 (minimum 2) and North must still get 2 (minimum 2) (4 together), and "
        "only 1 candidate of both remains and only 3 seats can be filled, so Ann (Women and North) "
        "must be elected.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("categories", "elected", "continuing", "vacancies", "candidate", "reason"), REASONS
)
def test_every_verdict_says_which_groups_make_it_so(
    categories, elected, continuing, vacancies, candidate, reason
):
    judgement = constraints(**categories).judge(elected, continuing, vacancies)
    assert {**judgement.guarded, **judgement.doomed}[candidate] == reason


CLASHES = [
    # constraints, seats, what the refusal says
    ({"gender": [("Women", WOMEN, 5), ("Men", MEN)]}, 6,
     "Women must have at least 5, but only 4 candidates of Women stand."),
    ({"gender": [("Women", WOMEN, 4), ("Men", MEN, 3)]}, 6,
     "Women must have at least 4 and Men must have at least 3 (7 together), but only 6 seats can be filled."),
    ({"gender": [("Women", WOMEN, 0, 2), ("Men", MEN, 0, 2)]}, 6,
     "6 seats must be filled, but Women may have at most 2 and Men may have at most 2."),
    ({"gender": GENDER, "district": DISTRICT}, 7,
     "7 seats must be filled, but Men may have at most 2, North may have at most 1 and "
     "only 2 other candidates stand."),
    ({"gender": [("Women", frozenset({1, 3, 5}), 3), ("Men", MEN | {6})],
      "district": [("North", NORTH, 0, 1), ("South", SOUTH)]}, 4,
     "Women must have at least 3, but North may have at most 1 and only 1 candidate of Women outside North stands."),
    ({"gender": [("Women", frozenset({1, 3, 5}), 3), ("Men", MEN | {6})],
      "district": [("North", frozenset({2, 4}), 2), ("South", (SOUTH | {1, 3}) - {4})]}, 4,
     "Women must have at least 3 and North must have at least 2 (5 together), but no candidate of both stands "
     "and only 4 seats can be filled."),
]  # fmt: skip


@pytest.mark.parametrize(("categories", "seats", "clash"), CLASHES)
def test_infeasible_constraints_are_refused_naming_the_groups_that_clash(categories, seats, clash):
    with pytest.raises(InfeasibleConstraints) as refusal:
        constraints(**categories).check(standing=range(1, 9), seats=seats)
    assert str(refusal.value) == (
        f"The constraints cannot be met: {clash} Change a minimum, a maximum or the number of seats."
    )


def test_a_withdrawal_can_make_constraints_infeasible():
    rules = constraints(gender=GENDER)
    rules.check(standing={1, 2, 3, 4}, seats=3)
    with pytest.raises(InfeasibleConstraints, match="only 1 candidate of Women stands"):
        rules.check(standing={2, 3, 4}, seats=3)


def test_more_elected_than_a_maximum_is_said():
    with pytest.raises(InfeasibleConstraints, match="North has 2 elected and may have at most 1"):
        constraints(district=DISTRICT).judge({1, 2}, {4, 5}, 1)


# What constraints may be

NO_CONSTRAINTS = [
    (lambda: constraints(a=[], b=[], c=[]), "There are 3 categories, and the constraints of at most two"),
    (lambda: Group("North", NORTH, -1), "North has the minimum -1; expected 0 or more"),
    (lambda: Group("North", NORTH, 2, 1), "North must have at least 2 and may have at most 1;"),
    (lambda: constraints(gender=[("Women", WOMEN)]), r"Candidate 2 \(Bob\) is in no group of Gender"),
    (lambda: constraints(gender=[("Women", WOMEN), ("Men", MEN | {3})]),
     r"Candidate 3 \(Cat\) is in two groups of Gender, Women and Men; expected exactly one"),
    (lambda: constraints(gender=[("Women", WOMEN), ("Men", MEN | {9})]),
     "Men of Gender has candidate 9 as a member, but candidates are numbered 1 to 8"),
    (lambda: constraints(gender=[("Women", WOMEN), ("Women", MEN)]), "More than one group of Gender is called Women"),
    (lambda: constraints(gender=[("Women", WOMEN), (" ", MEN)]), "A group of Gender has no name"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "sentence"), NO_CONSTRAINTS)
def test_what_cannot_be_a_constraint_is_refused(make, sentence):
    with pytest.raises(CountingError, match=sentence):
        make()


def test_at_most_one_seat_an_organisation_is_a_category():
    belongs_to = dict(enumerate(["Arc", "Bee", "Arc", "Cog", "Bee", "Arc", "Dot", "Dot"], 1))
    category = one_seat_each("Organisation", belongs_to)
    assert [(g.name, sorted(g.members), g.minimum, g.maximum) for g in category.groups] == [
        ("Arc", [1, 3, 6], 0, 1), ("Bee", [2, 5], 0, 1), ("Cog", [4], 0, 1), ("Dot", [7, 8], 0, 1)
    ]  # fmt: skip
    rules = Constraints(NAMES, (category,))
    assert set(rules.judge({3}, {1, 2, 4, 5, 6}, 2).doomed) == {1, 6}
    rules.check(standing=range(1, 9), seats=4)
    with pytest.raises(InfeasibleConstraints, match="5 seats must be filled, but Arc may have at"):
        rules.check(standing=range(1, 9), seats=5)
