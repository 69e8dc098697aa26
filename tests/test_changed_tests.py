"""`make test-fast` runs what a change is likely to break."""

import pytest

from scripts.changed_tests import ALWAYS, chosen_for

FILES = {
    "tests/test_house.py": "",
    "tests/elections/test_voting.py": "from elections.services.voting import cast_ballot",
    "tests/elections/test_voting_pages.py": "from django.urls import reverse",
    "tests/elections/test_opening.py": "from elections.services import opening, voting",
    "tests/funding/test_views.py": "import assembly.funding.money",
    "tests/browser/test_ballot.py": "from elections.services.voting import cast_ballot",
}
CHOSEN = [
    ("elections/services/voting.py", ["elections/test_opening.py", "elections/test_voting.py"]),
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
    assert chosen_for([path], tmp_path) == [
        *(f"tests/{name}" for name in chosen),
        "tests/test_house.py",
    ]


def test_the_tests_of_the_house_are_there():
    assert set(ALWAYS) <= set(chosen_for([]))
