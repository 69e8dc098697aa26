"""Responses of one address at the same moment, on both kinds of database."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.consultations.models import Response
from assembly.consultations.publishing import services as publishing
from assembly.consultations.responding import services
from assembly.consultations.responding.by_address.codes import bearer_of
from assembly.consultations.responding.offline import services as offline
from assembly.consultations.responding.senders import (
    NOTHING_SAID,
    Sender,
    of_individual,
)
from assembly.core.mailed_codes import services as mailed_codes
from tests.consultations.conftest import publish
from tests.factories.consultations import PublicBodyFactory, proposal, site_with, words_for
from tests.factories.membership import UserFactory
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]

NADIA = "nadia@example.org"


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.consultations.by_address_storm")


@pytest.fixture
def open_now():
    body, today = PublicBodyFactory(), timezone.localdate()
    site_with(body)
    board = UserFactory(office="Assembly Board")
    facts = proposal(opens_on=today, closes_on=today + dt.timedelta(days=84))
    draft = publishing.draft_consultation(body, facts, by=board)
    return publish(draft, by=board, at=timezone.now())


def test_sent_at_once_an_address_has_one_response(storm, open_now):
    said = storm("sent", open_now.pk, NADIA, *["Keep it."] * 3, *[f"View {n}." for n in "ABC"])
    assert said == [""] * 6
    response = Response.objects.get()
    numbers = [version.number for version in response.versions.all()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_replaced_while_it_is_taken_back_there_is_one_end(storm, open_now):
    answers = words_for(open_now, "Keep it.")
    response = services.send(open_now, of_individual(NADIA), answers, by=None).response
    said = storm("sent_and_taken_back", open_now.pk, NADIA, response.pk)
    assert said[0] == ""
    assert sorted(said[1:])[0] == ""
    stopped = Response.objects.get(pk=response.pk)
    assert stopped.stopped_at
    assert not stopped.versions.exists()
    # Replaced before it was taken back, or a new one after that.
    assert Response.objects.counting().count() <= 1


def test_of_two_who_check_a_paper_at_once_one_has_done_it(storm, open_now):
    today = timezone.localdate()
    carys = UserFactory(name="Carys Cole", office="Support Unit")
    for name in ("Dylan Dean", "Dora Dunn"):
        UserFactory(name=name, office="Support Unit")
    sender = Sender(Response.Kind.INDIVIDUAL, source=Response.Source.LETTER, received_on=today)
    entered = offline.enter(
        open_now,
        offline.Paper(sender, words_for(open_now, "Keep it."), NOTHING_SAID),
        by=carys,
    )
    said = storm("checked", entered.pk, "Dylan Dean", "Dora Dunn", "Dylan Dean")
    assert said.count("") == 1


def test_a_code_typed_at_once_lets_one_in_and_guesses_are_all_counted(storm, open_now):
    code = mailed_codes.make(bearer_of(open_now, NADIA), NADIA)
    assert storm("tried", open_now.pk, NADIA, *[code] * 3).count("") == 1
    code = mailed_codes.make(bearer_of(open_now, NADIA), NADIA)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    said = storm("tried", open_now.pk, NADIA, *[wrong] * 8)
    assert sum("too many wrong codes" in one for one in said) == 3
