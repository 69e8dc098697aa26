"""What is looked up again is known by facts, not by words that somebody may put better one day."""

import ast
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.db import models

import pytest

from elections import rules
from elections.models import OpeningFinding

ROOT = Path(__file__).resolve().parents[2]
findings = import_module("elections.migrations.0020_findings_by_their_facts")
AMISS = [
    rules.opening.box_is_the_published_one(box=["A", "A", "B"], published=["A", "B"]),
    rules.opening.box_is_the_published_one(box=["A", "B"], published=["C", "D"]),
    rules.opening.box_is_the_published_one(box=["A"], published=["A", "D"]),
    rules.opening.ballots_match_marks(ballots=4, marks=5),
    rules.opening.ballots_match_marks(ballots=4, marks=6, empty=1),
    rules.opening.ballots_are_whole(["B", "A"]),
]


@pytest.mark.parametrize("amiss", AMISS, ids=lambda amiss: amiss.code)
def test_a_finding_of_an_earlier_release_is_the_one_found_today(amiss):
    code, facts = findings.read(amiss.reason)
    assert (code, facts) == (amiss.code, amiss.facts)
    assert findings.sha256_of(facts) == OpeningFinding.sha256_of(amiss.facts)


def test_the_first_words_for_ballots_and_marks_are_read_too():
    told = "The box holds 4 ballots and the roll 5 marks: the opening stops."
    assert findings.read(told) == ("ballots-and-marks", {"ballots": 4, "marks": 5, "empty": 0})


def test_a_finding_in_other_words_is_kept():
    assert findings.read("Something else.") == ("unknown", {"text": "Something else."})


# A second way


def hashes_of_words(source):
    """Lines that hash what a person reads: the reason of a ruling, the text of a record."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in {
            "sha256", "sha256_of", "sha1", "blake2b", "md5", "digest_of",
        }:  # fmt: skip
            for part in ast.walk(ast.Module([ast.Expr(each) for each in node.args], [])):
                if isinstance(part, ast.Attribute) and part.attr in {"reason", "text", "words"}:
                    yield node.lineno


def test_no_key_is_the_hash_of_a_sentence():
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for app in ("assembly", "elections", "forums", "home")
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
        for line in hashes_of_words(path.read_text())
    ]
    assert not found


def test_a_hash_of_a_sentence_is_found():
    assert list(hashes_of_words("OpeningFinding.digest_of(ruling.reason)"))
    assert list(hashes_of_words("hashlib.sha256(finding.text.encode()).hexdigest()"))


def test_no_field_keeps_the_names_of_rows():
    """What a contest says of themes, districts and organisations is keys; the name beside one is what was announced."""
    kept = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("elections").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.JSONField)
    }
    assert kept == {
        "Count.result",  # read by Count.counted
        "Vacancy.result",
        "Vacancy.consenting",  # numbers of candidates
        "OpeningFinding.facts",
        "TimetableChange.moved",  # what was announced, and what instead
    }, "Make rows with foreign keys of what names other records"
