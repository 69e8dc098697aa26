"""An organisation appeals to the Assembly Board, and the Board decides without those who were part of it."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

import pytest

from assembly.core import to_do
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership import rules, selectors
from assembly.membership.models import Appeal, Criterion, Decision, Organisation
from assembly.membership.services import admission, appeals, suspending
from assembly.notifications.models import Notification
from tests.factories.membership import DelegateFactory, UserFactory, give_office

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
Outcome = Appeal.Outcome


@pytest.fixture
def appeal(refused, nadia):
    return appeals.appeal(refused, "We name our own committee.", by=nadia)


def told(kind):
    return set(Notification.objects.filter(kind=kind).values_list("user__name", flat=True))


def texts(user, at=None):
    return [task.text for task in to_do.tasks_for(user, at or timezone.now())]


def test_lead_appeals_in_its_own_words_and_the_board_is_told(refused, nadia, bola):
    made = appeals.appeal(refused, "We name our own committee.", by=nadia)
    assert (made.words, made.made_by, made.is_waiting) == (
        "We name our own committee.",
        nadia,
        True,
    )
    assert Event.objects.get(name="membership.appealed").acting_for == refused.pk
    assert told("membership/appeal_waiting") == {"Bola Bello"}
    assert told("membership/appealed") == {"Nadia Novak"}


def test_only_a_lead_appeals(refused, carys):
    DelegateFactory(organisation=refused, user=carys)
    with pytest.raises(RuleBroken, match="Only a lead"):
        appeals.appeal(refused, "Please.", by=carys)
    with pytest.raises(RuleBroken, match="You do not act for"):
        appeals.appeal(refused, "Please.", by=UserFactory())
    assert not Appeal.objects.exists()


def test_there_is_one_appeal_against_a_decision(appeal, refused, nadia):
    with pytest.raises(RuleBroken, match="There is one appeal"):
        appeals.appeal(refused, "Again.", by=nadia)
    with transaction.atomic(), pytest.raises(IntegrityError):
        Appeal.objects.create(decision=appeal.decision, words="x", made_on=timezone.localdate())


@pytest.mark.parametrize(("days", "may"), [(28, True), (29, False)])
def test_the_last_day_to_appeal_counts(refused, nadia, days, may):
    on = timezone.localdate() + days * DAY
    if may:
        assert appeals.appeal(refused, "In time.", by=nadia, on=on)
    else:
        with pytest.raises(RuleBroken, match="The time to appeal ended"):
            appeals.appeal(refused, "Too late.", by=nadia, on=on)


def test_nothing_was_decided_so_nobody_appeals(member, asha):
    with pytest.raises(RuleBroken, match="no decision"):
        appeals.appeal(member, "Just in case.", by=asha)


def test_reversed_refusal_makes_a_member_from_the_day_of_the_hearing(
    appeal, refused, bola, nadia, dev
):
    on = timezone.localdate() + 3 * DAY
    appeals.record_outcome(
        appeal, Outcome.REVERSED, "The committee is elected.", panel=[bola], by=bola, on=on
    )
    refused.refresh_from_db()
    appeal.refresh_from_db()
    assert (refused.status, refused.admitted_on, refused.confirmed_on) == ("member", on, on)
    assert (appeal.outcome, appeal.heard_on, list(appeal.panel.all())) == ("reversed", on, [bola])
    assert not refused.decisions.standing().exists()
    assert Event.objects.get(name="membership.appeal_heard").data["outcome"] == "reversed"
    assert Event.objects.filter(name="membership.admitted_on_appeal").exists()
    assert told("membership/appeal_decided") == {"Nadia Novak"}
    assert told("membership/appeal_outcome") == {"Dev Das"}


def test_refusal_that_stands_changes_no_status(appeal, refused, bola):
    appeals.record_outcome(appeal, Outcome.STANDS, "It is a committee.", panel=[bola], by=bola)
    refused.refresh_from_db()
    assert refused.status == "refused"
    assert refused.decisions.standing().get().appeal.reason == "It is a committee."
    with pytest.raises(RuleBroken, match="has been decided"):
        appeals.record_outcome(appeal, Outcome.REVERSED, "No, yes.", panel=[bola], by=bola)


def test_nobody_who_decided_sits(appeal, refused, bola, dev):
    """Dev checked and refused, and has since been elected to the Board."""
    give_office(dev, "Assembly Board")
    for panel, by in (([dev], bola), ([bola], dev)):
        with pytest.raises(RuleBroken, match="took part in the decision"):
            appeals.record_outcome(appeal, Outcome.STANDS, "Why not.", panel=panel, by=by)


def test_who_checked_a_criterion_stays_excluded_after_another_checked_it_again(
    applicant, nadia, bola
):
    first, second = (UserFactory(office="Support Unit") for _ in range(2))
    for checker in (first, second):
        admission.record_check(
            applicant,
            {Criterion.NOT_STATUTORY: admission.Finding(met=False, evidence="x")},
            by=checker,
        )
    admission.refuse_organisation(applicant, by=second)
    made = appeals.appeal(applicant, "Wrong.", by=nadia)
    give_office(first, "Assembly Board")
    with pytest.raises(RuleBroken, match="took part in the decision"):
        appeals.record_outcome(made, Outcome.STANDS, "Why not.", panel=[first], by=bola)


def test_nobody_who_acts_for_the_organisation_sits(appeal, refused, bola):
    second = UserFactory(office="Assembly Board")
    DelegateFactory(organisation=refused, user=bola)
    with pytest.raises(RuleBroken, match="acts for the organisation"):
        appeals.record_outcome(appeal, Outcome.REVERSED, "Mine.", panel=[second], by=bola)
    with pytest.raises(RuleBroken, match="without them"):
        appeals.record_outcome(appeal, Outcome.REVERSED, "Mine.", panel=[bola], by=second)


def test_who_stopped_acting_for_it_after_the_decision_does_not_sit(appeal, refused, bola):
    DelegateFactory(organisation=refused, user=bola, ended_on=timezone.localdate())
    with pytest.raises(RuleBroken, match="acts for the organisation"):
        appeals.record_outcome(appeal, Outcome.REVERSED, "Mine.", panel=[bola], by=bola)


def test_the_panel_is_of_the_board_and_somebody_sat(appeal, bola, carys):
    with pytest.raises(RuleBroken, match="is not a member of the Assembly Board"):
        appeals.record_outcome(appeal, Outcome.STANDS, "Why.", panel=[carys], by=bola)
    with pytest.raises(RuleBroken, match="Name the members"):
        appeals.record_outcome(appeal, Outcome.STANDS, "Why.", panel=[], by=bola)


def test_suspension_reversed_keeps_the_day_of_admission(member, asha, dev, bola):
    decision = suspending.suspend(member, "Complaint 12.", by=dev)
    made = appeals.appeal(member, "It was settled.", by=asha)
    appeals.record_outcome(made, Outcome.REVERSED, "It was.", panel=[bola], by=bola)
    member.refresh_from_db()
    decision.refresh_from_db()
    assert (member.status, member.admitted_on) == ("member", dt.date(2008, 3, 3))
    assert decision.ended_on == timezone.localdate()


def test_lifted_suspension_leaves_nothing_to_hear(member, asha, dev, bola):
    suspending.suspend(member, "Complaint 12.", by=dev)
    made = appeals.appeal(member, "It was settled.", by=asha)
    suspending.lift_suspension(member, by=dev)
    assert not Appeal.objects.waiting().exists()
    made.refresh_from_db()
    with pytest.raises(RuleBroken, match="no longer stands"):
        appeals.record_outcome(made, Outcome.STANDS, "Why.", panel=[bola], by=bola)


def test_one_decision_stands_at_a_time(refused, dev):
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            organisation=refused, kind="suspended", decided_on=timezone.localdate()
        )


def test_deadlines_are_tasks_of_those_who_have_them(refused, nadia, bola, dev, carys):
    assert "Appeal to the Assembly Board, if the decision is wrong" in texts(nadia)
    late = timezone.now() + 29 * DAY
    assert "Appeal to the Assembly Board, if the decision is wrong" not in texts(nadia, late)
    appeals.appeal(refused, "Wrong.", by=nadia)
    assert texts(nadia) == []
    assert texts(bola) == ["Hear the appeal of Wylden Men's Shed"]
    DelegateFactory(organisation=refused, user=bola)
    assert "Hear the appeal of Wylden Men's Shed" not in texts(bola)


def test_hearing_has_a_last_day(appeal):
    assert rules.appeals.last_day_to_hear(appeal) == appeal.made_on + 28 * DAY


# The pages


def page_of(response):
    return " ".join(response.content.decode().split())


def test_lead_reads_the_decision_and_appeals(client, refused, nadia):
    client.force_login(nadia)
    url = f"/my/organisations/{refused.slug}/appeal/"
    page = page_of(client.get(url))
    assert "Is not a public body and not controlled by one: Constitution" in page
    assert "Send the appeal" in page
    response = client.post(url, {"words": "We name our own committee."}, follow=True)
    assert "The Assembly Board decides by" in page_of(response)
    again = client.post(url, {"words": "Again."}, follow=True)
    assert "There is one appeal against a decision" in page_of(again)
    assert Appeal.objects.get().words == "We name our own committee."


def test_delegate_who_is_no_lead_reads_who_can_appeal(client, refused, carys):
    DelegateFactory(organisation=refused, user=carys)
    client.force_login(carys)
    page = page_of(client.get(f"/my/organisations/{refused.slug}/appeal/"))
    assert "A lead of Wylden Men&#x27;s Shed can appeal" in page
    assert "Send the appeal" not in page


def test_after_the_time_the_page_says_so(client, refused, nadia):
    Decision.objects.update(decided_on=timezone.localdate() - 29 * DAY)
    client.force_login(nadia)
    assert "The time to appeal ended" in page_of(
        client.get(f"/my/organisations/{refused.slug}/appeal/")
    )


def test_without_a_decision_there_is_no_such_page(client, member, asha):
    client.force_login(asha)
    assert client.get(f"/my/organisations/{member.slug}/appeal/").status_code == 404


def test_board_hears_an_appeal(client, appeal, refused, bola, nadia):
    client.force_login(bola)
    assert "Wylden Men" in page_of(client.get("/cms/appeals/"))
    url = f"/cms/appeals/{appeal.pk}/"
    page = page_of(client.get(url))
    assert "We name our own committee." in page
    outcome = {"panel": [bola.pk], "outcome": "reversed", "reason": "It is elected."}
    assert "Say" not in page_of(client.post(url, {**outcome, "reason": ""}))
    assert Appeal.objects.waiting().exists()
    assert client.post(url, outcome).url == "/cms/appeals/"
    assert Organisation.objects.get(pk=refused.pk).is_member
    again = page_of(client.post(url, outcome, follow=True))
    assert "This appeal has been decided." in again
    client.force_login(nadia)
    assert "It is elected." in page_of(client.get(f"/my/organisations/{refused.slug}/appeal/"))


def test_board_member_who_is_involved_reads_why_they_cannot_sit(client, appeal, refused, bola):
    DelegateFactory(organisation=refused, user=bola)
    client.force_login(bola)
    page = page_of(client.get(f"/cms/appeals/{appeal.pk}/"))
    assert "Bola Bello acts for the organisation" in page
    assert "Record the outcome, and tell everyone" not in page


def test_support_unit_hears_no_appeals(client, appeal, dev):
    client.force_login(dev)
    assert client.get("/cms/appeals/").status_code == 302
    assert client.get(f"/cms/appeals/{appeal.pk}/").status_code == 302


def test_involved_people_are_known_for_each_kind_of_decision(member, asha, dev):
    decision = suspending.suspend(member, "Complaint 12.", by=dev)
    made = appeals.appeal(member, "Settled.", by=asha)
    involved = selectors.involved_in(made)
    assert (set(involved.deciders), set(involved.delegates)) == ({dev.pk}, {asha.pk})
    assert decision.can_be_appealed
