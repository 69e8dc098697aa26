"""Sending a file that somebody handed in, so that nothing in it runs as a page of this site: one way for all."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from .kinds import CONTENT_TYPES

# Should a browser open it after all.
CAGE = "default-src 'none'; sandbox"
# It may be replaced or removed at any time, so a browser asks again.
ASK_AGAIN = "no-cache"
# Nothing of it stays in a browser that others use, or in a proxy.
KEEP_NOTHING = "no-store"


def to_be_saved(
    file: FieldFile, name: str, *, missing: str, cache_control: str = ASK_AGAIN
) -> FileResponse:
    """Always to save, under this name. `missing` is said where a backup was restored without its files."""
    try:
        opened = file.open("rb")
    except FileNotFoundError:
        raise Http404(missing) from None
    ending = name.rpartition(".")[2].lower()
    sent = FileResponse(
        opened,
        as_attachment=True,
        filename=name,
        content_type=CONTENT_TYPES.get(ending, "application/octet-stream"),
    )
    sent["Content-Security-Policy"] = CAGE
    sent["X-Content-Type-Options"] = "nosniff"
    if cache_control:  # else as for every page of the same reader
        sent["Cache-Control"] = cache_control
    return sent
