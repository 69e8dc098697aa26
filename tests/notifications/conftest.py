"""Mails of the tests' own, so that a change of somebody's words breaks none of these."""

from pathlib import Path

import pytest

from assembly.notifications import kinds
from assembly.notifications.kinds import Category, Kind
from tests import points

WORDS = """{% extends "emails/base.html" %}
{% block subject %}{{ organisation }} is told{% endblock subject %}
{% block body %}<p>{{ organisation }}: {{ link }}</p>{% endblock body %}
"""

MAILS = (
    Kind("tests/told", "a test tells you something", Category.GROUPS),
    Kind("tests/vote", "a test says that you voted", Category.VOTES, always=True, day_only=True),
)


@pytest.fixture(autouse=True)
def _mail_templates(tmp_path: Path, settings, monkeypatch):
    folder = tmp_path / "emails" / "tests"
    folder.mkdir(parents=True)
    for kind in MAILS:
        (tmp_path / "emails" / f"{kind.name}.html").write_text(WORDS)
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]
    points.add(monkeypatch, kinds.kinds, *MAILS)
