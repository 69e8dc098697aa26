import datetime as dt

from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

import pytest

from assembly.notifications import services
from assembly.notifications.context_processors import unread
from assembly.notifications.models import Notification
from tests.factories.notifications import NotificationFactory

pytestmark = pytest.mark.django_db

LIST = "/my/notifications/"


@pytest.fixture
def signed_in(client, asha):
    client.force_login(asha)
    return client


def test_the_list_shows_what_one_was_told_newest_first(signed_in, asha, carys):
    NotificationFactory(user=asha, text="The older news", on=dt.date(2026, 11, 29))
    NotificationFactory(user=asha, text="The newer news", url="/my/")
    NotificationFactory(user=carys, text="Not for Asha")
    page = signed_in.get(LIST).content.decode()
    assert page.index("The newer news") < page.index("The older news")
    assert "Monday 30 November 2026" in page
    assert "Not for Asha" not in page


def test_within_a_day_those_that_tell_their_time_come_first(asha):
    at = dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC)
    late = NotificationFactory(user=asha, at=at + dt.timedelta(hours=3))
    early = NotificationFactory(user=asha, at=at)
    day_only = NotificationFactory(user=asha)
    assert list(Notification.objects.newest_first()) == [late, early, day_only]


def test_the_list_is_grouped_by_what_it_is_about(asha, signed_in):
    at = dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC)
    for text, subject, hours in [
        ("The first line", 1, 0),
        ("The second line", 2, 1),
        ("The third line", 1, 2),
    ]:
        NotificationFactory(
            user=asha,
            text=text,
            subject_type="elections.election",
            subject_id=subject,
            about=f"Election {subject}",
            at=at + dt.timedelta(hours=hours),
        )
    page = signed_in.get(LIST).content.decode()
    order = ["Election 1", "The third line", "The first line", "Election 2", "The second line"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_the_same_told_again_is_one_line_new_again(asha, member):
    services.notify([asha], "tests/told", url="/my/", about=member, context={"organisation": "One"})
    services.mark_all_read(asha)
    services.notify([asha], "tests/told", url="/my/", about=member, context={"organisation": "One"})
    [line] = asha.notifications.all()
    assert not line.is_read
    services.notify([asha], "tests/told", url="/my/", about=member, context={"organisation": "Two"})
    services.notify([asha], "tests/told", url="/my/", context={"organisation": "One"})
    assert asha.notifications.count() == 3, "other words, or of another thing, are other news"


def test_a_subject_has_its_newest_name(asha, member):
    services.notify([asha], "tests/told", url="/my/", about=member)
    member.name = "Kennet and Pewsey Carers"
    services.notify([asha], "tests/told", url="/my/", about=member)
    [line] = asha.notifications.all()
    assert line.about == "Kennet and Pewsey Carers"


def test_an_empty_list_says_what_will_stand_there(signed_in):
    assert "Nothing yet." in signed_in.get(LIST).content.decode()


def test_opening_a_notification_marks_it_read_and_goes_there(signed_in, asha):
    told = NotificationFactory(user=asha, url="/members/")
    response = signed_in.post(reverse("notifications:notification_read", args=[told.pk]))
    assert response.headers["Location"] == "/members/"
    told.refresh_from_db()
    assert told.is_read


def test_a_notification_that_leads_nowhere_returns_to_the_list(signed_in, asha):
    told = NotificationFactory(user=asha)
    response = signed_in.post(reverse("notifications:notification_read", args=[told.pk]))
    assert response.headers["Location"] == LIST


def test_a_stranger_cannot_mark_what_another_was_told(signed_in, carys):
    told = NotificationFactory(user=carys)
    response = signed_in.post(reverse("notifications:notification_read", args=[told.pk]))
    assert response.status_code == 404
    told.refresh_from_db()
    assert not told.is_read


def test_marking_all_read_marks_only_ones_own(signed_in, asha, carys):
    NotificationFactory.create_batch(2, user=asha)
    NotificationFactory(user=carys)
    page = signed_in.post(reverse("notifications:notification_read_all"), follow=True)
    assert "All notifications are marked as read." in page.content.decode()
    assert Notification.objects.unread().get().user == carys
    again = signed_in.post(reverse("notifications:notification_read_all"), follow=True)
    assert "All notifications are marked as read." not in again.content.decode()


@pytest.mark.parametrize("address", [f"{LIST}read/", f"{LIST}1/read/"])
def test_marking_needs_a_post(signed_in, address):
    assert signed_in.get(address).status_code == 405


@pytest.mark.parametrize("address", [LIST, f"{LIST}read/", f"{LIST}1/read/"])
def test_the_list_is_for_those_who_signed_in(client, address):
    response = client.get(address) if address == LIST else client.post(address)
    assert response.headers["Location"].startswith("/accounts/login/")


def test_long_lists_have_pages_and_cost_the_same(signed_in, asha, django_assert_max_num_queries):
    NotificationFactory.create_batch(2, user=asha)
    signed_in.get(LIST)
    with django_assert_max_num_queries(40) as few:
        signed_in.get(LIST)
    for number in range(20):
        NotificationFactory.create_batch(
            2, user=asha, subject_type="a.b", subject_id=number, about=f"Subject {number}"
        )
    with django_assert_max_num_queries(40) as many:
        page = signed_in.get(LIST)
    assert len(few) == len(many)
    assert len(page.context["subjects"]) == 15
    assert 'href="?page=2"' in page.content.decode()


def test_the_header_counts_what_is_unread(signed_in, asha):
    NotificationFactory.create_batch(3, user=asha)
    NotificationFactory(user=asha, is_read=True)
    assert signed_in.get(LIST).context["unread_count"] == 3


def test_the_count_costs_one_query_and_only_when_it_is_shown(asha, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.user = asha
    with django_assert_num_queries(0):
        known = unread(request)
    shown = Template("{% if unread_count %}{{ unread_count }}{% else %}none{% endif %}")
    with django_assert_num_queries(1):
        assert shown.render(Context(known)) == "none"


def test_a_visitor_is_counted_nothing_without_a_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert unread(RequestFactory().get("/"))["unread_count"] == 0
