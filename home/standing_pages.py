"""The pages that every installation has, because the navigation and other parts of the site lead to them."""

import json
from dataclasses import dataclass

from django.db import transaction

from wagtail.models import Page

from assembly.compact.models import CompactPage
from assembly.compact.services import make_code_pages
from assembly.consultations.models import ConsultationIndexPage
from assembly.consultations.publishing.body_pages import make_body_pages
from forums.groups.services import make_group_pages
from forums.models import GroupIndexPage

from .models import ContactPage, HomePage, NewsIndexPage, ResourceIndexPage, StandardPage
from .words import (
    ABOUT,
    ACCESSIBILITY,
    COOKIES_PAGE,
    HELP,
    HELP_PAGES,
    PRIVACY,
    TERMS,
    Words,
)


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A page that `sync_pages` makes once. What editors change on it afterwards stays."""

    model: type[Page]
    slug: str
    title: str
    lead: str = ""
    in_menus: bool = True
    below: str = ""  # the slug of the standing page above it, if not the front page
    words: Words = ()


STANDING_PAGES = (
    StandingPage(
        NewsIndexPage, "news", "News", "What the Assembly did, decided and wants you to know."
    ),
    StandingPage(
        ResourceIndexPage,
        "resources",
        "Resource library",
        "Guides, templates and checklists for voluntary and community organisations.",
    ),
    StandingPage(
        CompactPage,
        "compact",
        "The Compact",
        "What public bodies and voluntary organisations have promised each other.",
    ),
    StandingPage(
        ConsultationIndexPage,
        "consultations",
        "Consultations",
        "What public bodies ask the sector before they decide, and how long there is to answer.",
    ),
    StandingPage(
        GroupIndexPage,
        "groups",
        "Groups",
        "Where member organisations meet, by subject and by district, and agree what to say together.",
    ),
    StandingPage(
        StandardPage,
        "help",
        "Help",
        "How the site works, in plain words.",
        in_menus=False,
        words=HELP,
    ),
    *(
        StandingPage(StandardPage, slug, title, lead, in_menus=False, below="help", words=words)
        for slug, title, lead, words in HELP_PAGES
    ),
    StandingPage(
        StandardPage,
        "about",
        "About the Assembly",
        "Who we are, who decides, and how you can check us.",
        in_menus=False,
        words=ABOUT,
    ),
    StandingPage(
        StandardPage,
        "accessibility",
        "Accessibility statement",
        "How well this site works for people with disabilities, and what to do when it does not.",
        in_menus=False,
        words=ACCESSIBILITY,
    ),
    StandingPage(
        StandardPage,
        "privacy",
        "Privacy",
        "What we keep about people, why, and for how long.",
        in_menus=False,
        words=PRIVACY,
    ),
    StandingPage(
        StandardPage,
        "cookies",
        "Cookies",
        "Only those without which the site would not work.",
        in_menus=False,
        words=COOKIES_PAGE,
    ),
    StandingPage(
        StandardPage,
        "terms",
        "Terms and house rules",
        "What you may expect of us, and we of you.",
        in_menus=False,
        words=TERMS,
    ),
    StandingPage(
        ContactPage,
        "contact",
        "Contact us",
        "Your message reaches the Support Unit and is followed until it is answered.",
        in_menus=False,
    ),
)


@transaction.atomic
def make_missing_pages() -> list[Page]:
    """Make and publish every standing page whose address is still free; return those that were made."""
    front = HomePage.objects.get()
    made = [page for wanted in STANDING_PAGES if (page := _make(wanted, front))]
    return [*made, *make_code_pages(), *make_body_pages(), *make_group_pages()]


def _make(wanted: StandingPage, front: Page) -> Page | None:
    above = front.get_children().filter(slug=wanted.below).first() if wanted.below else front
    if above is None or above.get_children().filter(slug=wanted.slug).exists():
        return None
    page = wanted.model(title=wanted.title, slug=wanted.slug, show_in_menus=wanted.in_menus)
    if hasattr(page, "lead"):
        page.lead = wanted.lead
    if wanted.words:
        page.body = json.dumps(wanted.words)  # as the form would hand it in
    above.add_child(instance=page)
    return page
