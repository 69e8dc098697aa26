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


def test_two_turns_run_every_file_on_postgresql_and_each_about_half():
    files = [f"tests/test_{number}.py" for number in range(100)]
    first, second = ({file for file in files if nets.runs(file, turn=turn)} for turn in (7, 8))
    assert first ^ second == set(files)
    assert 30 < len(first) < 70


def test_every_file_is_run_on_postgresql_when_asked(monkeypatch):
    monkeypatch.setattr(nets, "ALL", True)
    assert nets.runs("tests/test_0.py", turn=0)
    assert nets.runs("tests/test_0.py", turn=1)
