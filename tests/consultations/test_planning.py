"""The forward plan: proposed by one person, announced by another, then begun or dropped with a reason."""

import datetime as dt

from django.urls import reverse

import pytest
import time_machine

from assembly.consultations.models import Consultation, PlannedConsultation, PreElectionPeriod
from assembly.consultations.publishing import planning
from assembly.core.rules import RuleBroken
from assembly.core.to_do import tasks_for
from tests.consultations.conftest import publish
from tests.factories.membership import ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db
PLAN = planning.Plan("Day centres", "Which day centres stay open?", "spring 2009")


@pytest.fixture(autouse=True)
def _first_of_september():
    with time_machine.travel(dt.datetime(2008, 9, 1, 10, 0, tzinfo=dt.UTC), tick=True):
        yield


@pytest.fixture
def dev(council):
    return UserFactory(name="Dev Dee", email="dev@example.org", office="Support Unit")


@pytest.fixture
def line(council, hari):
    return planning.propose(council, PLAN, by=hari)


def screen(name, *args):
    return reverse(f"consultations_plans:{name}", args=args)


def public(client):
    return [
        client.get(address).content.decode()
        for address in ("/consultations/", "/consultations/wcc/")
    ]


def press(client, user, line, act, **fields):
    client.force_login(user)
    return client.post(screen("plan", line.pk), {"act": act, **fields}, follow=True)


def test_an_officer_proposes_and_the_support_unit_announces(client, council, hari, dev):
    theme = ThemeFactory()
    client.force_login(hari)
    client.post(
        screen("plan_add"),
        {
            "body": council.pk,
            "title": PLAN.title,
            "summary": PLAN.summary,
            "expected": PLAN.expected,
            "themes": [theme.pk],
        },
    )
    line = PlannedConsultation.objects.get()
    assert list(line.themes.all()) == [theme]
    assert not any("Day centres" in page for page in public(client))
    assert "Announce a planned consultation: Day centres" in [
        task.text for task in tasks_for(dev, dt.datetime.now(dt.UTC))
    ]
    press(client, dev, line, "announce")
    assert all("Day centres" in page and "spring 2009" in page for page in public(client))


@pytest.mark.parametrize("who", ["dev", "gwen"])
def test_nobody_announces_what_they_proposed(client, council, who, request):
    user = request.getfixturevalue(who)
    line = planning.propose(council, PLAN, by=user)
    assert "You proposed this" in press(client, user, line, "announce").content.decode()
    line.refresh_from_db()
    assert line.announced_at is None


def test_the_board_announces_what_the_support_unit_proposed(client, council, dev, gwen):
    line = planning.propose(council, PLAN, by=dev)
    planning.announce(line, by=gwen)
    assert PlannedConsultation.objects.get().announced_by == gwen
    with pytest.raises(RuleBroken, match="already been announced"):
        planning.announce(line, by=gwen)


def test_an_officer_does_not_announce(line, council):
    colleague = UserFactory()
    with pytest.raises(
        RuleBroken, match="Only the Support Unit or the Assembly Board can announce"
    ):
        planning.announce(line, by=colleague)


def test_another_bodys_officer_sees_and_changes_nothing(client, line, council, ines):
    client.force_login(ines)
    assert client.get(screen("plan", line.pk)).status_code == 404
    assert "Day centres" not in client.get(screen("plan_list")).content.decode()
    with pytest.raises(RuleBroken, match="Only officers of Wiltshire County Council"):
        planning.propose(council, PLAN, by=ines)
    with pytest.raises(RuleBroken, match="Only officers"):
        planning.drop(line, because="No.", by=ines)


def test_dropped_with_a_reason_which_the_site_keeps_for_twelve_weeks(client, line, hari, gwen):
    planning.announce(line, by=gwen)
    assert (
        "This field is required" in press(client, hari, line, "drop", because="").content.decode()
    )
    press(client, hari, line, "drop", because="The government decided.")
    assert all(
        "Dropped on 1 September 2008: The government decided." in page for page in public(client)
    )
    assert not planning.shown(dt.date(2008, 11, 24)).exists()
    with pytest.raises(RuleBroken, match="has been dropped"):
        planning.begin_draft(line, by=hari)


def test_dropped_before_it_was_announced_is_never_shown(client, line, hari):
    planning.drop(line, because="A mistake.", by=hari)
    assert not planning.shown(dt.date(2008, 9, 1)).exists()


def test_a_draft_is_begun_with_its_words_and_the_line_goes_when_it_is_published(
    client, line, hari, gwen
):
    planning.announce(line, by=gwen)
    press(client, hari, line, "begin")
    consultation = Consultation.objects.get()
    assert (consultation.page.title, consultation.page.summary) == (PLAN.title, PLAN.summary)
    assert not consultation.page.live
    assert all("Day centres" in page for page in public(client))
    with pytest.raises(RuleBroken, match="already been begun"):
        planning.begin_draft(line, by=hari)
    Consultation.objects.update(opens_on=dt.date(2008, 9, 8), closes_on=dt.date(2008, 12, 1))
    publish(Consultation.objects.get(), by=gwen)
    assert not planning.shown(dt.date(2008, 9, 1)).exists()


def test_a_draft_that_is_deleted_frees_the_line(line, hari):
    made = planning.begin_draft(line, by=hari)
    made.page.delete()
    assert planning.begin_draft(line, by=hari).pk


def test_two_lines_with_one_title_begin_two_drafts(line, council, hari):
    planning.begin_draft(line, by=hari)
    again = planning.begin_draft(planning.propose(council, PLAN, by=hari), by=hari)
    assert again.page.slug != "day-centres"


def test_the_same_line_is_proposed_once(line, council, hari):
    with pytest.raises(RuleBroken, match="on the plan already"):
        planning.propose(council, PLAN, by=hari)
    planning.drop(line, because="Not now.", by=hari)
    assert planning.propose(council, PLAN, by=hari).pk


def test_a_body_that_has_ended_plans_nothing(council, hari):
    council.ended_on = dt.date(2008, 9, 1)
    council.save(update_fields=["ended_on"])
    with pytest.raises(RuleBroken):
        planning.propose(council, PLAN, by=hari)


# Periods before elections


def test_the_support_unit_enters_a_period_and_the_page_shows_it(client, consultation, dev):
    client.force_login(dev)
    client.post(
        "/cms/preelectionperiod/new/",
        {"election": "the county elections", "first_day": "2008-11-24", "last_day": "2008-12-18"},
    )
    assert PreElectionPeriod.objects.get().election == "the county elections"
    page = client.get("/consultations/wcc/day-services/").content.decode()
    assert (
        "8 days of the window fall in the pre-election period before the county elections" in page
    )


def test_days_in_the_wrong_order_are_refused(client, dev):
    client.force_login(dev)
    answer = client.post(
        "/cms/preelectionperiod/new/",
        {"election": "the elections", "first_day": "2008-12-18", "last_day": "2008-11-24"},
    )
    assert "The last day is before the first day." in answer.content.decode()
    assert not PreElectionPeriod.objects.exists()


def test_an_officer_enters_no_period(client, hari):
    client.force_login(hari)
    assert client.get("/cms/preelectionperiod/new/").status_code in {302, 403}
