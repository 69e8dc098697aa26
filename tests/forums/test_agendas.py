"""Agendas: items in their order with clock times, and strategic ones routed to another group."""

import datetime as dt

import pytest
import time_machine

from assembly.core.rules import RuleBroken
from assembly.core.to_do import tasks_for
from assembly.notifications.models import Email
from forums.agendas import services
from forums.agendas.selectors import agenda_of
from forums.groups.services import make_group_pages
from forums.models import AgendaItem, Routing
from tests.factories.forums import AgendaItemFactory, GroupFactory, GroupMeetingFactory
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
AT = dt.datetime(2026, 10, 6, 17, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
ITEM = {"title": "Buses", "text": "", "minutes": "20", "level": "strategic", "led_by": "Bo"}
VALUES = {**ITEM, "minutes": 20}
BENCH = "/my/groups/health/meetings/1/"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def group(carys):
    found = GroupFactory(name="Health Group", slug="health", convenor=carys)
    make_group_pages()
    return found


@pytest.fixture
def meeting(group):
    return GroupMeetingFactory(group=group, number=1, starts_at=AT)


@pytest.fixture
def forum(ben):
    found = GroupFactory(name="County Forum", slug="forum", county_forum=True, convenor=ben)
    make_group_pages()
    return found


@pytest.fixture
def item(meeting):
    return AgendaItemFactory(meeting=meeting, position=1, level="strategic")


def text_of(client, address):
    return client.get(address).content.decode()


def titles(meeting):
    return list(meeting.items.values_list("title", flat=True))


def told(person):
    return sorted(Email.objects.filter(user=person).values_list("kind", flat=True))


# Items


def test_items_have_clock_times_in_their_order(client, meeting, carys):
    client.force_login(carys)
    for title, minutes in (("Welcome", "15"), ("Buses", "60"), ("Any other business", "50")):
        data = {**ITEM, "title": title, "minutes": minutes}
        client.post(f"{BENCH}agenda/new/", data)
    assert titles(meeting) == ["Welcome", "Buses", "Any other business"]
    assert "The items take until 8.35pm, longer than the meeting." in text_of(client, BENCH)
    client.logout()
    for address in ("/groups/health/meetings/1/", "/groups/health/meetings/1/agenda/"):
        page = text_of(client, address)
        places = [page.index(time) for time in (">6.30pm<", ">6.45pm<", ">7.45pm<")]
        assert places == sorted(places)


def test_an_item_goes_up_and_down_once_for_each_press(client, meeting, carys):
    first, second = (
        AgendaItemFactory(meeting=meeting, title=title, position=place)
        for place, title in enumerate("AB", start=1)
    )
    client.force_login(carys)
    for _ in range(2):
        client.post(f"{BENCH}agenda/{second.pk}/shift/", {"act": "up", "seen_at": "1"})
    assert titles(meeting) == ["B", "A"]
    client.post(f"{BENCH}agenda/{second.pk}/shift/", {"act": "down", "seen_at": "0"})
    assert titles(meeting) == ["A", "B"]
    for data in ({"act": "up", "seen_at": "0"}, {"act": "x"}, {}):
        client.post(f"{BENCH}agenda/{first.pk}/shift/", data)
    assert titles(meeting) == ["A", "B"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Enter a title for the item."),
        ({"minutes": "0"}, "An item must take at least a minute."),
        ({"minutes": "99999999999"}, "Enter 1,440 minutes or fewer."),
        ({"minutes": ""}, "Enter how many minutes"),
        ({"title": "buses on sundays"}, "is already on the agenda"),
    ],
)
def test_what_is_wrong_with_an_item_is_said(client, item, carys, typed, sentence):
    client.force_login(carys)
    assert sentence in client.post(f"{BENCH}agenda/new/", {**ITEM, **typed}).content.decode()
    assert AgendaItem.objects.count() == 1


def test_a_script_in_an_agenda_is_shown_as_text(client, meeting, carys):
    script = "<script>alert(1)</script>"
    client.force_login(carys)
    data = {**ITEM, "title": script, "text": script, "led_by": script}
    client.post(f"{BENCH}agenda/new/", data)
    for address in (BENCH, "/groups/health/meetings/1/", "/groups/health/meetings/1/agenda/"):
        page = text_of(client, address)
        assert script not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_agenda_of_a_draft_is_not_public(client, group, carys):
    draft = GroupMeetingFactory(group=group, number=2, draft=True, starts_at=AT)
    AgendaItemFactory(meeting=draft)
    assert client.get("/groups/health/meetings/2/agenda/").status_code == 404
    client.force_login(carys)
    assert "Buses on Sundays" in text_of(client, "/groups/health/meetings/2/agenda/")


def test_an_item_is_changed_and_removed_until_the_meeting_is_over(item, carys, now):
    services.change_item(item, VALUES, by=carys)
    assert titles(item.meeting) == ["Buses"]
    now.move_to(item.meeting.ends_at)
    for doing in (
        lambda: services.change_item(item, VALUES, by=carys),
        lambda: services.remove_item(item, by=carys),
        lambda: services.add_item(item.meeting, {**VALUES, "title": "Trains"}, by=carys),
        lambda: services.shift_item(item, 1, seen_at=0, by=carys),
    ):
        with pytest.raises(RuleBroken, match="is over"):
            doing()
    now.move_to(NOW)
    services.remove_item(item, by=carys)
    assert titles(item.meeting) == []


# To another group


def test_a_strategic_item_is_taken_up_and_both_pages_say_so(client, item, forum, carys, ben):
    taking = GroupMeetingFactory(group=forum, number=1, starts_at=AT + DAY)
    client.force_login(carys)
    client.post(f"{BENCH}agenda/{item.pk}/route/", {"to": forum.pk})
    routing = Routing.objects.get()
    assert told(ben) == ["forums/item_routed"]
    assert "which has not answered yet" in text_of(client, "/groups/health/meetings/1/")
    client.force_login(ben)
    answer = f"/my/groups/forum/routed/{routing.pk}/"
    assert answer in text_of(client, "/my/groups/forum/meetings/")
    assert [task.url for task in tasks_for(ben, NOW)] == [answer]
    client.post(answer, {"act": "take_up", "meeting": taking.pk})
    assert titles(taking) == ["Buses on Sundays"]
    assert told(carys) == ["forums/item_answered"]
    assert "Came from the" in text_of(client, taking.get_absolute_url())
    assert item.meeting.get_absolute_url() in text_of(client, taking.get_absolute_url())
    page = text_of(client, "/groups/health/meetings/1/")
    assert "Taken up by the" in page
    assert taking.get_absolute_url() in page
    assert tasks_for(ben, NOW) == []


def test_a_declined_item_says_why_on_the_page_and_may_go_elsewhere(client, item, forum, carys, ben):
    routing = services.route_item(item, forum, by=carys)
    client.force_login(ben)
    answer = f"/my/groups/forum/routed/{routing.pk}/"
    assert "Say why you are declining" in client.post(answer, {"act": "decline"}).content.decode()
    client.post(answer, {"act": "decline", "because": "The council decides."})
    assert "The council decides." in text_of(client, "/groups/health/meetings/1/")
    assert "The council decides." in Email.objects.get(user=carys).text
    again = client.post(answer, {"act": "decline", "because": "Again."}).content.decode()
    assert "has already been declined" in again
    other = GroupFactory(name="Strategy Group")
    make_group_pages()
    services.route_item(item, other, by=carys)


def test_a_draft_that_took_an_item_up_is_not_named(client, item, forum, carys, ben):
    routing = services.route_item(item, forum, by=carys)
    draft = GroupMeetingFactory(group=forum, number=1, draft=True, starts_at=AT, title="Secret")
    services.accept_routing(routing, draft, by=ben)
    page = text_of(client, "/groups/health/meetings/1/")
    assert "Taken up by the County Forum." in page
    assert draft.get_absolute_url() not in page


def test_a_draft_from_which_an_item_came_is_not_named(client, group, forum, carys, ben):
    draft = GroupMeetingFactory(group=group, number=7, draft=True, starts_at=AT, title="Secret")
    item = AgendaItemFactory(meeting=draft, level="strategic")
    taking = GroupMeetingFactory(group=forum, number=1, starts_at=AT)
    services.accept_routing(services.route_item(item, forum, by=carys), taking, by=ben)
    page = text_of(client, taking.get_absolute_url())
    assert "Came from the" in page
    assert draft.get_absolute_url() not in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"level": "operational"}, "Only strategic items can go to another group"),
        ({"kind": "district"}, "go to the county forum or to a strategic group"),
    ],
)
def test_what_does_not_go_to_another_group(item, carys, change, sentence):
    kind = change.pop("kind", None)
    to = GroupFactory(district_forum=True) if kind else GroupFactory()
    make_group_pages()
    AgendaItem.objects.filter(pk=item.pk).update(**change) if change else None
    with pytest.raises(RuleBroken, match=sentence):
        services.route_item(item, to, by=carys)


def test_an_item_waits_for_one_answer_at_a_time_and_stays(item, forum, carys, ben):
    routing = services.route_item(item, forum, by=carys)
    with pytest.raises(RuleBroken, match="waiting for an answer from the County Forum"):
        services.route_item(item, forum, by=carys)
    with pytest.raises(RuleBroken, match="was routed to the County Forum"):
        services.remove_item(item, by=carys)
    taking = GroupMeetingFactory(group=forum, number=1, starts_at=AT)
    made = services.accept_routing(routing, taking, by=ben)
    with pytest.raises(RuleBroken, match="has already been taken up"):
        services.decline_routing(routing, "No.", by=ben)
    with pytest.raises(RuleBroken, match="came from the Health Group"):
        services.remove_item(made, by=ben)
    with pytest.raises(RuleBroken, match="has already been taken up by the County Forum"):
        services.route_item(item, forum, by=carys)


def test_an_item_is_taken_into_a_meeting_of_ones_own_that_is_to_come(
    item, meeting, forum, carys, ben
):
    routing = services.route_item(item, forum, by=carys)
    past = GroupMeetingFactory(group=forum, number=1, starts_at=NOW - DAY)
    for wrong in (meeting, past):
        with pytest.raises(RuleBroken, match="Choose a meeting of the County Forum"):
            services.accept_routing(routing, wrong, by=ben)


def test_only_who_runs_the_group_that_was_asked_answers(client, item, forum, carys, dev):
    routing = services.route_item(item, forum, by=carys)
    for person in (carys, UserFactory()):
        client.force_login(person)
        assert client.get(f"/my/groups/forum/routed/{routing.pk}/").status_code == 404
    client.force_login(dev)
    assert client.get(f"/my/groups/forum/routed/{routing.pk}/").status_code == 200
    assert not [task for task in tasks_for(dev, NOW) if "Take up" in task.text]
    forum.terms.all().delete()
    assert [task for task in tasks_for(dev, NOW) if "Take up" in task.text]


def test_an_agenda_is_read_in_three_queries_however_long(
    meeting, forum, carys, django_assert_num_queries
):
    for place in range(6):
        one = AgendaItemFactory(meeting=meeting, title=f"T{place}", level="strategic")
        services.route_item(one, forum, by=carys)
    with django_assert_num_queries(3):
        agenda = agenda_of(meeting)
        assert [str(timed.routing.to) for timed in agenda.items] == ["County Forum"] * 6
