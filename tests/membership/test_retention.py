"""What membership forgets, and the log of it."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.core import retention
from assembly.core.models import Event, Removal
from assembly.core.tasks import forget_what_is_old
from assembly.membership import retention as rules
from assembly.membership.models import Claim, Delegate, Invitation, MemberList
from assembly.membership.services import inviting
from tests import points
from tests.factories.elections import ElectionFactory
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
ON = dt.date(2026, 11, 26)
YEAR_AGO = dt.date(2025, 11, 26)


@pytest.fixture
def gone(member):
    """Somebody who stopped acting for the member a year ago, and has not signed in since."""
    user = UserFactory(name="Gail Gone", last_login=None)
    DelegateFactory(organisation=member, user=user, ended_on=YEAR_AGO)
    return user


def test_who_left_a_year_ago_reads_a_former_user(
    gone, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert rules.erase_those_who_left(ON) == 1
    gone.refresh_from_db()
    assert (str(gone), gone.is_active) == ("a former user", False)
    assert Event.objects.get(name="accounts.closed").actor_id is None
    assert len(mailoutbox) == 1
    assert rules.erase_those_who_left(ON) == 0


@pytest.mark.parametrize(
    "keep",
    [
        lambda user: Delegate.objects.filter(user=user).update(ended_on=YEAR_AGO + DAY),
        lambda user: DelegateFactory(user=user, organisation=OrganisationFactory(member=True)),
        lambda user: type(user).objects.update(last_login=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
        lambda user: ElectionFactory(returning_officer=user, poll_opens=timezone.now()),
    ],
    ids=["not a year", "acts for another", "signed in since", "has an election to finish"],
)
def test_who_has_not_left_stays(gone, keep):
    keep(gone)
    assert rules.erase_those_who_left(ON) == 0
    gone.refresh_from_db()
    assert gone.name == "Gail Gone"


def test_that_somebody_acted_is_forgotten_after_a_year(gone, member, asha):
    DelegateFactory(organisation=member, ended_on=YEAR_AGO + DAY)
    assert rules.forget_former_delegates(ON) == 1
    assert rules.forget_former_delegates(ON) == 0
    assert Delegate.objects.of(member).count() == 1


def test_invitations_are_forgotten_a_month_after_they_end(member, asha):
    for n, changes in enumerate(
        [
            {"expires_on": ON - 30 * DAY},
            {"expires_on": ON - 29 * DAY},
            {"outcome": "declined", "closed_on": ON - 30 * DAY},
            {"outcome": "declined", "closed_on": ON},
        ]
    ):
        made = inviting.invite(member, f"{n}@example.net", Delegate.Role.MEMBER, by=asha)
        Invitation.objects.filter(pk=made.pk).update(**changes)
    assert rules.forget_invitations(ON) == 2
    assert set(Invitation.objects.values_list("email", flat=True)) == {
        "1@example.net",
        "3@example.net",
    }


def test_the_job_erases_before_it_forgets_who_acted_and_keeps_a_log(gone, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 26, 4, tzinfo=dt.UTC))
    forget_what_is_old()
    gone.refresh_from_db()
    assert gone.erased_on == ON
    assert not Delegate.objects.filter(user=gone).exists()
    log = {removal.rule: removal.number for removal in Removal.objects.all()}
    assert log == {"people-who-left": 1, "former-delegates": 1}
    forget_what_is_old()
    assert Removal.objects.count() == 2
    assert str(Removal.objects.get(rule="people-who-left")) == "people-who-left: 1 on 2026-11-26"


def test_a_rule_that_fails_leaves_the_others_and_is_tried_again(monkeypatch, gone, caplog):
    def fail(on):
        Delegate.objects.all().delete()
        raise RuntimeError

    points.only(
        monkeypatch,
        retention.rules,
        retention.Rule("broken", "Broken", fail),
        retention.Rule("people-who-left", "Who left", rules.erase_those_who_left),
    )
    assert retention.forget_what_is_old(on=ON) == 1
    assert "broken" in caplog.text
    assert Delegate.objects.filter(user=gone).exists()


def test_staff_and_the_data_protection_lead_read_the_rules_and_the_log(client, dev, gone):
    client.force_login(dev)
    assert "Nothing has been removed yet" in client.get("/cms/removals/").content.decode()
    retention.forget_what_is_old(on=ON)
    for user in (dev, UserFactory(office="Data protection lead")):
        client.force_login(user)
        page = client.get("/cms/removals/").content.decode()
        assert "Invitations by e-mail: 30 days after" in page
        assert "<td>1</td>" in page
        for listed in ("Mailed codes", "Sign-ins that have ended", "Proof of who a voter is"):
            assert listed in page
    client.force_login(UserFactory(office="Assembly Board"))
    assert client.get("/cms/removals/").status_code == 302


def test_claims_are_forgotten_a_year_after_their_decision(member):
    person, ago = UserFactory(), dt.datetime(2025, 11, 26, 12, tzinfo=dt.UTC)
    kept = {"organisation": member, "user": person, "made_at": ago - DAY}
    Claim.objects.create(state=Claim.State.REFUSED, decided_at=ago, **kept)
    Claim.objects.create(state=Claim.State.PROVING, **kept)
    recent = Claim.objects.create(state=Claim.State.REFUSED, decided_at=ago + DAY, **kept)
    waiting = Claim.objects.create(state=Claim.State.WAITING, **kept | {"user": UserFactory()})
    assert rules.forget_claims(ON) == 2
    assert set(Claim.objects.all()) == {recent, waiting}


def test_lists_that_were_not_taken_over_are_forgotten_after_a_month():
    ago = dt.datetime(2026, 10, 27, 12, tzinfo=dt.UTC)
    lists = [
        MemberList.objects.create(file_name=f"{state}.csv", state=state, uploaded_at=at)
        for state, at in [
            ("uploaded", ago),
            ("undone", ago),
            ("applied", ago),
            ("uploaded", ago + DAY),
        ]
    ]
    assert rules.forget_lists(ON) == 2
    assert set(MemberList.objects.all()) == set(lists[2:])
