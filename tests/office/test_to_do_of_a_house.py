"""What waits for people beside one of everything."""

from django.utils import timezone

import pytest

from assembly.consultations.models import Response
from assembly.core import to_do

pytestmark = pytest.mark.django_db


def texts(user):
    return [task.text for task in to_do.tasks_for(user, timezone.now())]


def test_the_most_urgent_stands_first(world):
    lead = world.people["lead"]
    by = [task.by for task in to_do.tasks_for(lead, timezone.now())]
    assert by == sorted(by)
    assert len(by) >= 2


def test_an_open_consultation_waits_until_it_is_answered(world):
    lead = world.people["lead"]
    tasks = to_do.tasks_for(lead, timezone.now())
    of_member = [task.text for task in tasks if task.whose == world.member.name]
    found = [
        text for text in of_member if text.startswith(("Respond to", "Finish the response to"))
    ]
    assert found
    for response in Response.objects.filter(organisation=world.member):
        assert not [text for text in found if str(response.consultation) in text]
