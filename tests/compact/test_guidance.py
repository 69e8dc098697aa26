"""Guidance on a promise: which version is in force, and who has read it."""

import datetime as dt

from django.utils import timezone

import pytest
import time_machine

from assembly.accounts import portability
from assembly.accounts.models import OfficeTerm
from assembly.compact.guidance import counting, personal_data, rules, selectors, services
from assembly.compact.guidance.retention import forget_who_read
from assembly.compact.models import Acknowledgement, Undertaking
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.core.to_do import tasks_for
from tests.compact.guided import (
    A_DAY,
    council,
    edition,
    guide,
    hari,
    ines,
    lena,
    read,
    text_of,
    trust,
)
from tests.factories.compact import draft, published, write
from tests.factories.consultations import act_for, officer_of
from tests.factories.partners import PublicBodyFactory

__all__ = ["council", "edition", "hari", "ines", "lena", "trust"]

pytestmark = pytest.mark.django_db
TODAY = dt.date(2009, 6, 1)


@pytest.fixture(autouse=True)
def _in_june_2009():
    with time_machine.travel("2009-06-01 12:00"):
        yield


def shown(number="F1", on=TODAY):
    return selectors.guidance_on(Undertaking.objects.get(number=number), on)


def test_the_newest_version_on_the_text_in_force_is_shown(edition):
    assert shown() is None
    guide(words="Pay early.")
    assert guide(words="Pay earlier.").number == 2
    assert (shown().guidance.words, shown().written_for) == ("Pay earlier.", "")


def test_the_same_words_again_are_no_version_and_none_are_refused(edition):
    guide(words="Pay early.")
    assert guide(words=" Pay early.\r\n").number == 1
    with pytest.raises(RuleBroken, match="cannot be empty"):
        guide(words=" ")


def test_guidance_of_an_earlier_text_says_for_which_it_was_written(edition):
    guide()
    published(F1="We pay within a week.", on=dt.date(2009, 1, 5))
    assert shown().written_for == "September 2005"
    guide(words="Pay within the week.")
    assert shown().written_for == ""


def test_guidance_of_a_draft_waits_for_its_text_and_is_changed_in_place(edition):
    guide(words="Old.")
    next_one = draft()
    text = write(next_one, "F1", "We pay within a week.")
    services.write(text, "New, drafted.", by=None)
    assert services.write(text, "New.", by=None).number == 1
    assert shown().guidance.words == "Old."
    published(next_one, on=TODAY, in_force_from=TODAY + 10 * A_DAY)
    assert shown().guidance.words == "Old."
    assert shown(on=TODAY + 10 * A_DAY).guidance.words == "New."
    assert shown(on=TODAY + 10 * A_DAY).since == TODAY + 10 * A_DAY


def test_of_a_dropped_promise_there_is_no_guidance(edition, hari):
    guidance = guide()
    published(F2="We answer letters soon.", on=dt.date(2009, 1, 5))
    dropping = draft()
    text_of().__class__.objects.create(
        undertaking=guidance.about.undertaking,
        edition=dropping,
        party="both",
        is_dropped=True,
    )
    published(dropping, on=TODAY)
    assert shown() is None
    with pytest.raises(RuleBroken) as refused:
        read(guidance, hari)
    assert str(refused.value) == rules.may_acknowledge(acts_for_a_body=True, is_in_use=False).reason


def test_all_guidance_takes_as_many_queries_as_one(edition, django_assert_num_queries):
    guide()
    with django_assert_num_queries(4):
        assert len(selectors.everything(TODAY)) == 1
    guide("F2")
    with django_assert_num_queries(4):
        assert len(selectors.everything(TODAY)) == 2


# Reading it


def test_an_officer_reads_a_version_once_and_the_record_has_it(edition, council, hari):
    guidance = guide()
    assert read(guidance, hari).is_in_force
    assert read(guidance, hari).is_in_force
    one = Acknowledgement.objects.get()
    assert (one.user, one.body, one.guidance) == (hari, council, guidance)
    event = Event.objects.get(name="compact.guidance_read")
    assert (event.actor_id, event.subject_id, event.data) == (
        hari.pk,
        guidance.pk,
        {"bodies": str(council.pk)},
    )


def test_who_acts_for_two_bodies_reads_it_for_both(edition, council, trust, hari):
    first = guide()
    read(first, hari)
    act_for(trust, hari)
    trust.officers.create(user=hari, name="Hari", post="Lead", starts_on=dt.date(2009, 1, 1))
    (one,) = selectors.reading_list(hari, TODAY)
    assert (one.read_on, one.state) == (None, "not read yet")
    read(first, hari)
    assert sorted(Acknowledgement.objects.values_list("body__slug", flat=True)) == sorted(
        [council.slug, trust.slug]
    )


@pytest.mark.parametrize("who", ["dev", "lena", "asha", "carys"])
def test_nobody_but_an_officer_confirms_it(edition, who, request):
    with pytest.raises(RuleBroken) as refused:
        read(guide(), request.getfixturevalue(who))
    assert str(refused.value) == rules.may_acknowledge(acts_for_a_body=False, is_in_use=True).reason
    assert not Acknowledgement.objects.exists()


def test_whose_term_is_over_confirms_nothing(edition, hari):
    guidance = guide()
    OfficeTerm.objects.filter(user=hari).update(ended_on=TODAY)
    with pytest.raises(RuleBroken, match="do not act for a public body"):
        read(guidance, hari)


def test_a_version_of_another_promise_is_refused(edition, hari):
    guide()
    other = guide("F2")
    with pytest.raises(RuleBroken, match="not in use"):
        services.acknowledge(Undertaking.objects.get(number="F1"), other.pk, by=hari)


def test_what_changed_while_it_was_open_is_noted_as_the_version_that_was_read(edition, hari):
    first = guide(words="Pay early.")
    guide(words="Pay very early.")
    said = read(first, hari)
    assert (said.guidance, said.is_in_force) == (first, False)
    (one,) = selectors.reading_list(hari, TODAY)
    assert (one.is_changed, one.before) == (True, first)
    assert [piece.text for piece in one.changes if piece.kind == "in"] == [" very"]


def test_the_list_has_what_is_unread_first(edition, hari):
    read(guide(), hari)
    guide("F2")
    assert [one.shown.undertaking.number for one in selectors.reading_list(hari, TODAY)] == [
        "F2",
        "F1",
    ]


def test_a_changed_text_is_shown_with_what_changed_in_it(edition, hari):
    read(guide(), hari)
    published(F1="We always pay in advance.", on=dt.date(2009, 1, 5))
    guide(words="Pay before.")
    (one,) = selectors.reading_list(hari, TODAY)
    assert [piece.text for piece in one.changes_of_text if piece.kind == "in"] == [" always"]


def test_all_that_is_unread_is_one_task(edition, hari, dev):
    def tasks(who):
        return [one for one in tasks_for(who, timezone.now()) if "guidance" in one.text]

    assert tasks(hari) == []
    first = guide()
    (task,) = tasks(hari)
    assert (task.text, task.url) == (
        "Read the guidance on F1: Answer letters",
        "/my/guidance/funding/f1/",
    )
    guide("F2")
    (task,) = tasks(hari)
    assert (task.text, task.url) == (
        "Read the guidance on F1: Answer letters and 1 other undertaking",
        "/my/guidance/",
    )
    assert tasks(dev) == []
    read(first, hari)
    assert len(tasks(hari)) == 1


# Counts, and people who leave


def test_counts_are_of_the_officers_of_the_day(edition, council, trust, hari, ines):
    guidance = guide()
    colleague = officer_of(council, name="Col")
    for one in (hari, ines):
        read(guidance, one)
    readers = counting.readers_of(selectors.everything(TODAY), TODAY)
    assert (readers.officers(council.pk), readers.have_read(guidance.pk, council.pk)) == (2, 1)
    assert (readers.everybody, readers.everybody_who_read(guidance.pk)) == (3, 2)
    OfficeTerm.objects.filter(user=colleague).update(ended_on=TODAY)
    readers = counting.readers_of(selectors.everything(TODAY), TODAY)
    assert (readers.officers(council.pk), readers.have_read(guidance.pk, council.pk)) == (1, 1)


def test_who_closes_their_account_is_no_longer_named_and_the_row_stays(edition, hari):
    read(guide(by=hari), hari)
    parts = {part.heading: part.lines for part in personal_data.data_about(hari)}
    assert parts["Guidance on the Compact that you have read"][0]["version"] == (
        "Version 1 for the text of September 2005"
    )
    assert len(parts["Guidance on the Compact that you wrote"]) == 1
    assert personal_data.data_about in portability.sources
    personal_data.erase(hari, TODAY)
    assert Acknowledgement.objects.get().user is None


def test_a_year_after_they_left_it_is_forgotten_who_read(edition, council, hari, ines):
    guidance = guide()
    for one in (hari, ines):
        read(guidance, one)
    OfficeTerm.objects.filter(user=hari).update(ended_on=TODAY + A_DAY)
    assert forget_who_read(TODAY + 365 * A_DAY) == 0
    assert forget_who_read(TODAY + 366 * A_DAY) == 1
    assert forget_who_read(TODAY + 366 * A_DAY) == 0
    assert Acknowledgement.objects.filter(user=None).get().body == council
    assert Acknowledgement.objects.filter(user=ines).exists()


def test_a_post_that_ended_is_as_good_as_a_term_that_ended(edition, hari):
    read(guide(), hari)
    hari.officer_of.update(ends_on=TODAY + A_DAY)
    assert forget_who_read(TODAY + 366 * A_DAY) == 1


def test_a_body_without_officers_is_not_counted(edition):
    guide()
    PublicBodyFactory(name="Parish", slug="parish")
    assert counting.readers_of(selectors.everything(TODAY), TODAY).of_body == {}
