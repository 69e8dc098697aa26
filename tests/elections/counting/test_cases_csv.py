"""The small CSV files from real trouble, each with what must become of it on the command line."""

import pytest

from elections.counting import CsvError, count, read_csv
from elections.counting.__main__ import main
from elections.counting.csv_layout import CsvOptions

pytestmark = pytest.mark.shared_data

# Read: the candidates, each ranking with its papers, and a part of every note.
BY_NAMES = "The candidates were taken from the papers"
READ = {
    "P41-skipped.csv": (["Ann", "Bob"], {(1,): 1, (2, 1): 1, (2,): 1}, [BY_NAMES, "A skipped rank on line 2"]),
    "fuzz-c01.csv": (["Ann", "Bob", "Cat"], {(1, 2, 3): 1, (2, 1): 1}, []),
    "fuzz-c03-gap.csv": (["Ann", "Bob", "Cat"], {(1,): 1}, ["A skipped rank on line 2"]),
    "fuzz-c05-semicolon.csv": (["Ann", "Bob", "Cat"], {(1, 2, 3): 1, (2, 1, 3): 1}, ["Read with semicolons"]),
    "fuzz-c06-tab.csv": (["Ann", "Bob", "Cat"], {(1, 2, 3): 1, (2, 1, 3): 1}, ["Read with tabs"]),
    "fuzz-c07-bom-crlf.csv": (["Ann", "Bob", "Cat"], {(1, 2, 3): 1}, []),
    "fuzz-c08-utf16.csv": (["Ann", "Bob", "Cat"], {(1, 2, 3): 1}, []),
    "fuzz-c10-ordinals.csv": (["Ann", "Bob", "Cat"], {(1, 2, 3): 1}, []),
    "fuzz-c11-decimal.csv": (["Ann", "Bob", "Cat"], {(1, 2, 3): 1}, []),
    "fuzz-c12-google-forms.csv": (
        ["Ann", "Bob", "Cat"],
        {(1, 2, 3): 2, (2, 1, 3): 1},
        ["The column “Timestamp” passed over", "The question “Rank the candidates” left out"],
    ),
    "fuzz-c14-opavote-like.csv": (
        ["Ann", "Bob", "Cat"],
        {(1, 2): 1, (2, 3): 1},
        ["The column “id” passed over", "The headings are numbers and the cells names", BY_NAMES],
    ),
    "fuzz-c20-header-only.csv": (["Ann", "Bob"], {}, []),
    "fuzz-c23-comment-rows.csv": (["Ann", "Bob", "Cat"], {(1, 2, 3): 1}, ["1 line above the headings"]),
    "fuzz-c27-rank-big.csv": (["Ann", "Bob", "Cat"], {(1, 2): 1}, ["A skipped rank on line 2"]),
    "fuzz-c30-loomio.csv": (
        ["Ann", "Bob", "Cat"],
        {(1, 2, 3): 2, (2, 1, 3): 1},
        ["The column “participant” passed over"],
    ),
}  # fmt: skip
# Refused: the line, and a part of the sentence.
REFUSED = {
    "P40-overvote.csv": (2, "“overvote”, which names no candidate"),
    "fuzz-75-xlsx-as-csv.csv": (1, "spreadsheet"),
    "fuzz-c16-dup.csv": (2, "“Ann” twice on one paper"),
    "fuzz-c17-space-case.csv": (3, "“ann”, and “Ann” on line 2"),
    "fuzz-c19-empty.csv": (1, "no columns"),
    "fuzz-c21-x-marks.csv": (2, "“X” in the column “Ann”"),
    "fuzz-c26-neg.csv": (2, "“-1” in the column “Ann”"),
    "fuzz-c28-nul.csv": (2, "“␀2” in the column “Bob”"),
    "fuzz-c32-writein.csv": (2, "“Write-in: Zed”, which names no candidate"),
}
OF_THE_COMMAND = {"fuzz-c02-noseats.csv"}


def test_no_file_is_left_out(shared_cases):
    there = {path.name for path in (shared_cases / "counting").glob("*.csv")}
    assert there == READ.keys() | REFUSED.keys() | OF_THE_COMMAND


@pytest.mark.parametrize("name", READ)
def test_it_is_read(shared_cases, name):
    candidates, rankings, notes = READ[name]
    ballots = read_csv((shared_cases / "counting" / name).read_bytes(), seats=1, name=name)
    assert list(ballots.candidates) == candidates
    assert dict(ballots.distinct()) == rankings
    assert len(ballots.notes) == len(notes)
    for note, part in zip(sorted(ballots.notes), sorted(notes), strict=True):
        assert part in note


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(shared_cases, name):
    line, part = REFUSED[name]
    with pytest.raises(CsvError) as refusal:
        read_csv((shared_cases / "counting" / name).read_bytes(), seats=1, name=name)
    assert refusal.value.line == line
    assert part in str(refusal.value)


def test_words_that_name_nobody_are_read_as_empty_cells_when_asked(shared_cases):
    data = (shared_cases / "counting" / "P40-overvote.csv").read_bytes()
    ballots = read_csv(data, seats=1, options=CsvOptions(blank=["overvote", "undervote"]))
    assert ballots.candidates == ("Ann", "Bob")
    assert dict(ballots.distinct()) == {(): 2, (1, 2): 1, (1,): 1, (2, 1): 1}
    assert count(ballots).elected == [1]


def test_a_file_without_seats_asks_for_them(shared_cases, capsys):
    assert main([str(shared_cases / "counting" / "fuzz-c02-noseats.csv")]) == 2
    assert "give --seats" in capsys.readouterr().err


def test_what_is_noted_stands_on_the_sheet(shared_cases, capsys):
    assert main([str(shared_cases / "counting" / "P41-skipped.csv"), "--seats", "1"]) == 0
    assert "A skipped rank on line 2" in capsys.readouterr().out


def test_columns_and_words_are_given_on_the_command_line(tmp_path, capsys):
    file = tmp_path / "votes.csv"
    file.write_text("Rank 1,Rank 2,Remark\novervote,Ann,x\nAnn,Bob,y\n", "utf-8")
    asked = ["--seats", "1", "--ignore", "Remark", "--blank", "overvote"]
    assert main([str(file), *asked]) == 0
    assert "A skipped rank on line 2" in capsys.readouterr().out
