"""The menu of the staff screens is grouped by work."""

from django.urls import get_resolver

from wagtail.admin.menu import Menu

import pytest

from assembly.core import menu

pytestmark = pytest.mark.django_db


@pytest.fixture
def main_menu():
    """The groups of screens come into it when the addresses are read."""
    get_resolver().url_patterns  # noqa: B018
    return Menu(
        register_hook_name="register_admin_menu_item", construct_hook_name="construct_main_menu"
    )


@pytest.fixture
def shown_to(rf, main_menu):
    """The menu as somebody sees it: the headings, and what stands under each."""

    def show(person):
        request = rf.get("/cms/")
        request.user = person
        items = sorted(main_menu.menu_items_for_request(request), key=lambda item: item.order)
        return {
            item.label: [one.label for one in item.menu.menu_items_for_request(request)]
            if hasattr(item, "menu")
            else []
            for item in items
        }

    return show


def test_what_belongs_together_stands_under_one_heading(shown_to, dev):
    shown = shown_to(dev)
    assert shown["Correspondence"] == ["Messages", "Enquiries for help", "Mail we sent"]
    assert {"Applications", "Claims", "Merges", "Organisations", "Themes"} <= set(shown["Members"])
    assert {"Public bodies", "Seats", "Groups"} <= set(shown["Partners"])
    assert shown["The Compact"] == [
        "Editions of the Compact",
        "Signatories",
        "Guidance",
        "Guidance read",
        "Compact Board",
    ]
    assert "Claims" not in shown
    assert "Membership" not in shown


def test_no_screen_is_lost_or_doubled(shown_to, dev, monkeypatch):
    def every(shown):
        return sorted(
            one for label, below in shown.items() for one in (below or [label]) if label != "Help"
        )

    grouped = every(shown_to(dev))
    monkeypatch.setattr(menu, "HEADINGS", ())
    assert grouped == every(shown_to(dev))


def test_one_screen_needs_no_heading(shown_to, efua):
    assert "Elections" in shown_to(efua)
    assert "Correspondence" not in shown_to(efua)


def test_nothing_advertises_the_cms(shown_to, dev):
    assert "Editor Guide" in shown_to(dev)["Help"]
    assert not [label for label in shown_to(dev)["Help"] if "new in" in label]


def test_nothing_asks_to_be_clicked_away(client, dev):
    client.force_login(dev)
    page = client.get("/cms/").content.decode()
    assert "w-dismissible-id-value" not in page
    assert "Wagtail" not in page.partition('class="w-dashboard')[2].partition("</main>")[0]


def test_the_first_page_searches_pages_for_those_who_may_see_them(client, dev, efua):
    for person, searches in ((dev, True), (efua, False)):
        client.force_login(person)
        assert ("Search all pages" in client.get("/cms/").content.decode()) is searches


def test_every_name_of_the_table_is_a_screen(main_menu):
    """A label that changes would drop its screen out of the group in silence."""
    names = {item.name for item in main_menu.registered_menu_items}
    assert {name for heading in menu.HEADINGS for name in heading.names} <= names
