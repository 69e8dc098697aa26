"""The same extension from several members of the Board at once, on both kinds of database: it is made once."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.consultations.models import Consultation, Extension
from assembly.consultations.publishing import services
from tests.consultations.conftest import publish
from tests.factories.consultations import proposal
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def test_it_is_extended_once(tmp_path, council, hari, gwen):
    today = timezone.localdate()
    days = {"opens_on": today, "closes_on": today + dt.timedelta(days=84)}
    draft = services.draft_consultation(council, proposal(**days), by=hari)
    consultation = publish(draft, by=gwen, at=timezone.now())
    to = today + dt.timedelta(days=98)
    storm = Storm(tmp_path, "tests.consultations.extending_storm")
    said = storm("extended", consultation.pk, gwen.pk, to.isoformat(), 4)
    assert said.count("") == 1
    assert all("choose a day after" in one for one in said if one)
    assert Extension.objects.get().new_closes_on == to
    assert Consultation.objects.get().closes_on == to
