"""Which document is taken, who may download it, and who may change what a published page leads to."""

from pathlib import PurePath
from typing import IO, Any

from django.http import HttpRequest

from wagtail.documents.models import Document
from wagtail.models import Collection, Page
from wagtail.permissions import policy_registry

from assembly.core.rules import ALLOWED, Ruling, refused

from .elsewhere import held
from .kinds import KINDS
from .selectors import pages_before_the_board, pages_with


def may_be_taken(file: IO[bytes], name: str) -> Ruling:
    """Only the kinds of the list, and only if the content is of the kind that the name says."""
    ending = PurePath(name).suffix.removeprefix(".").lower()
    kind = KINDS.get(ending)
    if kind is None:
        return refused(
            f"{name} is not a kind of file that can be published here. "
            f"Save it as one of these: {', '.join(KINDS)}."
        )
    file.seek(0)
    is_this = kind.is_this(file)
    file.seek(0)
    if not is_this:
        return refused(
            f"The content of {name} is not that of a {kind.name} file, or it contains macros. "
            "Open it in the program that made it, and save it again."
        )
    return ALLOWED


def may_be_downloaded(document: Document, request: HttpRequest) -> bool:
    """Everybody may, once a page that leads to it is published and open to them, or something else that holds it.

    Before that, those who may change it.
    """
    if any(_is_open(page, request) for page in pages_with(document)):
        return True
    if any(one.is_public for one in held(document)):
        return True
    return _may_change(request.user, document)


def may_be_changed(document: Document, by: Any) -> Ruling:
    """What a published page leads to is changed by those who may publish that page, as the page itself is.

    What is public for good, such as the report beside published feedback, nobody changes.
    """
    if public := next((one for one in held(document) if one.is_public), None):
        return refused(
            f"“{document}” is published with {public.where}, so its title and its file stay as they are. Upload the "
            "new file as another document, and publish the next version with it."
        )
    read = [*pages_with(document), *pages_before_the_board(document)]
    if all(_publishes(by, page) for page in read):
        return ALLOWED
    return refused(
        f"“{document}” is on a page that is published or waits for approval, so only people who publish that page can "
        "change its title or its file. "
        "Upload the new file as another document, and put that one on the page instead."
    )


def may_be_deleted(document: Document) -> Ruling:
    """A published page does not lose its file."""
    holder = next(held(document), None)
    if holder:
        return refused(f"“{document}” belongs to {holder.where}, so it stays.")
    page = next(iter(pages_with(document)), None)
    if page is None:
        return ALLOWED
    return refused(
        f"“{document}” is on the published page “{page.title}”. Publish that page without it first."
    )


def refuse_when_published(instance: Document, **kwargs: Any) -> None:
    """However it is deleted: alone, with others, with its collection."""
    may_be_deleted(instance).enforce()


def is_of_the_assembly(person: Any) -> bool:
    """Whether this person may change every document: the Support Unit and the Board, not officers of public bodies."""
    return _may_change(person, Document(collection=Collection.get_first_root_node()))


def _publishes(person: Any, page: Page) -> bool:
    """By their rights on its branch: a page of a consultation is published by approval, and so by no button."""
    policy = policy_registry.get_by_type(Page)
    return bool(policy.user_has_permission_for_instance(person, "publish", page))


def _may_change(person: Any, document: Document) -> bool:
    policy = policy_registry.get_by_type(Document)
    return bool(policy.user_has_permission_for_instance(person, "change", document))


def _is_open(page: Page, request: HttpRequest) -> bool:
    return all(each.accept_request(request) for each in page.get_view_restrictions())
