"""`.ci/run` prints what its steps cost, and holds it against the budget."""

import importlib.util
import os
from pathlib import Path

import pytest

CI = Path(__file__).resolve().parents[1] / ".ci"
_made = importlib.util.spec_from_file_location("costs", CI / "costs.py")
costs = importlib.util.module_from_spec(_made)
_made.loader.exec_module(costs)


@pytest.fixture
def told(tmp_path):
    """What `.ci/run` leaves of a step; the first two figures are of the shell itself."""

    def tell(name, wall=1, own="0m1.000s 0m0.000s", served=(0, 0)):
        (tmp_path / f"{name}.told").write_text(f"{wall} {served[0]:.2f} {served[1]:.2f} 0\n")
        (tmp_path / f"{name}.times").write_text(f"9m9.000s 9m9.000s\n{own}\n")
        return tmp_path

    return tell


def test_minutes_and_seconds_of_user_and_system_are_added_up():
    assert costs.seconds("0m0.010s 0m0.020s\n1m2.500s 0m0.250s\n") == 62.75


def test_the_server_is_added_to_the_step_on_it_alone(told):
    told("lint", served=(10, 40))
    folder = told("postgresql", 60, "2m0.000s 0m5.000s", (100.5, 130.75))
    assert costs.costs(folder) == {"lint": (1, 1.0), "postgresql": (60, 155.25)}


def test_within_the_budget_nothing_is_said(told, capsys):
    assert costs.table(told("sqlite", 300, "8m20.000s 0m0.000s")) == 0
    shown = capsys.readouterr().out
    assert "sqlite            300          500      500" in shown
    assert "budget:" not in shown
    assert "WARNING" not in shown


def test_steps_over_their_budget_are_named(told, capsys):
    told("sqlite", own="8m21.000s 0m0.000s")
    told("demo", own="1m40.000s 0m0.000s")
    assert costs.table(told("types", own="0m51.000s 0m0.000s")) == 0
    assert "Over their budget: sqlite, the rest." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("own", "code", "said"),
    [
        ("33m20.000s 0m0.000s", 0, ""),
        ("33m21.000s 0m0.000s", 0, "WARNING: more than 2,000 processor seconds in all."),
        ("100m1.000s 0m0.000s", 1, "More than 6,000 processor seconds"),
    ],
)
def test_too_much_in_all_warns_and_twice_of_it_fails(told, capsys, own, code, said):
    assert costs.table(told("sqlite", own=own)) == code
    shown = capsys.readouterr().out
    assert said in shown
    assert ("WARNING" in shown) == bool(said)


def test_what_the_server_has_used_only_grows():
    before = costs.served()
    assert before >= 0
    assert costs.served() >= before


def test_the_processes_of_the_server_are_found_by_their_name(tmp_path, monkeypatch):
    """A name may hold spaces and brackets; the figures are counted from the last one."""
    ticks = os.sysconf("SC_CLK_TCK")
    for pid, name, used in ((1, "postgres", 3), (2, "python", 50), (3, "post (gres) x", 70)):
        folder = tmp_path / str(pid)
        folder.mkdir()
        fields = ["S", *["0"] * 10, *[str(used * ticks)] * 4, "99"]
        (folder / "stat").write_text(f"{pid} ({name}) {' '.join(fields)}\n")
    monkeypatch.setattr(costs, "Path", lambda _: tmp_path)
    assert costs.served() == 12
