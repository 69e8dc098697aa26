"""Members of the Compact Board who act at the same moment, on PostgreSQL and on a file of SQLite."""

import pytest

from assembly.compact.models import BoardReport, VacancyOwner
from assembly.core.models import Event
from tests.factories import compact_board as boards
from tests.factories.membership import UserFactory
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.compact.board_storm")


@pytest.fixture
def members(db):
    return [UserFactory(office="Compact Board") for _ in range(4)]


def test_of_all_who_are_named_at_once_one_looks_after_the_vacancy(storm, members):
    chair = boards.seat("chair")
    assert storm("name_owners", chair.pk) == [""] * 4
    assert VacancyOwner.objects.filter(ended_on=None).count() == 1
    assert VacancyOwner.objects.count() == 4
    assert Event.objects.filter(name="compact.vacancy_owner_named").count() == 4


def test_a_report_that_several_enter_at_once_is_entered_once(storm, members):
    answers = storm("enter", boards.strategic_board().pk)
    assert answers.count("") == 1
    assert all("has been entered already" in answer for answer in answers if answer)
    assert BoardReport.objects.count() == 1
