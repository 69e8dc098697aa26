"""What a reader sees of a count: names told apart, nothing unseen, and what must be known."""

import csv
import io
import json
import re
import subprocess
import sys

import pytest

from elections.counting import Count, count, fill_vacancy, needed, read_blt, read_constraints
from elections.counting.__main__ import main
from elections.counting.words import joined_some, told_apart, visible
from tests.conftest import ROOT

NAMESAKES = '4 2\n6 1 2 3 0\n2 2 4 0\n2 3 0\n2 4 0\n0\n"Jo Lee"\n"jo  lee"\n"Jo Lee"\n"Cat"\n"T"\n'
SHOWN = ("Jo Lee (candidate 1)", "jo  lee (candidate 2)", "Jo Lee (candidate 3)", "Cat")
UNSEEN = '2 1\n1 1 0\n1 2 0\n0\n"A\x1b[31m\x00nn\u202e"\n"\u200bBob\x9b\x7f\t"\n"T\x1b\u2066"\n'
FORMS = ["text", "json", "csv", "html"]


@pytest.fixture
def shown(tmp_path, capsys):
    """What the command prints of a file, on both its outputs."""

    def show(text, *arguments, name="ward.blt", code=0):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert main([str(path), *arguments]) == code
        return "".join(capsys.readouterr())

    return show


def test_names_that_look_alike_are_told_apart_by_number():
    assert told_apart(["Ann", "Bob"]) == ("Ann", "Bob")
    ballots = read_blt(NAMESAKES)
    assert ballots.names == SHOWN
    assert ballots.candidates[0] == ballots.candidates[2] == "Jo Lee"  # as the file has them
    assert told_apart(["Zoë", "Zoe\u0308", "Zoe"]) == (
        "Zoë (candidate 1)",
        "Zoe\u0308 (candidate 2)",
        "Zoe",
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("rule", ["scottish", "ers97", "meek"])
def test_every_output_tells_them_apart(shown, form, rule):
    out = shown(NAMESAKES, "--rule", rule, "--seed", "s", "--format", form)
    assert {name for name in SHOWN if name in out} == set(SHOWN)
    names = re.findall(r"jo\s+lee(\s\(candidate\s\d\))?", out, re.IGNORECASE)
    assert "" not in names


def test_ties_draws_constraints_and_countbacks_tell_them_apart():
    ballots = read_blt(NAMESAKES)
    groups = (
        '[{"name": "Lees", "members": [1, 2, 3], "maximum": 1}, {"name": "Cats", "members": [4]}]'
    )
    spread = f'{{"categories": [{{"name": "Family", "groups": {groups}}}]}}'
    constraints = read_constraints(spread, candidates=ballots.candidates)
    result = count(ballots, seed="s", constraints=constraints)
    read_back = Count.from_json(json.loads(json.dumps(result.to_json())))
    assert read_back.to_text(hashed=False) == result.to_text(hashed=False)
    plain = count(ballots, seed="s")
    assert plain.ties
    told = [tie.reason for tie in plain.ties]
    told += [each.reason for stage in result.stages for each in stage.verdicts]
    told += [stage.reason for stage in fill_vacancy(plain, plain.elected[0]).stages]
    for sentence in told:
        assert sentence.count("Jo Lee") == sentence.count("Jo Lee (candidate")


@pytest.mark.parametrize("form", FORMS)
def test_nothing_acts_unseen_in_any_output(shown, form):
    out = shown(UNSEEN, "--seed", "\x1b[2J", "--format", form)
    assert "A␛[31m␀nn[U+202E]" in out
    assert "[U+200B]Bob[U+009B]␡" in out
    assert not {c for c in out.replace("\r\n", "").replace("\n", "") if not c.isprintable()}


def test_nothing_acts_unseen_in_a_refusal(shown):
    for text in ("\x1b[2J 1\n", '2 1\n1 1 0\n0\n"\u202eAnn\nBob\nT\n', "2 1\n1 \u2066 0\n0\n"):
        assert shown(text, code=2).rstrip("\n").isprintable()
    assert "␛" in shown("", name="\x1b.blt", code=2)
    assert "␛" in shown("Ann\x1b,Ann\x1b\n", "--seats", "1", name="w.csv", code=2)
    assert "␛" in shown(NAMESAKES, "--constraints", "\x1b", code=2)


def test_a_group_and_a_remark_do_nothing_on_a_page(tmp_path, shown):
    spread = tmp_path / "spread.json"
    group = '{"name": "\\u202eLees", "members": [1, 2, 3, 4], "maximum": 2}'
    spread.write_text(f'{{"categories": [{{"name": "F", "groups": [{group}]}}]}}')
    for form in FORMS:
        out = shown(NAMESAKES, "--constraints", str(spread), "--seed", "s", "--format", form)
        assert "\u202e" not in out


def test_joiners_and_line_feeds_stay():
    assert visible("क्‍ष\n👩‍💻 é") == "क्‍ष\n👩‍💻 é"


@pytest.mark.parametrize("text", ["2 1\n0\nA\nB\nT\n", "2 1\n5 0\n0\nA\nB\nT\n"])
@pytest.mark.parametrize("form", FORMS)
def test_that_nobody_voted_is_told(shown, text, form):
    assert "Nobody voted: no paper has a preference." in shown(
        text, "--seed", "s", "--format", form
    )
    assert "obody voted" not in shown(NAMESAKES, "--seed", "s", "--format", form)


def test_a_count_in_which_nobody_voted_is_read_back_with_one_note():
    result = count(read_blt("2 1\n0\nA\nB\nT\n"), seed="s")
    read_back = Count.from_json(result.to_json())
    assert read_back.notes == result.notes == ("Nobody voted: no paper has a preference.",)


def test_the_table_for_a_spreadsheet_has_the_notes_below(shown):
    out = shown(NAMESAKES.replace("\n2 3 0", "\n2 3 - 1 0"), "--seed", "s", "--format", "csv")
    *_, quota, note = csv.reader(io.StringIO(out))
    assert quota[1] == "Quota"
    assert note[1].startswith("Note: A skipped rank (-) on line 4")
    assert len(note) == len(quota)


# The command itself


def test_without_numpy_it_says_what_to_install():
    # -S: without the packages that were installed beside this Python.
    done = subprocess.run(
        [sys.executable, "-S", "-m", "elections.counting", "ward.blt"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", needed.SENTENCE)
    assert "python -m pip install numpy" in done.stderr


def test_without_numpy_another_program_gets_the_error_it_can_catch():
    done = subprocess.run(
        [sys.executable, "-S", "-c", "import elections.counting"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "ModuleNotFoundError: No module named 'numpy'" in done.stderr


def test_a_seed_can_be_given_in_digits(shown):
    typed = shown(NAMESAKES, "--seed", 'a "b" é')
    assert shown(NAMESAKES, "--seed-hex", 'a "b" é'.encode().hex()) == typed


@pytest.mark.parametrize("seed", [["--seed-hex", "6"], ["--seed-hex", "ff"], ["--seed", "\udcff"]])
def test_a_seed_that_is_no_text_is_refused(shown, capsys, seed):
    with pytest.raises(SystemExit) as leaving:
        shown(NAMESAKES, *seed)
    assert leaving.value.code == 2
    assert "found" in capsys.readouterr().err


def test_too_little_memory_is_a_sentence(shown, monkeypatch):
    def count(*_, **__):
        raise MemoryError

    monkeypatch.setattr("elections.counting.__main__.count", count)
    assert shown(NAMESAKES, code=2).endswith(
        "this computer has too little memory to count these ballots.\n"
    )


def test_rankings_too_long_and_too_many_are_refused_before_they_fill_the_memory(monkeypatch, shown):
    monkeypatch.setattr("elections.counting.ballots.MAX_CELLS", 10)
    assert "There are 4 rankings, the longest of 3 preferences: too many to hold in memory" in (
        shown(NAMESAKES, code=2)
    )


def test_of_many_names_the_first_are_named():
    names = [f"C{n}" for n in range(1, 31)]
    assert joined_some(names[:20]).endswith("C18, C19 and C20")
    assert joined_some(names).endswith("C18, C19 and 11 others")
