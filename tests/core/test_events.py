import datetime as dt
from decimal import Decimal

from django.db import transaction

import pytest

from assembly.core import events
from assembly.core.models import Event
from assembly.core.rules import ALLOWED, RuleBroken, refused
from tests import points


@pytest.fixture(autouse=True)
def _known_name(monkeypatch):
    points.only(monkeypatch, events.acts, events.Act("tests.done", "did something"))


def test_a_ruling_is_true_or_tells_its_reason():
    assert ALLOWED
    ALLOWED.enforce()
    no = refused("The poll is closed.")
    assert not no
    with pytest.raises(RuleBroken, match=r"^The poll is closed\.$"):
        no.enforce()


@pytest.mark.django_db
def test_an_act_leaves_ids_days_amounts_and_codes(asha, member):
    data = {
        "to": "member",
        "on": dt.date(2026, 11, 30),
        "amount": Decimal("12.50"),
        "votes": 3,
        "open": True,
        "until": None,
    }
    line = events.record("tests.done", member, by=asha, acting_for=member, data=data)
    line.refresh_from_db()
    assert (line.actor_id, line.acting_for, line.subject_type, line.subject_id) == (
        asha.pk,
        member.pk,
        "membership.organisation",
        member.pk,
    )
    assert line.data == {**data, "on": "2026-11-30", "amount": "12.50"}


@pytest.mark.django_db
def test_the_system_acts_without_a_person(member):
    line = events.record("tests.done", member, by=None)
    assert (line.actor_id, line.acting_for, line.data) == (None, None, {})


@pytest.mark.django_db
def test_an_act_undone_leaves_no_line(member):
    with transaction.atomic():
        events.record("tests.done", member, by=None)
        transaction.set_rollback(True)
    assert not Event.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Asha Amin", "asha@example.org", "", "x" * 81, "two\nlines"])
def test_the_record_takes_no_name_address_or_free_text(member, text):
    with pytest.raises(ValueError, match="not names or free text: note"):
        events.record("tests.done", member, by=None, data={"note": text})


def test_an_event_nobody_registered_is_refused():
    with pytest.raises(ValueError, match=r"tests\.undone is not among the acts"):
        events.record("tests.undone", Event(), by=None)
