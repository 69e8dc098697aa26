"""The addresses of the house stay: nobody on the site unpublishes, moves, deletes or closes a page that has one."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page

import pytest

from assembly.core.rules import RuleBroken
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from home.standing_pages import STANDING_PAGES
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(db):
    call_command("sync_pages", verbosity=0)


@pytest.fixture
def root(db):
    return UserFactory(is_superuser=True, is_staff=True)


@pytest.fixture
def gwen(db):
    return UserFactory(name="Gwen Gray", office="Assembly Board")


def page_at(*slugs):
    page = HomePage.objects.get()
    for slug in slugs:
        page = page.get_children().get(slug=slug).specific
    return page


def admin(name, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=args)


KEPT = [(), *((each.below, each.slug) if each.below else (each.slug,) for each in STANDING_PAGES)]


@pytest.mark.parametrize("slugs", KEPT, ids="/".join)
@pytest.mark.parametrize("who", ["gwen", "dev", "root"])
def test_nobody_may_take_a_standing_page_away(site, slugs, who, request):
    page = page_at(*slugs)
    may = page.permissions_for_user(request.getfixturevalue(who))
    assert page.keeps_its_address
    assert may.can_edit()
    assert not any(
        [
            may.can_delete(),
            may.can_unpublish(),
            may.can_move(),
            may.can_copy(),
            may.can_set_view_restrictions(),
        ]
    )


@pytest.mark.parametrize("name", ["unpublish", "delete", "move", "copy", "set_privacy"])
@pytest.mark.parametrize("slugs", [(), ("privacy",), ("groups",), ("compact",)], ids="/".join)
def test_the_addresses_of_the_admin_refuse_it(client, site, gwen, name, slugs):
    page = page_at(*slugs)
    client.force_login(gwen)
    data = {"confirm_site_name": "VCS Assembly", "restriction_type": "login", "new_slug": "x"}
    client.post(admin(name, page.pk), data)
    stored = Page.objects.get(pk=page.pk)
    assert (stored.live, stored.url_path) == (True, page.url_path)
    assert not stored.get_view_restrictions().exists()


@pytest.mark.parametrize("act", ["unpublish", "delete", "move"])
def test_bulk_actions_leave_it_out(client, site, root, act):
    page, elsewhere = page_at("privacy"), page_at("help")
    client.force_login(root)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act])
    client.post(f"{address}?id={page.pk}&next=/cms/", {"chooser": elsewhere.pk})
    assert Page.objects.get(pk=page.pk).url_path == page.url_path
    assert Page.objects.get(pk=page.pk).live


def test_the_page_itself_refuses(site):
    page = page_at("privacy")
    for act in (page.unpublish, page.delete, lambda: page.move(page_at("help"), "last-child")):
        with pytest.raises(RuleBroken, match="stays where it is"):
            act()


def test_neither_its_slug_nor_an_expiry_takes_it_away(site):
    page = page_at("privacy")
    page.slug = "data"
    with pytest.raises(ValidationError, match="address of this page never changes"):
        page.save()
    page = page_at("privacy")
    page.expire_at = timezone.now() + dt.timedelta(days=1)
    with pytest.raises(ValidationError, match="stays where it is"):
        page.save()


def test_an_editor_is_told_so_at_the_field(client, site, gwen):
    page = page_at("privacy")
    client.force_login(gwen)
    data = {
        "title": page.title,
        "slug": "data",
        "lead": page.lead,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "expire_at": f"{timezone.now() + dt.timedelta(days=9):%Y-%m-%d %H:%M}",
        "action-publish": "1",
    }
    shown = client.post(admin("edit", page.pk), data).content.decode()
    assert "The address of this page never changes." in shown
    data["slug"] = page.slug
    assert (
        "This page stays where it is" in client.post(admin("edit", page.pk), data).content.decode()
    )
    assert Page.objects.get(pk=page.pk).expire_at is None


def test_what_editors_add_is_theirs_to_take_away(site, gwen):
    added = page_at("about").add_child(instance=StandardPage(title="Our history", slug="history"))
    news = NewsIndexPage.objects.get().add_child(
        instance=NewsPage(title="AGM", slug="agm", summary="It was held.")
    )
    below_help = page_at("help").add_child(instance=StandardPage(title="More", slug="more"))
    for page in (added, news, below_help):
        may = page.permissions_for_user(gwen)
        assert not page.keeps_its_address
        assert may.can_unpublish()
        assert may.can_delete()


@pytest.mark.parametrize("slugs", [("news",), ("about",), ("contact",), ("consultations",)])
def test_nobody_takes_it_off_by_publishing_it_later(client, site, gwen, slugs):
    page = page_at(*slugs)
    client.force_login(gwen)
    later = f"{timezone.now() + dt.timedelta(days=900):%Y-%m-%d %H:%M}"
    data = {
        "title": page.title,
        "slug": page.slug,
        "lead": page.lead,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "go_live_at": later,
        "action-publish": "1",
    }
    client.post(admin("edit", page.pk), data)
    assert Page.objects.get(pk=page.pk).live
    page.live = False
    with pytest.raises(RuleBroken, match="stays where it is"):
        page.save()
    page = page_at(*slugs)
    page.go_live_at = timezone.now() + dt.timedelta(days=900)
    with pytest.raises(ValidationError, match="stays where it is"):
        page.save()
