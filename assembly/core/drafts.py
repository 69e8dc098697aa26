"""Other people's drafts: the Wagtail admin keeps their titles from people who may not see the pages.

Wagtail's explorer shows people what they have rights on. Its page chooser, some addresses of one page and the report of
page types show every page there is, drafts too. An officer of one public body would read what another one plans.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

# How Wagtail's addresses call the pages in them.
KEYS = ("page_id", "parent_page_id", "page_pk", "page_to_move_id", "destination_id")
BY_QUERY = ("wagtailadmin_choose_page_chosen_multiple", "wagtail_bulk_action")
LARGEST_KEY = 2**63 - 1
# It names the page of each type that was edited last, whosesoever it is.
CLOSED = ("page_types_usage", "page_types_usage_results")


def seen_by(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """Of these pages the public ones, and those drafts on or above which the person has any right."""
    own = page_permission_policy.explorable_instances(user)
    return pages.filter(Q(live=True) | Q(pk__in=own.values("pk")))


def choosable(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return seen_by(request.user, pages)


def without_report_of_types(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name != "page-types-usage"]


class OthersDraftsMiddleware:
    """Answer an address of the admin that names a draft of others as if the page were not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or not match.route.startswith("cms/") or not request.user.is_authenticated:
            return None
        if match.url_name in CLOSED:
            raise Http404("This report is closed: it names drafts of others.")
        named = {int(kwargs[key]) for key in KEYS if key in kwargs}
        if match.url_name in BY_QUERY:
            named |= set(_numbers(request.GET.getlist("id")))
            if "all" in request.GET.getlist("id"):
                _refuse_those_below(request.user, request.GET.get("childOf", ""))
        if named:
            _refuse_hidden(request.user, named)
        return None


def _numbers(texts: Iterable[str]) -> Iterable[int]:
    """Those that Wagtail's views will read as numbers, written as people write them; any other writing is refused."""
    for text in texts:
        if text == "all":
            continue
        if not (text.isascii() and text.isdecimal() and len(text) < 19 and text == str(int(text))):
            raise Http404("There is no such page.")
        yield int(text)


def _refuse_those_below(user: Any, parent: str) -> None:
    """“All” of a page is for those who have a right on the page itself: its drafts are named."""
    own = page_permission_policy.instances_user_has_any_permission_for(
        user, {"add", "change", "publish", "bulk_delete", "lock", "unlock"}
    )
    keys = list(_numbers([parent])) if parent else []
    if not own.filter(pk__in=keys).exists():
        raise Http404("There is no such page, or it is not yours to see.")


def _refuse_hidden(user: Any, keys: set[int]) -> None:
    if any(key > LARGEST_KEY for key in keys):  # SQLite breaks on it
        raise Http404("There is no such page.")
    existing = Page.objects.filter(pk__in=keys)
    if existing.count() > seen_by(user, existing).count():
        raise Http404("There is no such page, or it is not yours to see.")
