"""Ballot files from real trouble: each is read as it was meant, or refused with line and remedy."""

from decimal import Decimal

import pytest

from elections.counting import count, read_blt
from elections.counting.__main__ import main

pytestmark = pytest.mark.shared_data

ABC = ("Ann", "Bob", "Cat")
PAPERS = {(1, 2): 4, (2, 3): 3, (3,): 2}
EQUAL = (
    "Equal ranks (=) on line 2: these rules have none, so the preferences of such a paper end before "
    "the first equal rank."
)
NOBODY = "Nobody voted: no paper has a preference."
PARTIES = "There are two strings on the line of each candidate: the second is shown in brackets, as the party."

# By file: candidates, seats, title, papers by ranking, who is elected (with the seed “s” where there is a draw), notes
READ = {
    "P01-name-and-party-a-line": (
        ("Ann Able (Green Party)", "Bob Best (Blue Party)", "Cat Cole (Red Party)"),
        1, "Ward 1", {(1,): 5, (2,): 7, (3,): 3}, [2], [PARTIES],
    ),
    "P02-names-in-comments-title-not": (
        ABC, 1, "Calton ward", {(1,): 5, (2,): 7, (3,): 3}, [2],
        ["The candidates' names are in comments and were taken from there."],
    ),
    "P04-exhausted": (
        ("Milo", "Rua", "Maeve"), 1, "pyrankvote 1", {(1,): 2, (2,): 3, (3,): 4}, [3], [],
    ),
    "P07-one-ballot": (
        ("c1", "c2", "c3", "c4"), 3, "python-vote-core 4", {(1, 2, 3, 4): 1}, [1, 3, 4], [],
    ),
    "P09-last-winner-has-a-surplus": (
        tuple("ABC"), 1, "bettervoting 1427",
        {(1, 2): 3, (2, 1): 3, (3, 1, 2): 1, (3, 2, 1): 1}, [2], [],
    ),
    "P10-one-vote-two-seats": (tuple("ABCD"), 2, "bettervoting 1347", {(1, 2, 3, 4): 1}, [1, 4], []),
    "P11-all-equal": (
        tuple("ABC"), 1, "bettervoting 1478", {(): 4, (1, 3): 2, (2, 1): 3}, [2], [EQUAL],
    ),
    "P12-equal": (tuple("abcd"), 2, "droop 7", {(): 40, (4,): 10}, [4, 3], [EQUAL]),
    "P18-ers97-model-opening": (
        ("Smith", *"BCDEFGHIJK"), 6, "ERS97 model, opening",
        {
            (1, 2): 13, (1, 3): 20, (1, 4): 30, (1, 5): 60, (1,): 11, (2,): 100, (3,): 90, (4,): 85,
            (5,): 75, (6,): 70, (7,): 60, (8,): 50, (9,): 42, (10,): 24, (11,): 23, (): 5,
        },
        [1, 2, 3, 4, 5, 6], [],
    ),
    "P30-wikipedia": (
        ("Andrea", "Brad", "Carter", "Delilah"), 2, "Wikipedia",
        {(1, 2, 3, 4): 16, (1, 3, 2, 4): 24, (4, 1, 2, 3): 17}, [1, 3], [],
    ),
    "P34-short": (tuple("ABCDE"), 3, "VoteKit 231", {(1,): 5, (2,): 1}, [1, 2, 4], []),
    "P43-two-of-one-name": (
        ("John Smith (candidate 1)", "John Smith (candidate 2)", "Cat"), 1, "T", {(1,): 4, (2,): 3, (3,): 2}, [1], [],
    ),
    "fuzz-01-crlf": (ABC, 2, "T", PAPERS, [1, 2], []),
    "fuzz-02-cr-only": (ABC, 2, "T", PAPERS, [1, 2], []),
    "fuzz-04-utf16le-bom": (ABC, 2, "T", PAPERS, [1, 2], []),
    "fuzz-05-utf16be-bom": (ABC, 2, "T", PAPERS, [1, 2], []),
    "fuzz-09-curly-quotes-utf8": (ABC, 2, "T", PAPERS, [1, 2], []),
    "fuzz-11-comment-hash": (ABC, 2, "T", PAPERS, [1, 2], []),
    "fuzz-16-equal": (ABC, 2, "T", {(): 4, (2, 3): 3, (3,): 2}, [2, 3], [EQUAL]),
    "fuzz-17-skipped-dash": (
        ABC, 2, "T", {(1,): 4, (2, 3): 3, (3,): 2}, [1, 2],
        ["A skipped rank (-) on line 2: the preferences of such a paper end before the rank it skips."],
    ),
    "fuzz-20-withdrawn-one-line": (ABC, 2, "T", PAPERS, [1], []),
    "fuzz-21-withdrawn-twice": (ABC, 2, "T", PAPERS, [1, 3], []),
    "fuzz-26-escaped-doubled": (('Ann "Nan" Lee', "Bob", "Cat"), 2, "T", PAPERS, [1, 2], []),
    "fuzz-34d-weight-900m": (
        ABC, 2, "T", {(1, 2): 899_999_990, (2, 3): 3, (3,): 2}, [1, 2], [],
    ),
    "fuzz-39-all-blank": (ABC, 2, "T", {(): 10}, [2, 3], [NOBODY]),
    "fuzz-39b-no-ballots": (ABC, 2, "T", {}, [2, 3], [NOBODY]),
    "fuzz-39c-no-ballots-1-seat": (ABC, 1, "T", {}, [3], [NOBODY]),
    "fuzz-41-rtl-override": (("Ann[U+202E]boB", "Bob", "Cat"), 2, "T", PAPERS, [1, 2], []),
    "fuzz-43-nul-byte": (("A␀nn", "Bob", "Cat"), 2, "T", PAPERS, [1, 2], []),
    "fuzz-44-control-escape": (("␛[31mAnn␛[0m", "Bob", "Cat"), 2, "T", PAPERS, [1, 2], []),
    "fuzz-45b-same-names-case": (
        ("Ann (candidate 1)", "ann (candidate 2)", "Cat"), 2, "T", PAPERS, [1, 2], [],
    ),
    "fuzz-53-stdin": (ABC, 2, "T", PAPERS, [1, 2], []),
    "fuzz-57-source-comment": (
        ABC, 2, "T", PAPERS, [1, 2],
        ["The title is “T”: the text after it, from line 10 on, is a remark."],
    ),
    "fuzz-60-single-quotes": (ABC, 2, "T", PAPERS, [1, 2], []),
    "fuzz-65-leading-zeros": (ABC, 2, "T", PAPERS, [1, 2], []),
    "fuzz-67-name-hash": (("Ann #1", "Bob", "Cat"), 2, "T", PAPERS, [1, 2], []),
    "fuzz-67b-name-hash-space": (
        ABC, 2, "T", PAPERS, [1, 2],
        ["What comes after # on line 6 is a comment, as the name has no quotation marks."],
    ),
    "fuzz-71-one-candidate": (("Ann",), 1, "T", {(1,): 4}, [1], []),
    "fuzz-76-300-cands": (
        tuple(f"C{n}" for n in range(1, 301)), 5, "T",
        {(n, 301 - n): n for n in range(1, 301)}, [296, 297, 298, 299, 300], [],
    ),
    "fuzz-79-names-on-zero-line": (ABC, 2, "T", {(1, 2): 4}, [1, 2], []),
    "fuzz-82-withdrawn-names": (
        ("Ann", "Bob (withdrawn)", "Cat"), 2, "T", PAPERS, [1, 2],
        [
            "Candidate 2 is called “Bob (withdrawn)” and is counted: to strike out who withdrew, write -2 after "
            "the first line, or give --withdrawn 2."
        ],
    ),
    "fuzz-83-html-name": (("<script>alert(1)</script>", "Bob", "Cat"), 2, "T", PAPERS, [1, 2], []),
    "fuzz-88-vertical-tab-ff": (ABC, 2, "T", PAPERS, [1, 2], []),
    "fuzz-90-eof-ctrlz": (ABC, 2, "T", PAPERS, [1, 2], []),
}  # fmt: skip

# By file: the line, and what the sentence says was found or is to be done
REFUSED = {
    "P13b-zero-for-a-skipped-preference": (3, "a 0 inside a ballot", "- for a skipped preference"),
    "P38-title-missing-name-missing": (
        8, "3 names and no title", "“Annual election 2026” is the title, candidate 3's name is missing",
    ),
    "P39-comment": (1, "“//”, a comment of another kind", "comments begin with #"),
    "fuzz-07-latin1": (6, "byte 0xEB, which is not UTF-8", "a file saved as UTF-8"),
    "fuzz-08-cp1252-quotes": (6, "byte 0x93, which is not UTF-8", "a file saved as UTF-8"),
    "fuzz-13-comment-c": (1, "“/* seats */”, a comment of another kind", "comments begin with #"),
    "fuzz-14-decimal-weight": (2, "“4.5”", "the number of papers"),
    "fuzz-18-stackexchange-zero-inside": (2, "a 0 inside a ballot", "- for a skipped preference"),
    "fuzz-19b-zero-first-oneline": (2, "a 0 inside a ballot", "one ballot to a line"),
    "fuzz-23-withdrawn-zero": (2, "candidate 0", "a candidate's number, 1 to 3"),
    "fuzz-24-withdrawn-unknown": (2, "candidate 9", "a candidate's number, 1 to 3"),
    "fuzz-24b-withdrawn-two-signs": (2, "“-2”", "a candidate's number, 1 to 3"),
    "fuzz-26c-unclosed-quote": (6, "“\"Ann”", "a name between two quotation marks"),
    "fuzz-27-no-title": (8, "3 names and no title", 'write "" as the last line'),
    "fuzz-28-missing-names": (7, "the file ends after 2 names", "expected 3, one for every candidate"),
    "fuzz-30-zero-candidates": (1, "found 0", "the number of candidates, at least 1"),
    "fuzz-32-seats-0": (1, "found 0", "the number of seats, at least 1"),
    "fuzz-33-seats-negative": (1, "“-2”", "the number of seats"),
    "fuzz-34-huge-weight": (2, "“99999999999999999999999”", "at most 900,000,000"),
    "fuzz-34b-weight-1e9": (2, "1000000000 papers", "at most 900,000,000"),
    "fuzz-35b-candidates-1e6-noballots": (1, "1000000", "the number of candidates, at most 3,000"),
    "fuzz-36-huge-seats": (1, "999999999999999999", "the number of seats, at most 3,000"),
    "fuzz-37-dup-pref": (2, "candidate 1 twice", "each at most once"),
    "fuzz-46-empty": (1, "the file ends here", "the number of candidates"),
    "fuzz-47-only-newlines": (1, "the file ends here", "the number of candidates"),
    "fuzz-48-binary": (2, "byte 0x80", "a file saved as UTF-8"),
    "fuzz-49-no-end-zero": (4, "“\"Ann\"”", "or the 0 that ends the ballots"),
    "fuzz-51-weight-0": (3, "“2 3 0” after the 0 that ends the ballots", "1 paper or more"),
    "fuzz-52-weight-neg": (3, "“-3”", "the number of papers"),
    "fuzz-55-nick": (2, "the extension [nick …], which is not read", "candidates by number"),
    "fuzz-55b-droop-option": (2, "the extension [droop …], which is not read", "a ballot"),
    "fuzz-56-hill-parens": (2, "“(1”, a ballot's id or a group in brackets", "a candidate's number"),
    "fuzz-59-numeric-names-unquoted": (6, "“1”, which looks like a ballot", "quotes around it"),
    "fuzz-62-semicolon": (1, "“3;2”", "two numbers, candidates and seats"),
    "fuzz-63-arabic-digits": (2, "“٤”", "the number of papers"),
    "fuzz-64-plus": (2, "“+4”", "the number of papers"),
    "fuzz-68-blank-name": (6, "candidate 1 has an empty name", "expected a name"),
    "fuzz-70-name-extra-more-than-title": (10, "“\"T\"” after 3 names and a title, “Dan”", "a name too many"),
    "fuzz-72-json-in-blt": (1, "“{\"a\":1}”", "a BLT file begins with two numbers"),
    "fuzz-73-csv-in-blt": (1, "“Ann,Bob”", "for a CSV file give --input csv"),
    "fuzz-74-gz": (1, "byte 0x8B", "a file saved as UTF-8"),
    "fuzz-81-name-party-commas": (6, "“, \"Green\"”", "a name between two quotation marks"),
    "fuzz-85-tie-dup": (2, "a [tie …]", "does not name every candidate once"),
    "fuzz-86-equal-chain-repeat": (2, "candidate 1 twice", "each at most once"),
    "fuzz-89-u2028": (2, "a 0 inside a ballot", "one ballot to a line"),
}  # fmt: skip


@pytest.fixture
def case(shared_cases):
    return lambda name: shared_cases / "counting" / f"{name}.blt"


def counted(path, rule="scottish", seed="s"):
    return count(read_blt(path.read_bytes(), name=path.name), rule=rule, seed=seed)


def test_every_file_has_its_expectation(shared_cases):
    there = {path.stem for path in (shared_cases / "counting").glob("*.blt")}
    assert there == READ.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", READ)
def test_what_is_read(case, name):
    candidates, seats, title, papers, elected, notes = READ[name]
    ballots = read_blt(case(name).read_bytes(), name=name)
    assert (ballots.names, ballots.seats, ballots.title) == (candidates, seats, title)
    assert dict(ballots.distinct()) == papers
    result = count(ballots, seed="s")
    assert result.elected == elected
    assert list(result.notes) == notes


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(case, name, capsys):
    line, found, remedy = REFUSED[name]
    path = case(name)
    assert main([str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{path.name}, line {line}: ")
    assert found in err
    assert remedy in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("form", ["text", "json", "csv", "html"])
@pytest.mark.parametrize("name", READ)
def test_no_output_holds_what_acts_unseen(case, name, form, capsys):
    assert main([str(case(name)), "--seed", "s", "--format", form]) == 0
    out = capsys.readouterr().out
    assert not {c for c in out.replace("\r\n", "").replace("\n", "") if not c.isprintable()}
    assert "<script>" not in out or form != "html"
    assert ("obody voted" in out) is name.startswith("fuzz-39")


# What the table of the cases says beyond winners


def test_quotas_and_papers_of_the_scottish_count(case):
    exhausted = counted(case("P04-exhausted"))
    assert (exhausted.quota, exhausted.valid) == (Decimal(5), 9)
    assert exhausted.stages[1].non_transferable == 2 * 10**5
    assert (counted(case("P11-all-equal")).papers, counted(case("P11-all-equal")).valid) == (9, 5)
    assert (counted(case("P12-equal")).papers, counted(case("P12-equal")).valid) == (50, 10)


@pytest.mark.parametrize("rule", ["ers97", "meek"])
def test_one_ballot_elects_in_its_order_where_surpluses_move_first(case, rule):
    assert counted(case("P07-one-ballot"), rule).elected == [1, 2, 3]


def test_one_ballot_and_then_draws(case):
    result = counted(case("P07-one-ballot"))
    assert result.elected[0] == 1
    assert [tie.decided_by for tie in result.ties] == ["lot"]


def test_the_last_winners_surplus_stops_nothing(case):
    result = counted(case("P09-last-winner-has-a-surplus"))
    votes = [[stage.votes.get(n, 0) // 10**5 for n in (1, 2, 3)] for stage in result.stages]
    assert votes[:2] == [[3, 3, 2], [4, 4, 0]]
    assert [(tie.stage, tie.decided_by) for tie in result.ties] == [(3, "lot")]


def test_each_draw_is_an_entry_of_its_own(case):
    result = counted(case("P10-one-vote-two-seats"))
    assert result.stages[0].elected == (1,)
    assert [(t.candidates, t.decided_by) for t in result.ties] == [
        ((2, 3, 4), "lot"),
        ((2, 4) if result.ties[0].chosen == 3 else (3, 4), "lot"),
    ]


def test_the_opening_of_the_ers97_model(case):
    result = counted(case("P18-ers97-model-opening"), "ers97")
    assert result.quota == Decimal("107.58")
    surplus = result.stages[1]
    assert surplus.candidates == (1,)
    assert {transfer.value for transfer in surplus.transfers} == {21}
    assert sum(transfer.votes for transfer in surplus.transfers) == 2583
    assert surplus.lost == 59


def test_the_quota_of_ers97_has_two_decimals(case):
    result = counted(case("P30-wikipedia"), "ers97")
    assert f"{result.quota:.2f}" == "19.00"
    assert [result.name_of(n) for n in result.elected] == ["Andrea", "Carter"]


def test_draws_among_candidates_nobody_ranked(case):
    result = counted(case("P34-short"))
    assert result.elected[:2] == [1, 2]
    assert [(tie.candidates, tie.decided_by) for tie in result.ties] == [
        ((3, 4, 5), "lot"),
        ((3, 4) if result.ties[0].chosen == 5 else (4, 5), "lot"),
    ]


@pytest.mark.parametrize("form", ["text", "json", "csv", "html"])
def test_candidates_of_one_name_are_told_apart_by_number(case, form, capsys):
    assert main([str(case("P43-two-of-one-name")), "--format", form]) == 0
    out = capsys.readouterr().out
    assert "John Smith (candidate 1)" in out
    assert out.count("John Smith") == out.count("John Smith (candidate ")


def test_standard_input_is_read_alike(case, monkeypatch, capsys):
    with case("fuzz-53-stdin").open() as file:
        monkeypatch.setattr("sys.stdin", file)
        assert main(["-"]) == 0
    assert "Elected, in order: Ann, Bob." in capsys.readouterr().out
