"""Who comes to a meeting: places, the waiting list, withdrawing, the link, and reminders."""

import datetime as dt

from django.utils import timezone

import pytest
import time_machine

from assembly.accounts.portability import parts_about
from assembly.accounts.services import close_account
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Email
from forums.groups.services import leave_group, make_group_pages
from forums.meetings import services as meetings
from forums.models import Registration
from forums.registering import reminding, services
from forums.registering.retention import forget_registrations
from forums.registering.rules import MOST_OF_ONE
from tests.factories.forums import GroupFactory, GroupMeetingFactory, GroupMembershipFactory
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import AppointmentFactory, SeatFactory
from tests.forums.test_calling import DETAILS

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
AT = dt.datetime(2026, 10, 6, 17, 30, tzinfo=dt.UTC)
ROOM = "https://example.org/room"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def group(carys, member):
    found = GroupFactory(name="Health Group", slug="health", convenor=carys)
    GroupMembershipFactory(group=found, organisation=member)
    make_group_pages()
    return found


@pytest.fixture
def meeting(group):
    return GroupMeetingFactory(group=group, number=1, starts_at=AT, capacity=1, link=ROOM)


def come(meeting, name, by, organisation=None, **more):
    return services.register(
        Registration(meeting=meeting, name=name, organisation=organisation, **more), by=by
    )


def other_member(group, name):
    """A delegate of another organisation in the group."""
    organisation = OrganisationFactory(name=name, member=True)
    GroupMembershipFactory(group=group, organisation=organisation)
    return DelegateFactory(organisation=organisation, role="lead").user, organisation


def told(person):
    return sorted(Email.objects.filter(user=person).values_list("kind", flat=True))


def text_of(client, address="/groups/health/meetings/1/"):
    return client.get(address).content.decode()


# Registering


def test_a_delegate_registers_somebody_without_an_account(client, meeting, asha, member):
    client.force_login(asha)
    assert "1 place left of 1" in text_of(client)
    address = "/groups/health/meetings/1/register/"
    assert asha.name in text_of(client, address)
    data = {"organisation": member.pk, "person": "other", "name": "Una  Usk"}
    page = client.post(address, data, follow=True).content.decode()
    assert "Una Usk has a place." in page
    made = Registration.objects.get()
    assert (made.organisation, made.user, made.registered_by) == (member, None, asha)
    assert "Una" not in str(Event.objects.get(name="forums.registered").data)
    client.logout()
    page = text_of(client)
    assert "Una" not in page
    assert "All places are taken" in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose who comes."),
        ({"person": "other"}, "Enter the name of the person who is coming."),
        ({"person": "999999"}, "Choose one of the people shown"),
    ],
)
def test_what_is_wrong_with_a_registration_is_said(client, meeting, asha, member, data, sentence):
    client.force_login(asha)
    data = {"organisation": member.pk, **data}
    page = client.post("/groups/health/meetings/1/register/", data).content.decode()
    assert sentence in page
    assert not Registration.objects.exists()


def test_who_finds_it_full_waits_and_is_told_so(client, meeting, group, asha, member):
    come(meeting, "Una Usk", asha, member)
    client.force_login(asha)
    data = {"organisation": member.pk, "person": asha.pk, "name": ""}
    page = client.post("/groups/health/meetings/1/register/", data, follow=True).content.decode()
    assert "is on the waiting list" in page
    assert Registration.objects.get(user=asha).placed_at is None


def test_nobody_is_registered_twice(meeting, asha, member):
    come(meeting, "Una Usk", asha, member)
    come(meeting, asha.name, asha, member, user=asha)
    for name, user in (("UNA USK", None), ("Another Name", asha)):
        with pytest.raises(RuleBroken, match="already registered for this meeting"):
            come(meeting, name, asha, member, user=user)


def test_others_do_not_register(client, meeting, group, asha, member):
    stranger = UserFactory()
    lapsed = OrganisationFactory(lapsed=True)
    GroupMembershipFactory(group=group, organisation=lapsed)
    outside = OrganisationFactory(member=True)
    for organisation in (None, member, lapsed, outside):
        by = stranger
        if organisation in (lapsed, outside):
            by = DelegateFactory(organisation=organisation).user
        with pytest.raises(RuleBroken, match="Only people who act for a member"):
            come(meeting, "Una Usk", by, organisation)
    leave_group(group, member, by=asha)
    with pytest.raises(RuleBroken, match="Only people who act for a member"):
        come(meeting, "Una Usk", asha, member)
    client.force_login(stranger)
    page = client.get("/groups/health/meetings/1/register/", follow=True).content.decode()
    assert "If you are an observer" in page


def test_the_page_shows_no_button_that_only_refuses(client, meeting, asha, member):
    address = meeting.get_absolute_url()
    stranger = UserFactory()
    client.force_login(stranger)
    page = client.get(address).content.decode()
    assert f"{address}register/" not in page
    assert "Only members of the Health Group can register. Join the group first." in page
    client.force_login(asha)
    assert f"{address}register/" in client.get(address).content.decode()


def test_one_organisation_does_not_take_all_places(meeting, group, asha, member, carys):
    for number in range(MOST_OF_ONE):
        come(meeting, f"Una Usk {number}", asha, member)
    with pytest.raises(RuleBroken, match="Kennet Carers has registered 10 people"):
        come(meeting, "Vera Usk", asha, member)
    come(meeting, "Vera Usk", carys, comes_from="Kennet Carers")
    services.withdraw(Registration.objects.first(), by=asha)
    come(meeting, "Wyn Usk", asha, member)
    other, organisation = other_member(group, "Zeals Youth Club")
    come(meeting, other.name, other, organisation, user=other)


def test_registration_is_open_until_it_begins(meeting, asha, member, carys, now):
    draft = GroupMeetingFactory(group=meeting.group, number=2, draft=True)
    with pytest.raises(RuleBroken, match="not been announced"):
        come(draft, "Una Usk", asha, member)
    now.move_to(AT)
    with pytest.raises(RuleBroken, match="Registration closed when the meeting began"):
        come(meeting, "Una Usk", asha, member)
    now.move_to(NOW)
    meetings.cancel_meeting(meeting, "Snow.", by=carys)
    with pytest.raises(RuleBroken, match="is cancelled"):
        come(meeting, "Una Usk", asha, member)


def test_the_convenor_enters_an_observer(client, meeting, carys):
    client.force_login(carys)
    address = "/my/groups/health/meetings/1/people/new/"
    client.post(address, {"name": "Olive Oak", "comes_from": "The council"})
    page = text_of(client, "/my/groups/health/meetings/1/")
    assert "Olive Oak, The council" in page
    assert "Who is coming: 1" in page
    again = client.post(address, {"name": "olive oak", "comes_from": "The Council"})
    assert "already registered for this meeting" in again.content.decode()


def test_a_person_in_a_seat_registers_themself(client, asha, carys):
    forum = GroupFactory(slug="forum", county_forum=True, convenor=carys)
    make_group_pages()
    meeting = GroupMeetingFactory(group=forum, number=1, starts_at=AT)
    client.force_login(asha)
    address = "/groups/forum/meetings/1/register/"
    assert client.get(address).status_code == 302
    AppointmentFactory(
        seat=SeatFactory(partnership=forum.partnership),
        user=asha,
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2028, 1, 1),
        taken_on=dt.date(2026, 1, 1),
    )
    page = client.post(address, follow=True).content.decode()
    assert f"{asha.name} has a place." in page
    made = Registration.objects.get(meeting=meeting)
    assert (made.user, made.organisation) == (asha, None)
    with pytest.raises(RuleBroken, match="Only people who act for a member"):
        come(meeting, "Somebody Else", asha)


# The link to take part online


def test_the_link_is_shown_only_to_those_with_a_place(client, meeting, group, asha, member):
    other, organisation = other_member(group, "Zeals Youth Club")
    come(meeting, asha.name, asha, member, user=asha)
    waiting = come(meeting, other.name, other, organisation, user=other)
    client.force_login(other)
    page = text_of(client)
    assert ROOM not in page
    assert "on the waiting list" in page
    client.force_login(asha)
    assert ROOM in text_of(client)
    services.withdraw(Registration.objects.get(user=asha), by=asha)
    assert ROOM not in text_of(client)
    waiting.refresh_from_db()
    assert waiting.has_place
    client.force_login(other)
    assert ROOM in text_of(client)


def test_who_no_longer_acts_for_the_organisation_does_not_see_the_link(
    client, meeting, asha, member
):
    come(meeting, "Una Usk", asha, member)
    client.force_login(asha)
    assert ROOM in text_of(client)
    Registration.objects.update(user=asha)
    member.delegates.update(ended_on=NOW.date())
    assert ROOM not in text_of(client)


def test_my_assembly_shows_what_one_registered_for(client, meeting, asha, member, carys):
    client.force_login(asha)
    assert "Meetings you registered for" not in text_of(client, "/my/")
    come(meeting, "Una Usk", asha, member)
    come(meeting, "Ula Ure", asha, member)
    page = text_of(client, "/my/")
    assert "Una Usk has a place" in page
    assert "Ula Ure is on the waiting list" in page
    meetings.cancel_meeting(meeting, "Snow.", by=carys)
    assert "Meetings you registered for" not in text_of(client, "/my/")


# Withdrawing


def test_a_place_that_is_freed_goes_to_the_first_who_waits(client, meeting, group, asha, member):
    first = come(meeting, asha.name, asha, member, user=asha)
    (bo, bos), (cy, cys) = (other_member(group, name) for name in ("Bo's", "Cy's"))
    second = come(meeting, bo.name, bo, bos, user=bo)
    third = come(meeting, cy.name, cy, cys, user=cy)
    client.force_login(asha)
    client.post(f"/groups/health/meetings/1/withdraw/{first.pk}/")
    for registration in (first, second, third):
        registration.refresh_from_db()
    assert (first.has_place, second.has_place, third.has_place) == (False, True, False)
    assert (told(asha), told(bo), told(cy)) == ([], ["forums/place_given"], [])
    assert Event.objects.get(name="forums.moved_up").data == {"registration": second.pk}
    page = client.post(f"/groups/health/meetings/1/withdraw/{first.pk}/").content.decode()
    assert "has already been withdrawn" in page


def test_what_there_is_to_say_to_one_without_account_goes_to_who_registered(
    meeting, group, asha, member
):
    first = come(meeting, "Una Usk", asha, member)
    come(meeting, "Ula Ure", asha, member)
    services.withdraw(first, by=asha)
    assert "Ula Ure has a place" in Email.objects.get(user=asha).subject


def test_others_withdraw_nobody(client, meeting, group, asha, member, carys):
    registration = come(meeting, asha.name, asha, member, user=asha)
    stranger, _ = other_member(group, "Zeals Youth Club")
    address = f"/groups/health/meetings/1/withdraw/{registration.pk}/"
    client.force_login(stranger)
    assert client.post(address).status_code == 404
    with pytest.raises(RuleBroken, match="Only the person"):
        services.withdraw(registration, by=stranger)
    client.force_login(carys)
    client.post(address)
    assert told(asha) == ["forums/place_withdrawn"]


def test_more_places_let_those_move_up_who_wait_and_fewer_take_none_away(
    meeting, group, asha, member, carys
):
    for name in ("Una Usk", "Ula Ure", "Uma Ulm"):
        come(meeting, name, asha, member)
    details = {**DETAILS, "place": meeting.place, "link": ROOM}
    meetings.change_meeting(meeting, {**details, "capacity": 2}, by=carys)
    assert Registration.objects.with_place().count() == 2
    meetings.change_meeting(meeting, {**details, "capacity": 1}, by=carys)
    assert Registration.objects.with_place().count() == 2
    services.withdraw(Registration.objects.with_place().first(), by=asha)
    assert Registration.objects.with_place().count() == 1
    meetings.change_meeting(meeting, {**details, "capacity": None}, by=carys)
    assert not Registration.objects.waiting().exists()


def test_nobody_moves_up_once_it_has_begun(meeting, asha, member, now):
    first = come(meeting, "Una Usk", asha, member)
    come(meeting, "Ula Ure", asha, member)
    now.move_to(AT)
    services.withdraw(first, by=asha)
    assert Registration.objects.waiting().count() == 1


# Reminders


def remind_on(now, day, hour=8):
    now.move_to(dt.datetime(2026, 10, day, hour, tzinfo=dt.UTC) if day else AT)
    return reminding.remind()


def test_those_with_a_place_are_reminded_a_week_and_a_day_before(meeting, group, asha, member, now):
    other, organisation = other_member(group, "Zeals Youth Club")
    come(meeting, asha.name, asha, member, user=asha)
    come(meeting, other.name, other, organisation, user=other)
    now.move_to(dt.datetime(2026, 9, 28, 8, tzinfo=dt.UTC))
    assert reminding.remind() == 0
    now.move_to(dt.datetime(2026, 9, 29, 8, tzinfo=dt.UTC))
    assert (reminding.remind(), reminding.remind()) == (1, 0)
    assert remind_on(now, 4) == 0
    assert (remind_on(now, 5), remind_on(now, 5, 9), remind_on(now, 6)) == (1, 0, 0)
    assert told(asha) == ["forums/meeting_reminder"] * 2
    assert told(other) == []


def test_a_missed_day_is_made_good_and_a_meeting_that_began_is_not(meeting, asha, member, now):
    come(meeting, asha.name, asha, member, user=asha)
    assert remind_on(now, 2) == 1  # the week before
    assert remind_on(now, 6) == 1  # the day before, on the day
    Registration.objects.update(reminded_day_before=False)
    assert remind_on(now, 0) == 0


def test_who_got_the_place_since_is_not_reminded_of_what_they_know(meeting, asha, member, now):
    now.move_to(dt.datetime(2026, 9, 30, 8, tzinfo=dt.UTC))
    come(meeting, asha.name, asha, member, user=asha)
    assert reminding.remind() == 0
    assert remind_on(now, 5) == 1


def test_a_moved_meeting_is_reminded_of_again_and_a_cancelled_one_never(
    meeting, asha, member, carys, now
):
    come(meeting, asha.name, asha, member, user=asha)
    now.move_to(dt.datetime(2026, 9, 29, 8, tzinfo=dt.UTC))
    assert reminding.remind() == 1
    moved = meetings.move_meeting(meeting, AT + 14 * DAY, AT + 14 * DAY + HOUR, by=carys)
    assert remind_on(now, 13) == 1
    meetings.cancel_meeting(moved, "Snow.", by=carys)
    assert remind_on(now, 19) == 0
    assert timezone.localdate(moved.starts_at) == dt.date(2026, 10, 20)


# Forgotten


def test_who_was_registered_is_forgotten_six_months_after_the_meeting(meeting, asha, member):
    come(meeting, "Una Usk", asha, member)
    assert forget_registrations(dt.date(2027, 4, 5)) == 0
    assert forget_registrations(dt.date(2027, 4, 6)) == 1


def test_who_closes_the_account_frees_the_place(meeting, group, asha, member):
    other, organisation = other_member(group, "Zeals Youth Club")
    DelegateFactory(organisation=organisation, role="lead")
    come(meeting, other.name, other, organisation, user=other)
    waiting = come(meeting, "Una Usk", asha, member)
    assert "Meetings you registered for" in {part.heading for part in parts_about(other)}
    close_account(other)
    waiting.refresh_from_db()
    assert waiting.has_place
    assert Registration.objects.count() == 1
