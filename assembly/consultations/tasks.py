"""Background work on consultations. No window opens or closes here: the clock alone decides that."""

from assembly.partners.models import PublicBody

from .publishing import body_pages
from .telling.services import tell_of_consultations as tell


def tell_of_consultations() -> None:
    """Tell people what opened, closes soon or has closed; run through the day, it makes good a missed one."""
    tell()


def sync_bodies() -> None:
    """Give new public bodies their page, and the right to edit below it to the officers of today alone."""
    body_pages.make_body_pages()
    for body in PublicBody.objects.exclude(page=None).select_related("page"):
        body_pages.sync_officers(body)
