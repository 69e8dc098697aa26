"""What the page of a consultation shows of its drafting: why it is held, what to read, what was extended."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from assembly.consultations import undertakings
from assembly.consultations.models import Consultation, ConsultationPage
from assembly.core.documents.selectors import is_of_others
from assembly.core.templatetags.assembly import day, short_day

from . import extensions
from .editing import Method


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with the words below it."""

    heading: str
    text: str


def words(page: ConsultationPage, on: dt.date) -> dict[str, Any]:
    """All that an officer wrote besides summary and body; what is empty is left out."""
    documents = _documents(page)
    return {
        "why": _parts(
            ("Why we are asking", page.purpose),
            ("What can change", page.can_change),
            ("What cannot change", page.cannot_change),
            ("The duty in law", page.legal_duty),
        ),
        "whom": _parts(
            ("Who is affected", page.affected),
            ("Equality", page.equality),
            ("Who we will go to", page.groups_targeted),
        ),
        "methods": [Method(code).label for code in page.methods if code in Method.values],
        "files": documents,
        "has_files_of_others": any(one.is_of_others for one in documents),
        "body_has_ended": _ended(page.consultation, on),
    }


def promise(page: ConsultationPage, on: dt.date) -> dict[str, Any]:
    """What was extended, how the window was judged before, and which undertakings the page cites."""
    consultation = page.consultation
    made = extensions.extensions_of(consultation)
    at_opening = extensions.judged_at_opening(consultation, made)
    is_short = consultation.shortfall > 0 or bool(at_opening and at_opening.is_short)
    return {
        "extended": extensions.as_shown(made),
        "explanation": _explanation(consultation) if is_short else "",
        "at_opening": at_opening,
        "cited": undertakings.cited_on(page, is_short=is_short, on=on),
    }


def first_closing_day(consultation: Consultation) -> list[tuple[str, str]]:
    """The day that was promised when it opened, where another one is in force."""
    made = extensions.extensions_of(consultation)
    return [("First closing day", day(made[0].old_closes_on))] if made else []


def _explanation(consultation: Consultation) -> str:
    if not consultation.has_reason:
        return ""
    return f"{consultation.get_reason_code_display()}: {consultation.reason_text}"


@dataclass(frozen=True, slots=True)
class File:
    """A document, and how somebody reads it who cannot use the first file."""

    title: str
    links: list[tuple[str, str, str]]
    note: str
    is_of_others: bool


def _documents(page: ConsultationPage) -> list[File]:
    found = page.documents.all()
    if page.pk and hasattr(found, "select_related"):
        found = found.select_related("document__collection", "accessible_version__collection")
    return [_file(one) for one in found if one.document_id]


def _file(one: Any) -> File:
    links = [(one.title, one.document.url, _kind(one.document))]
    if other := one.accessible_version:
        links.append((f"{one.title}: accessible version", other.url, _kind(other)))
    return File(
        one.title,
        links,
        "" if other or not one.is_accessible else "This file is accessible itself.",
        is_of_others(one.document) or is_of_others(other),
    )


def _kind(document: Any) -> str:
    return str(document.file_extension).upper()


def _parts(*parts: tuple[str, str]) -> list[Part]:
    return [Part(heading, text) for heading, text in parts if text.strip()]


def _ended(consultation: Consultation, on: dt.date) -> str:
    """What becomes of an open consultation whose body has ended."""
    body = consultation.body
    if not body.is_over(on) or body.ended_on is None:
        return ""
    ended = f"{body} ended on {short_day(body.ended_on)}."
    last = f"{body.successor} follows it and answers for it." if body.successor else ""
    if consultation.closes_on and consultation.closes_on >= on and not consultation.is_withdrawn:
        ended += f" This consultation stays open until {short_day(consultation.closes_on)}."
    return f"{ended} {last}".strip()
