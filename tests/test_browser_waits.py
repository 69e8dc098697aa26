"""Browser tests wait for what they look for: a click returns before the page it leads to is drawn."""

import re
from pathlib import Path

import pytest

BROWSER = Path(__file__).parent / "browser"
# Answers at once, for the page before or for half a page: `wait_for()` answers when it is there.
LOOKS_ONCE = re.compile(r"\bassert\b.*\.is_(visible|hidden|enabled|disabled)\(\)")


@pytest.mark.parametrize("path", sorted(BROWSER.glob("*.py")), ids=lambda path: path.name)
def test_no_test_looks_only_once(path):
    lines = enumerate(path.read_text().splitlines(), 1)
    assert [f"{number}: {line}" for number, line in lines if LOOKS_ONCE.search(line)] == []
