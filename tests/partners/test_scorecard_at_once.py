"""Two replies to one scorecard at the same moment, on both kinds of database: one is published, the other is told."""

import pytest

from assembly.partners.models import ScorecardReply
from tests.consultations.conftest import council, hari
from tests.storm import Storm

__all__ = ["council", "hari"]

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def test_one_is_published_and_the_others_are_told(tmp_path, council, hari):
    storm = Storm(tmp_path, "tests.partners.scorecard_storm")
    said = storm("replied", council.pk, hari.pk, ["Snow.", "Rain.", "Hail.", "Fog."])
    assert said.count("") == 1
    assert all("Somebody published version 1" in one for one in said if one)
    assert ScorecardReply.objects.get().number == 1


def test_the_same_reply_pressed_twice_is_one(tmp_path, council, hari):
    storm = Storm(tmp_path, "tests.partners.scorecard_storm")
    assert storm("replied", council.pk, hari.pk, ["Snow."] * 3) == ["", "", ""]
    assert ScorecardReply.objects.get().text == "Snow."
