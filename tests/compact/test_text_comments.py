"""A draft is put out for comment: from then on everybody reads it, and its time is made longer and never shorter."""

import datetime as dt

import pytest
import time_machine

from assembly.compact.models import Edition
from assembly.compact.text import adopting, commenting
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.compact.test_text_adopting import decision
from tests.factories.compact import draft, published, write
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2027, 5, 10), dt.date(2027, 6, 10)
PAGE = "/compact/editions/2/text/"
SCREEN = "/cms/compact/editions/2/comments/"


@pytest.fixture(autouse=True)
def _in_may():
    with time_machine.travel("2027-05-10 12:00"):
        yield


@pytest.fixture
def edition(db):
    published(F1="We answer letters.", F2="We pay on time.")
    return draft(F1="We answer letters within a week.", F3="We meet twice a year.")


def page_of(response):
    return response.content.decode()


def test_nobody_reads_the_draft_before_it_is_put_out(client, edition, dev):
    for address in (PAGE, f"{PAGE}changes/", "/compact/editions/2/"):
        assert client.get(address).status_code == 404
    client.force_login(dev)
    answer = client.post(SCREEN, {"first": FIRST, "last": LAST}, follow=True)
    assert "People can comment from 10 May 2027 to 10 June 2027." in page_of(answer)
    client.logout()
    page = page_of(client.get("/compact/editions/2/", follow=True))
    assert "You can comment on it until 10 June 2027." in page
    assert "We answer letters within a week." in page
    assert "/contact/?topic=compact" in page
    assert "/compact/funding/f3/" not in page  # it has no page yet
    assert "within a week" in page_of(client.get(f"{PAGE}changes/"))
    assert PAGE in page_of(client.get("/compact/"))
    assert PAGE in page_of(client.get("/compact/editions/"))
    assert Event.objects.get(name="compact.put_out_for_comment").actor_id == dev.pk


def test_what_is_changed_meanwhile_is_shown_at_once(client, edition, dev):
    commenting.put_out(edition, FIRST, LAST, by=dev)
    client.get(PAGE)
    write(edition, "F3", "We meet three times a year.", title="Meet", by=dev)
    assert "three times a year" in page_of(client.get(PAGE))


def test_after_the_last_day_the_draft_stays_and_takes_no_comments(client, edition, dev):
    commenting.put_out(edition, FIRST, LAST, by=dev)
    with time_machine.travel("2027-06-11 12:00"):
        page = page_of(client.get(PAGE))
        assert PAGE not in page_of(client.get("/compact/"))
    assert "The time for comments ended on 10 June 2027." in page
    assert "Write to the Support Unit with your comments" not in page


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        (FIRST - dt.timedelta(1), LAST, "The first day is in the past"),
        (FIRST, FIRST + dt.timedelta(13), "at least 14 days to comment: choose 24 May 2027"),
    ],
)
def test_days_that_cannot_be_are_refused_in_the_form(client, edition, dev, first, last, reason):
    client.force_login(dev)
    page = page_of(client.post(SCREEN, {"first": first, "last": last}))
    assert reason in page
    assert f'value="{last}"' in page
    assert Edition.objects.get(number=2).comments_from is None


def test_the_time_is_made_longer_and_never_shorter(edition, dev):
    commenting.put_out(edition, FIRST, LAST, by=dev)
    with pytest.raises(RuleBroken, match="can comment until 10 June 2027"):
        commenting.put_out(edition, FIRST, LAST - dt.timedelta(1), by=dev)
    with pytest.raises(RuleBroken, match="since 10 May 2027"):
        commenting.put_out(edition, FIRST + dt.timedelta(1), LAST, by=dev)
    longer = commenting.put_out(edition, FIRST, LAST + dt.timedelta(5), by=dev)
    assert longer.comments_until == LAST + dt.timedelta(5)
    with time_machine.travel("2027-06-20 12:00"), pytest.raises(RuleBroken, match="ended on"):
        commenting.put_out(edition, FIRST, LAST + dt.timedelta(30), by=dev)


def test_twice_is_once(edition, dev):
    commenting.put_out(edition, FIRST, LAST, by=dev)
    commenting.put_out(edition, FIRST, LAST, by=dev)
    assert Event.objects.filter(name="compact.put_out_for_comment").count() == 1


def test_a_draft_that_says_nothing_or_was_recorded_as_adopted_is_not_put_out(client, dev):
    published(F1="We answer letters.")
    empty = draft()
    client.force_login(dev)
    answer = client.get(SCREEN, follow=True)
    assert "The draft changes nothing" in page_of(answer)
    write(empty, "F2", "We pay on time.", by=dev)
    lena, omar = (UserFactory(office="Compact Board") for _ in range(2))
    there = decision(empty, FIRST, FIRST, sector=lena, bodies=omar)
    adopting.record_adoption(empty, there, by=lena)
    with pytest.raises(RuleBroken, match="adoption of this draft is recorded"):
        commenting.put_out(empty, FIRST, LAST, by=dev)


def test_it_is_adopted_after_the_last_day(edition, dev):
    commenting.put_out(edition, FIRST, LAST, by=dev)
    lena, omar = (UserFactory(office="Compact Board") for _ in range(2))
    with pytest.raises(RuleBroken, match="People can comment until 10 June 2027"):
        adopting.record_adoption(
            edition, decision(edition, FIRST, FIRST, sector=lena, bodies=omar), by=lena
        )
    with time_machine.travel("2027-06-15 12:00"):
        day = dt.date(2027, 6, 14)
        there = decision(edition, day, day, sector=lena, bodies=omar)
        adopting.record_adoption(edition, there, by=lena)
        assert adopting.confirm_adoption(edition, by=omar).published_at


def test_script_in_a_draft_is_shown_as_text(client, edition, dev):
    write(edition, "F3", "We <script>alert(1)</script> meet.", title="<b>Meet</b>", by=dev)
    commenting.put_out(edition, FIRST, LAST, by=dev)
    page = page_of(client.get(PAGE))
    assert "<script>alert" not in page
    assert "&lt;b&gt;Meet" in page


@pytest.mark.parametrize("office", ["Assembly Board", "Returning officer"])
def test_other_offices_put_nothing_out(client, edition, office):
    client.force_login(UserFactory(office=office))
    client.post(SCREEN, {"first": FIRST, "last": LAST})
    assert Edition.objects.get(number=2).comments_from is None
