"""May this happen in an election? Each rule answers with a sentence; docs/elections.md tells what they hold.

A module for each subject: `rules.voting.may_vote`.
"""

from . import (
    draw,
    electorate,
    fairness,
    key,
    moments,
    nominating,
    objecting,
    opening,
    preparing,
    publication,
    reminding,
    result,
    roll,
    scrutiny,
    staff,
    vacancy,
    voting,
)

__all__ = [
    "draw",
    "electorate",
    "fairness",
    "key",
    "moments",
    "nominating",
    "objecting",
    "opening",
    "preparing",
    "publication",
    "reminding",
    "result",
    "roll",
    "scrutiny",
    "staff",
    "vacancy",
    "voting",
]
