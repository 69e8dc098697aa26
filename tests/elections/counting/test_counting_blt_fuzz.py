"""A BLT file with a few things changed: refused with a sentence, or read as a slow reader reads it."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from elections.counting import CountingError, read_blt

FILES = [
    '3 2\n4 1 2 0\n2 3 0\n1 0\n0\n"Ann"\n"Bob"\n"Cat"\n"Ward"\n',
    '3 2\n-3\n[tie 2 1 3]\n4 1 - 2 0\n2 3=1 2 0\n0\nAnn\nBob # so\nCat\nWard\n',
    '# so\n2 1 # two\n12 2 1 0 # so\n3 1 0\n\n0\n"Ann" "Green"\n"Bob" "Blue"\n"Ward"\n',
    '4 1\n10 4 3 2 1 0\n1 2 0\n0 "A" "B" "C" "D" "T"\n',
    '2 1\n5 1 2 0\n0\n# 1: Ann\n# 2: Bob\nWard\n',
]  # fmt: skip
PIECES = st.sampled_from(
    ["0", "1", "2", "3", "7", "-", "-2", "=", "1=2", "\n", "0\n", "\n\n", " ", '"', '""', '"Eve"', "Eve\n", "#", "//",
     "[tie 1 2]", "[nick a]", "(1)", "1.5", "\r", "\u2028", "\x1a", "\0", "9" * 20, "é", "1 2 0\n"]
)  # fmt: skip


@st.composite
def changed(draw):
    text = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(0, 4))):
        parts = re.split(draw(st.sampled_from([r"(\s+)", r"(\n)"])), text)
        at = draw(st.integers(0, len(parts) - 1))
        upto = at + draw(st.integers(0, 2))
        put = draw(st.lists(PIECES | st.sampled_from(parts), max_size=2))
        text = "".join(parts[:at] + put + parts[upto:])
    return text


def slowly(text):
    """Read the numbers of a file by the letter of the format: one ballot to a line, closed by its only 0."""
    lines = [line.partition("#")[0].split() for line in re.split(r"\r\n|\r|\n", text)]
    tokens = [(number, token) for number, line in enumerate(lines) for token in line]
    (_, candidates), (at, _) = tokens[:2]
    papers = []
    for line in lines[at + 1 :]:
        if not line or line[0].startswith("-") or "[" in " ".join(line):
            continue
        if line[0].strip("0") == "":
            break
        weight, *ranking, end = line
        assert end.strip("0") == ""
        sure = []
        for token in ranking:
            if token == "-" or "=" in token:
                break
            sure.append(int(token))
        papers.append((int(weight), tuple(sure)))
    return int(candidates), papers


def check_names(text, names):
    """Each name comes whole from the file, in the order in which it has them."""
    bare = text.replace('"', "")
    at = 0
    for name in names:
        without_party = name.replace('"', "").split(" (")[0]
        at = bare.index(without_party, at) + len(without_party)


def check_refusal(refusal):
    assert refusal.line >= 1
    assert "\n" not in str(refusal)


@settings(max_examples=300, deadline=None)
@given(changed())
def test_a_changed_file_is_refused_or_read_right(text):
    try:
        ballots = read_blt(text)
    except CountingError as refusal:
        check_refusal(refusal)
        return
    candidates, papers = slowly(text)
    assert len(ballots.candidates) == candidates
    assert ballots.papers == sum(weight for weight, _ in papers)
    expected = {}
    for weight, ranking in papers:
        expected[ranking] = expected.get(ranking, 0) + weight
    assert dict(ballots.distinct()) == expected
    check_names(text, ballots.candidates)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60))
def test_anything_at_all_is_refused_or_read(content):
    try:
        read_blt(content)
    except CountingError as refusal:
        check_refusal(refusal)
