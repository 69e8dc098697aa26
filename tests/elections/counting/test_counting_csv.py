"""Ballots as rows of a table: both forms, and what is refused with its line."""

import codecs
import csv
import hashlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections.counting import CountingError, CsvError, count, read_csv
from elections.counting.csv_layout import CsvOptions

NAMES = ("Castor", "Pollux", "Helen")
PAPERS = [((), 1), ((1, 2), 4), ((3,), 2)]

BY_CANDIDATE = "Castor,Pollux,Helen,Weight\n1,2,,4\n,,1,2\n,,,1\n"
BY_RANK = "Weight,Rank 1,Rank 2,Rank 3\n4,Castor,Pollux,\n2,Helen,,\n1,,,\n"

SPELLINGS = {
    "a column a candidate": BY_CANDIDATE,
    "a column a rank": BY_RANK,
    "numbers in the cells": BY_RANK.replace("Castor", "1").replace("Pollux", "2").replace("Helen", "3"),
    "without weights": "Castor,Pollux,Helen\n" + "1,2,\n" * 4 + ",,1\n" * 2 + ",,\n",
    "a weight split": BY_CANDIDATE.replace("1,2,,4", "1,2,,1\n1,2,,3"),
    "columns in another order": "Helen,weight,Pollux,Castor\n,4,2,1\n1,2,,\n,1,,\n",
    "ranks in another order": "Rank 2,Rank 1,WEIGHT,Rank 3\nPollux,Castor,4,\n,Helen,2,\n,,1,\n",
    "choice": BY_RANK.replace("Rank ", "choice_"),
    "preference": BY_RANK.replace("Rank ", "Preference"),
    "ordinals": BY_RANK.replace("Rank 1,Rank 2,Rank 3", "1st,2nd choice,3rd"),
    "UTF-8 mark": codecs.BOM_UTF8 + BY_CANDIDATE.encode(),
    "UTF-16": BY_CANDIDATE.encode("utf-16"),
    "CRLF": BY_CANDIDATE.replace("\n", "\r\n"),
    "old Mac line ends": BY_RANK.replace("\n", "\r"),
    "no final newline": BY_CANDIDATE.rstrip(),
    "empty lines at the end": BY_CANDIDATE + "\n\r\n\n",
    "spaces and quotes": BY_CANDIDATE.replace("1,2", ' 1 ,"2"').replace("Castor", '" Castor"'),
}  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spellings_of_the_same_papers(spelling):
    text = SPELLINGS[spelling]
    ballots = read_csv(text, seats=2, candidates=NAMES, title=" Twins and sister ")
    assert ballots.candidates == NAMES
    assert (ballots.seats, ballots.title, ballots.papers) == (2, "Twins and sister", 7)
    assert ballots.distinct() == PAPERS
    assert ballots.notes == ()
    data = text.encode() if isinstance(text, str) else text
    assert ballots.file_sha256 == count(ballots, seed="s").input_sha256
    assert ballots.file_sha256 == hashlib.sha256(data).hexdigest()


def test_without_names_the_columns_number_the_candidates():
    ballots = read_csv("Pollux,Helen\n2,1\n", seats=1)
    assert ballots.candidates == ("Pollux", "Helen")
    assert ballots.distinct() == [((2, 1), 1)]
    assert ballots.notes == ()


def test_where_columns_are_ranks_the_alphabet_numbers_the_candidates_and_it_is_said():
    ballots = read_csv("1st,2nd\nPollux,\nHelen,Castor\n", seats=1)
    assert ballots.candidates == ("Castor", "Helen", "Pollux")
    assert ballots.distinct() == [((2, 1), 1), ((3,), 1)]
    (note,) = ballots.notes
    assert note == (
        "The candidates were taken from the papers, in the order of the alphabet: one whom nobody "
        "ranked is not among them."
    )


def test_equal_ranks_end_a_papers_preferences_and_it_is_said():
    ballots = read_csv("A,B,C,D\n1,2,2,4\n1,2,2,9\n1,1,,\n4,3,2,1\n", seats=1)
    assert ballots.distinct() == [((), 1), ((1,), 2), ((4, 3, 2, 1), 1)]
    assert ballots.notes == (
        "Equal ranks on lines 2, 3 and 4: these rules have none, so the preferences of such a "
        "paper end before the first equal rank.",
    )


def test_a_skipped_rank_ends_a_papers_preferences_and_it_is_said():
    by_candidate = read_csv("A,B,C\n1,3,\n2,3,\n1,2,3\n1,2,99\n", seats=1)
    assert by_candidate.distinct() == [((), 1), ((1,), 1), ((1, 2), 1), ((1, 2, 3), 1)]
    assert by_candidate.notes == (
        "A skipped rank on lines 2, 3 and 5: the preferences of such a paper end before the rank it skips.",
    )
    by_rank = read_csv("Rank 1,Rank 2,Rank 3\nA,,B\n,B,\nB,A,\n", seats=1, candidates=["A", "B"])
    assert by_rank.distinct() == [((), 1), ((1,), 1), ((2, 1), 1)]
    assert "A skipped rank on lines 2 and 3" in by_rank.notes[0]


FORMS = [
    # text, the candidates, what is noted beside the candidates' order
    ("A;B;C\n1;2;3\n", "ABC", "Read with semicolons between the columns."),
    ("A\tB\tC\n1\t2\t3\n", "ABC", "Read with tabs between the columns."),
    ("A,B,C\n1st,2nd,3rd\n", "ABC", ""),
    ("A,B,C\n1.0,2.0,3.00\n", "ABC", ""),
    ("A,B,C\n1st choice,2nd choice,3rd choice\n", "ABC", ""),
    ("# Export of 1 May\nA,B,C\n1,2,3\n", "ABC", "1 line above the headings, beginning with #, passed over."),
    ("Voter ID,A,B,C\nx7,1,2,3\n", "ABC", "The column “Voter ID” passed over: no part of the ballot."),
    ("Timestamp,Rank them [A],Rank them [B],Rank them [C]\n1/5,1,2,3\n", "ABC",
     "The question “Rank them” left out of the headings: what stands in brackets was read."),
    ("A,B,C,,\n1,2,3,,\n", "ABC", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "candidates", "note"), FORMS)
def test_what_people_export_is_read_and_what_was_passed_over_is_said(text, candidates, note):
    ballots = read_csv(text, seats=1)
    assert ballots.candidates == tuple(candidates)
    assert ballots.distinct() == [((1, 2, 3), 1)]
    assert (note in ballots.notes) if note else not ballots.notes


def test_ranks_are_written_in_words_too():
    ballots = read_csv("First choice,Second choice\nA,B\nB,\n", seats=1)
    assert ballots.distinct() == [((1, 2), 1), ((2,), 1)]


@pytest.mark.parametrize("heading", ["Total", "Votes", "Name", "Comments"])
def test_a_heading_that_is_hardly_a_candidate_is_asked_about(heading):
    text = f"A,B,{heading}\n1,2,3\n"
    with pytest.raises(CsvError, match=f"a column “{heading}”, which is hardly a candidate"):
        read_csv(text, seats=1)
    assert read_csv(text, seats=1, options=CsvOptions([heading])).candidates == ("A", "B")
    assert read_csv(text, seats=1, candidates=["A", "B", heading]).distinct() == [((1, 2, 3), 1)]


def test_a_candidate_who_is_called_as_such_a_column_is_one():
    ballots = read_csv("A,Id\n2,1\n", seats=1, candidates=["A", "Id"])
    assert ballots.distinct() == [((2, 1), 1)]
    assert not ballots.notes


def test_headings_1_2_3_are_ranks_where_the_cells_are_names():
    ballots = read_csv("id,weight,1,2,3\n1,5,A,B,\n2,1,B,C,\n", seats=1)
    assert ballots.candidates == ("A", "B", "C")
    assert ballots.distinct() == [((1, 2), 5), ((2, 3), 1)]
    assert "The headings are numbers and the cells names: read as ranks." in ballots.notes


@pytest.mark.parametrize("ignored", ["Why", "why", "3"])
def test_a_column_is_left_out_when_asked(ignored):
    text = "A,B,Why\n1,2,Thank you\n"
    assert read_csv(text, seats=1, options=CsvOptions(ignore=[ignored])).candidates == ("A", "B")
    with pytest.raises(CsvError, match=r"“Thank you” in the column “Why”.*--ignore"):
        read_csv(text, seats=1)


def test_a_column_to_ignore_that_is_not_there_is_named():
    with pytest.raises(
        CsvError, match=r"no column “Remarks” to ignore; expected one of the headings \(A, B\)"
    ):
        read_csv("A,B\n1,2\n", seats=1, options=CsvOptions(ignore=["Remarks"]))


@pytest.mark.parametrize("word", ["overvote", "Undervote", "skipped", "N/A", "Write-in: Zed", "--"])
def test_a_word_that_names_nobody_is_no_candidate(word):
    text = f"Rank 1,Rank 2\n{word},A\nB,A\n"
    with pytest.raises(
        CsvError, match=r"line 2: .*which names no candidate; expected a name.*--blank"
    ):
        read_csv(text, seats=1)
    blank = read_csv(text, seats=1, options=CsvOptions(blank=[word]))
    assert blank.candidates == ("A", "B")
    assert blank.distinct() == [((), 1), ((2, 1), 1)]
    called_so = read_csv(text, seats=1, candidates=["A", "B", word])
    assert called_so.distinct() == [((2, 1), 1), ((3, 1), 1)]


@pytest.mark.parametrize("other", ["ANN LEE", "Ann  Lee", "ann lee"])
def test_two_spellings_of_a_name_are_asked_about(other):
    text = f"Rank 1,Rank 2\nAnn Lee,Bob\nBob,{other}\n"
    with pytest.raises(
        CsvError, match="“Ann Lee” on line 2; expected one spelling of one candidate"
    ) as refusal:
        read_csv(text, seats=1)
    assert refusal.value.line == 3
    assert read_csv(text, seats=1, candidates=["Ann Lee", other, "Bob"]).papers == 2


def test_a_file_without_papers():
    assert read_csv("A,B\n", seats=1).papers == 0
    assert read_csv("Rank 1\n", seats=1, candidates=["A"]).papers == 0


IGNORE = "a column that is no part of the ballot is left out with --ignore."
A_RANK = f"expected a rank, 1 or more, or an empty cell; {IGNORE}"
OF_NAMES = "one of the candidates: Castor, Pollux, Helen"
MALFORMED = [
    # text, line, the problem; the candidates are NAMES
    ("", 1, "found no columns; expected a column for every candidate, or for every rank."),
    ("Weight\n", 1, "found no columns; expected a column for every candidate, or for every rank."),
    ("Castor,,Helen\n", 1, "found column 2 without a heading of one line; expected a heading."),
    ('Castor,"Pol\nlux",Helen\n', 1, "found column 2 without a heading of one line; expected a heading."),
    ("Castor,Castor,Helen\n", 1, "found two columns “Castor”; expected headings that differ."),
    ("Castor,Weight,weight\n", 1, "found two columns of weights; expected one at most."),
    ("1,2,3\n", 1, "found the headings 1, 2 and 3, of which some may be ranks or numbers; "
     "expected the candidates' names in all, or “Rank 1”, “Rank 2” … in all; " + IGNORE),
    ("Rank 1,Pollux,Helen\n", 1, "found the headings Rank 1, Pollux and Helen, of which some may be ranks "
     "or numbers; expected the candidates' names in all, or “Rank 1”, “Rank 2” … in all; " + IGNORE),
    ("Rank 1,Rank 3\n", 1, "found columns for the ranks 1 and 3; expected 1, 2, 3 … once each."),
    ("Rank 1,1st\n", 1, "found columns for the ranks 1 and 1; expected 1, 2, 3 … once each."),
    ("Castor,Pollux,Zeus\n", 1, f"found a column “Zeus”; expected {OF_NAMES}; {IGNORE}"),
    ("Castor,Pollux\n", 1, "found no column “Helen”; expected one for every candidate."),
    ("\nCastor,Pollux\n", 1, "found an empty line; expected a paper; a blank one is written with its commas."),
    (BY_CANDIDATE + "\n\n1,2,3,1\n", 5, "found an empty line; expected a paper; "
     "a blank one is written with its commas."),
    (BY_CANDIDATE + "1,2,3\n", 5, "found 3 cells; expected 4, one under each heading."),
    (BY_CANDIDATE + "1\n", 5, "found 1 cell; expected 4, one under each heading."),
    (BY_CANDIDATE + ",,1,\n", 5, "found “”; expected the number of papers that have this ranking, 1 or more."),
    (BY_CANDIDATE + ",,1,0\n", 5, "found “0”; expected the number of papers that have this ranking, 1 or more."),
    (BY_CANDIDATE + ",,1,900000001\n", 5, "found 900000001 papers; expected at most 900,000,000."),
    (BY_CANDIDATE + "1,x,,1\n", 5, f"found “x” in the column “Pollux”; {A_RANK}"),
    (BY_CANDIDATE + "1,2.5,,1\n", 5, f"found “2.5” in the column “Pollux”; {A_RANK}"),
    (BY_CANDIDATE + "0,1,,1\n", 5, f"found “0” in the column “Castor”; {A_RANK}"),
    (BY_CANDIDATE + "1,٢,,1\n", 5, f"found “٢” in the column “Pollux”; {A_RANK}"),
    (BY_RANK + "1,Zeus,,\n", 5, f"found “Zeus”; expected {OF_NAMES}."),
    (BY_RANK + "1,castor,,\n", 5, f"found “castor”; expected {OF_NAMES}."),
    (BY_RANK + "1,4,,\n", 5, f"found “4”; expected {OF_NAMES}."),
    (BY_RANK + "1,Helen,3,\n", 5, "found “3” twice on one paper; expected each candidate once."),
    (BY_CANDIDATE + '"1" 2,,,1\n', 5, "found what is not CSV (',' expected after '\"'); "
     "expected commas, and whole cells in quotes."),
    (BY_CANDIDATE + '"1,2,,4\n', 5, "found what is not CSV (unexpected end of data); "
     "expected commas, and whole cells in quotes."),
    (BY_CANDIDATE.encode() + b"\xeb,,,1\n", 5, "found byte 0xEB, which is not UTF-8 text; "
     "expected a file saved as UTF-8."),
    ("Castor,\ud800\n", 1, "found byte 0xED, which is not UTF-8 text; expected a file saved as UTF-8."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "problem"), MALFORMED)
def test_a_malformed_file_is_refused_with_line_finding_and_expectation(text, line, problem):
    with pytest.raises(CsvError) as refusal:
        read_csv(text, seats=2, candidates=NAMES, name="votes.csv")
    assert (refusal.value.line, refusal.value.problem) == (line, problem)
    assert str(refusal.value) == f"votes.csv, line {line}: {problem}"


def test_a_row_over_several_lines_is_named_by_its_first():
    text = 'Rank 1,Rank 2\nCastor,\n"Zeus\nfather",\n'
    with pytest.raises(CsvError) as refusal:
        read_csv(text, seats=1, candidates=NAMES)
    assert refusal.value.line == 3


UNNAMED = [
    ("Rank 1\nAnn\n2\n", 3, "found “2”; expected a name on one line (for numbers, say what the"),
    ('Rank 1\n"A\nB"\n', 2, "found “A\nB”; expected a name on one line"),
    ("Rank 1,Rank 2\n,\n", 2, "found no candidate on any paper; expected names, or to be told"),
    ("Rank 1\n", 1, "found no candidate on any paper"),
]


@pytest.mark.parametrize(("text", "line", "problem"), UNNAMED)
def test_candidates_who_cannot_be_known_are_refused(text, line, problem):
    with pytest.raises(CsvError) as refusal:
        read_csv(text, seats=1)
    assert refusal.value.line == line
    assert problem in refusal.value.problem


@pytest.mark.parametrize("names", [["Ann", "Ann"], ["Ann", "7"], ["Ann", ""]])
def test_names_that_cannot_be_told_apart_are_refused(names):
    with pytest.raises(CountingError, match="a CSV file tells candidates by their names"):
        read_csv("Ann\n", seats=1, candidates=names)


def test_too_many_papers_and_no_seats_are_refused():
    with pytest.raises(CountingError, match="more than 900,000,000 papers"):
        read_csv("Ann,Weight\n1,900000000\n,1\n", seats=1)
    with pytest.raises(CountingError, match="There are 0 seats to fill"):
        read_csv(BY_CANDIDATE, seats=0)


MANY = settings(max_examples=80, deadline=None)


@MANY
@given(
    st.lists(
        st.tuples(st.lists(st.integers(1, 3), unique=True), st.integers(1, 9)), max_size=8
    )
)  # fmt: skip
def test_both_forms_say_the_same(papers):
    by_candidate, by_rank = io.StringIO(), io.StringIO()
    csv.writer(by_candidate).writerow([*NAMES, "weight"])
    csv.writer(by_rank).writerow(["1st", "2nd", "3rd", "weight"])
    for ranking, weight in papers:
        ranks = [ranking.index(n) + 1 if n in ranking else "" for n in (1, 2, 3)]
        csv.writer(by_candidate).writerow([*ranks, weight])
        names = [NAMES[n - 1] for n in ranking]
        csv.writer(by_rank).writerow([*names, *[""] * (3 - len(names)), weight])
    one, other = (
        read_csv(text.getvalue(), seats=1, candidates=NAMES) for text in (by_candidate, by_rank)
    )
    assert one.distinct() == other.distinct()
    assert one.papers == sum(weight for _, weight in papers)


@MANY
@given(st.text(alphabet='01234,,,,\n\n\r"; AB', max_size=50), st.sampled_from(["A,B", "1st,2nd"]))
def test_any_text_is_read_or_refused_in_a_sentence(text, header):
    """Never a traceback: anything but ballots or a CsvError fails this test."""
    try:
        ballots = read_csv(f"{header}\n{text}", seats=1, candidates=["A", "B"])
    except CsvError as refusal:
        said = refusal.problem
    else:
        said = f"found {ballots.papers} papers; expected."
    assert said.startswith("found ")
    assert "; expected" in said
