"""Who may be admitted or refused, and who casts the vote."""

import datetime as dt

import pytest

from assembly.accounts.models import User
from assembly.membership import rules
from assembly.membership.models import Criterion, Delegate, EligibilityFinding, Organisation

ORGANISATION = Organisation(name="Ashmere Toy Library", status="applied")
ASHA, BEN, CARYS = (User(pk=number, name=name) for number, name in enumerate(["Asha", "Ben", "Carys"], 1))  # fmt: skip


def findings(*met):
    return [
        EligibilityFinding(criterion=criterion, met=one)
        for criterion, one in zip(Criterion, met, strict=False)
    ]


def delegate(user, role="member", *, voter=False, deputy=False, ended=False):
    return Delegate(
        user=user,
        role=role,
        is_voter=voter,
        is_deputy=deputy,
        ended_on=dt.date(2008, 1, 1) if ended else None,
    )


def test_social_enterprise_promises_to_reinvest_instead_of_an_unpaid_committee():
    ordinary = rules.eligibility.criteria_for(social_enterprise=False)
    enterprise = rules.eligibility.criteria_for(social_enterprise=True)
    assert Criterion.UNPAID_COMMITTEE in ordinary
    assert Criterion.REINVESTS not in ordinary
    assert Criterion.REINVESTS in enterprise
    assert Criterion.UNPAID_COMMITTEE not in enterprise
    assert len(ordinary) == len(enterprise) == 5


MAY_BE_CHECKED = [
    # status      checker  its delegates  reason
    ("applied",   CARYS,   [ASHA],        ""),
    ("applied",   ASHA,    [ASHA],        "somebody else has to check"),
    ("applied",   ASHA,    [],            ""),
    ("member",    CARYS,   [ASHA],        "not waiting for a decision"),
    ("refused",   CARYS,   [ASHA],        "not waiting for a decision"),
    ("listed",    CARYS,   [],            "not waiting for a decision"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "checker", "people", "reason"), MAY_BE_CHECKED)
def test_who_may_check_an_application(status, checker, people, reason):
    organisation = Organisation(name="Ashmere Toy Library", status=status)
    ruling = rules.eligibility.may_be_checked(
        organisation, checker, [delegate(person) for person in people]
    )
    assert bool(ruling) is not bool(reason)
    assert reason in ruling.reason


DECISIONS = [
    # found                       admitted  refused
    ([True, True, True],          True,     False),
    ([True, False, True],         False,    True),
    ([True, None, True],          False,    False),  # not everything is checked yet
    ([False, None, None],         False,    True),   # one criterion not met is enough
    ([None, None, None],          False,    False),
]  # fmt: skip


@pytest.mark.parametrize(("found", "admitted", "refused"), DECISIONS)
def test_decision_follows_from_the_findings_alone(found, admitted, refused):
    assert bool(rules.eligibility.may_be_admitted(ORGANISATION, findings(*found))) is admitted
    assert bool(rules.eligibility.may_be_refused(ORGANISATION, findings(*found))) is refused


def test_refusals_name_the_criterion():
    not_met = rules.eligibility.may_be_admitted(ORGANISATION, findings(True, False))
    unchecked = rules.eligibility.may_be_admitted(ORGANISATION, findings(True, None))
    assert "Is not a public body" in not_met.reason
    assert "Is not a public body" in unchecked.reason


WHO_CASTS = [
    # delegates                                                                      who casts
    ([],                                                                             []),
    ([delegate(ASHA, "lead")],                                                       [ASHA]),
    ([delegate(ASHA, "lead"), delegate(BEN)],                                        [ASHA]),
    ([delegate(ASHA, "lead"), delegate(BEN, voter=True)],                            [BEN]),
    ([delegate(ASHA, "lead"), delegate(BEN, deputy=True)],                           [ASHA, BEN]),
    ([delegate(ASHA, "lead", deputy=True), delegate(BEN, voter=True)],               [BEN, ASHA]),
    ([delegate(ASHA, "lead", deputy=True)],                                          [ASHA]),
    ([delegate(ASHA, "lead"), delegate(BEN, voter=True, ended=True)],                [ASHA]),
    ([delegate(ASHA, "lead", ended=True), delegate(BEN)],                            []),
]  # fmt: skip


@pytest.mark.parametrize(("delegates", "expected"), WHO_CASTS)
def test_who_casts_the_vote(delegates, expected):
    assert [one.user for one in rules.casting.who_casts(delegates)] == expected


def test_refusal_to_cast_says_whose_vote_it_is():
    delegates = [delegate(ASHA, "lead"), delegate(BEN, voter=True), delegate(CARYS, ended=True)]
    assert rules.casting.may_cast_for(BEN, ORGANISATION, delegates)
    assert "is cast by Ben" in rules.casting.may_cast_for(ASHA, ORGANISATION, delegates).reason
    assert "You do not act for" in rules.casting.may_cast_for(CARYS, ORGANISATION, delegates).reason


def test_organisation_without_lead_or_voter_has_nobody_to_cast_its_vote():
    ruling = rules.casting.may_cast_for(BEN, ORGANISATION, [delegate(BEN)])
    assert "has nobody to cast its vote" in ruling.reason
