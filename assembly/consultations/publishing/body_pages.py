"""A public body's own page, and the right of its officers to add and edit below it."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.models import Group as Office
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.models import BodyPage, ConsultationIndexPage
from assembly.core.services import set_page_rights
from assembly.partners.models import Officer, PublicBody

OFFICERS_OF = "Officers of "


@transaction.atomic
def make_body_pages() -> list[BodyPage]:
    """Make and publish the page of every public body that has none; return those made. Repeatable."""
    index = ConsultationIndexPage.objects.first()
    if index is None:  # `sync_pages` has not run yet
        return []
    made = []
    for body in PublicBody.objects.filter(page=None):
        page = index.add_child(instance=BodyPage(body=body, title=body.name, slug=body.slug))
        made.append(page)
        sync_officers(body)
    return made


@transaction.atomic
def sync_officers(body: PublicBody, *, on: dt.date | None = None) -> Office:
    """Let the officers the body has today, and nobody else, add and edit below the body's own page."""
    on = on or timezone.localdate()
    office = _office_of(body)
    set_page_rights(office, {body.page: ("add", "change")})
    acting = body.officers.acting(on)
    office.user_set.set(User.objects.filter(officer_of__in=acting, is_active=True))
    return office


def _office_of(body: PublicBody) -> Office:
    """The group of its officers, by its rights on the page: one group, whose name follows that of the body."""
    name = f"{OFFICERS_OF}{body.name}"
    by_rights = Q(name__startswith=OFFICERS_OF, page_permissions__page=body.page)
    known = list(Office.objects.filter(Q(name=name) | by_rights).distinct().order_by("pk"))
    known.sort(key=lambda office: office.name != name)
    for left_over in known[1:]:  # of a body that was renamed before its group followed
        left_over.delete()
    office = known[0] if known else Office()
    office.name = name
    office.save()
    return office


def let_officers_edit(body: PublicBody, *, on: dt.date | None = None) -> None:
    """Give the officers of a body their right at once, and the body its page if it has none yet."""
    make_body_pages()
    if page := BodyPage.objects.filter(body=body).select_related("body").first():
        sync_officers(page.body, on=on)


def is_group_of_officers(name: str) -> bool:
    return name.startswith(OFFICERS_OF)


def groups_of_officers(user: User, on: dt.date) -> Iterable[str]:
    """The names of the groups of the bodies for which this person acts on the day."""
    bodies = Officer.objects.acting(on).filter(user=user).values("body")
    groups = Office.objects.filter(
        name__startswith=OFFICERS_OF, page_permissions__page__bodypage__body__in=bodies
    )
    return set(groups.values_list("name", flat=True))
