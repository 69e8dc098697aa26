"""The command and the two forms of its result: plain text and JSON."""

import io
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from elections.counting import count, read_blt
from elections.counting.__main__ import main

ROOT = Path(__file__).resolve().parents[3]
BLT = '3 2\n-3\n[tie 3 2 1]\n4 1 2 0\n2 2=1 0\n1 3 2 0\n0\n"Zoë"\n"Bob"\n"Cat"\nWard\n'
SMALL = '4 2\n20 1 2 0\n6 1 0\n1 3 0\n2 4 3 0\n0\n"Ann"\n"Bob"\n"Cat"\n"Dan"\n"Ward 1"\n'


@pytest.fixture
def blt(tmp_path):
    path = tmp_path / "ward.blt"
    path.write_text(SMALL)
    return str(path)


def test_text_says_what_happened_and_why(blt, capsys):
    assert main([blt]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "Ward 1",
        "Rule: scottish. 2 seats, 4 candidates.",
        "29 papers: 29 valid, 0 without a preference. Quota 10.",
    ]
    assert "Stage 2: surplus of Ann" in lines
    assert "  Bob                       12.30760          +12.30760  elected" in lines
    assert "  Lost to rounding           0.00012           +0.00012" in lines
    assert "  Non-transferable           3.69228           +3.69228" in lines
    assert "Elected, in order: Ann, Bob." in lines


def test_text_tells_of_the_withdrawn_the_excluded_the_notes_and_the_seed():
    sheet = count(read_blt(BLT), seats=1, seed="dice").to_text()
    assert "Withdrawn, and struck from every paper: Cat." in sheet
    assert "Seed of the draw: dice" in sheet
    assert "Note: Equal ranks (=) on line 5" in sheet
    assert "Rule: scottish. 1 seat, 2 candidates." in sheet
    excluded = count(read_blt('3 1\n3 1 0\n2 2 0\n4 3 0\n0\nA\nB\nC\n""\n')).to_text()
    assert "  B                          0.00000           -2.00000  excluded" in excluded
    assert not excluded.startswith("\n")  # no title, no empty line


def test_json_is_the_result_as_documented(blt, capsys):
    assert main([blt, "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result == count(read_blt(SMALL)).to_json()
    assert set(result) == {
        "rule", "title", "seats", "papers", "valid", "quota", "candidates", "elected", "stages",
        "ties", "countback", "constraints", "seed", "lot_order", "notes", "input_sha256",
    }  # fmt: skip
    assert (result["rule"], result["seats"], result["valid"]) == ("scottish", 2, 29)
    assert (result["quota"], result["elected"]) == ("10.00000", [1, 2])
    assert result["candidates"][1] == {"number": 2, "name": "Bob", "withdrawn": False}
    assert result["stages"][1]["votes"] == {
        "1": "10.00000", "2": "12.30760", "3": "1.00000", "4": "2.00000"
    }  # fmt: skip
    assert result["stages"][1]["transfers"] == [
        {"from": 1, "to": None, "papers": 6, "votes": "3.69228", "value": "0.61538"},
        {"from": 1, "to": 2, "papers": 20, "votes": "12.30760", "value": "0.61538"},
    ]
    assert result["stages"][1]["lost"] == "0.00012"


def test_json_shows_every_tie(tmp_path, capsys):
    path = tmp_path / "tie.blt"
    path.write_text("2 1\n1 1 0\n1 2 0\n0\nAnn\nBob\nWard\n")
    assert main([str(path), "--seed", "dice", "--format", "json"]) == 0
    (tie,) = json.loads(capsys.readouterr().out)["ties"]
    assert tie["candidates"] == [1, 2]
    assert (tie["stage"], tie["purpose"], tie["decided_by"]) == (2, "exclusion", "lot")
    assert tie["chosen"] in (1, 2)
    assert "the draw from the seed “dice” decides" in tie["reason"]


def test_options_change_the_question(blt, capsys):
    assert main([blt, "--seats", "1", "--withdrawn", "1,4", "--rule", "scottish"]) == 0
    out = capsys.readouterr().out
    assert "1 seat, 2 candidates." in out
    assert "Elected, in order: Bob." in out


@pytest.mark.parametrize("form", ["csv", "html"])
def test_other_formats_are_those_of_the_result(blt, capsys, form):
    assert main([blt, "--format", form]) == 0
    # The table of a spreadsheet has its own line ends.
    assert capsys.readouterr().out == getattr(count(read_blt(SMALL)), f"to_{form}")()


BY_NAME = "Rank 1,Rank 2,weight\nAnn,Bob,20\nAnn,,6\nCat,,1\nDan,Cat,2\n"


@pytest.fixture
def csv_file(tmp_path):
    path = tmp_path / "Ward.CSV"
    path.write_text(BY_NAME)
    return str(path)


def test_a_csv_file_is_known_by_its_name_and_counted_alike(csv_file, blt, capsys):
    assert main([csv_file, "--seats", "2"]) == 0
    from_csv = capsys.readouterr().out.splitlines()
    assert main([blt]) == 0
    from_blt = capsys.readouterr().out.splitlines()
    assert (
        from_csv[from_csv.index("Stage 2: surplus of Ann") : -2]
        == (from_blt[from_blt.index("Stage 2: surplus of Ann") : -2])
    )


def test_a_csv_file_of_another_name_and_with_numbers(tmp_path, capsys):
    votes, names = tmp_path / "votes.txt", tmp_path / "names.txt"
    votes.write_text("1st,2nd\n2,1\n2,\n1,\n")
    names.write_text("\ufeffAnn\r\nBob\r\n")
    arguments = [str(votes), "--input", "csv", "--seats", "1", "--candidates", str(names)]
    assert main(arguments) == 0
    assert "Elected, in order: Bob." in capsys.readouterr().out


SPREAD = """{"categories": [{"name": "Town", "groups": [
    {"name": "Here", "members": [1, 2], "maximum": 1}, {"name": "There", "members": [3, 4]}]}]}"""


def test_constraints_are_read_kept_and_told(tmp_path, blt, capsys):
    path = tmp_path / "spread.json"
    path.write_text(SPREAD)
    assert main([blt, "--constraints", str(path), "--seed", "s"]) == 0
    out = capsys.readouterr().out
    assert "Constraints on Town: Here at most 1; There any number." in out
    assert "Elected, in order: Ann, Bob." not in out


def test_standard_input_is_read(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SMALL.encode())))
    assert main(["-"]) == 0
    assert "Elected, in order: Ann, Bob." in capsys.readouterr().out


BAD = [
    ("2 1\n1 9 0\n0\nAnn\nBob\n", "bad.blt, line 2: found candidate 9; expected "),
    ("2 1\n1 1 0\n1 2 0\n0\nAnn\nBob\nWard\n", "Give the seed that was fixed for this election."),
]


@pytest.mark.parametrize(("text", "sentence"), BAD)
def test_bad_input_is_one_clear_line_and_exit_code_two(tmp_path, capsys, text, sentence):
    path = tmp_path / "bad.blt"
    path.write_text(text)
    assert main([str(path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert sentence in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "files", "sentence"),
    [
        (["v.csv"], {"v.csv": BY_NAME}, "v.csv: a CSV file does not say how many seats there are; give --seats."),
        (["v.csv", "--seats", "1"], {"v.csv": "Ann,Ann\n"}, "v.csv, line 1: found two columns “Ann”; expected"),
        (["v.csv", "--seats", "1", "--candidates", "n"], {"v.csv": BY_NAME, "n": "Ann\nAnn\n"},
         "A candidate is called “Ann”, but a CSV file tells"),
        (["v.blt", "--candidates", "n"], {"v.blt": SMALL, "n": "Ann\n"}, "A BLT file names its candidates;"),
        (["v.blt", "--constraints", "s"], {"v.blt": SMALL, "s": "{"}, "s, line 1: not JSON"),
        (["v.blt", "--constraints", "s", "--seats", "4"], {"v.blt": SMALL, "s": SPREAD},
         "The constraints cannot be met: 4 seats must be filled, but Here may have at most 1 and only 2"),
        (["v.blt", "--constraints", "none"], {"v.blt": SMALL}, "none: No such file or directory."),
        (["v.blt", "--seats", "0"], {"v.blt": SMALL}, "There are 0 seats to fill"),
    ],
)  # fmt: skip
def test_bad_options_and_files_are_one_clear_line_and_exit_code_two(
    tmp_path, monkeypatch, capsys, arguments, files, sentence
):
    monkeypatch.chdir(tmp_path)
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(sentence)
    assert captured.err.count("\n") == 1


def test_a_missing_file_and_a_bad_option_are_exit_code_two(tmp_path, blt, capsys):
    assert main([str(tmp_path / "none.blt")]) == 2
    assert "none.blt: No such file or directory." in capsys.readouterr().err
    with pytest.raises(SystemExit) as leaving:
        main([blt, "--withdrawn", "Bob"])
    assert leaving.value.code == 2
    assert "found “Bob”; expected candidate numbers such as 2,5" in capsys.readouterr().err


def test_it_runs_as_a_module(monkeypatch, capsys, blt):
    monkeypatch.setattr("sys.argv", ["counting", blt])
    monkeypatch.delitem(sys.modules, "elections.counting.__main__")
    with pytest.raises(SystemExit) as leaving:
        runpy.run_module("elections.counting", run_name="__main__")
    assert leaving.value.code == 0
    assert "Elected, in order: Ann, Bob." in capsys.readouterr().out


def test_it_needs_nothing_but_python_and_numpy(blt):
    """A scrutineer's computer has no Django, and perhaps no UTF-8 locale."""
    program = (
        "import runpy, sys\n"
        "sys.modules['django'] = None\n"
        "runpy.run_module('elections.counting', run_name='__main__', alter_sys=True)\n"
    )
    done = subprocess.run(  # noqa: S603 -- this Python, our own program
        [sys.executable, "-c", program, blt, "--format", "json"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["elected"] == [1, 2]


def test_the_shortened_ballots_are_written_and_count_to_the_same_stages(blt, tmp_path, capsys):
    shorter = tmp_path / "published.blt"
    assert main([blt, "--format", "json", "--shortened", str(shorter)]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert shorter.read_text() == (
        '4 2\n6 1 0\n20 1 2 0\n1 3 0\n2 4 0\n0\n"Ann"\n"Bob"\n"Cat"\n"Dan"\n"Ward 1"\n'
    )
    assert main([str(shorter), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["stages"] == whole["stages"]
    assert main([blt, "--countback", "1", "--seed", "s", "--shortened", str(shorter)]) == 0
    assert "20 1 2 0" in shorter.read_text()
