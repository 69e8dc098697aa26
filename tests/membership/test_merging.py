"""Two records of one organisation become one: by two people, with all that hangs on them, and never in a poll."""

import datetime as dt
import re

from django.apps import apps
from django.urls import reverse
from django.utils import timezone

import pytest

from assembly.consultations.asking.selectors import asked_by
from assembly.consultations.asking.services import ask_one_question
from assembly.consultations.models import Consultation
from assembly.consultations.responding.senders import NOTHING_SAID
from assembly.consultations.responding.services import keep
from assembly.core.history import events_of
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership import lookup, merging, timeline, to_do
from assembly.membership.models import (
    Claim,
    Decision,
    Delegate,
    FieldOfActivity,
    Invitation,
    Merge,
    OfficialNumber,
    Organisation,
)
from assembly.membership.services import claims, control, people, suspending
from assembly.membership.services import merging as services
from assembly.membership.services.merging import propose_merge, withdraw_merge
from assembly.notifications.models import Notification
from elections.models import Nomination
from elections.services.roll import remove_from_roll
from tests.factories.consultations import PublicBodyFactory, words_for
from tests.factories.elections import CandidateFactory, NominationFactory, poll
from tests.factories.forums import GroupFactory
from tests.factories.funding import AwardFactory
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import AppointmentFactory

pytestmark = pytest.mark.django_db

REASON = "One committee, one bank account."
NOW = timezone.now()


@pytest.fixture
def kept(member, asha):
    """Asha's organisation."""
    return member


@pytest.fixture
def gone(carys):
    """The same organisation once more, which Carys leads."""
    other = OrganisationFactory(
        name="Kennet Carer's", slug="kennet-carers-2", member=True, org_id="GB-CHC-9900001"
    )
    DelegateFactory(organisation=other, user=carys, role="lead", is_voter=True)
    return other


def confirm_merge(made, *, by):
    """By somebody who has just looked at it."""
    shown = merging.digest(made.kept, made.gone)
    return services.confirm_merge(made, shown=shown, by=by)


def merge(kept, gone, dev, bola):
    return confirm_merge(propose_merge(kept, gone, REASON, by=dev), by=bola)


def consulted():
    consultation = Consultation.objects.create(body=PublicBodyFactory())
    ask_one_question(consultation)
    return consultation


# Every row


def test_every_foreign_key_to_an_organisation_says_what_becomes_of_it():
    there = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.concrete and not field.many_to_many and field.related_model is Organisation
    }
    said = {f"{line.model._meta.label}.{line.field}" for line in merging.lines}
    assert there == said


def test_everything_moves(kept, gone, dev, bola):
    group, consultation = GroupFactory(), consulted()
    rows = [
        group.memberships.create(organisation=gone, joined_on="2010-01-01"),
        AppointmentFactory(organisation=gone),
        consultation.responses.create(organisation=gone, kind="organisation"),
        FieldOfActivity.objects.create(organisation=gone, field="housing"),
        OfficialNumber.objects.create(organisation=gone, org_id="GB-COH-09900001"),
    ]
    award = AwardFactory(recipient=gone)
    convened = GroupFactory(convened_by=gone)
    merge(kept, gone, dev, bola)
    for row in rows:
        row.refresh_from_db()
        assert row.organisation == kept, row
    award.refresh_from_db()
    convened.refresh_from_db()
    assert (award.recipient, convened.convened_by) == (kept, kept)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.org_id, gone.org_id) == ("GB-CHC-9900001", "")
    assert (gone.status, gone.merged_into) == ("left", kept)
    assert Decision.objects.get(organisation=gone).kind == "merged"
    assert lookup.holder_of("GB-COH-09900001") == kept


def test_where_the_kept_one_has_the_same_its_own_holds(kept, gone, dev, bola):
    group = GroupFactory()
    for organisation in (kept, gone):
        group.memberships.create(organisation=organisation, joined_on="2010-01-01")
        FieldOfActivity.objects.create(organisation=organisation, field="housing")
    Organisation.objects.filter(pk=kept.pk).update(org_id="GB-CHC-9900002")
    merge(kept, gone, dev, bola)
    [current] = group.memberships.current()
    assert current.organisation == kept
    assert kept.fields.count() == 1
    assert kept.numbers.get().org_id == "GB-CHC-9900001"


def test_of_two_responses_the_newest_version_counts(kept, gone, dev, bola):
    consultation = consulted()
    for organisation, days in ((kept, 3), (gone, 2), (gone, 4)):
        response, _ = consultation.responses.get_or_create(
            organisation=organisation, kind="organisation"
        )
        keep(
            response,
            asked_by(consultation),
            words_for(consultation, f"Day {days}"),
            NOTHING_SAID,
            by=None,
            at=NOW + dt.timedelta(days=days),
        )
    merge(kept, gone, dev, bola)
    response = consultation.responses.get()
    assert response.organisation == kept
    versions = response.versions.order_by("number").values_list("number", "answers__text")
    assert list(versions) == [(1, "Day 2"), (2, "Day 3"), (3, "Day 4")]


# Its people


def test_nobody_comes_to_lead_it_by_a_second_record(kept, gone, asha, carys, dev, bola):
    merge(kept, gone, dev, bola)
    came = Delegate.objects.of(kept).get(user=carys)
    assert (came.role, came.is_voter, came.casts_since) == ("member", False, None)
    own = Delegate.objects.of(kept).get(user=asha)
    assert own.role == "lead"
    told = set(Notification.objects.filter(kind="membership/merged").values_list("user", flat=True))
    assert told == {asha.pk, carys.pk}


def test_where_nobody_acts_they_lead_and_the_vote_waits(gone, carys, dev, bola):
    kept = OrganisationFactory(name="Kennet Carers", member=True)
    merge(kept, gone, dev, bola)
    came = Delegate.objects.of(kept).get()
    assert (came.user, came.role, came.is_voter) == (carys, "lead", True)
    assert came.casts_since is not None
    event = Event.objects.get(name="membership.vote_passed")
    assert event.data == {"to": carys.pk, "way": "merged"}


def test_who_acts_for_both_acts_for_it_once(kept, gone, asha, dev, bola):
    DelegateFactory(organisation=gone, user=asha)
    merge(kept, gone, dev, bola)
    assert Delegate.objects.of(kept).filter(user=asha).count() == 1
    assert not Delegate.objects.of(gone).exists()


def test_open_invitations_end_and_claims_that_wait_go_on(kept, gone, carys, dev, bola):
    invitation = Invitation.objects.create(
        organisation=gone, email="x@example.org", invited_on="2026-11-01", expires_on="2026-11-15"
    )
    claim = claims.claim_with_evidence(gone, "The minutes.", by=UserFactory())
    coded = Claim.objects.create(organisation=gone, user=UserFactory(), state="proving")
    merge(kept, gone, dev, bola)
    for row in (invitation, claim, coded):
        row.refresh_from_db()
    assert invitation.outcome == "withdrawn"
    assert (claim.organisation, claim.state) == (kept, "waiting")
    assert coded.state == "withdrawn"


def test_a_code_of_one_record_proves_nothing_of_the_other(kept, gone, dev, bola):
    claim = claims.claim_with_evidence(gone, "The minutes.", by=UserFactory())
    Claim.objects.filter(pk=claim.pk).update(proved_at=NOW, address="me@thief.example")
    claim.entered_by.add(dev)
    merge(kept, gone, dev, bola)
    claim.refresh_from_db()
    assert (claim.organisation, claim.state) == (kept, "waiting")
    assert (claim.proved_at, claim.address) == (None, "")
    assert not claim.entered_by.exists()


# Two people


def test_the_second_person_is_another_one(kept, gone, dev, asha, bola, efua):
    made = propose_merge(kept, gone, REASON, by=dev)
    with pytest.raises(RuleBroken, match="somebody else has to confirm it"):
        confirm_merge(made, by=dev)
    with pytest.raises(RuleBroken, match="Only the Support Unit and the Assembly Board"):
        confirm_merge(made, by=efua)
    DelegateFactory(organisation=gone, user=bola)
    with pytest.raises(RuleBroken, match="You act for Kennet Carer's"):
        confirm_merge(made, by=bola)
    assert not Organisation.objects.exclude(merged_into=None).exists()
    assert list(to_do.merges_to_confirm(dev, NOW)) == []
    assert len(list(to_do.merges_to_confirm(bola, NOW))) == 1


def test_who_proposed_it_has_come_to_act_for_one_since(kept, gone, dev, bola, client):
    made = propose_merge(kept, gone, REASON, by=dev)
    DelegateFactory(organisation=gone, user=dev, role="lead")
    with pytest.raises(RuleBroken, match="Dev Das, who proposed this, acts for Kennet Carer's"):
        confirm_merge(made, by=bola)
    client.force_login(bola)
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Dev Das, who proposed this" in page
    assert "Merge the records" not in page


def test_nobody_merges_a_record_they_have_asked_to_act_for(kept, gone, dev, bola):
    made = propose_merge(kept, gone, REASON, by=dev)
    claim = claims.claim_with_evidence(gone, "I am its chair.", by=bola)
    with pytest.raises(RuleBroken, match="You have asked to act for Kennet Carer's"):
        confirm_merge(made, by=bola)
    claims.withdraw_claim(claim, by=bola)
    claim = claims.claim_with_evidence(kept, "I am its chair.", by=dev)
    with pytest.raises(RuleBroken, match="Dev Das, who proposed this"):
        confirm_merge(made, by=bola)
    with pytest.raises(RuleBroken, match="You have asked to act for Kennet Carers"):
        propose_merge(kept, gone, REASON, by=dev)
    claims.withdraw_claim(claim, by=dev)
    confirm_merge(made, by=bola)


def test_a_proposal_is_withdrawn_and_made_again(kept, gone, dev, bola):
    made = propose_merge(kept, gone, REASON, by=dev)
    assert propose_merge(kept, gone, REASON, by=dev) == made, "pressed twice"
    with pytest.raises(RuleBroken, match="already proposed merging"):
        propose_merge(OrganisationFactory(member=True), gone, REASON, by=bola)
    withdraw_merge(made, by=bola)
    with pytest.raises(RuleBroken, match="already been settled"):
        confirm_merge(made, by=bola)
    assert propose_merge(kept, gone, REASON, by=dev) != made


def test_it_is_recorded_and_the_history_is_one(kept, gone, dev, bola):
    people.set_lead(gone, UserFactory(), by=dev)
    merge(kept, gone, dev, bola)
    names = {event.name for event in events_of(kept)}
    assert {"membership.merge_proposed", "membership.merged", "membership.merged_away"} <= names
    assert "membership.lead_set" in names
    made = Merge.objects.get()
    event = Event.objects.get(name="membership.merged")
    assert event.data == {"merge": made.pk, "kept": kept.pk, "gone": gone.pk}
    assert (made.proposed_by, made.decided_by) == (dev, bola)
    assert "Another record of the organisation was merged into this one" in [
        entry.what for entry in timeline.milestones(kept)
    ]


# What is confirmed is what was seen


def joins_a_group(kept, gone):
    GroupFactory().memberships.create(organisation=kept, joined_on="2010-01-01")


def gets_a_lead(kept, gone):
    Delegate.objects.filter(organisation=gone).update(role="member")


def leaves_a_group_and_joins_another(kept, gone):
    """The numbers on the page stay as they were."""
    gone.group_memberships.all().delete()
    GroupFactory().memberships.create(organisation=gone, joined_on="2010-01-01")


def is_awarded(kept, gone):
    AwardFactory(recipient=gone)


def gets_a_seat(kept, gone):
    AppointmentFactory(organisation=kept)


def is_renamed(kept, gone):
    kept.name = "Wessex Carers"
    kept.save()


def lapses(kept, gone):
    Organisation.objects.filter(pk=gone.pk).update(status="lapsed")


CHANGES = [
    joins_a_group,
    gets_a_lead,
    leaves_a_group_and_joins_another,
    is_awarded,
    gets_a_seat,
    is_renamed,
    lapses,
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_merge_that_changed_since_it_was_looked_at_is_looked_at_again(
    kept, gone, dev, bola, change
):
    GroupFactory().memberships.create(organisation=gone, joined_on="2010-01-01")
    made = propose_merge(kept, gone, REASON, by=dev)
    shown = merging.digest(kept, gone)
    change(kept, gone)
    with pytest.raises(RuleBroken, match="has changed since you opened this page"):
        services.confirm_merge(made, shown=shown, by=bola)
    assert not Organisation.objects.exclude(merged_into=None).exists()
    confirm_merge(made, by=bola)


def test_the_second_person_sees_the_new_preview(client, kept, gone, dev, bola):
    made = propose_merge(kept, gone, REASON, by=dev)
    client.force_login(bola)
    url = made.get_absolute_url()
    for sent in ({}, {"shown": "x"}, {"shown": merging.digest(kept, gone)}):
        GroupFactory().memberships.create(organisation=gone, joined_on="2010-01-01")
        page = client.post(url, {"act": "confirm", **sent}, follow=True).content.decode()
        assert "has changed since you opened this page" in page
    assert "Places in groups, now and before: 3" in page


def test_a_vote_cast_meanwhile_shows_in_no_digest(kept, gone):
    """Nobody learns from a merge that they proposed whether an organisation has voted."""
    contest, _ = poll()
    before = merging.digest(kept, gone)
    contest.roll.filter(organisation=gone).update(voted_on=timezone.localdate())
    assert merging.digest(kept, gone) == before


# When there is none


def lower(kept, gone, dev):
    Organisation.objects.filter(pk=kept.pk).update(status="listed")


def suspended(kept, gone, dev):
    suspending.suspend(gone, "Complaint 12.", by=dev)


def controlled(kept, gone, dev):
    control.set_votes_through(gone, OrganisationFactory(member=True), "One board.", by=dev)


NOT = [
    (lower, "Keep Kennet Carer's"),
    (suspended, "is suspended"),
    (controlled, "votes through another organisation"),
]


@pytest.mark.parametrize(("act", "sentence"), NOT)
def test_their_standing_can_forbid_it(kept, gone, dev, act, sentence):
    act(kept, gone, dev)
    kept.refresh_from_db()
    gone.refresh_from_db()
    with pytest.raises(RuleBroken, match=sentence):
        propose_merge(kept, gone, REASON, by=dev)


def test_what_went_into_another_record_is_not_merged_once_more(kept, gone, dev, bola):
    merge(kept, gone, dev, bola)
    gone.refresh_from_db()
    with pytest.raises(RuleBroken, match="already been merged into another record"):
        propose_merge(OrganisationFactory(member=True), gone, REASON, by=dev)


def test_a_second_official_number_is_kept_beside_the_first(kept, gone, dev, bola):
    Organisation.objects.filter(pk=kept.pk).update(org_id="GB-CHC-9900002")
    merge(kept, gone, dev, bola)
    kept.refresh_from_db()
    assert kept.org_id == "GB-CHC-9900002"
    assert [one.org_id for one in kept.numbers.all()] == ["GB-CHC-9900001"]


@pytest.mark.parametrize("on", ["kept", "gone"])
def test_never_between_freeze_and_declaration(kept, gone, dev, bola, on):
    made = propose_merge(kept, gone, REASON, by=dev)
    away = gone if on == "kept" else kept
    Organisation.objects.filter(pk=away.pk).update(status="listed")
    contest, _ = poll()
    Organisation.objects.filter(pk=away.pk).update(status="member")
    with pytest.raises(RuleBroken, match="on the roll of “Seats on the Local Strategic"):
        confirm_merge(made, by=bola)
    contest.election.declared_at = NOW
    contest.election.save()
    confirm_merge(made, by=bola)
    assert contest.roll.filter(organisation__in=[kept, gone]).count() == 1, "the roll stays"


def test_both_on_a_roll_one_struck_is_still_one_on_it(kept, gone, dev, efua):
    contest, _ = poll(election__returning_officer=efua)
    remove_from_roll(
        contest.roll.get(organisation=gone), "Twice.", by=efua, at=contest.election.poll_opens_at
    )
    with pytest.raises(RuleBroken, match="Kennet Carers is on the roll"):
        propose_merge(kept, gone, REASON, by=dev)


def test_nor_while_one_of_them_has_a_candidate_there(kept, gone, dev):
    Organisation.objects.update(status="listed")
    OrganisationFactory(member=True)
    contest, _ = poll()
    CandidateFactory(contest=contest, organisation=gone)
    with pytest.raises(RuleBroken, match="put forward a candidate in"):
        propose_merge(kept, gone, REASON, by=dev)


def test_before_the_freeze_nominations_move_unless_both_have_a_part(kept, gone, dev, bola):
    nomination = NominationFactory(organisation=gone)
    made = propose_merge(kept, gone, REASON, by=dev)
    support = nomination.supports.first()
    before = support.organisation
    support.organisation = kept
    support.save()
    with pytest.raises(RuleBroken, match="Both have a part in the nomination of Nita Noble"):
        confirm_merge(made, by=bola)
    support.organisation = before
    support.save()
    confirm_merge(made, by=bola)
    assert Nomination.objects.get().organisation == kept


def test_nothing_is_done_with_the_record_that_went(kept, gone, dev, bola):
    merge(kept, gone, dev, bola)
    with pytest.raises(RuleBroken, match="was merged into Kennet Carers"):
        people.set_lead(gone, UserFactory(), by=dev)
    with pytest.raises(RuleBroken, match="has already been merged into another record"):
        propose_merge(kept, gone, REASON, by=dev)
    assert lookup.near(gone.name) == [kept]


# The screens


def test_the_old_address_leads_to_the_new_one(client, kept, gone, dev, bola, asha):
    merge(kept, gone, dev, bola)
    answer = client.get("/members/kennet-carers-2/")
    assert (answer.status_code, answer.url) == (301, kept.get_absolute_url())
    assert client.get("/api/v1/organisations/kennet-carers-2").status_code in (200, 404)
    client.force_login(asha)
    answer = client.get(reverse("membership:claim", args=["kennet-carers-2"]))
    assert answer.url == reverse("membership:claim", args=[kept.slug])
    answer = client.get(reverse("membership:own", args=["kennet-carers-2"]))
    assert answer.url == reverse("membership:own", args=[kept.slug])
    assert client.get("/members/nobody/").status_code == 404


def test_the_way_through_the_screens(client, kept, gone, dev, bola):
    GroupFactory().memberships.create(organisation=gone, joined_on="2010-01-01")
    client.force_login(dev)
    page = client.get(f"/cms/standing/{kept.pk}/").content.decode()
    assert f"/cms/merges/new/?kept={kept.pk}" in page
    typed = {"kept": kept.pk, "gone": gone.pk, "reason": REASON}
    page = client.post("/cms/merges/new/", {**typed, "act": "look"}).content.decode()
    assert "Places in groups, now and before: 1" in page
    assert not Merge.objects.exists()
    client.post("/cms/merges/new/", {**typed, "act": "propose"})
    url = Merge.objects.get().get_absolute_url()
    assert "somebody else has to confirm it" in client.get(url).content.decode()
    client.force_login(bola)
    assert "Merge the records" in client.get(url).content.decode()
    page = client.get(url).content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', page)[1]
    page = client.post(url, {"act": "confirm", "shown": shown}, follow=True).content.decode()
    assert "Records merged into Kennet Carers" in page
    assert "Merged" in client.get("/cms/merges/").content.decode()
