"""Applying, checking, admitting and refusing."""

import datetime as dt

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership import rules, selectors
from assembly.membership.models import Criterion, Decision, Delegate, Organisation
from assembly.membership.services import admission, joining
from assembly.notifications.models import Notification
from tests.factories.membership import DelegateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2008, 9, 15)


def all_met(*, but=None):
    return {
        criterion: admission.Finding(met=criterion != but, evidence="Constitution, clause 3")
        for criterion in rules.eligibility.criteria_for(social_enterprise=False)
    }


def test_applicant_has_a_declaration_for_every_criterion_and_a_lead(applicant, nadia):
    assert applicant.status == "applied"
    assert applicant.slug == "wylden-mens-shed"
    assert {finding.criterion for finding in applicant.findings.all()} == {
        criterion.value for criterion in rules.eligibility.criteria_for(social_enterprise=False)
    }
    assert all(finding.declared and finding.met is None for finding in applicant.findings.all())
    lead = Delegate.objects.of(applicant).get()
    assert (lead.user, lead.role) == (nadia, "lead")
    event = Event.objects.get(name="membership.applied")
    assert (event.actor_id, event.acting_for, event.subject_id) == (
        nadia.pk,
        applicant.pk,
        applicant.pk,
    )


def test_declaration_that_was_not_made_counts_as_no(nadia):
    organisation = joining.register_organisation(
        Organisation(name="Bread and Roses", legal_form="cic", social_enterprise=True),
        declarations={Criterion.NOT_STATUTORY: True},
        districts=[],
        themes=[],
        by=nadia,
    )
    declared = {finding.criterion: finding.declared for finding in organisation.findings.all()}
    assert declared["not-statutory"] is True
    assert declared["reinvests-surplus"] is False
    assert "unpaid-committee" not in declared


def test_support_unit_is_told_of_an_application(dev, applicant):
    assert Notification.objects.get(user=dev).url == f"/cms/applications/{applicant.pk}/"


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Toy Library", "toy-library-2"), ("Register", "register-2"), ("!!!", "organisation")],
)
def test_every_organisation_has_an_address_of_its_own(name, slug):
    OrganisationFactory(name="Toy Library", slug="toy-library")
    assert joining.free_slug(name) == slug


def test_check_is_written_down_criterion_by_criterion(applicant, dev):
    admission.record_check(
        applicant,
        {
            Criterion.NOT_STATUTORY: admission.Finding(
                met=False, evidence="A committee of the council"
            )
        },
        by=dev,
        on=TODAY,
    )
    found = applicant.findings.get(criterion="not-statutory")
    assert (found.met, found.evidence, found.checked_by, found.checked_on) == (
        False,
        "A committee of the council",
        dev,
        TODAY,
    )
    assert applicant.findings.filter(met=None).count() == 4
    assert Event.objects.get(name="membership.checked").data == {
        "not-statutory": False,
        "on": "2008-09-15",
    }


def test_eligible_organisation_is_a_member_from_that_day(applicant, dev, nadia):
    admission.record_check(applicant, all_met(), by=dev)
    admitted = admission.admit_organisation(applicant, by=dev, on=TODAY)
    applicant.refresh_from_db()
    assert admitted == applicant
    assert (applicant.status, applicant.admitted_on) == ("member", TODAY)
    assert Event.objects.get(name="membership.admitted").subject_id == applicant.pk
    assert Notification.objects.get(user=nadia).kind == "membership/admitted"


def test_nobody_is_admitted_before_every_criterion_is_met(applicant, dev):
    with pytest.raises(RuleBroken, match="Not every part is checked"):
        admission.admit_organisation(applicant, by=dev)
    admission.record_check(applicant, all_met(but=Criterion.SELF_GOVERNING), by=dev)
    with pytest.raises(RuleBroken, match="Governs itself"):
        admission.admit_organisation(applicant, by=dev)
    applicant.refresh_from_db()
    assert applicant.status == "applied"


def test_refused_organisation_is_told_the_criterion_and_how_to_appeal(
    applicant, dev, nadia, django_capture_on_commit_callbacks, mailoutbox
):
    admission.record_check(applicant, all_met(but=Criterion.NOT_STATUTORY), by=dev)
    with django_capture_on_commit_callbacks(execute=True):
        admission.refuse_organisation(applicant, by=dev, on=TODAY)
    applicant.refresh_from_db()
    assert applicant.status == "refused"
    assert Event.objects.get(name="membership.refused").data == {
        "not-statutory": False,
        "on": "2008-09-15",
    }
    (mail,) = mailoutbox
    assert mail.to == [nadia.email]
    assert "Is not a public body" in mail.body
    assert "appeal to the Assembly Board until 13 October 2008" in mail.body
    decision = Decision.objects.standing().get(organisation=applicant)
    assert (decision.kind, decision.decided_by, decision.decided_on) == ("refused", dev, TODAY)
    assert decision.reason.startswith("Is not a public body")


def test_nobody_is_refused_without_a_criterion_that_is_not_met(applicant, dev):
    admission.record_check(applicant, all_met(), by=dev)
    with pytest.raises(RuleBroken, match="none is recorded"):
        admission.refuse_organisation(applicant, by=dev)


@pytest.mark.parametrize(
    "act",
    [
        lambda organisation, by: admission.record_check(organisation, all_met(), by=by),
        lambda organisation, by: admission.admit_organisation(organisation, by=by),
        lambda organisation, by: admission.refuse_organisation(organisation, by=by),
    ],
    ids=["check", "admit", "refuse"],
)
def test_who_acts_for_an_applicant_does_not_decide_on_it(act, applicant, dev):
    DelegateFactory(organisation=applicant, user=dev)
    with pytest.raises(RuleBroken, match="somebody else has to check"):
        act(applicant, dev)


def test_who_registered_it_and_left_does_not_decide_on_it_either(applicant, dev):
    day = dt.date(2026, 11, 1)
    DelegateFactory(organisation=applicant, user=dev, ended_on=day)
    with pytest.raises(
        RuleBroken, match=r"You act for .*, or used to, so somebody else has to check"
    ):
        admission.record_check(applicant, all_met(), by=dev)


def test_vote_is_cast_by_voter_deputy_or_lead(member, asha, carys):
    assert selectors.at_the_ballot(asha, [member])[member.pk].casts
    assert selectors.casts_for(asha) == [member]
    DelegateFactory(organisation=member, user=carys, is_voter=True)
    assert not selectors.at_the_ballot(asha, [member])[member.pk].casts
    assert selectors.casts_for(asha) == []
    assert selectors.casts_for(carys) == [member]
