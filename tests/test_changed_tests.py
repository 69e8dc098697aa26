"""`make test-fast` runs what a change is likely to break."""

import pytest

from scripts.changed_tests import ALWAYS, PRODUCT, ROOT, chosen_for

FILES = {
    "tests/test_house.py": "",
    "tests/elections/test_voting.py": "from elections.services.voting import cast_ballot",
    "tests/elections/test_voting_pages.py": "from django.urls import reverse",
    "tests/elections/test_opening.py": "from elections.services import opening, voting",
    "tests/funding/test_views.py": "import assembly.funding.money",
    "elections/views/ballot.py": "from ..services import voting",
    "elections/rules/voting.py": "",
    "elections/services/voting.py": "from elections.rules import voting",
    "tests/browser/test_ballot.py": "from elections.services.voting import cast_ballot",
}
CHOSEN = [
    ("elections/services/voting.py", ["elections/test_opening.py", "elections/test_voting.py"]),
    ("elections/rules/voting.py", ["elections/test_opening.py", "elections/test_voting.py"]),
    ("elections/views/ballot.py", ["elections/test_voting_pages.py"]),
    ("templates/funding/overview.html", ["funding/test_views.py"]),
    ("assembly/funding/money.py", ["funding/test_views.py"]),
    ("tests/elections/test_opening.py", ["elections/test_opening.py"]),
    ("README.md", []),
    ("tests/browser/test_ballot.py", []),
]


@pytest.mark.parametrize(("path", "chosen"), CHOSEN)
def test_what_imports_or_shows_the_change_is_run(path, chosen, tmp_path):
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    found, _ = chosen_for([path], tmp_path)
    assert found == [*(f"tests/{name}" for name in chosen), "tests/test_house.py"]


def test_the_tests_of_the_house_are_there():
    assert set(ALWAYS) <= set(chosen_for([])[0])


def test_whatever_decides_has_tests_that_are_chosen():
    decides = [
        str(file.relative_to(ROOT))
        for pattern in (
            "**/rules.py",
            "**/rules/*.py",
            "**/services.py",
            "**/services/*.py",
            "**/models.py",
            "**/models/*.py",
            "elections/counting/**/*.py",
        )
        for app in PRODUCT
        for file in (ROOT / app).glob(pattern.removeprefix(f"{app}/"))
        if "migrations" not in file.parts
    ]
    assert len(decides) > 100
    assert chosen_for(decides)[1] == []


def test_what_has_no_test_is_named():
    assert chosen_for(["assembly/static/nothing.css", "README.md"])[1] == [
        "assembly/static/nothing.css"
    ]
