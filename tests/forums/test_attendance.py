"""Who came to a meeting, the quorum, and the report of a representative that starts with it."""

import pytest
import time_machine
from bs4 import BeautifulSoup

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from forums.attendance.selectors import lines_page, presence
from forums.attendance.services import Entry, add_attendance, enter_attendance
from forums.minutes.services import publish_minutes
from forums.models import Attendance, MinutesVersion, Registration
from tests.factories.consultations import OfficerFactory
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import OrganisationFactory, UserFactory
from tests.factories.partners import (
    AppointmentFactory,
    MeetingFactory,
    PartnershipFactory,
    PublicBodyFactory,
)

from .meetings import DAY, NOW, STARTS, address, came, group_of, meeting_of, published, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def zeals(db):
    return OrganisationFactory(name="Zeals Youth Club", member=True)


@pytest.fixture
def group(carys, member, zeals, now):
    return group_of(carys, member, zeals)


@pytest.fixture
def meeting(group):
    return meeting_of(group)


def test_the_convenor_enters_who_came_on_a_page(client, meeting, carys, member, zeals):
    client.force_login(carys)
    page = client.get(address(meeting, "attendance")).content.decode()
    assert "Who came from Kennet Carers" in page
    assert "Zeals Youth Club" in page
    data = {
        f"how-organisation-{member.pk}-0": "attended",
        f"name-organisation-{member.pk}-0": "Asha Amin",
        f"how-organisation-{zeals.pk}-0": "apologies",
    }
    assert client.post(address(meeting, "attendance"), data).status_code == 302
    assert sorted(meeting.attendances.values_list("how", "name")) == [
        ("apologies", ""),
        ("attended", "Asha Amin"),
    ]
    event = Event.objects.get(name="forums.attendance_entered")
    assert event.data == {"organisations": 1, "people": 1, "apologies": 1}
    client.post(address(meeting, "attendance"), data)
    assert Event.objects.filter(name="forums.attendance_entered").count() == 1


def test_who_registered_without_being_in_the_group_is_on_the_list(meeting):
    guest, waits = OrganisationFactory(name="Guest"), OrganisationFactory(name="Waits")
    for organisation, placed_at in ((guest, STARTS), (waits, None)):
        Registration.objects.create(
            meeting=meeting, organisation=organisation, name="Una Usk", placed_at=placed_at
        )
    listed = [line.label for line in lines_page(meeting, None)[0]]
    assert "Guest" in listed
    assert "Waits" not in listed


def test_it_does_not_exist_for_others(client, meeting, asha):
    client.force_login(asha)
    assert client.get(address(meeting, "attendance")).status_code == 404


def test_nothing_is_kept_of_a_meeting_that_has_not_begun(client, meeting, carys, member, now):
    before = STARTS - DAY
    with pytest.raises(RuleBroken, match="The meeting begins at"):
        came(meeting, member, by=carys, at=before)
    now.move_to(before)
    client.force_login(carys)
    assert "Come back then." in client.get(address(meeting, "attendance")).content.decode()


def test_names_of_people_are_not_public_and_organisations_are(client, meeting, carys, member):
    entry = Entry("organisation", member.pk, 0, "attended", "Asha Amin")
    enter_attendance(meeting, [entry], by=carys)
    saved(meeting, by=carys)
    publish_minutes(meeting, by=carys)
    page = client.get("/groups/health/meetings/1/minutes/").content.decode()
    assert "Kennet Carers" in page
    assert "1 organisation came, 1 person in total" in page
    assert "Asha Amin" not in page


def test_several_people_of_one_organisation_are_one_organisation(meeting, carys, member, zeals):
    for name in ("Asha Amin", "Bo Bell", "Bo Bell"):
        entry = Entry("organisation", member.pk, 0, "attended", name)
        add_attendance(meeting, entry, by=carys)
    found = presence(meeting)
    assert (found.organisations, found.people) == (1, 2)
    lines, _ = lines_page(meeting, None)
    assert [(line.label, line.place) for line in lines] == [
        ("Kennet Carers", 0),
        ("Kennet Carers", 1),
        ("Zeals Youth Club", 0),
    ]
    # Both lines sent at once, the first taken off: the second is the one that changes.
    enter_attendance(
        meeting,
        [
            Entry("organisation", member.pk, 0, ""),
            Entry("organisation", member.pk, 1, "attended", "Bea Bell"),
        ],
        by=carys,
    )
    assert [row.name for row in meeting.attendances.all()] == ["Bea Bell"]


def test_two_at_once_are_told(client, meeting, carys, member, zeals):
    client.force_login(carys)
    how = f"how-organisation-{member.pk}-0"
    page = BeautifulSoup(client.get(address(meeting, "attendance")).content, "html.parser")
    seen = page.find("input", {"name": "seen"})["value"]
    came(meeting, member, by=carys, how="absent")
    answer = client.post(address(meeting, "attendance"), {"seen": seen, how: "attended"})
    assert "Somebody else has changed this" in answer.content.decode()
    assert Attendance.objects.get().how == "absent"


def test_observers_and_guests_are_added(client, meeting, carys):
    guest = OrganisationFactory(name="Downton Band", member=True)
    officer = OfficerFactory(user=UserFactory(), body=PublicBodyFactory(name="Wiltshire Council"))
    client.force_login(carys)
    add = {"act": "other", "other-how": "attended"}
    both = {"other-organisation": "downton band", "other-officer": officer.pk}
    for wrong in ({}, both, {"other-organisation": "Nobody"}):
        assert client.post(address(meeting, "attendance"), add | wrong).status_code == 200
    for right in ({"other-organisation": "downton band"}, {"other-officer": officer.pk}):
        assert client.post(address(meeting, "attendance"), add | right).status_code == 302
    assert [row.who for row in meeting.attendances.all()] == [
        "Downton Band",
        "Wiltshire Council (observer)",
    ]
    assert presence(meeting).organisations == 1
    assert presence(meeting).counted == 0  # neither is in the group
    assert guest.meeting_attendances.get().counts is False


# Quorum


def test_a_quorum_that_is_missed_decides_nothing(carys, member, zeals, now):
    meeting = meeting_of(group_of(carys, member, zeals, quorum=2))
    assert "not been entered yet" in presence(meeting).sentence
    with pytest.raises(RuleBroken, match="Enter the attendance"):
        saved(meeting, decisions="To write.", by=carys)
    came(meeting, member, by=carys)
    assert "it was not met: 1 came. Nothing could be decided." in presence(meeting).sentence
    with pytest.raises(RuleBroken, match="Remove the decisions"):
        saved(meeting, decisions="To write.", by=carys)
    came(meeting, zeals, by=carys)
    assert "it was met: 2 came" in presence(meeting).sentence
    saved(meeting, decisions="To write.", by=carys)
    # The attendance cannot be taken down under a decision either.
    with pytest.raises(RuleBroken, match="Remove the decisions"):
        came(meeting, zeals, by=carys, how="apologies")


def test_a_later_rule_does_not_undo_a_quorum(carys, member, now):
    group = group_of(carys, member, quorum=1)
    meeting = meeting_of(group)
    came(meeting, member, by=carys)
    group.quorum = 5
    group.save()
    meeting.refresh_from_db()
    assert presence(meeting).is_met


def test_an_organisation_that_joined_later_does_not_count(carys, member, now):
    meeting = meeting_of(group_of(carys))
    GroupMembershipFactory(group=meeting.group, organisation=member, joined_on=NOW.date())
    came(meeting, member, by=carys)
    assert presence(meeting).counted == 0


def test_somebody_must_be_on_the_list(meeting, carys):
    with pytest.raises(RuleBroken, match="Say how at least one"):
        enter_attendance(meeting, [], by=carys)


def test_after_publishing_a_change_needs_a_reason_and_is_a_version(meeting, carys, member, zeals):
    published(meeting, member, by=carys)
    with pytest.raises(RuleBroken, match="Say why you are changing the attendance"):
        came(meeting, zeals, by=carys)
    entry = Entry("organisation", zeals.pk, 0, "attended")
    enter_attendance(meeting, [entry], by=carys, reason="Zeals came late.")
    assert MinutesVersion.objects.get(number=2).reason == "Zeals came late."


def test_the_form_is_in_pages(carys, now):
    group = GroupFactory(convenor=carys)
    GroupMembershipFactory.create_batch(26, group=group)
    lines, page = lines_page(meeting_of(group), "2")
    assert (len(lines), page.paginator.num_pages) == (1, 2)


# Seats


@pytest.fixture
def board(carys, now):
    partnership = PartnershipFactory(kind="board")
    return GroupFactory(
        name="Assembly Board", slug="board", kind="board", partnership=partnership, convenor=carys
    )


def test_a_report_starts_with_the_attendance(client, board, carys, asha):
    held = AppointmentFactory(
        seat__partnership=board.partnership,
        user=asha,
        name="Asha Amin",
        starts_on=(NOW - 90 * DAY).date(),
        ends_on=(NOW + 90 * DAY).date(),
    )
    meeting = meeting_of(board)
    meeting.partnership_meeting = MeetingFactory(partnership=board.partnership, held_on=meeting.day)
    meeting.save()
    entry = Entry("appointment", held.pk, 0, "apologies")
    enter_attendance(meeting, [entry], by=carys)
    client.force_login(asha)
    page = client.get(f"/my/seats/{held.pk}/meetings/{meeting.partnership_meeting_id}/")
    assert page.context["form"].initial == {"attendance": "apologies"}
    assert presence(meeting).apologies == 1
    enter_attendance(meeting, [Entry("appointment", held.pk, 0, "attended")], by=carys)
    assert presence(meeting).counted == 1
    assert meeting.attendances.get().who == f"Asha Amin, {held.seat.title}"
