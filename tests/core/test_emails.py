"""Every mail of the site is there in full: a line of subject, a text and an HTML that say the same."""

from pathlib import Path

import pytest

from assembly.core import emails

EMAILS = Path(__file__).resolve().parents[2] / "templates" / "emails"
BASE = "base"


def names(kind):
    return {
        str(path.relative_to(EMAILS).with_suffix(""))
        for path in EMAILS.rglob(f"*.{kind}")
        if path.stem != BASE
    }


@pytest.mark.parametrize("kind", ["subject", "txt", "html"])
def test_every_mail_is_there_in_three_parts(kind):
    assert names(kind) == names("subject") | names("txt") | names("html")


def test_every_subject_is_one_line():
    for path in EMAILS.rglob("*.subject"):
        assert len(path.read_text().strip().splitlines()) == 1, path


@pytest.mark.parametrize("kind", ["txt", "html"])
def test_every_mail_stands_on_the_letterhead(kind):
    for path in EMAILS.rglob(f"*.{kind}"):
        if path.stem != BASE:
            assert f'{{% extends "emails/base.{kind}" %}}' in path.read_text(), path


@pytest.mark.django_db
def test_the_letterhead_knows_everything_the_base_asks_for():
    assert emails.letterhead().keys() == {
        "assembly_name",
        "area_name",
        "contact_email",
        "contact_phone",
        "postal_address",
        "site_url",
    }


def test_a_template_that_is_no_django_template_is_refused(monkeypatch):
    monkeypatch.setattr(emails, "get_template", lambda path: object())
    with pytest.raises(TypeError, match=r"welcome\.subject is not a Django template"):
        emails.render("welcome", {})
