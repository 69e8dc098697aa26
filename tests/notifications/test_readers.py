"""Who lost the right to something reads no old line about it, in the list, in its count or in a digest."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.accounts.models import OfficeTerm
from assembly.consultations.models import Consultation, ConsultationPage
from assembly.membership.models import Delegate, Organisation
from assembly.notifications import digests, kinds, readers, selectors
from assembly.notifications.kinds import Category
from assembly.notifications.models import Email, Notification
from forums.groups.services import make_group_pages
from forums.models import ConvenorTerm, Registration
from tests.factories.elections import ElectionFactory
from tests.factories.forums import (
    ActionFactory,
    GroupFactory,
    GroupMeetingFactory,
    GroupMembershipFactory,
    MinutesFactory,
)
from tests.factories.membership import DelegateFactory, UserFactory, give_office
from tests.factories.notifications import NotificationFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 12, 1)
LIST = "/my/notifications/"
# Of these kinds the words are for a person alone, whatever becomes of them, or for everybody.
OF_THE_PERSON = {
    "compact/champion_named",
    "compact/edition_adopted",
    "membership/claim_refused",
    "membership/part_changed",
    "membership/removed",
    "partners/appointed",
    "partners/appointment_ended",
    "partners/report_overdue",
    "partners/report_wanted",
    "forums/convenor_ended",
    "forums/part_ended",
    "forums/minutes_published",
    "forums/meeting_announced",  # public
    "forums/observer_added",
    # To people without an account.
    "consultations/response_copy",
    "consultations/response_link",
    "core/record_head",
}


def told(user, kind, subject=None):
    return NotificationFactory(
        user=user,
        kind=kind,
        text="The news",
        subject_id=subject.pk if subject else 0,
        on=TODAY - dt.timedelta(days=1),
        waits_for_digest=True,
    )


@pytest.fixture
def reads(client):
    """Whether this person still reads the line: asked in each place, which must agree."""

    def ask(user):
        Notification.objects.exclude(user=user).delete()  # those of the world
        client.force_login(user)
        page = client.get(LIST).content.decode()
        in_list = "The news" in page
        line = Notification.objects.get(user=user)
        opened = client.post(f"{LIST}{line.pk}/read/").status_code
        Notification.objects.update(is_read=False, waits_for_digest=True)
        assert (selectors.unread(user).count() == 1) is in_list
        Email.objects.all().delete()
        assert digests.send_due(TODAY) == in_list
        assert Email.objects.filter(text__contains="The news").exists() is in_list
        Notification.objects.update(waits_for_digest=True)
        assert opened == (302 if in_list else 404)
        return in_list

    return ask


def test_who_left_the_organisation(reads, asha, member):
    told(asha, "membership/claim_granted", member)
    assert reads(asha)
    Delegate.objects.filter(user=asha).update(ended_on=TODAY)
    assert not reads(asha)


def test_who_acts_for_another_organisation_only(reads, asha, ben):
    told(ben, "membership/claim_granted", Organisation.objects.get(delegates__user=asha))
    assert not reads(ben)


def test_who_left_the_organisation_that_voted(reads, asha):
    told(asha, "elections/voted", ElectionFactory())
    assert reads(asha)
    Delegate.objects.filter(user=asha).update(ended_on=TODAY)
    assert not reads(asha)


@pytest.mark.parametrize(
    ("office", "kind"),
    [
        ("Support Unit", "membership/applied"),
        ("Support Unit", "membership/claim_waiting"),
        ("Support Unit", "home/message_waiting"),
        ("Assembly Board", "membership/appeal_waiting"),
        ("Assembly Board", "home/office_proposed"),
    ],
)
def test_who_lost_the_office(reads, carys, office, kind):
    give_office(carys, office)
    told(carys, kind)
    assert reads(carys)
    OfficeTerm.objects.filter(user=carys).update(ended_on=timezone.localdate())
    give_office(carys, "Scrutineer")  # another office is not that one
    carys = type(carys).objects.get(pk=carys.pk)
    assert not reads(carys)


def test_who_runs_the_election_no_more(reads, efua):
    election = ElectionFactory(returning_officer=efua)
    told(efua, "elections/nomination_complete", election)
    assert reads(efua)
    election.returning_officer = UserFactory(office="Returning officer")
    election.save()
    assert not reads(efua)


def test_who_convenes_the_group_no_more(reads, carys):
    today = timezone.localdate()
    group = GroupFactory(
        convenor=carys, convenor_from=today, convenor_ends_on=today + dt.timedelta(days=90)
    )
    told(carys, "forums/convenor_named", group)
    assert reads(carys)
    ConvenorTerm.objects.update(ends_on=today)
    assert not reads(carys)


def test_who_takes_part_in_the_group_no_more(reads, carys):
    line = DelegateFactory(user=carys)
    place = GroupMembershipFactory(organisation=line.organisation)
    place.participants.create(delegate=line, since=TODAY)
    told(carys, "forums/part_begun", place.group)
    assert reads(carys)
    line.ended_on = TODAY
    line.save()
    assert not reads(carys)


def test_whose_action_it_is_no_more(reads, asha, member):
    action = ActionFactory(organisation=member)
    make_group_pages()
    MinutesFactory(meeting=action.meeting)
    told(asha, "forums/action_due", action)
    assert reads(asha)
    Delegate.objects.filter(user=asha).update(ended_on=TODAY)
    assert not reads(asha)


@pytest.fixture
def consultation(world):
    return Consultation.objects.published().filter(page__live=True).first()


@pytest.fixture
def reader(world):
    """Somebody who acts for a member."""
    return DelegateFactory(organisation=Organisation.objects.members().first()).user


def test_a_consultation_that_was_hidden(reads, reader, consultation):
    told(reader, "consultations/opened", consultation)
    assert reads(reader)
    ConsultationPage.objects.filter(consultation=consultation).update(live=False)
    assert not reads(reader)


def test_a_consultation_that_is_a_draft(reads, reader, consultation):
    told(reader, "consultations/opened", consultation)
    Consultation.objects.filter(pk=consultation.pk).update(published_at=None)
    assert not reads(reader)


def test_an_organisation_that_is_suspended_reads_of_that_and_no_longer_of_consultations(
    reads, reader, consultation
):
    line = told(reader, "consultations/opened", consultation)
    Organisation.objects.filter(delegates__user=reader).update(status="suspended")
    assert not reads(reader)
    line.delete()
    told(reader, "membership/suspended", Organisation.objects.get(delegates__user=reader))
    assert reads(reader)


def test_what_one_was_told_of_oneself_stays(reads, carys):
    told(carys, "home/office_ended")
    assert reads(carys)


def test_the_right_that_comes_back_brings_the_line_back(reads, asha, member):
    told(asha, "membership/claim_granted", member)
    Delegate.objects.filter(user=asha).update(ended_on=TODAY)
    assert not reads(asha)
    Delegate.objects.filter(user=asha).update(ended_on=None)
    assert reads(asha)


def test_each_kind_says_who_may_read_it():
    """Of votes and elections most is public; of an account all is the person's own."""
    open_to_all = {
        kind.name
        for kind in kinds.kinds
        if kind.read_by is readers.themself
        and not kind.is_code
        and not kind.name.startswith("tests/")
        and kind.category not in {Category.ACCOUNT, Category.VOTES}
    }
    assert open_to_all == OF_THE_PERSON


def test_who_comes_to_a_meeting_reads_of_it_while_they_act_for_the_organisation(
    reads, asha, member
):
    meeting = GroupMeetingFactory()
    Registration.objects.create(meeting=meeting, organisation=member, name="Una Usk")
    told(asha, "forums/meeting_moved", meeting)
    assert reads(asha)
    member.delegates.update(ended_on=TODAY)
    assert not reads(asha)
    Registration.objects.update(user=asha)
    assert reads(asha)


def test_an_answer_for_an_item_is_read_by_who_convenes_the_group_today(reads, asha):
    meeting = GroupMeetingFactory(group__convenor=asha)
    told(asha, "forums/item_answered", meeting)
    assert reads(asha)
    meeting.group.terms.all().delete()
    assert not reads(asha)
