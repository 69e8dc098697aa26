"""Small numbers stay unknown: what is shown never lets anybody work out what is withheld."""

from itertools import product

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assembly.core.small_numbers import is_small, line, table, within

FEWEST = 5
MOST_TRIED = 6  # unknown cells of which each can be anything up to 5
NUMBERS = st.one_of(st.integers(0, 7), st.integers(0, 60))
LINES = st.lists(NUMBERS, min_size=2, max_size=7)


@st.composite
def tables(draw, numbers=NUMBERS, most=5):
    width = draw(st.integers(2, most))
    return draw(
        st.lists(st.lists(numbers, min_size=width, max_size=width), min_size=2, max_size=most)
    )


def test_from_one_up_to_the_fewest():
    assert [number for number in range(8) if is_small(number, FEWEST)] == [1, 2, 3, 4]


def test_nothing_is_withheld_without_a_small_number():
    assert line([0, 5, 20], FEWEST) == (False, False, False)
    assert table([[0, 5], [6, 0]], FEWEST) == ((False, False), (False, False))


def test_one_small_number_takes_the_next_smallest_along():
    assert line([3, 40, 12], FEWEST) == (True, False, True)


def test_two_small_numbers_that_make_a_small_sum_take_a_third():
    assert line([1, 2, 9, 30], FEWEST) == (True, True, True, False)
    assert line([4, 3, 9, 30], FEWEST) == (True, True, False, False)


def test_two_ones_are_not_enough_although_neither_is_known_from_the_sum():
    """Who knows that neither is nought knows that both are one."""
    assert line([1, 1, 90, 8], 2) == (True, True, False, True)


def test_where_nothing_else_can_be_withheld_all_is():
    assert line([3, 0], FEWEST) == (True, True)
    assert table([[3, 0], [0, 3]], FEWEST) == ((True, True), (True, True))


def test_a_small_number_in_a_table_takes_a_square_along():
    assert table([[3, 20, 30], [9, 8, 40], [50, 60, 70]], FEWEST) == (
        (True, True, False),
        (True, True, False),
        (False, False, False),
    )


def test_the_bridge_between_two_squares_is_protected_as_well():
    """Each row and column has two withheld figures, and one of them would follow from the sums all the same."""
    rows = [
        [2, 2, 90, 90],
        [2, 2, 3, 90],
        [90, 90, 2, 2],
        [90, 90, 2, 2],
    ]
    found = table(rows, FEWEST)
    assert found[1][2]
    assert not follows([(r, c) for r, c in hidden(found)], (1, 2), 4, 4)


def hidden(flags):
    return [(r, c) for r, row in enumerate(flags) for c, flag in enumerate(row) if flag]


def follows(unknown, cell, height, width):
    """Whether the figure at `cell` is a sum and difference of what is known: an edge on no circle is."""
    reached, waiting = {("row", cell[0])}, [("row", cell[0])]
    while waiting:
        kind, place = waiting.pop()
        for row, column in unknown:
            ends = {"row": ("row", row), "column": ("column", column)}
            if (row, column) == cell or ends[kind] != (kind, place):
                continue
            there = ends["column" if kind == "row" else "row"]
            if there not in reached:
                reached.add(there)
                waiting.append(there)
    return ("column", cell[1]) not in reached


@given(LINES, st.integers(2, 12))
def test_no_small_number_of_a_line_is_shown_or_follows(numbers, fewest):
    flags = line(numbers, fewest)
    withheld = [number for number, flag in zip(numbers, flags, strict=True) if flag]
    shown = [number for number, flag in zip(numbers, flags, strict=True) if not flag]
    assert not any(is_small(number, fewest) for number in shown)
    assert len(withheld) != 1
    if shown and withheld:
        assert not is_small(sum(withheld), fewest)
        # Noughts are shown while anything is, so each of the others is one at least.
        for number in withheld:
            others = len(withheld) - 1
            assert not (is_small(number, fewest) and sum(withheld) == others + 1)


@given(tables(), st.integers(2, 12))
def test_no_small_number_of_a_table_is_shown_or_follows_from_the_sums(rows, fewest):
    flags = table(rows, fewest)
    unknown = hidden(flags)
    for r, row in enumerate(rows):
        for c, number in enumerate(row):
            if is_small(number, fewest):
                assert flags[r][c]
                assert not follows(unknown, (r, c), len(rows), len(row))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.filter_too_much])
@given(tables(st.integers(0, 4), most=3))
def test_there_is_another_table_in_which_a_small_number_is_another(rows):
    """By trying out all tables: with the same sums, the same figures shown and no nought where there was none."""
    fewest = 3
    flags = table(rows, fewest)
    unknown = hidden(flags)
    assume(len(unknown) < len(rows) * len(rows[0]))
    assume(len(unknown) <= MOST_TRIED)
    small = [(r, c) for r, c in unknown if is_small(rows[r][c], fewest)]
    values = {cell: set() for cell in small}
    for numbers in product(range(6), repeat=len(unknown)):
        other = [list(row) for row in rows]
        for (r, c), number in zip(unknown, numbers, strict=True):
            other[r][c] = number
        no_new_nought = all(other[r][c] or not rows[r][c] for r, c in unknown)
        if no_new_nought and sums(other) == sums(rows):
            for r, c in small:
                values[r, c].add(other[r][c])
    assert all(len(found) > 1 for found in values.values())


def sums(rows):
    return [sum(row) for row in rows], [sum(column) for column in zip(*rows, strict=True)]


@given(tables(), st.data())
def test_what_is_withheld_elsewhere_is_withheld_whole(rows, data):
    rows_hidden = data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    width = len(rows[0])
    columns_hidden = data.draw(st.lists(st.booleans(), min_size=width, max_size=width))
    flags = within(rows, hidden_rows=rows_hidden, hidden_columns=columns_hidden, fewest=FEWEST)
    for r, row in enumerate(rows):
        for c, number in enumerate(row):
            if rows_hidden[r] or columns_hidden[c]:
                assert flags[r][c]
            if not flags[r][c]:
                assert not is_small(number, FEWEST)


def test_what_withheld_rows_hold_together_is_protected_like_a_row():
    """Two rows are withheld elsewhere. Together they have 3 in the first column, which the sums would tell."""
    rows = [[1, 20], [2, 30], [40, 50], [60, 70]]
    flags = within(
        rows, hidden_rows=[True, True, False, False], hidden_columns=[False, False], fewest=FEWEST
    )
    assert flags[:2] == ((True, True), (True, True))
    assert (True, True) in flags[2:]
