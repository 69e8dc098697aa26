"""Days and times are written in one way, and with their year: by the filters of `core.templatetags.assembly`."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WRITER = ROOT / "assembly/core/templatetags/assembly.py"
# A month in letters, or a clock of 24 hours in a sentence. Months alone and machine formats (2026-11-30) are their own.
IN_PYTHON = re.compile(r"%-?d %B|%d\.%m|\.day\} \{|at %H:%M")
IN_TEMPLATES = re.compile(r'\|date:"(?!Y-m-d"|c"|Y")|\|time\b')
SOURCES = [
    path
    for app in ("assembly", "elections", "forums", "home")
    for path in sorted((ROOT / app).rglob("*.py"))
    if path != WRITER and "migrations" not in path.parts
]


@pytest.mark.parametrize(
    ("files", "second_way"),
    [(SOURCES, IN_PYTHON), (sorted((ROOT / "templates").rglob("*.*ml")), IN_TEMPLATES)],
    ids=["python", "templates"],
)
def test_nobody_writes_a_day_in_a_second_way(files, second_way):
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if second_way.search(line)
    ]
    assert files
    assert found == []
