"""Answering from several windows at once, on both kinds of database: once each, and nobody overwrites anybody."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.consultations.models import Feedback
from assembly.consultations.publishing import services
from assembly.core.models import Event
from tests.consultations.conftest import publish
from tests.factories.consultations import proposal
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def test_each_is_done_once(tmp_path, council, hari, gwen):
    opened = timezone.now() - dt.timedelta(days=100)
    first = timezone.localdate(opened)
    days = {"opens_on": first, "closes_on": first + dt.timedelta(days=84)}
    draft = services.draft_consultation(council, proposal(**days), by=hari)
    consultation = publish(draft, by=gwen, at=opened)
    storm = Storm(tmp_path, "tests.consultations.answering_storm")
    said = storm("published", consultation.pk, hari.pk, 4)
    assert said.count("") == 1
    assert all("already published" in one for one in said if one)
    assert Event.objects.filter(name="consultations.responses_published").count() == 1
    assert storm("begun", consultation.pk, hari.pk, 4) == [""] * 4
    begun = Feedback.objects.get()
    said = storm("saved", begun.pk, hari.pk, 4)
    assert said.count("") == 1
    assert all("while you were writing" in one for one in said if one)
    begun.refresh_from_db()
    assert begun.edit == 2
