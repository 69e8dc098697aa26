"""Which pages lead to a document, and which documents come from others."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType

from wagtail.blocks import StreamValue
from wagtail.documents.models import Document
from wagtail.models import Collection, Page, ReferenceIndex, WorkflowState

# A collection of Wagtail's: what an officer of a public body uploads stands here, also after they have left.
OTHERS = "Supplied by others"


def pages_with(document: Document) -> Iterable[Page]:
    """The published pages that lead to it, as they are published: drafts are in no index."""
    references = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    keys = map(int, references.values_list("object_id", flat=True))
    pages: Iterable[Page] = Page.objects.live().filter(pk__in=keys)
    return pages


def pages_before_the_board(document: Document) -> Iterable[Page]:
    """Those that wait for approval and lead to it: what is read there is what is published."""
    waiting = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    for state in waiting:
        page = state.content_object.get_latest_revision_as_object()
        if document.pk in _documents_on(page):
            yield page


def _documents_on(page: Page) -> set[int]:
    body = getattr(page, "body", None)
    found = body.stream_block.extract_references(body) if body is not None else ()
    on_page = {int(key) for model, key, *_ in found if model is Document}
    return (
        on_page | {getattr(page, "document_id", None) or 0} | getattr(page, "document_keys", set)()
    )


def collection_of_others() -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=OTHERS).first() or root.add_child(name=OTHERS)


def is_of_others(document: Document | None) -> bool:
    return document is not None and document.collection.name == OTHERS


def holds_files_of_others(body: StreamValue) -> bool:
    """Whether a body leads to such a document: by a download, or by a link in its words."""
    found = {
        key for model, key, *_ in body.stream_block.extract_references(body) if model is Document
    }
    return bool(found) and Document.objects.filter(pk__in=found, collection__name=OTHERS).exists()
