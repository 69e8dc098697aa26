"""The report of views and the decision paper: public with their version, and not before; then nobody changes them."""

from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse

from wagtail.documents.models import Document

import pytest
import time_machine

from assembly.consultations.answering.feedback.services import draft_feedback, publish_feedback
from assembly.core.documents.rules import may_be_changed, may_be_deleted, may_be_downloaded
from tests.consultations.answered import CLOSED
from tests.consultations.closing import text_of, theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


def paper(name="views.txt", content=b"What people said."):
    return SimpleUploadedFile(name, content)


def test_a_report_is_public_with_its_version_and_not_before(client, consultation, hari, dev):
    bus = theme(consultation)
    draft = draft_feedback(consultation, by=hari)
    address = reverse("consultations_answering:feedback_draft", args=[consultation.pk])
    typed = {
        "we_asked": "What now?",
        f"said_{bus.pk}": "Stay.",
        f"did_{bus.pk}": "It stays.",
        f"outcome_{bus.pk}": "followed",
    }
    client.force_login(hari)
    client.post(address, typed | {"report": paper()})
    report = Document.objects.get()
    assert report.title == f"Report of views: {consultation}"
    assert report.uploaded_by_user == hari
    client.logout()
    assert client.get(report.url).status_code == 404
    visitor = RequestFactory().get(report.url)
    visitor.user = AnonymousUser()
    assert not may_be_downloaded(report, visitor)
    assert may_be_changed(report, dev)
    assert not may_be_deleted(report)
    publish_feedback(draft, by=hari)
    assert may_be_downloaded(report, visitor)
    assert report.url in text_of(client.get(consultation.get_absolute_url()))
    assert "stay as they are" in may_be_changed(report, dev).reason
    assert not may_be_deleted(report)


def test_a_file_of_another_kind_is_refused_and_the_words_stay(client, consultation, hari):
    theme(consultation)
    draft_feedback(consultation, by=hari)
    address = reverse("consultations_answering:feedback_draft", args=[consultation.pk])
    client.force_login(hari)
    answered = client.post(address, {"we_asked": "What now?", "report": paper("views.exe", b"MZ")})
    assert "is not a kind of file" in text_of(answered)
    assert "What now?" in text_of(answered)
    assert not Document.objects.exists()
