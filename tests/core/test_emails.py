"""Every mail of the site is one file, from which its subject, its text and its HTML are made."""

import re
from pathlib import Path

import pytest

from assembly.core import emails
from assembly.core.clean_text import clean_line
from assembly.core.models import SiteSettings

ROOT = Path(__file__).resolve().parents[2]
EMAILS = ROOT / "templates" / "emails"
BASE = "base"


SUBJECT = re.compile(r"{% block subject %}(.+?){% endblock subject %}")
MAILS = [path for path in sorted(EMAILS.rglob("*.html")) if path.stem != BASE]


@pytest.mark.parametrize("mail", MAILS, ids=lambda path: str(path.relative_to(EMAILS)))
def test_every_mail_has_a_letterhead_and_a_subject_of_one_line(mail):
    assert '{% extends "emails/base.html" %}' in mail.read_text()
    assert SUBJECT.search(mail.read_text())


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


@pytest.mark.django_db
def test_no_control_character_goes_out_in_a_mail():
    dirty = "Ann\x0bBell\x07\u2028Bcc: eve@example.org"
    words = emails.render("accounts/closed", {**emails.letterhead(), "name": dirty})
    for text in (words.subject, words.text, words.html):
        assert not any(sign in text for sign in "\x0b\x07\u2028")
    letter = emails.Letter(
        f"To {clean_line(dirty)}", words.text, "a@example.org", ["b@example.org"]
    )
    assert b"\nBcc:" not in letter.message().as_bytes().partition(b"\n\n")[0]


@pytest.mark.django_db
def test_a_letter_that_is_sent_at_once_is_addressed_like_every_other(mailoutbox, settings):
    settings.SITE_HOST = "assembly.example.org"
    SiteSettings.objects.update_or_create(defaults={"contact_email": "office@example.org"})
    message = emails.Message("Your code", "123456", "<p>123456</p>")
    emails.letter(message, "ann@example.org", {"Message-Of": "ours"}).send()
    [mail] = mailoutbox
    headers = mail.message()
    assert headers["Reply-To"] == "office@example.org"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"].endswith("@assembly.example.org>")
    assert headers["Message-Of"] == "ours"


def test_no_mail_is_addressed_anywhere_else():
    """Such a mail would be without Reply-To and Auto-Submitted, as codes once were."""
    makes_one = re.compile(
        r"\b(EmailMessage|EmailMultiAlternatives|Letter|send_mail|mail_admins)\("
    )
    found = {
        path.relative_to(ROOT).as_posix()
        for app in ("assembly", "elections", "forums", "home")
        for path in (ROOT / app).rglob("*.py")
        if makes_one.search(path.read_text())
    }
    assert found == {"assembly/core/emails.py", "assembly/notifications/sending.py"}
