"""Ballot files as people have them: what is read, and what is refused with its line."""

import codecs
import hashlib
from itertools import permutations

import pytest

from elections.counting import Ballots, BltError, blt, blt_plain, count, read_blt, write_blt
from elections.counting.ballots import MAX_PAPERS

TIDY = '3 2\n4 1 2 0\n2 3 0\n1 0\n0\n"Castor"\n"Pollux"\n"Helen"\n"Twins and sister"\n'
PAPERS = [((), 1), ((1, 2), 4), ((3,), 2)]
NAMES = ("Castor", "Pollux", "Helen")


def test_a_tidy_file():
    ballots = read_blt(TIDY)
    assert ballots.candidates == NAMES
    assert (ballots.seats, ballots.title, ballots.papers) == (2, "Twins and sister", 7)
    assert ballots.distinct() == PAPERS
    assert ballots.notes == ()
    assert ballots.file_sha256 == hashlib.sha256(TIDY.encode()).hexdigest()


OTHER_SPELLINGS = {
    "UTF-8 mark": codecs.BOM_UTF8 + TIDY.encode(),
    "UTF-16 little": TIDY.encode("utf-16"),
    "UTF-16 big": codecs.BOM_UTF16_BE + TIDY.encode("utf-16-be"),
    "mark in text": "\ufeff" + TIDY,
    "CRLF": TIDY.replace("\n", "\r\n"),
    "old Mac line ends": TIDY.replace("\n", "\r"),
    "no final newline": TIDY.rstrip(),
    "blank lines": TIDY.replace("\n", "\n\n"),
    "tabs and spaces": TIDY.replace(" 0", "\t 0  ").replace('"Helen"', ' "Helen" '),
    "first line and withdrawn on two lines": TIDY.replace("3 2", "3\n2 [tie 1 2 3]", 1),
    "all names on one line": TIDY.replace('"\n"', '" "'),
    "all names on one line, then the title": TIDY.replace('"\n"', '" "', 2),
    "names after the last 0": TIDY.replace('\n0\n"', '\n0 "', 1).replace('"\n"', '" "'),
    "the first name after the last 0": TIDY.replace('\n0\n"', '\n0 "'),
    "other quotation marks": TIDY.replace('"Castor"', "'Castor'").replace('"Helen"', "“Helen”"),
    "an empty line before the title": TIDY.replace('"Twins', '\n"Twins'),
    "the end of a file as DOS wrote it": TIDY + "\x1a",
    "unquoted names": TIDY.replace('"', ""),
    "comments": "# made by hand\n" + TIDY.replace("\n", " # so\n") + "# end\n",
    "comments between names": TIDY.replace('"Helen"', '# the third\n"Helen"'),
    "leading zeros": TIDY.replace("4 1 2 0", "04 01 2 00"),
    "one weight split": TIDY.replace("4 1 2 0\n", "1 1 2 0\n3 1 2 0\n"),
}


@pytest.mark.parametrize("spelling", OTHER_SPELLINGS)
def test_other_spellings_of_the_same_file(spelling):
    ballots = read_blt(OTHER_SPELLINGS[spelling])
    assert ballots.candidates == NAMES
    assert (ballots.seats, ballots.title) == (2, "Twins and sister")
    assert ballots.distinct() == PAPERS


def test_names_quoted_as_a_spreadsheet_does():
    ballots = read_blt('2 1\n1 1 0\n0\n"Lab ""A B"" "\n"SNP ""C D"""\nWard 1 - North\n')
    assert ballots.candidates == ('Lab "A B"', 'SNP "C D"')
    assert ballots.title == "Ward 1 - North"


def test_a_number_sign_in_a_name_is_not_a_comment():
    ballots = read_blt("1 1\n0\nAnn #2\nWard #3\n")
    assert (ballots.candidates, ballots.title, ballots.notes) == (("Ann #2",), "Ward #3", ())


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ('# "Ann"\n# "Bob"\n# "Ward"\n', "Ward"),
        ("# 1: Ann\n# 2: Bob\n", ""),
        ("# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bob\nWard\n", "Ward"),
        ('# Candidate 1. "Ann"\n# counted by hand\n# Candidate 2. "Bob"\n"Ward"\n', "Ward"),
    ],
)
def test_names_that_are_clear_in_comments_are_taken_from_there_and_it_is_said(lines, title):
    ballots = read_blt(f"2 1\n3 1 0\n0\n{lines}")
    assert (ballots.candidates, ballots.title) == (("Ann", "Bob"), title)
    assert ballots.notes == ("The candidates' names are in comments and were taken from there.",)


def test_text_after_the_title_is_a_remark_and_it_is_said():
    ballots = read_blt(TIDY + "# a comment\n\n" + '"Counted twice,\non a Tuesday"\n')
    assert ballots.title == "Twins and sister"
    assert ballots.notes == (
        "The title is “Twins and sister”: the text after it, from line 12 on, is a remark.",
    )


def test_an_empty_title_is_no_title():
    assert read_blt('1 1\n1 1 0\n0\nAnn\n""\n').title == ""


@pytest.mark.parametrize("end", ["Ward\n", "", '"Ward"\n# so\n'])
def test_a_party_beside_every_name_is_shown_beside_it_and_it_is_said(end):
    names = '"Ann" "Green"\n"Bob" ""\n"Cat Lee" "Red ""A"""\n'
    ballots = read_blt(f"3 1\n3 1 0\n0\n{names}{end}")
    assert ballots.candidates == ("Ann (Green)", "Bob", 'Cat Lee (Red "A")')
    assert ballots.title == ("Ward" if end else "")
    assert ballots.notes == (
        "There are two strings on the line of each candidate: the second is shown in brackets, as "
        "the party.",
    )


def test_what_is_dropped_from_a_name_without_quotation_marks_is_told():
    ballots = read_blt('2 1\n3 1 0\n0\nAnn # of the north\n"Bob" # second\nWard\n')
    assert ballots.candidates == ("Ann", "Bob")
    assert ballots.notes == (
        "What comes after # on line 4 is a comment, as the name has no quotation marks.",
    )


@pytest.mark.parametrize(
    "line", ["-2 -3", "-2\n-3", "[withdrawn 2 3]", "-3\n[withdrawn 2 ] # both"]
)
def test_withdrawn_candidates(line):
    ballots = read_blt(TIDY.replace("3 2\n", f"3 2\n{line}\n"))
    assert ballots.withdrawn == {2, 3}
    assert count(ballots).elected == [1]


def test_equal_ranks_end_a_papers_preferences_and_it_is_said():
    ballots = read_blt(TIDY.replace("2 3 0", "2 3 1=2 0\n1 2=3 1 0"))
    assert ballots.distinct() == [((), 2), ((1, 2), 4), ((3,), 2)]
    assert ballots.notes == (
        "Equal ranks (=) on lines 3 and 4: these rules have none, so the preferences of such a "
        "paper end before the first equal rank.",
    )
    (note,) = read_blt(TIDY.replace("2 3 0", "2 3=2 0\n" * 12)).notes
    assert "lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 2 more:" in note
    assert "on line 3:" in read_blt(TIDY.replace("2 3 0", "2 3=2 0")).notes[0]


def test_a_skipped_rank_ends_a_papers_preferences_and_it_is_said():
    ballots = read_blt(TIDY.replace("2 3 0", "2 3 - 1=2 0\n1 - 1 0\n1 2 - - 0"))
    assert ballots.distinct() == [((), 2), ((1, 2), 4), ((2,), 1), ((3,), 2)]
    assert ballots.notes == (
        "A skipped rank (-) on lines 3 and 4: the preferences of such a paper end before the rank it "
        "skips.",
    )


@pytest.mark.parametrize("text", ["2 1\n0\nAnn\nBob\nWard\n", "2 1\n5 0\n0\nAnn\nBob\nWard\n"])
def test_a_file_in_which_nobody_ranked_anybody(text):
    assert count(read_blt(text), seed="dice").valid == 0


MALFORMED = [
    # text, line, what it must say
    ("", 1, "the file ends here; expected the number of candidates"),
    ("3\n", 1, "the file ends here; expected the number of seats"),
    ("three 2\n", 1, "found “three”; expected the number of candidates"),
    ("0 2\n", 1, "found 0; expected the number of candidates, at least 1"),
    ("3 0\n", 1, "found 0; expected the number of seats, at least 1"),
    ("3 2\n-4\n", 2, "found candidate 4; expected a candidate's number, 1 to 3"),
    ("3 2\n-x\n", 2, "found “x”; expected a candidate's number, 1 to 3"),
    ("1000000 1\n", 1, "found 1000000; expected the number of candidates, at most 3,000"),
    ("3 999999999999999999\n", 1, "expected the number of seats, at most 3,000"),
    ("Ann,Bob\n1,2\n", 1, "a BLT file begins with two numbers, candidates and seats (for a CSV file give"),
    ("3 2\n[nick a b c]\n", 2, "found the extension [nick …], which is not read; expected [withdrawn …]"),
    ("3 2\n[droop arithmetic=fixed]\n", 2, "found the extension [droop …], which is not read"),
    ("3 2\n[]\n", 2, "found “[”; expected [withdrawn …], [tie …] or a ballot"),
    ("3 2\n[tie 1 2]\n", 2, "found a [tie …] that does not name every candidate once"),
    ("3 2\n[tie 1 2\n", 2, "found “[tie 1 2”; expected a ] at its end"),
    ("3 2\n-3 2 3 0\n0\n", 2, "found “2 3 0” after other numbers; expected each ballot on a line"),
    ("3 2 4 1 2 0 0\n", 1, "found “4 1 2 0 0” after other numbers; expected each ballot on a line"),
    ("3 2\n1 1 2 0\n1 4 0\n0\n", 3, "found candidate 4; expected a candidate's number, 1 to 3"),
    ("3 2\n1 1 2 0\n1 3 1 3 0\n0\n", 3, "found candidate 3 twice in one ranking"),
    ("3 2\n1 1 2\n1 3 0\n0\n", 2, "found a ballot without a 0 at its end; expected one ballot to a line"),
    ("3 2\n4 1\n2 3 0\n0\n", 2, "found a ballot without a 0 at its end"),
    ("3 2\n4\n1 2\n0\n", 2, "found a ballot without a 0 at its end"),
    ("3 2\n1 1 0 3 0\n0\n", 2, "found a 0 inside a ballot, which may be a skipped preference or the end"),
    ("3 2\n1 1 0\n1 0 2 0\n0\n", 3, "found a 0 inside a ballot"),
    ("3 2\n1 1 0 // so\n0\n", 2, "found a ballot without a 0 at its end"),
    ("3 2 // so\n1 1 0\n0\n", 1, "found “// so”, a comment of another kind (comments begin with #)"),
    ("/* so */ 3 2\n1 1 0\n0\n", 1, "found “/*”, a comment of another kind (comments begin with #)"),
    ("3 2\n1 (1 2) 3 0\n0\n", 2, "found “(1”, a ballot's id or a group in brackets, which is not read"),
    ("3 2\n1 1 2\u2028 0\u20281 3 0\n0\n", 2, "found a 0 inside a ballot"),
    ("3 2\n1 1=1 0\n0\n", 2, "found candidate 1 twice in one ranking"),
    ("3 2\n1 1= 0\n0\n", 2, "found “”; expected a candidate's number"),
    ("3 2\n1 1 -- 0\n0\n", 2, "found “--”; expected a candidate's number"),
    ("3 2\n- 1 0\n0\n", 2, "found “”; expected a candidate's number"),
    ("3 2\n1.5 1 0\n0\n", 2, "found “1.5”; expected the number of papers with a ranking"),
    ("3 2\n(7) 1 0\n0\n", 2, "found “(7)”, a ballot's id or a group in brackets, which is not read"),
    ("3 2\n1 ٣ 0\n0\n", 2, "found “٣”; expected a candidate's number"),
    ("3 2\n1 1 99999999999999999999 0\n0\n", 2, "expected a candidate's number, 1 to 3"),
    ("3 2\n900000001 1 0\n0\n", 2, "found 900000001 papers; expected at most 900,000,000"),
    (f"3 2\n1 2 0\n{MAX_PAPERS} 1 0\n0\nA\nB\nC\nW\n", 4, "There are more than 900,000,000 papers"),
    ("3 2\n1 1 0\n", 2, "the file ends here; expected the number of papers with a ranking"),
    ("3 2\n1 1 0\n1 2", 3, "found a ballot without a 0 at its end"),
    ("3 2\n1 1 0\n0 1 2 0\n0\n", 3, "found “1 2 0” after the 0 that ends the ballots"),
    ("3 2\n1 1 0\n0\n1 2 0\n0\nA\nB\nC\n", 4, "found “1 2 0”, which looks like a ballot"),
    ("3 2\n1 1 0\n0\nAnn\nBob\n", 5, "the file ends after 2 names; expected 3"),
    ("3 2\n1 1 0\n0\nAnn\n", 4, "the file ends after 1 name; expected 3"),
    ("3 2\n1 1 0\n0\n# Ann\n", 4, "the file ends after 0 names; expected 3"),
    ('3 2\n1 1 0\n0\n"Ann"\n"Bob\n', 5, "found “\"Bob”; expected a name between two quotation"),
    ('3 2\n1 1 0\n0\n"Ann" Lee\n', 4, "found “Lee”; expected a name between two quotation marks"),
    ('2 2\n1 1 0\n0\n"Ann"\n""\nWard\n', 5, "candidate 2 has an empty name; expected a name"),
    ('2 2\n1 1 0\n0\n"Ann" "" "Ward"\n', 4, "candidate 2 has an empty name; expected a name"),
    ("2 2\n1 1 0\n0\nAnn\nWard 1\n", 5, "If “Ward 1” is the title, candidate 2's name is missing, or an"),
    ("2 2\n1 1 0\n0\nAnn\nBob\n", 5, 'if the contest has no title, write "" as the last line.'),
    ('3 2\n1 1 0\n0\n"Ann" "Bob" "Cat"\n', 4, "found 3 names on one line; expected each on a line of its"),
    ('1 1\n1 1 0\n0\n"Ann" "Green"\nWard\n', 4, "found 2 names on one line; expected each on a line"),
    ('3 2\n1 1 0\n0\n"Ann"\n"Bob" "Blue"\n"Cat"\n"W"\n', 5, "found 2 strings on this line and 1 on the"),
    ('3 2\n1 1 0\n0\n"Ann" "Green"\n"Bob"\n"Cat"\n"W"\n', 5, "found 1 string on this line and 2 on the"),
    ('3 2\n1 1 0\n0\n"Ann" "Green"\n"Bob" "Blue"\n', 5, "the file ends after 2 names; expected 3"),
    ('3 2\n1 1 0\n0\n"A" "B"\n"C" "D"\n"E" "F"\n"W" "X"\n', 7, "found 2 strings on this line"),
    ('3 2\n1 1 0\n0\nAnn\n\nCat\nWard\nremark\n', 6, "found an empty line before this one, where candidate 2's"),
    ("2 2\n1 1 0\n0\n# Names\n# Ann\n# Bob\n", 6, "the file ends after 0 names; expected 2"),
    ("2 2\n1 1 0\n0\n3 2 1\nBob\nWard\n", 4, "found “3 2 1”, which looks like a ballot"),
    ("2 2\n1 1 0\n0\n2 1=2 0\nBob\nWard\n", 4, "found “2 1=2 0”, which looks like a ballot"),
    ("2 2\n1 1 0\n0\nAnn // one\nBob\nWard\n", 4, "found //, a comment of another kind; expected # before"),
    ('2 2\n1 1 0\n0\n"Ann" /* one */\nBob\nWard\n', 4, "found /*, a comment of another kind"),
    ("2 2\n1 1 0\n0\n\u202eAnn\nBob\n\"\x1b[2J\n", 6, "found “\"␛[2J”; expected a name between"),
    (b"2 2\n1 1 0\n0\nAnn\nZo\xeb\n", 5, "found byte 0xEB, which is not UTF-8 text; expected"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "sentence"), MALFORMED)
def test_a_malformed_file_is_refused_with_line_finding_and_expectation(text, line, sentence):
    with pytest.raises(BltError) as refusal:
        read_blt(text, name="ward.blt")
    assert refusal.value.line == line
    assert str(refusal.value).startswith(f"ward.blt, line {line}: ")
    assert sentence in refusal.value.problem
    assert "ward.blt" not in refusal.value.problem


def test_writing_is_canonical():
    shuffled = [[3], [1, 2], [], [1, 2], [3], [1, 2], [1, 2]]
    ballots = Ballots.from_rankings(shuffled, NAMES, 2, "Twins and sister")
    assert write_blt(ballots) == TIDY.replace("4 1", "1 0\n4 1").replace("3 0\n1 0", "3 0")
    assert write_blt(read_blt(TIDY)) == write_blt(ballots)


def test_writing_keeps_withdrawn_draw_and_quotation_marks():
    text = '2 1\n-1 -2\n[tie 2 1]\n0\n"Ann ""Nan"" Lee"\n"Bob"\n""\n'
    assert write_blt(read_blt(text)) == text


def test_a_count_names_the_file_it_came_from():
    assert count(read_blt(TIDY)).input_sha256 == hashlib.sha256(TIDY.encode()).hexdigest()
    made = Ballots.from_rankings([[1], [2]] * 2 + [[1]], NAMES, 1, "")
    written = write_blt(made)
    assert count(made).input_sha256 == hashlib.sha256(written.encode()).hexdigest()
    assert count(read_blt(written)).input_sha256 == count(made).input_sha256


# The quick way in


@pytest.mark.parametrize("piece", [1, 2, 5, 11])
def test_ballots_are_read_alike_in_pieces_of_any_size(monkeypatch, piece):
    text = TIDY.replace("2 3 0\n", "12 3 2 0\n123 1 2 3 0\n2 0\n7 2 0\n")
    whole = read_blt(text)
    assert whole.distinct() == [((), 3), ((1, 2), 4), ((1, 2, 3), 123), ((2,), 7), ((3, 2), 12)]
    monkeypatch.setattr(blt_plain, "_PIECE", piece)
    assert read_blt(text).distinct() == whole.distinct()


@pytest.mark.parametrize(
    ("odd", "sentence"),
    [
        ("1 1 1000000000 0", "found candidate 1000000000; expected a candidate's number, 1 to 3"),
        ("1 1 4294967297 0", "found candidate 4294967297"),
        ("4294967297 1 0", "found 4294967297 papers; expected at most"),
        ("1 2 3 2 0", "found candidate 2 twice in one ranking"),
        ("0 1 2 0", "found “1 2 0” after the 0 that ends the ballots"),
    ],
)
def test_what_is_odd_in_a_later_piece_is_refused_like_anywhere(monkeypatch, odd, sentence):
    monkeypatch.setattr(blt_plain, "_PIECE", 8)
    with pytest.raises(BltError) as refusal:
        read_blt(TIDY.replace("2 3 0", f"2 3 0\n{odd}"))
    assert refusal.value.line == 4
    assert sentence in refusal.value.problem


def test_the_quick_way_is_taken(monkeypatch):
    """Else a mistake in it would show only as time."""

    def refuse(self):
        raise AssertionError("went token by token")

    monkeypatch.setattr(blt._Reader, "_any_rankings", refuse)
    assert read_blt(TIDY).distinct() == PAPERS
    assert read_blt(TIDY.encode()).papers == 7
    assert read_blt(TIDY.replace("Helen", "Hélène")).candidates[2] == "Hélène"


def test_rankings_that_mostly_repeat_are_merged_and_others_are_not():
    header, names = "5 2\n", '0\n"A"\n"B"\n"C"\n"D"\n"E"\n"T"\n'
    repeated = header + "3 1 2 0\n1 3 0\n2 0\n" * 1000 + names
    ballots = read_blt(repeated)
    assert len(ballots.preferences) == 3
    assert ballots.distinct() == [((), 2000), ((1, 2), 3000), ((3,), 1000)]
    once = [
        " ".join(map(str, ranking)) for n in range(6) for ranking in permutations(range(1, 6), n)
    ]
    assert (
        len(read_blt(header + "".join(f"1 {r} 0\n" for r in once * 8) + names).preferences) == 326
    )
    few = header + "1 1 2 0\n1 1 2 0\n" + names
    assert len(read_blt(few).preferences) == 2


def test_many_candidates_are_merged_alike():
    header = "300 1\n"
    names = "0\n" + "".join(f'"N{n}"\n' for n in range(301))
    ballots = read_blt(header + "1 299 300 1 0\n1 300 0\n" * 1500 + names)
    assert ballots.distinct() == [((299, 300, 1), 1500), ((300,), 1500)]
    assert len(ballots.preferences) == 2
