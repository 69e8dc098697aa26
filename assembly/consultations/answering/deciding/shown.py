"""A decision as everybody reads it."""

from dataclasses import dataclass

from assembly.consultations.models import Decision

from .services import named


@dataclass(frozen=True, slots=True)
class Shown:
    version: Decision
    officer: str
    files: list[tuple[str, str, str]]


def decision(version: Decision) -> Shown:
    """A draft names the officer as they are today, a published one as they were."""
    paper = version.paper
    files = [(paper.title, paper.url, str(paper.file_extension).upper())] if paper else []
    return Shown(version, version.officer_name or named(version.officer), files)
