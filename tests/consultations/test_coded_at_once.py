"""Several people at one answer or one theme at the same moment, on both kinds of database."""

from django.utils import timezone

import pytest

from assembly.consultations.models import Coding, Consultation, RaisedTheme
from tests.consultations.answered import response_by
from tests.factories.consultations import officer_of
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.consultations.coding_storm")


@pytest.fixture
def closed(consultation):
    today = timezone.localdate()
    assert consultation.closes_on < today, "The clock of the tests stands after 2008."
    return Consultation.objects.get(pk=consultation.pk)


def test_two_have_the_first_and_the_second_reading_and_a_third_is_refused(
    storm, closed, council, hari
):
    others = [
        officer_of(council, name=name, email=f"{name}@example.org") for name in ("ian", "jo", "kit")
    ]
    answer = response_by(closed, "individual", "More buses.").answers.get()
    said = storm("coded", answer.pk, *(one.pk for one in (hari, *others)))
    assert said.count("") == 2
    assert all("Two people have read this answer already" in one for one in said if one)
    assert sorted(Coding.objects.values_list("part", flat=True)) == ["first", "second"]
    assert Coding.objects.values("coder").distinct().count() == 2


def test_one_person_who_presses_several_times_has_one_reading(storm, closed, hari):
    answer = response_by(closed, "individual", "More buses.").answers.get()
    assert storm("coded", answer.pk, *[hari.pk] * 4) == [""] * 4
    assert Coding.objects.get().part == "first"


def test_themes_merged_in_a_circle_all_lead_to_one_in_use(storm, closed, hari):
    themes = [
        RaisedTheme.objects.create(consultation=closed, position=place, name=f"Theme {place}")
        for place in range(4)
    ]
    said = storm("merged_in_a_circle", hari.pk, *(one.pk for one in themes))
    in_use = RaisedTheme.objects.filter(merged_into=None)
    assert said.count("") == len(themes) - in_use.count()
    assert in_use.exists()
    merged = RaisedTheme.objects.exclude(merged_into=None)
    assert not merged.exclude(merged_into__in=in_use).exists()


def test_of_two_who_rename_at_once_the_second_is_told(storm, closed, hari):
    theme = RaisedTheme.objects.create(consultation=closed, position=1, name="Buses")
    said = storm("renamed", theme.pk, hari.pk, "Bus fares", "Bus stops", "Bus times")
    assert said.count("") == 1
    assert all("Somebody else changed this theme at the same time" in one for one in said if one)
