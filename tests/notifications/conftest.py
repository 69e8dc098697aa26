"""Mails of the tests' own, so that a change of somebody's words breaks none of these."""

from pathlib import Path

import pytest

from assembly.notifications import kinds
from assembly.notifications.kinds import Category, Kind

WORDS = {
    "told.subject": "{{ organisation }} is told\n",
    "told.txt": (
        '{% extends "emails/base.txt" %}{% block body %}{{ organisation }}: {{ link }}'
        "{% endblock body %}\n"
    ),
    "told.html": (
        '{% extends "emails/base.html" %}{% block body %}<p>{{ organisation }}: {{ link }}</p>'
        "{% endblock body %}\n"
    ),
}

DECLARED = {
    "tests/told": Kind(Category.GROUPS, "a test tells you something"),
    "tests/vote": Kind(Category.VOTES, "a test says that you voted", always=True, day_only=True),
}


@pytest.fixture(autouse=True)
def _mail_templates(tmp_path: Path, settings, monkeypatch):
    folder = tmp_path / "emails" / "tests"
    folder.mkdir(parents=True)
    for name, words in WORDS.items():
        for kind in DECLARED:
            (tmp_path / "emails" / f"{kind}.{name.partition('.')[2]}").write_text(words)
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]
    monkeypatch.setattr(kinds, "KINDS", {**kinds.KINDS, **DECLARED})
