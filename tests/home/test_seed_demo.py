"""One run of the whole demo, looked at from several sides."""

from decimal import Decimal
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

import pytest

from assembly.accounts.models import Look, User
from assembly.core.models import Removal
from assembly.core.todo import waiting_for
from assembly.funding import selectors
from assembly.funding.models import Award
from assembly.membership import comparing
from assembly.membership.models import (
    Appeal,
    Claim,
    Decision,
    District,
    MemberList,
    Organisation,
    RegisterEntry,
    RegistrationDraft,
)
from assembly.membership.selectors import casts_for
from assembly.membership.services import confirming, lists
from assembly.partners.models import Appointment, Partnership, Seat
from elections.models import Contest
from elections.selectors import electorate_of
from forums.models import Group
from home.demo.stage import PASSWORD
from tests.factories.membership import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker):
    """Seed once for the module, in a transaction that is taken back at its end."""
    out = StringIO()
    around = transaction.atomic()
    around._from_testcase = (
        True  # or the ballots, which are cast durably, would refuse to be inside it
    )
    with django_db_blocker.unblock(), around:
        call_command("seed_demo", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


def test_a_database_with_members_is_refused():
    OrganisationFactory(member=True)
    with pytest.raises(CommandError, match="has members already"):
        call_command("seed_demo")


def test_the_county_is_the_one_of_the_report(printed):
    assert set(District.objects.of_the_county().values_list("name", flat=True)) == {
        "Kennet",
        "North Wiltshire",
        "Salisbury",
        "West Wiltshire",
    }
    assert Group.objects.filter(kind="strategic").count() == 6
    assert Group.objects.filter(kind="district").count() == 4
    assert Group.objects.filter(kind="county").count() == 1
    assert Partnership.objects.filter(kind="thematic").count() == 10


def test_there_are_about_150_organisations_in_every_state(printed):
    assert 140 <= Organisation.objects.count() <= 170
    found = set(Organisation.objects.values_list("status", flat=True))
    assert found == {"listed", "applied", "member", "suspended", "lapsed", "left", "refused"}
    assert max(len(name) for name in Organisation.objects.values_list("name", flat=True)) > 150


def test_every_printed_log_in_works(printed, client):
    addresses = [word for word in printed.split() if word.endswith("@example.org")]
    assert len(addresses) >= 13
    for address in addresses:
        assert client.login(email=address, password=PASSWORD), address


def test_asha_casts_for_two_organisations(printed):
    assert len(casts_for(User.objects.get(email="asha@example.org"))) == 2


def test_every_stage_of_a_membership_is_alive(printed):
    assert Appeal.objects.waiting().count() == 1
    assert {decision.kind for decision in Decision.objects.standing()} == {
        "refused",
        "suspended",
        "lapsed",
        "resigned",
    }
    rosa, asha, carys, tess = (
        User.objects.get(email=f"{name}@example.org") for name in ("rosa", "asha", "carys", "tess")
    )
    now = timezone.now()
    waiting = {person: [task.text for task in waiting_for(person, now)] for person in (rosa, carys)}
    assert waiting[rosa] == ["Appeal to the Assembly Board, if the decision is wrong"]
    assert waiting[carys][0].startswith("Answer the invitation to act for")
    assert "Is its entry still right?" in [task.text for task in waiting_for(asha, now)]
    shop = Organisation.objects.acted_for_by(tess).get()
    assert shop not in electorate_of(Contest.objects.first())
    assert Removal.objects.filter(rule="people-who-left", number=1).exists()
    assert Look.objects.filter(people=asha).count() == 2


def test_the_nightly_jobs_find_nothing_to_do_on_the_first_night(printed):
    assert (confirming.send_reminders(), confirming.write_down_lapses()) == (0, 0)


def test_some_seats_are_vacant_and_every_basis_occurs(printed):
    held = Appointment.objects.on(timezone.localdate())
    assert set(held.values_list("basis", flat=True)) == set(Appointment.Basis.values)
    assert Seat.objects.exclude(pk__in=held.values("seat")).count() >= 3


def test_the_awards_add_up_to_table_1_of_the_report(printed):
    council, trust = selectors.by_funder()
    assert {line.label[-5:]: line.total for line in council.departments} == {
        "(DCS)": Decimal(31_623_000),
        "(DCE)": Decimal(2_704_000),
        "(ESD)": Decimal(2_103_000),
        "orate": Decimal(500_000),
    }
    assert trust.line.total == Decimal(3_771_000)

    figures = selectors.headlines()
    assert (figures.total, figures.without_care) == (Decimal(40_701_000), Decimal(18_124_000))
    assert figures.recipients == 400
    assert 1_100 < figures.services < 1_150
    assert figures.out_of_county_share == "0.5%"
    assert figures.infrastructure_share == "1.8%"


def test_members_are_among_the_recipients_and_every_class_occurs(printed):
    assert Award.objects.exclude(recipient=None).count() > 100
    assert {line.label for line in selectors.by_class()} == {
        "Shopping",
        "Investing",
        "Giving",
        "Not yet classed",
    }
    assert not Award.objects.filter(funder=None).exists()
    assert not Award.objects.filter(awarded_on__gt=timezone.localdate()).exists()


def test_the_way_in_is_alive(printed):
    assert RegisterEntry.objects.count() == 8
    assert RegisterEntry.objects.filter(status="removed").count() == 2
    assert {each.what for each in comparing.differences()} == {"removed", "name"}
    assert Claim.objects.waiting().count() == 2
    assert RegistrationDraft.objects.get().user.name == "Carys Cole"
    [member_list] = MemberList.objects.all()
    assert [row.number for row in lists.preview(member_list).wrong] == [3]
