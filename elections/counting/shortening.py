"""The ballots as they can be published: of each ranking what its count used, and nothing that no stage asked for.

A ranking of many candidates is nearly unique, so somebody could tell a voter which order to write and find it again
among the published ones. What no stage used helps nobody to check the count, so it is left out.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .ballots import Ballots, padded
from .results import Count


def shortened(count: Count, *countbacks: Count) -> Ballots:
    """Return the ballots of a count without the preferences that neither it nor these countbacks of it used.

    A paper stands at a preference when it is dealt: it passes over those of candidates who are closed by then, and
    never reaches those behind the last. Both kinds can go, and every stage of the same count of what is left is
    equal: each paper is dealt in the same order to the same candidates, and runs out where it ran out before. The
    order of lines goes too, and equal rankings become one line.
    """
    ballots = count.election.ballots
    used = np.logical_or.reduce([each.preferences_used() for each in (count, *countbacks)])
    kept = used & (ballots.preferences != 0)
    preferences = padded(
        kept.sum(axis=1), ballots.preferences[kept].astype(np.int64), len(ballots.candidates)
    )
    rows, which = np.unique(preferences, axis=0, return_inverse=True)
    weights = np.zeros(len(rows), dtype=np.int64)
    np.add.at(weights, which.ravel(), ballots.weights)
    return replace(ballots, preferences=rows, weights=weights, file_sha256="", notes=())
