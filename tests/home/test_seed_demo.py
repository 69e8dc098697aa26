"""One run of the whole demo, looked at from several sides."""

from decimal import Decimal
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

import pytest

from assembly.accounts.models import Look, User
from assembly.core.models import Removal
from assembly.core.to_do import tasks_for
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
from assembly.partners.models import Appointment, Partnership, Seat, Succession
from elections import election_status
from elections.models import Contest, Election, KeyShare, Nomination
from elections.officer.acts import acts
from elections.selectors import electorate_of
from elections.services import key, opening
from forums.models import Group
from home.demo.stage import PASSWORD
from tests.factories.membership import OrganisationFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the demo runs on SQLite alone"),
]


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
    waiting = {person: [task.text for task in tasks_for(person, now)] for person in (rosa, carys)}
    assert waiting[rosa] == ["Appeal to the Assembly Board, if the decision is wrong"]
    assert waiting[carys][0].startswith("Answer the invitation to act for")
    assert "Is its entry still right?" in [task.text for task in tasks_for(asha, now)]
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


def test_a_succession_waits_for_its_second_person(printed):
    waiting = Succession.objects.waiting().get()
    dev = User.objects.get(name__startswith="Dev")
    assert any(str(waiting.bodies.get()) in task.text for task in tasks_for(dev, timezone.now()))


def test_the_way_in_is_alive(printed):
    assert RegisterEntry.objects.count() == 8
    assert RegisterEntry.objects.filter(status="removed").count() == 2
    assert {each.what for each in comparing.differences()} == {"removed", "name"}
    assert Claim.objects.waiting().count() == 2
    assert RegistrationDraft.objects.get().user.name == "Carys Cole"
    [member_list] = MemberList.objects.all()
    assert [row.number for row in lists.preview(member_list).wrong] == [3]


# Every word that the pages have for how far an election has come.
PHASES = [
    ("assembly-board", "In preparation"),
    ("accountable-bodies-group", "Announced"),
    ("children-and-young-people", "Nominations open"),
    ("infrastructure-consortium-by-election", "Nominations closed"),
    ("housing-again", "Candidates known"),
    ("infrastructure-consortium", "Voting opens soon"),
    ("community-safety", "No poll needed"),
    ("rehearsal", "Voting open"),
    ("laa-board", "Voting open"),
    ("stronger-resilient-communities", "Voting closed"),
    ("housing", "Poll void"),
    ("health-and-well-being", "Result provisional"),
    ("transport", "Awaiting declaration"),
    ("strategic-board", "Declared"),
    ("empty-seats", "Declared"),
    ("infrastructure-consortium-seat-2", "Declared"),
]


def test_there_is_an_election_in_every_phase(printed):
    now = timezone.now()
    found = {one.slug: election_status.status(one, now)[0] for one in Election.objects.all()}
    assert found == dict(PHASES)
    words = {word for word, _ in election_status.STATUS.values()}
    assert words <= set(found.values())
    assert [one.slug for one in Election.objects.filter(is_rehearsal=True)] == ["rehearsal"]


def test_a_nomination_stands_at_every_step(printed):
    by_state = {}
    for nomination in Nomination.objects.all():
        by_state.setdefault(nomination.state, []).append(nomination)
    assert set(by_state) == set(Nomination.State)
    assert sorted(len(one.missing()) for one in by_state["waiting"]) == [1, 2, 3]
    assert by_state["not-valid"][0].because
    asha = User.objects.get(email="asha@example.org")
    tasks = {task.text for task in tasks_for(asha, timezone.now())}
    assert any("Propose" in text or "propose" in text for text in tasks), tasks


def test_the_printed_shares_open_the_closed_box_and_show_the_last_share(printed):
    texts = [
        line.strip()
        for line in printed.splitlines()
        if line.startswith("    ") and line.strip()[1] == "-"
    ]
    scrutineer = User.objects.get(email="scrutineer@example.org")
    before = Election.objects.get(slug="infrastructure-consortium-by-election")
    waiting = KeyShare.objects.get(proved_at=None, lost_at=None)
    assert (waiting.election, waiting.holder) == (before, scrutineer)
    key.prove_share(before, texts[0], by=scrutineer)
    closed = Election.objects.get(slug="stronger-resilient-communities")
    officer = closed.returning_officer
    opening.rewrite_box(closed, by=officer)
    assert opening.open_box(closed, texts[1:3], by=officer).opened_at


def test_what_comes_next_can_be_done_in_each_phase(printed):
    now = timezone.now()
    ready = {
        one.slug: {act.label for act in acts(one, now) if act.ruling and not act.done}
        for one in Election.objects.all()
    }
    freezing = next(
        act
        for act in acts(Election.objects.get(slug="housing-again"), now)
        if act.label == "Give notice of poll and freeze the roll"
    )
    assert "Notice of poll is announced for" in freezing.ruling.reason  # all else is done
    assert "Declare the result" in ready["community-safety"]
    assert "Declare the result" in ready["transport"]
