"""How far an edition has come, in words. Worked out from its days and never stored."""

import datetime as dt

from assembly.compact.models import Adoption, Edition
from assembly.core.templatetags.assembly import short_day


def state_of(
    edition: Edition, on: dt.date, *, in_force: Edition | None, adoption: Adoption | None = None
) -> str:
    """`in_force` is the edition in force on the day; `adoption` what is recorded of the draft."""
    if edition.is_example:
        is_read = in_force is not None and in_force.pk == edition.pk
        return (
            "Example text, shown until an edition is in force"
            if is_read
            else "Example text, replaced"
        )
    if edition.published_at is not None:
        return _of_adopted(edition, on, in_force)
    if adoption:
        if adoption.of_edit == edition.edit:
            return "Draft, recorded as adopted and waiting to be confirmed"
        return "Draft, changed since it was recorded as adopted"
    return _of_draft(edition, on)


def _of_adopted(edition: Edition, on: dt.date, in_force: Edition | None) -> str:
    if not edition.is_in_force(on):
        return f"Adopted, in force from {short_day(edition.in_force_from)}"
    if in_force is not None and in_force.pk != edition.pk:
        return f"Superseded on {short_day(in_force.in_force_from)}"
    return f"In force since {short_day(edition.in_force_from)}"


def _of_draft(edition: Edition, on: dt.date) -> str:
    if edition.comments_from is None:
        return "Draft"
    if edition.comments_from > on:
        return f"Draft, out for comment from {short_day(edition.comments_from)}"
    if edition.is_out_for_comment(on):
        return f"Draft, out for comment until {short_day(edition.comments_until)}"
    return f"Draft, comments closed after {short_day(edition.comments_until)}"
