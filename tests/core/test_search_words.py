"""What somebody types becomes terms."""

import pytest

from assembly.core.search.words import MOST_TERMS, clean, finder, parse, singular, split

SYNONYMS = [("VCS", "third sector", "voluntary and community sector"), ("grant", "award")]


def terms(text, synonyms=()):
    return [[str(words) for words in term] for term in parse(text, synonyms).terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("carers grant", [["carers"], ["grant"]]),
        ("  CARERS  ", [["carers"]]),
        ('"kennet carers" trust', [["kennet carers"], ["trust"]]),
        (
            "\N{LEFT DOUBLE QUOTATION MARK}kennet carers\N{RIGHT DOUBLE QUOTATION MARK}",
            [["kennet carers"]],
        ),
        ("the carers of Kennet", [["carers"], ["kennet"]]),
        ("the", [["the"]]),
        ("men's well-being", [["men"], ["well being", "wellbeing"]]),
        ("O'Neill café", [["o neill", "oneill"], ["café", "cafe"]]),
        ("a & b | !c :* <-> 'd", [["b"], ["c"], ["d"]]),
        ("x", [["x"]]),
        ("\N{CYRILLIC SMALL LETTER YA} 中文", [["\N{CYRILLIC SMALL LETTER YA}"], ["中文"]]),
        ("50% _ \\", [["50"]]),
        ('"" " ', []),
        ("\x00\x1b\u202e", []),
        ("grant grant", [["grant"]]),
    ],
)
def test_words_and_phrases(text, expected):
    assert terms(text) == expected


@pytest.mark.parametrize(
    "text", ["third sector", "VCS", "Voluntary and Community Sector", '"third sector"']
)
def test_a_synonym_brings_the_others(text):
    found = {str(words) for term in parse(text, SYNONYMS).terms for words in term}
    expected = {"vcs", "third sector", "voluntary and community sector"}
    assert found == (expected if '"' not in text else {"third sector"})


def test_plural_of_a_synonym_is_one_too():
    assert terms("grants", SYNONYMS) == [["grants", "grant", "award"]]


def test_more_words_than_are_looked_for_are_cut_and_said():
    search = parse(" ".join(f"word{n}" for n in range(MOST_TERMS + 5)))
    assert (len(search.terms), search.cut) == (MOST_TERMS, True)


@pytest.mark.parametrize(
    ("plural", "beginning"),
    [("carers", "carer"), ("charities", "charit"), ("glass", "glass"), ("bus", "bus"), ("a", "a")],
)
def test_a_plural_shares_its_beginning(plural, beginning):
    assert singular(plural) == beginning


def test_the_finder_stops_at_whole_words():
    pattern = finder(parse('carers "adult care"').terms)
    text = "Carers' café: a carer meets adult-care staff, not Oscar."
    assert pattern.findall(text) == ["Carers", "carer", "adult-care"]


def test_the_finder_of_nothing_finds_nothing():
    assert finder(()).findall("anything") == []


def test_cleaning_keeps_every_script_and_drops_what_is_not_seen():
    assert clean("a\x00b\u202e\tع ") == "a b ع"
    assert split("O'Neill & Sons' shed") == ["o", "neill", "sons", "shed"]
