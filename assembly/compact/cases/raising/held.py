"""Which edition the other side of a case is held to, and what it promised there.

As for consultations: the edition that it had signed on the day it happened; without a signature the one in force then,
which the case says; and before there was any, the one in force now.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from assembly.compact.models import Edition, Undertaking, UndertakingText
from assembly.compact.signatories.selectors import signatures_in_force
from assembly.compact.text.selectors import edition_in_force, field_in, promises_in
from assembly.partners.models import PublicBody

from .complaints import OtherSide

Party = UndertakingText.Party


@dataclass(frozen=True, slots=True)
class Held:
    """The edition, None where the Compact has no text here at all; and whether the other side had signed it."""

    edition: Edition | None
    had_signed: bool = False

    def in_words(self, against: OtherSide) -> str:
        """For the form and the page of those in the case."""
        if self.edition is None:
            return "The Compact has no text on this site yet."
        if self.edition.is_example:
            return "No edition of the Compact has been adopted here yet. These are undertakings of the example text."
        if self.had_signed:
            return f"{against} had signed the edition of {self.edition.year} when it happened."
        return (
            f"{against} had not signed the Compact when it happened. These are undertakings of the edition of "
            f"{self.edition.year}, and the case will say that {against} had not signed it."
        )


def held_to(against: OtherSide, on: dt.date) -> Held:
    """Of this side, for what happened on this day."""
    own = {"body" if isinstance(against, PublicBody) else "organisation": against}
    signed = signatures_in_force(on).filter(**own).select_related("edition").first()
    if signed:
        return Held(signed.edition, had_signed=True)
    then = Edition.objects.adopted().in_force(on).first()
    return Held(then or edition_in_force(timezone.localdate()))


def promised_by(against: OtherSide, held: Held) -> QuerySet[Undertaking]:
    """What that edition has this side promise, with the title of each; those dropped since are among them."""
    if held.edition is None:
        return Undertaking.objects.none()
    theirs = Party.PUBLIC_BODY if isinstance(against, PublicBody) else Party.SECTOR
    found = promises_in(held.edition).annotate(
        title=field_in("title", held.edition), party=field_in("party", held.edition)
    )
    return found.filter(party__in=[theirs, Party.BOTH]).select_related("code")
