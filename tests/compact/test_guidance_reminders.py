"""Officers are told of guidance that changed since they read it: one mail a day, and nothing twice."""

import datetime as dt

import pytest

from assembly.accounts.models import OfficeTerm
from assembly.compact.guidance import services, telling
from assembly.compact.models import Acknowledgement
from assembly.compact.tasks import tell_of_changed_guidance
from assembly.notifications.models import Email
from tests.compact.guided import LONDON, council, edition, guide, hari, ines, read, trust
from tests.factories.compact import draft, published, write

__all__ = ["council", "edition", "hari", "ines", "trust"]

pytestmark = pytest.mark.django_db
AT = dt.datetime(2009, 6, 1, 8, tzinfo=LONDON)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_june_2009(time_machine):
    time_machine.move_to(AT)


def mails():
    return list(Email.objects.filter(kind=telling.KIND).order_by("pk"))


def test_all_that_changed_is_in_one_mail_to_those_who_read_it(edition, hari, ines):
    for number in ("F1", "F2"):
        read(guide(number, at=AT), hari)
        guide(number, "Changed.", at=AT)
    assert telling.tell_of_changes(at=AT) == 1
    (mail,) = mails()
    assert mail.user == hari
    assert mail.text.count("F1: Answer letters") == 1
    assert mail.text.count("F2: Answer letters") == 1
    assert "/my/guidance/" in mail.text


def test_who_has_not_read_it_or_has_read_the_newest_is_told_nothing(edition, hari, ines):
    guide()
    read(guide(words="Changed."), hari)
    assert telling.tell_of_changes(at=AT) == 0


def test_a_second_run_tells_nobody_again(edition, hari):
    read(guide(), hari)
    guide(words="Changed.")
    tell_of_changed_guidance()
    tell_of_changed_guidance()
    assert telling.tell_of_changes(at=AT + DAY) == 0
    assert len(mails()) == 1


def test_what_changes_again_on_the_same_day_waits_for_the_next(edition, hari):
    read(guide(), hari)
    guide(words="Changed.")
    assert telling.tell_of_changes(at=AT) == 1
    guide(words="Changed again.")
    assert telling.tell_of_changes(at=AT + dt.timedelta(hours=3)) == 0
    assert telling.tell_of_changes(at=AT + DAY) == 1
    assert len(mails()) == 2


def test_a_missed_week_is_made_good(edition, hari):
    read(guide(), hari)
    guide(words="Changed.")
    assert telling.tell_of_changes(at=AT + 7 * DAY) == 1


def test_the_mark_is_kept_with_the_mail(edition, hari, monkeypatch):
    """Where the mail cannot be written, nobody counts as told."""
    read(guide(), hari)
    guide(words="Changed.")

    def fail(*_, **__):
        raise OSError("full")

    with monkeypatch.context() as patch:
        patch.setattr(telling, "notify", fail)
        with pytest.raises(OSError, match="full"):
            telling.tell_of_changes(at=AT)
    assert Acknowledgement.objects.get().told_of is None
    assert telling.tell_of_changes(at=AT) == 1
    assert Acknowledgement.objects.get().told_of.words == "Changed."


def test_an_edition_that_comes_into_force_with_other_guidance_is_told_on_its_day(edition, hari):
    read(guide(), hari)
    coming = draft()
    services.write(write(coming, "F1", "We pay soon."), "Pay soon.", by=None)
    published(coming, on=AT.date(), in_force_from=AT.date() + 2 * DAY)
    assert telling.tell_of_changes(at=AT) == 0
    assert telling.tell_of_changes(at=AT + 2 * DAY) == 1


def test_who_no_longer_acts_for_a_body_is_told_nothing(edition, hari):
    read(guide(), hari)
    guide(words="Changed.")
    OfficeTerm.objects.filter(user=hari).update(ended_on=AT.date())
    assert telling.tell_of_changes(at=AT) == 0
