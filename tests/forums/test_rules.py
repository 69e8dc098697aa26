"""Which organisation may join which group."""

import pytest

from assembly.membership.models import District, Organisation
from forums.groups import rules
from forums.models import Group

KENNET = District(pk=1, name="Kennet")
STRATEGIC = Group(name="Health Group", kind="strategic")
DISTRICT = Group(name="Kennet Forum", kind="district", district=KENNET)
COUNTY = Group(name="County Forum", kind="county")

MAY_JOIN = [
    # group      status        in it   works in  reason
    (STRATEGIC, "member",     False,  set(),    ""),
    (STRATEGIC, "member",     True,   set(),    "is already in this group"),
    (STRATEGIC, "applied",    False,  set(),    "Only members"),
    (STRATEGIC, "suspended",  False,  set(),    "Only members"),
    (STRATEGIC, "lapsed",     False,  set(),    "Only members"),
    (STRATEGIC, "listed",     False,  set(),    "Only members"),
    (STRATEGIC, "left",       False,  set(),    "Only members"),
    (STRATEGIC, "refused",    False,  set(),    "Only members"),
    (DISTRICT,  "member",     False,  {1},      ""),
    (DISTRICT,  "member",     False,  {1, 2},   ""),
    (DISTRICT,  "member",     False,  {2},      "work in Kennet"),
    (DISTRICT,  "member",     False,  set(),    "work in Kennet"),
    (DISTRICT,  "member",     True,   {1},      "is already in this group"),
    (DISTRICT,  "lapsed",     False,  {1},      "Only members"),
    (COUNTY,    "member",     False,  {1},      "do not join the County Forum directly"),
]  # fmt: skip


@pytest.mark.parametrize(("group", "status", "is_in", "districts", "reason"), MAY_JOIN)
def test_who_may_join(group, status, is_in, districts, reason):
    organisation = Organisation(name="Ashmere Carers", status=status)
    ruling = rules.may_join(group, organisation, is_in=is_in, district_ids=districts)
    assert bool(ruling) is not bool(reason)
    assert reason in ruling.reason


@pytest.mark.parametrize("status", ["member", "suspended", "lapsed"])
def test_whoever_is_in_may_leave(status):
    organisation = Organisation(name="Ashmere Carers", status=status)
    assert rules.may_leave(organisation, is_in=True)
    assert "is not in this group" in rules.may_leave(organisation, is_in=False).reason
