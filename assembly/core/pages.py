"""What every page of the tree has in common: its address.

No page hides behind an address that Django itself serves. And a page whose address the house promises
(docs/design.md) is never unpublished, moved, deleted or closed by anybody on the site, the Board included: the menus,
the records and other sites lead to it. Text that must not be read is hidden (`core.hiding`), and the address stays.
"""

from http import HTTPMethod
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.fields import StreamField
from wagtail.models import (
    Page,
    PagePermissionTester,
    PageViewRestriction,
)

from .hiding.selectors import is_hidden
from .page_cache import kept_page
from .rules import ALLOWED, RuleBroken, Ruling, refused

FRONT_PAGE_DEPTH = 2
STAYS = (
    "This page stays where it is: the menus, records and other sites lead to its address. Change its words, or hide "
    "its text if nobody should read it."
)


def may_stand_at(parent: Page | None, slug: str) -> Ruling:
    """Django's addresses stand before the page tree, so a page at one of them would never be seen."""
    parts = parent.get_url_parts() if parent else None
    if parts is None:  # above every site: it has no address
        return ALLOWED
    address = f"{parts[2]}{slug}/"
    if is_served_by_django(address):
        return refused(
            f"The address {address} belongs to another part of the site, so nobody would see this page. "
            f"Choose another slug than “{slug}”."
        )
    return ALLOWED


def is_served_by_django(address: str) -> bool:
    try:
        return resolve(address).url_name != "wagtail_serve"
    except Resolver404:
        return False


class SitePageForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        ruling = may_stand_at(self.parent_page, cleaned.get("slug", ""))
        if cleaned.get("slug") and not ruling:
            self.add_error("slug", ruling.reason)
        return cleaned

        if self.instance.keeps_its_address:
            for field in ("go_live_at", "expire_at"):
                if cleaned.get(field):
                    self.add_error(field, STAYS)
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        """Let the expiry be that it had, though Wagtail wants it in the future: an expired page could not be saved.

        To publish such a page again takes another day, or none.
        """
        if field != "expire_at" or not self._has_expired():
            super().add_error(field, error)

    def _has_expired(self) -> bool:
        """Whether its expiry is the one it had, and nothing in this form brings the page back."""
        before, now = self.initial.get("expire_at"), self.cleaned_data.get("expire_at")
        if not (before and now) or before.replace(second=0, microsecond=0) != now:
            return False
        is_late = (self.cleaned_data.get("go_live_at") or now) > now
        return not is_late and "action-publish" not in self.data


class KeptAddressTester(PagePermissionTester):
    """For pages whose address never changes: no moving, copying, hiding, deleting, whatever somebody's rights are."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002 - Wagtail's signature
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False


class SitePage(Page):
    """A page of this site. It is read; forms are sent to views of our own."""

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD]
    base_form_class = SitePageForm
    has_house_address: ClassVar[bool] = False
    records: ClassVar[
        tuple[str, ...]
    ] = ()  # of which it is the face: read with it where it is shown

    class Meta:
        abstract = True

    @property
    def keeps_its_address(self) -> bool:
        """Whether it is one of the addresses of the house; where only some of a type are, the type says which."""
        return self.has_house_address

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        if self.keeps_its_address:
            return KeptAddressTester(user, self)
        return super().permissions_for_user(user)

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_to_go()
        super().unpublish(*args, **kwargs)

    def move(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_to_go()
        super().move(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        self._refuse_to_go()
        return super().delete(*args, **kwargs)

    @kept_page
    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    def _refuse_to_go(self) -> None:
        if self.keeps_its_address:
            raise RuleBroken(STAYS)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        is_preview = getattr(request, "is_preview", False)
        text_is_hidden = not is_preview and is_hidden(self.pk, timezone.now())
        if text_is_hidden:
            self.leave_out_text()
        return {
            **super().get_context(request, *args, **kwargs),
            "text_is_hidden": text_is_hidden,
            "breadcrumbs": self.breadcrumbs(request),
        }

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Wagtail asks for all that is above a page each time; that is needed only where anything is restricted."""
        found: QuerySet[PageViewRestriction] = PageViewRestriction.objects.none()
        if PageViewRestriction.objects.exists():
            found = super().get_view_restrictions()
        return found

    def leave_out_text(self) -> None:
        """Empty what editors wrote, for showing it only. Title, address and what comes from the record stay."""
        self.seo_title = self.search_description = ""
        for field in self._meta.local_fields:
            if isinstance(field, StreamField):
                setattr(self, field.name, field.to_python([]))
            elif isinstance(field, models.TextField):
                setattr(self, field.name, "")
            elif isinstance(field, models.CharField) and not field.choices:
                setattr(self, field.name, field.get_default())

    def document_keys(self) -> set[int]:
        """The documents in lists of its own, beside those in its body."""
        return set()

    def breadcrumbs(self, request: HttpRequest) -> list[tuple[str, str]]:
        """The way up to the front page, which is left out: its link stands in the header."""
        if self.depth <= FRONT_PAGE_DEPTH + 1:
            return []
        above = self.get_ancestors().live().filter(depth__gt=FRONT_PAGE_DEPTH)
        return [(page.title, page.get_url(request)) for page in above]

    def clean(self) -> None:
        super().clean()
        ruling = may_stand_at(self.get_parent() if self.path else None, self.slug)
        if not ruling:
            raise ValidationError({"slug": ruling.reason})
        self._refuse_to_change_its_address()

    def _refuse_to_change_its_address(self) -> None:
        stored = self._stored()
        if stored is None or not stored.keeps_its_address:
            return
        if stored.live and stored.slug != self.slug:
            raise ValidationError({"slug": "The address of this page never changes."})
        for field in ("go_live_at", "expire_at"):
            if getattr(self, field):
                raise ValidationError({field: STAYS})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Publishing for a later day takes a page off the site until then, and an expiry for good."""
        if not self.live and (stored := self._stored()) and stored.live:
            stored._refuse_to_go()
        super().save(*args, **kwargs)

    def _stored(self) -> "SitePage | None":
        found: SitePage | None = type(self).objects.filter(pk=self.pk).first()
        return found
