"""Quartiles, thirds and shares, by hand."""

import pytest

from assembly.consultations.analysis.figures.spread import per_cent, quartiles, thirds


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([0, 0, 0], None),
        ([1], (0, 0, 0)),
        ([1, 1, 1, 1], (0, 1, 2)),
        ([10, 0, 0, 0, 10], (0, 0, 4)),
        ([1, 2, 3, 10, 4], (2, 3, 3)),  # 5th, 10th and 15th of 20
    ],
)
def test_quartiles_are_the_places_that_so_many_do_not_exceed(numbers, found):
    assert quartiles(numbers) == found


@pytest.mark.parametrize(
    ("points", "found"),
    [
        (3, ([0], [1], [2])),
        (4, ([0, 1], [], [2, 3])),
        (5, ([0, 1], [2], [3, 4])),
        (7, ([0, 1, 2], [3], [4, 5, 6])),
        (10, ([0, 1, 2, 3], [4, 5], [6, 7, 8, 9])),
    ],
)
def test_both_ends_of_a_scale_have_as_many_points(points, found):
    assert tuple(list(places) for places in thirds(points)) == found


def test_per_cent():
    assert [int(per_cent(part, 8)) for part in (0, 1, 4, 8)] == [0, 13, 50, 100]
    assert per_cent(0, 0) == 0
