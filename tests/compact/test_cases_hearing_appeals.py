"""An appeal: once for each side, heard by others, and nothing public before it is decided."""

import datetime as dt

import pytest

from assembly.compact.cases.hearing import appeals, panel, selectors
from assembly.compact.cases.standing import Role, standing
from assembly.compact.models import Finding, PanelMember, Side, Step
from assembly.core.rules import RuleBroken
from tests.factories.hearing import Heard, at, seated
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SIX = ("sector", "public", "sector", "public", "sector", "sector")


def test_an_appeal_keeps_the_finding_from_the_public():
    heard = Heard(sides=SIX)
    heard.to_appeal()
    assert heard.fresh().public_from == dt.date(2026, 3, 17)
    appeals.appeal(heard.case, "They did not read our letter.", by=heard.officer, at=heard.at)
    case = heard.fresh()
    assert (case.step, case.public_from) == (Step.APPEAL, None)
    assert case.due_on == dt.date(2026, 3, 30)


def test_each_side_appeals_once_and_in_time():
    heard = Heard(sides=SIX)
    heard.appealed()
    with pytest.raises(RuleBroken, match="appealed already"):
        appeals.appeal(heard.case, "And another thing.", by=heard.officer, at=heard.at)
    with pytest.raises(RuleBroken, match="Only the two sides"):
        appeals.appeal(heard.case, "I disagree.", by=heard.people[4], at=heard.at)
    last = at(dt.date(2026, 3, 16))
    with pytest.raises(RuleBroken, match="time to appeal ended"):
        appeals.appeal(heard.case, "Too lenient.", by=heard.delegate, at=last + DAY)
    appeals.appeal(heard.case, "Too lenient.", by=heard.delegate, at=last)
    assert heard.case.appeals.count() == 2


def test_those_who_found_do_not_hear_the_appeal():
    heard = Heard(sides=SIX)
    heard.appealed()
    with pytest.raises(RuleBroken, match="cannot hear this case"):
        panel.name_panel(heard.case, heard.people[:3], by=heard.people[3], at=heard.at)
    panel.name_panel(heard.case, heard.people[3:], by=heard.people[3], at=heard.at)
    assert PanelMember.objects.filter(is_appeal=True).count() == 3


def test_both_are_heard_together_so_it_is_not_decided_while_the_other_side_can_appeal():
    heard = Heard(sides=SIX)
    heard.appealed()
    heard.hear(*heard.people[3:])
    with pytest.raises(RuleBroken, match="both appeals are heard together"):
        heard.decide(*heard.people[3:], result="partly")
    heard.on = dt.date(2026, 3, 17)
    heard.agree(*heard.people[3:])
    heard.decide(*heard.people[3:], result="kept", cause="")
    case = heard.fresh()
    assert selectors.standing_finding(case).is_appeal
    assert Finding.objects.filter(case=case).count() == 2
    # Five working days for the other side to answer.
    assert case.public_from == dt.date(2026, 3, 25)
    with pytest.raises(RuleBroken):
        appeals.appeal(case, "Once more.", by=heard.delegate, at=heard.at)


def test_where_too_few_are_left_the_assembly_board_hears_it():
    heard = Heard(sides=("sector", "public", "sector", "public"))
    heard.appealed()
    board = [UserFactory(office="Assembly Board") for _ in range(2)]
    chosen = [heard.people[3], *board]
    panel.name_panel(heard.case, chosen, by=heard.people[3], at=heard.at)
    for one in chosen:
        panel.sit(heard.case, by=one, at=heard.at)
        assert standing(heard.fresh(), one, heard.on).role == Role.PANEL
    stranger = UserFactory(office="Assembly Board")
    assert standing(heard.fresh(), stranger, heard.on).role == Role.NOBODY


def test_while_three_are_left_the_assembly_board_does_not():
    heard = Heard(sides=SIX)
    heard.appealed()
    outsider = UserFactory(office="Assembly Board")
    with pytest.raises(RuleBroken):
        panel.name_panel(
            heard.case, [*heard.people[3:5], outsider], by=heard.people[3], at=heard.at
        )


def test_a_withdrawn_appeal_gives_the_finding_back():
    heard = Heard(sides=SIX)
    heard.appealed()
    heard.hear(*heard.people[3:])
    heard.draft(by=heard.people[3], result="kept")
    appeals.withdraw_appeal(heard.case, by=heard.officer, at=heard.at)
    case = heard.fresh()
    assert (case.step, case.public_from) == (Step.TO_APPEAL, dt.date(2026, 3, 17))
    assert not Finding.objects.filter(is_appeal=True).exists()
    with pytest.raises(RuleBroken, match="appealed already"):
        appeals.appeal(case, "After all.", by=heard.officer, at=heard.at)


def test_with_the_other_sides_appeal_left_it_is_still_heard():
    heard = Heard(sides=SIX)
    heard.appealed()
    appeals.appeal(heard.case, "Too lenient.", by=heard.delegate, at=heard.at)
    appeals.withdraw_appeal(heard.case, by=heard.officer, at=heard.at)
    assert heard.fresh().step == Step.APPEAL


@pytest.mark.parametrize("side", list(Side))
def test_a_holder_of_a_seat_for_a_side_does_not_hear_it(side):
    heard = Heard(sides=SIX)
    heard.appealed()
    held_for = (
        {"organisation": heard.case.organisation}
        if side == Side.COMPLAINANT
        else {"body": heard.case.against_body}
    )
    theirs = seated("sector" if side == Side.COMPLAINANT else "public", **held_for)
    with pytest.raises(RuleBroken, match="held for one of the two sides"):
        panel.name_panel(heard.case, [theirs, *heard.people[3:5]], by=heard.people[3], at=heard.at)
