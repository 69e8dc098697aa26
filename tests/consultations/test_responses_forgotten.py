"""Two years after the decision nothing is left of responses but how many there were."""

import datetime as dt

import pytest
import time_machine

from assembly.consultations.answering import retention
from assembly.consultations.counts import by_kind
from assembly.consultations.models import (
    Answer,
    Coding,
    Consultation,
    Redaction,
    Response,
    ResponseVersion,
)
from assembly.consultations.reading.redacting.services import Wanted, redact
from assembly.consultations.responding.by_address import links
from assembly.core.models import Removal
from assembly.core.retention import forget_what_is_old
from tests.consultations.answered import (
    CLOSED,
    DURING,
    FILE,
    answer,
    ask_everything,
    behind,
    response_by,
)
from tests.consultations.closing import (
    NAMED,
    decide,
    give_feedback,
    page,
    publish,
    respond_in_every_way,
    text_of,
)
from tests.factories.consultations import respond

pytestmark = pytest.mark.django_db

YEARS = retention.KEPT
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def answered(consultation, hari, asha, member):
    ask_everything(consultation)
    respond_in_every_way(consultation)
    respond(consultation, member, text="Ours.", by=asha, at=DURING)
    group = response_by(consultation, "group", "We.", group_name="Elm Group", statement=NAMED)
    behind(group, member)
    kept = answer(group, FILE, file="paper.pdf")
    redact(kept, Wanted("", "personal", withholds_file=True), by=hari)
    Coding.objects.create(answer=kept, part="first", coder=hari, saved_at=CLOSED)
    publish(consultation, hari)
    give_feedback(consultation, by=hari)
    return Consultation.objects.get(pk=consultation.pk)


def test_words_names_and_files_go_and_counts_and_feedback_stay(
    client, answered, hari, clock, django_capture_on_commit_callbacks
):
    decide(answered, by=hari)
    kept = Answer.objects.exclude(file="").get()
    storage, name, before = kept.file.storage, kept.file.name, by_kind(answered)
    decided = CLOSED.date()
    forget_what_is_old(on=decided + YEARS)
    assert Answer.objects.exists()
    clock.move_to(CLOSED + YEARS + DAY)
    ida = Response.objects.get(name="Ida Ince")
    with django_capture_on_commit_callbacks(execute=True):
        forget_what_is_old(on=decided + YEARS + DAY)
    for model in (Answer, ResponseVersion, Redaction, Coding):
        assert not model.objects.exists()
    assert not storage.exists(name)
    assert by_kind(answered) == before
    left = Response.objects.values_list("name", "group_name", "organisation", "address_key")
    assert set(left) == {("", "", None, "")}
    assert Removal.objects.get(rule="responses-after-the-decision").number == 7
    whole = text_of(client.get(answered.get_absolute_url()))
    assert "Keep it." in whole
    assert "We deleted the words, names and files of the responses on" in whole
    assert "We deleted the words, names and files of the responses on" in text_of(
        page(client, answered)
    )
    assert "deleted long after the decision" in text_of(client.get(links.path(ida)))
    forget_what_is_old(on=decided + YEARS + 2 * DAY)
    assert Removal.objects.filter(rule="responses-after-the-decision").count() == 1


def test_without_a_decision_it_is_counted_from_feedback(answered):
    forget_what_is_old(on=CLOSED.date() + YEARS)
    assert Answer.objects.exists()
    forget_what_is_old(on=CLOSED.date() + YEARS + DAY)
    assert not Answer.objects.exists()


def test_what_was_never_answered_is_kept_and_the_support_unit_is_told(consultation, hari, dev):
    respond_in_every_way(consultation)
    at = CLOSED + YEARS + 30 * DAY
    forget_what_is_old(on=at.date())
    assert Answer.objects.exists()
    assert len(list(retention.never_answered(dev, at))) == 1
    assert list(retention.never_answered(hari, at)) == []


def test_of_a_withdrawn_consultation_it_is_counted_from_the_withdrawal(consultation):
    respond_in_every_way(consultation)
    withdrawn = CLOSED.date() + 60 * DAY
    Consultation.objects.update(withdrawn_on=withdrawn, withdrawal_reason="The money is gone.")
    forget_what_is_old(on=withdrawn + YEARS)
    assert Answer.objects.exists()
    forget_what_is_old(on=withdrawn + YEARS + DAY)
    assert not Answer.objects.exists()
