"""What a public body has here from the moment it is entered: its page, and the group of its officers."""

from django.db import transaction

from assembly.core.pages import may_stand_at
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.partners.models import PublicBody

from .models import BodyPage, ConsultationIndexPage
from .publishing import body_pages

# Addresses below /consultations/ that are no body's.
# "all" is that of all bodies among the scorecards.
RESERVED = frozenset({"scorecard", "follow", "all", "answered"})


def may_have_page(slug: str) -> Ruling:
    """Below the consultations: not at an address of the site's own, nor at that of another page."""
    if slug in RESERVED:
        return refused(
            f"The address /consultations/{slug}/ belongs to another part of the site: choose another."
        )
    index = ConsultationIndexPage.objects.first()
    if index is None:  # `sync_pages` has not run yet
        return ALLOWED
    other = index.get_children().filter(slug=slug).first()
    if other:
        return refused(
            f"The page “{other.title}” has the address /consultations/{slug}/ already: choose another."
        )
    return may_stand_at(index, slug)


@transaction.atomic
def keep_page(body: PublicBody) -> None:
    """Make the page of a new body; give the page and the officers' group of a renamed one its new name."""
    body_pages.make_body_pages()
    page = BodyPage.objects.filter(body=body).first()
    if page is None:
        return
    if page.title != body.name:
        page.title = page.draft_title = body.name
        page.save()
    body.page = page
    body_pages.sync_officers(body)
