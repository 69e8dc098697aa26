"""Which edition of the Compact a consultation is held to: that which its body had signed on the opening day.

A body that had signed none is held to the edition then in force, and where none was, to the one in force now.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from assembly.compact.models import Edition, Undertaking, UndertakingText
from assembly.compact.signatories.selectors import edition_signed, signatures_in_force
from assembly.compact.text.reading import text_in
from assembly.compact.text.selectors import edition_in_force, named, with_texts

from .models import Consultation
from .models.records import ConsultationQuerySet


def with_edition(consultations: ConsultationQuerySet) -> ConsultationQuerySet:
    """With the number of the edition that each is held to, as `held_to`; the same as `held_to` of one says."""
    opened: Any = OuterRef("opens_on")
    signed = signatures_in_force(opened).filter(body=OuterRef("body"))
    then = Edition.objects.adopted().in_force(opened)
    now = Edition.objects.in_force(timezone.localdate())
    return consultations.annotate(
        held_to=Coalesce(
            Subquery(signed.values("edition__number")[:1]),
            Subquery(then.values("number")[:1]),
            Subquery(now.values("number")[:1]),
        )
    )


@dataclass(frozen=True, slots=True)
class HeldTo:
    """The edition, and in words why it is that one; no words where it is simply the one in force."""

    edition: Edition | None
    why: str = ""


def held_to(consultation: Consultation, on: dt.date) -> HeldTo:
    """Of a draft, as if it opened today where it has no day yet."""
    body, opened = consultation.body, consultation.opens_on or on
    signed = edition_signed(body, opened)
    then = Edition.objects.adopted().in_force(opened).first()
    current = edition_in_force(on)
    if signed:
        return HeldTo(signed, _signed_in_words(str(body), signed, then))
    if then:
        return HeldTo(then, f"The edition of {then.year} was in force when it opened.")
    if current and not current.is_example:
        return HeldTo(current, f"The edition of {current.year} came into force after it opened.")
    return HeldTo(current)


def _signed_in_words(body: str, signed: Edition, then: Edition | None) -> str:
    said = f"{body} had signed the edition of {signed.year} when it opened"
    if then and then.number > signed.number:
        return f"{said}, and not yet that of {then.year}."
    return f"{said}."


@dataclass(frozen=True, slots=True)
class Cite:
    """A promise that a consultation cites, in the words of the edition that it is held to."""

    undertaking: Undertaking
    name: str
    text: str
    note: str = ""


def in_the_words_of(undertakings: list[Undertaking], edition: Edition | None) -> list[Cite]:
    """Where the edition does not have one of them, a note says so; two queries however many they are."""
    found = with_texts(Undertaking.objects.filter(pk__in=[one.pk for one in undertakings]))
    by_key = {one.pk: one for one in found}
    return [_cite(by_key[one.pk], edition) for one in undertakings if one.pk in by_key]


def _cite(undertaking: Undertaking, edition: Edition | None) -> Cite:
    texts: list[UndertakingText] = undertaking.public_texts  # type: ignore[attr-defined]  # by `with_texts`
    number = edition.number if edition else 0
    text = text_in(texts, number)
    if text and not text.is_dropped:
        return Cite(undertaking, named(undertaking, text.title), text.text)
    shown = [one for one in texts if not one.is_dropped and not one.edition.is_example]
    newest = max(shown, key=lambda one: one.edition.number, default=None)
    name = named(undertaking, newest.title if newest else "")
    year = edition.year if edition else ""
    if text:
        return Cite(undertaking, name, "", f"It is not in the edition of {year} any more.")
    first = min(shown, key=lambda one: one.edition.number, default=None)
    note = f"It came with the edition of {first.edition.year}." if first else ""
    return Cite(undertaking, name, newest.text if newest else "", note)
