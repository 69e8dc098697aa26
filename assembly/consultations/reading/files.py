"""The file of an answer, sent so that nothing in it runs as a page of this site."""

from django.http import FileResponse, Http404

from assembly.consultations.models import Answer
from assembly.core.documents.kinds import CONTENT_TYPES

# Should a browser open it after all.
CAGE = "default-src 'none'; sandbox"


def sent_as_file(answer: Answer, name: str) -> FileResponse:
    """To save, under this name."""
    try:
        file = answer.file.open("rb")
    except FileNotFoundError:  # of a backup that was restored without its files
        raise Http404(f"The file “{name}” is missing. Ask the Support Unit.") from None
    ending = name.rpartition(".")[2].lower()
    sent = FileResponse(
        file,
        as_attachment=True,
        filename=name,
        content_type=CONTENT_TYPES.get(ending, "application/octet-stream"),
    )
    sent["Content-Security-Policy"] = CAGE
    sent["X-Content-Type-Options"] = "nosniff"
    return sent
