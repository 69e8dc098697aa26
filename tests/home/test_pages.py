"""The page tree: the front page, standing pages, news, and addresses that are taken."""

import datetime as dt
from importlib import import_module

from django.apps import apps
from django.core.exceptions import ValidationError

from wagtail.models import Page, Site

import pytest

from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

make_front_page = import_module("home.migrations.0002_root_home_page").make_front_page


@pytest.fixture
def front():
    return HomePage.objects.get()


@pytest.fixture
def news(db):
    return NewsIndexPage.objects.get()


def add_news(index, count):
    for n in range(count):
        index.add_child(
            instance=NewsPage(
                title=f"Item {n}",
                slug=f"item-{n}",
                summary="…",
                published_on=dt.date(2009, 1, 1 + n),
            )
        )


def test_a_fresh_database_has_our_front_page_at_the_root(client, front):
    assert Site.objects.get().root_page.specific == front
    assert front.heading in client.get("/").content.decode()


def test_standing_page_is_served(client, front):
    front.add_child(
        instance=StandardPage(title="About us", slug="about-us", body=[("heading", "Who we are")])
    )
    assert "<h2>Who we are</h2>" in client.get("/about-us/").content.decode()


@pytest.mark.parametrize("slug", ["members", "my", "cms", "healthz-", "nothing-here"])
def test_page_may_not_hide_behind_an_address_of_django(front, slug):
    page = StandardPage(title="Hidden", slug=slug)
    if slug in {"members", "my", "cms"}:
        with pytest.raises(ValidationError, match=f"/{slug}/ belongs to another part of the site"):
            front.add_child(instance=page)
    else:
        front.add_child(instance=page)


def test_page_below_another_may_not_hide_either():
    above = StandardPage.objects.get(slug="about")
    with pytest.raises(ValidationError, match="/about/record/ belongs"):
        above.add_child(instance=StandardPage(title="Hidden", slug="record"))


def test_news_is_listed_newest_first_by_pages(client, news):
    add_news(news, 12)
    first = client.get("/news/").content.decode()
    assert first.index("Item 11") < first.index("Item 2")
    assert "Item 1<" not in first
    assert "Item 1<" in client.get("/news/?page=2").content.decode()


def test_the_editor_is_told_in_a_sentence_why_an_address_is_taken(client, front):
    client.force_login(UserFactory(is_superuser=True))
    address = f"/cms/pages/add/home/standardpage/{front.pk}/"
    data = {"title": "Members", "slug": "members", "lead": "", "body-count": "0"} | {
        f"comments-{name}_FORMS": "0" for name in ["TOTAL", "INITIAL"]
    }
    page = client.post(address, data).content.decode()
    assert "The address /members/ belongs to another part of the site" in page
    assert not StandardPage.objects.filter(title="Members").exists()
    client.post(address, data | {"slug": "for-members"})
    assert StandardPage.objects.get(title="Members").slug == "for-members"


def expired(front, **facts):
    page = StandardPage(
        title="Fair",
        slug="fair",
        live=False,
        expired=True,
        expire_at=dt.datetime(2026, 3, 2, 17, 30, 12, tzinfo=dt.UTC),
        **facts,
    )
    front.add_child(instance=page)
    page.save_revision()
    return page


def save(client, page, **changes):
    """Save the page as the editor does; returns what is kept of it as a draft."""
    data = {"title": "Fair", "slug": "fair", "lead": "It was.", "body-count": "0"} | {
        f"comments-{name}_FORMS": "0" for name in ["TOTAL", "INITIAL"]
    }
    data |= {"go_live_at": "", "expire_at": "2026-03-02 17:30"} | changes
    client.force_login(UserFactory(is_superuser=True))
    response = client.post(f"/cms/pages/{page.pk}/edit/", data)
    page.refresh_from_db()
    return response, page.get_latest_revision_as_object()


def test_a_page_that_has_expired_can_be_saved(client, front):
    page = expired(front)
    _, draft = save(client, page)
    assert (draft.lead, draft.expire_at.year) == ("It was.", 2026)
    assert (page.live, page.expired) == (False, True)


@pytest.mark.parametrize(
    "changes",
    [
        {"expire_at": "2026-03-02 17:29"},
        {"go_live_at": "2026-03-03 09:00"},
        {"action-publish": "1"},
    ],
)
def test_an_expiry_that_is_chosen_lies_in_the_future(client, front, changes):
    page = expired(front)
    response, draft = save(client, page, **changes)
    assert "expiry" in response.content.decode().lower()
    assert draft.lead == ""
    assert not page.live


def test_the_front_page_is_made_once():
    make_front_page(apps, None)
    assert HomePage.objects.count() == Site.objects.count() == 1


def test_a_tree_in_use_is_left_alone(front):
    """As on a site whose front page was replaced by one of another type."""
    Site.objects.all().delete()
    Page.objects.filter(pk=front.pk).delete()  # not as on the site, where nobody can
    Page.get_first_root_node().add_child(instance=NewsIndexPage(title="Other", slug="other"))
    make_front_page(apps, None)
    assert not HomePage.objects.exists()


def test_news_breadcrumbs_lead_back_to_the_list(client, news):
    add_news(news, 1)
    html = client.get("/news/item-0/").content.decode()
    assert '<a class="govuk-breadcrumbs__link" href="/news/">News</a>' in html
    assert "1 January 2009" in html
