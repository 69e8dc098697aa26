"""The menu of the Wagtail admin, grouped by work: an office holder finds in one place what belongs together.

Each app registers its own screens; this table says under which heading they stand. A screen that no heading names
stands by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy

from wagtail import hooks
from wagtail.admin.menu import (
    DismissibleMenuItem,
    DismissibleSubmenuMenuItem,
    Menu,
    MenuItem,
    SubmenuMenuItem,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The names are those of Wagtail's items: labels in lower case, with hyphens. A submenu gives all it holds."""

    label: str
    icon: str
    order: int
    names: tuple[str, ...]


HEADINGS = (
    Heading("Correspondence", "mail", 110, ("messages", "enquiries-for-help", "mail-we-sent")),
    Heading(
        "Members",
        "group",
        150,
        (
            "applications",
            "appeals",
            "claims",
            "standing",
            "corrected-addresses",
            "merges",
            "lists-of-members",
            "official-registers",
            "membership",
            "sector-snapshots",
        ),
    ),
    Heading(
        "Partners",
        "globe",
        170,
        ("representatives", "partners", "groups", "removals-from-groups", "successions"),
    ),
    Heading(
        "The Compact",
        "doc-full",
        180,
        ("editions-of-the-compact", "signatories", "guidance", "guidance-read", "compact-board"),
    ),
    Heading("The Assembly", "site", 600, ("offices", "hidden-texts", "glossary", "bank-holidays")),
)


class ScreenItem(MenuItem):
    """A screen in the menu of those who may use it: who has a permission, or whom a rule of the app lets in."""

    may: str | Callable[[Any], bool]

    def is_shown(self, request: HttpRequest) -> bool:
        return (
            request.user.has_perm(self.may) if isinstance(self.may, str) else self.may(request.user)
        )


def show(
    label: str,
    view: str,
    may: str | Callable[[Any], bool],
    icon: str,
    order: int,
    menu: str = "admin",
) -> None:
    """Put a screen into the menu of the admin, or into one of its submenus such as "reports"."""
    item = ScreenItem(label, reverse_lazy(view), icon_name=icon, order=order)
    item.may = may
    hooks.register(f"register_{menu}_menu_item", lambda: item)


def screens(at: str, name: str, urls: list[URLPattern | URLResolver]) -> None:
    """Put the addresses of an app's screens under the admin's own."""
    hooks.register("register_admin_urls", lambda: [path(at, include((urls, name)))])


def by_work(request: HttpRequest, items: list[MenuItem]) -> None:
    """Put the items under their headings, in the order of the table. One alone under its heading stays as it is."""
    found = {item.name: item for item in items}
    for heading in HEADINGS:
        here = [found[name] for name in heading.names if name in found]
        screens = [screen for item in here for screen in _screens_of(item, request)]
        if len(screens) < 2:
            continue
        for place, screen in enumerate(screens):
            screen.order = place
        items[:] = [item for item in items if item not in here]
        menu = Menu(items=screens)
        items.append(
            SubmenuMenuItem(heading.label, menu, icon_name=heading.icon, order=heading.order)
        )


def _screens_of(item: MenuItem, request: HttpRequest) -> list[MenuItem]:
    if isinstance(item, SubmenuMenuItem):
        return sorted(item.menu.menu_items_for_request(request), key=lambda screen: screen.order)
    return [item]


def _without_badge(item: MenuItem) -> MenuItem:
    """A link that asks to be clicked away, as a link."""
    if not isinstance(item, DismissibleMenuItem):
        return item
    plain = {name: value for name, value in item.attrs.items() if "dismissible" not in str(value)}
    return MenuItem(
        item.label,
        item.url,
        name=item.name,
        icon_name=item.icon_name,
        order=item.order,
        attrs={name: value for name, value in plain.items() if "dismissible" not in name},
    )


def without_advertising(request: HttpRequest, items: list[MenuItem]) -> None:
    """What is new in the CMS is the operator's to read: the help leaves it out, and counts nothing as unread."""
    for place, item in enumerate(items):
        if isinstance(item, DismissibleSubmenuMenuItem):
            screens = [
                _without_badge(one)
                for one in _screens_of(item, request)
                if "whats-new" not in one.name
            ]
            items[place] = SubmenuMenuItem(
                item.label, Menu(items=screens), icon_name=item.icon_name, order=item.order
            )
