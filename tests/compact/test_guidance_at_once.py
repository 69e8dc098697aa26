"""An officer who presses twice at once, and a job that runs twice, on PostgreSQL and on a file of SQLite."""

import pytest

from assembly.compact.guidance.telling import KIND
from assembly.compact.models import Acknowledgement
from assembly.core.models import Event
from assembly.notifications.models import Email
from tests.compact.guided import council, edition, guide, hari, read
from tests.storm import Storm

__all__ = ["council", "edition", "hari"]

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.compact.storm")


def test_pressed_by_one_officer_many_times_at_once_it_is_noted_once(storm, edition, hari):
    guidance = guide()
    assert storm("acknowledge", guidance.pk, hari.pk, 6) == [""] * 6
    assert Acknowledgement.objects.count() == 1
    assert Event.objects.filter(name="compact.guidance_read").count() == 1


def test_a_job_that_runs_many_times_at_once_mails_once(storm, edition, hari):
    read(guide(), hari)
    guide(words="Changed.")
    assert storm("tell", 6) == [""] * 6
    assert Email.objects.filter(kind=KIND).count() == 1
