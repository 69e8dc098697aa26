"""The one comparison of names."""

import ast
from pathlib import Path

from django.conf import settings

import pytest

from assembly.core import names

SAME = [
    # one                            another
    ("St Mary's Carers",             "St Mary\u2019s Carers"),
    ("St Mary's Carers",             "St. Marys  Carers"),
    ("St Mary's Carers",             "SAINT MARY\u02bcS CARERS"),
    ("Jam & Bread",                  "jam and bread"),
    ("Jam&Bread",                    "Jam \uff06 Bread"),
    ("Café Música",                  "Cafe Musica"),
    ("Cafe\u0301",                   "Café"),
    ("Pre-School",                   "Pre School"),
    ("Pre\u2010School",                   "Preschool"),
    ("Wiltshire Co-operative",       "Wiltshire Cooperative"),
    ("Y.M.C.A. Swindon",             "YMCA Swindon"),
    ("Clwb Tŷ Gŵyl",                 "clwb ty gwyl"),
    ("Straße, Łódź & Øst",           "Strasse Lodz and Ost"),
    ("Ελληνική Λέσχη",               "ΕΛΛΗΝΙΚΗ ΛΕΣΧΗ"),
    ("!!!",                          " !!! "),
]  # fmt: skip
DIFFERENT = [
    ("St Mary's Carers", "St Mark's Carers"),
    ("Jam and Bread", "Jam or Bread"),
    ("!!!", "???"),
    ("The Charity", "The Association"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_name_is_the_same_however_it_is_written(one, other):
    assert names.same(one, other)
    assert names.folded(one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_that_say_something_else_differ(one, other):
    assert not names.same(one, other)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_every_word_of_it_is_found_however_it_is_typed(one, other):
    for name, typed in ((one, other), (other, one)):
        assert [word for word in names.wanted(typed) if word not in names.searched(name)] == []


def test_a_short_beginning_is_a_piece_of_a_word_still():
    """“St” is typed for Stratford as well as for Saint."""
    assert names.wanted("St") == ["st"]
    assert "st" in names.searched("Saint Mary").split()


def test_a_name_is_written_one_way():
    assert names.tidy("  Ashmere \n Carers\u200b ") == "Ashmere Carers"


# No second comparison

LOOK_UPS = {"name__iexact", "name__icontains", "recipient_name__icontains", "name__istartswith"}


def second_comparisons(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.keyword) and node.arg in LOOK_UPS:
            yield f"{path.name}: {node.arg}"
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            ("name.casefold", "name.lower")
        ):
            yield f"{path.name}: {ast.unparse(node.func)}"


def test_nobody_compares_names_in_another_way():
    root = Path(settings.BASE_DIR)
    files = [
        path
        for folder in ("assembly", "elections", "forums", "home")
        for path in (root / folder).rglob("*.py")
        if "migrations" not in path.parts and "demo" not in path.parts
    ]
    found = [line for path in files for line in second_comparisons(path)]
    # The ending of a file's name; the name of a kind of thing, in a sentence;
    # a tag on the list to choose from; a member of an enumeration.
    assert sorted(found) == [
        "__main__.py: name.lower",
        "profile.py: tag.name.casefold",
        "public.py: stage.name.lower",
        "registering.py: criterion.name.lower",
        "selectors.py: found.kind.name.lower",
    ]
