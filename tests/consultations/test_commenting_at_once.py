"""Comments and a new version, and two who enter one attendance, at the same moment: nothing is lost."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.consultations.commenting import services
from assembly.consultations.events.services import Details, plan_event
from assembly.consultations.publishing import services as publishing
from assembly.core.models import DraftText, PassageComment
from assembly.core.passages.selectors import reading
from tests.consultations.conftest import publish
from tests.factories.consultations import proposal
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def open_now(council, hari, gwen):
    today = timezone.localdate()
    days = {"opens_on": today, "closes_on": today + dt.timedelta(days=84)}
    return publish(
        publishing.draft_consultation(council, proposal(**days), by=hari),
        by=gwen,
        at=timezone.now(),
    )


def test_each_comment_that_was_taken_is_on_the_newest_version(tmp_path, open_now, hari):
    organisation, person = OrganisationFactory(member=True), UserFactory()
    DelegateFactory(organisation=organisation, user=person, role="lead")
    services.put_text(open_now, "Draft plan", "More buses in the evening.", by=hari)
    storm = Storm(tmp_path, "tests.consultations.commenting_storm")
    said = storm("commented", open_now.pk, organisation.pk, person.pk, hari.pk, 4)
    taken = said.count("") - 1  # the officer's is never refused
    assert all("The text changed" in one for one in said if one)
    comments = list(PassageComment.objects.all())
    assert len(comments) == taken
    found = reading(DraftText.objects.get().versions.latest(), comments)
    [part] = found.parts
    assert len(part.comments) + len(found.left_over) == taken
    assert not found.left_over
    # Whoever came first: a comment is on the words that its author read.
    assert all(one.version.source.startswith(one.passage_words) for one in comments)


def test_two_who_enter_who_came_both_count(tmp_path, open_now, hari):
    organisations = [OrganisationFactory(member=True), OrganisationFactory(member=True)]
    starts = timezone.now() - dt.timedelta(hours=2)
    event = plan_event(
        open_now,
        Details(
            title="Drop-in",
            starts_at=starts,
            ends_at=starts + dt.timedelta(hours=1),
            place="Town hall",
        ),
        by=hari,
        at=starts - dt.timedelta(days=1),
    )
    storm = Storm(tmp_path, "tests.consultations.commenting_storm")
    said = storm("recorded", event.pk, [one.pk for one in organisations], hari.pk)
    assert said == ["", ""]
    assert [one.people for one in event.attendances.all()] == [2, 2]
