"""An answer between the form that read it and the service that keeps it."""

from dataclasses import dataclass, field

from django.core.files import File

from assembly.consultations.models.questions import Question


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The file of an answer that was kept before."""

    file: "File[bytes]"
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody answers to one question. `chosen` as `Answer.chosen` keeps it."""

    question: Question
    text: str = ""
    chosen: list[int | None] = field(default_factory=list)
    file: "File[bytes] | None" = None
    file_name: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or any(one is not None for one in self.chosen) or self.file)
