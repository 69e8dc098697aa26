"""An act tells everybody whom it concerns once, whatever parts they have in it."""

import ast
import datetime as dt
from pathlib import Path

from django.conf import settings

import pytest

from assembly.membership.models import Appeal, Organisation
from assembly.membership.services.appeals import appeal, record_outcome
from assembly.membership.services.control import set_votes_through
from assembly.membership.services.resigning import resign
from assembly.membership.services.suspending import suspend
from assembly.notifications.models import Email
from assembly.notifications.services import Message, tell_each_once
from tests.factories.membership import (
    DelegateFactory,
    OrganisationFactory,
    UserFactory,
    give_office,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2008, 10, 9)


@pytest.fixture
def nia(member):
    """Nia leads Kennet Carers, sits on the Board and works in the Support Unit."""
    person = UserFactory(name="Nia North", email="nia@example.org", office="Assembly Board")
    give_office(person, "Support Unit")
    DelegateFactory(organisation=member, user=person, role="lead")
    return person


@pytest.fixture
def others(member):
    """People with one part each: a lead, a Board member, somebody of the Support Unit."""
    lead = DelegateFactory(organisation=member, role="lead").user
    return [lead, UserFactory(office="Assembly Board"), UserFactory(office="Support Unit")]


def kinds_told(person):
    kinds = list(Email.objects.filter(user=person).order_by("kind").values_list("kind", flat=True))
    Email.objects.all().delete()
    return kinds


def test_an_appeal_and_its_outcome(member, nia, others):
    decider = UserFactory(office="Support Unit")
    suspend(member, "Complaint 12.", by=decider, on=TODAY)
    Email.objects.all().delete()
    made = appeal(member, "We kept the rules.", by=nia, on=TODAY)
    board_told = Email.objects.filter(user=others[1], kind="membership/appeal_waiting")
    assert board_told.count() == 1
    assert kinds_told(nia) == ["membership/appealed"]
    panel = [others[1]]
    record_outcome(made, Appeal.Outcome.STANDS, "It stands.", panel=panel, by=panel[0], on=TODAY)
    assert Email.objects.filter(user=others[2], kind="membership/appeal_outcome").count() == 1
    assert kinds_told(nia) == ["membership/appeal_decided"]


def test_leaving(member, nia, others):
    resign(member, "We merge.", by=others[0], on=TODAY)
    assert Email.objects.filter(user=others[2], kind="membership/has_resigned").count() == 1
    assert kinds_told(nia) == ["membership/resigned"]


def test_one_lead_of_both_organisations_under_common_control(member, nia):
    holder: Organisation = OrganisationFactory(name="Kennet Carers Trading", member=True)
    DelegateFactory(organisation=holder, user=nia, role="lead")
    colleague = DelegateFactory(organisation=holder, role="lead").user
    by = UserFactory(office="Support Unit")
    set_votes_through(member, holder, "One board.", by=by)
    assert Email.objects.filter(user=colleague).count() == 1
    assert len(kinds_told(nia)) == 1


def test_what_stands_first_goes_to_somebody_in_two_parts(asha, carys):
    tell_each_once(
        Message(
            people=[asha], name="membership/resigned", url="/my/", context={"organisation": "A"}
        ),
        Message(
            people=[asha, carys],
            name="membership/has_resigned",
            url="/my/",
            context={"organisation": "A"},
        ),
    )
    assert sorted(Email.objects.values_list("user__name", "kind")) == [
        ("Asha Amin", "membership/resigned"),
        ("Carys Cole", "membership/has_resigned"),
    ]


def _calls_of_notify(function):
    return [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "notify"
    ]


def test_no_act_notifies_twice_by_itself():
    """Two audiences of one act are told by `tell_each_once`, which knows who is in both."""
    root = Path(settings.BASE_DIR)
    twice = [
        f"{path.relative_to(root)}: {node.name}"
        for folder in ("assembly", "elections", "forums", "home")
        for path in (root / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and len(_calls_of_notify(node)) > 1
    ]
    assert twice == []
