"""What a run leaves out, another does: each commit upgrades both copies, and two turns both on each database."""

import pytest

from tests import nets

COPIES = {"demo", "open-poll"}


@pytest.fixture(autouse=True)
def _sampled(monkeypatch):
    monkeypatch.setattr(nets, "ALL", False)


def taken(turn, *, postgresql):
    return {copy for copy in COPIES if nets.upgrades(copy, turn=turn, postgresql=postgresql)}


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_each_commit_upgrades_both_copies(turn):
    assert taken(turn, postgresql=False) | taken(turn, postgresql=True) == COPIES


@pytest.mark.parametrize("postgresql", [False, True])
def test_two_turns_upgrade_both_copies_on_each_database(postgresql):
    assert taken(0, postgresql=postgresql) | taken(1, postgresql=postgresql) == COPIES


def test_everything_is_upgraded_when_asked(monkeypatch):
    monkeypatch.setattr(nets, "ALL", True)
    assert taken(0, postgresql=True) == COPIES
