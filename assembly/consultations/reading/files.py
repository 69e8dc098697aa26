"""The file of an answer, sent so that nothing in it runs as a page of this site."""

from django.http import FileResponse

from assembly.consultations.models import Answer
from assembly.core.documents.sending import to_be_saved


def sent_as_file(answer: Answer, name: str) -> FileResponse:
    """To save, under this name."""
    return to_be_saved(
        answer.file,
        name,
        missing=f"The file “{name}” is missing. Ask the Support Unit.",
        cache_control="",
    )
