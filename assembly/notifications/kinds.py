"""What kinds of message there are, and the few categories in which people choose how they get them.

A kind has the name of its template, `templates/emails/<name>.html`. A system check names every template for which no
app registered a kind.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db import models

from assembly.core.points import Point

from .readers import Reader, themself


class Category(models.TextChoices):
    """In members' words, and in the order of the page on which they choose."""

    VOTES = "votes", "Votes and elections"
    GROUPS = "groups", "Groups and meetings"
    CONSULTATIONS = "consultations", "Consultations and the Compact"
    ORGANISATION = "organisation", "Your organisation and seats"
    OFFICE = "office", "Work of your office"
    ACCOUNT = "account", "Your account, and answers to you"


def to_the_assembly(context: Mapping[str, Any]) -> str:
    """Where answers go: no address of its own."""
    return ""


@dataclass(frozen=True, slots=True)
class Kind:
    """What one sort of message is about.

    `read_by` says who may still read it when the list is shown or a digest is written; the others are shown nothing.
    `when` completes the sentence “We write to you when …”. One that goes `always` goes at once, whatever a person
    chose: codes, answers, the safety of an account, and what the rules of elections promise (docs/design.md). With
    `day_only` no row says more of when it was written than the day (docs/ballot-secrecy.md). One that `is_code`
    carries a one-time code: `core.mailed_codes` or allauth sends it while somebody waits, and no row keeps it. That one
    that is `unlisted` was sent is nobody else's to know, so the staff's list of mails leaves it out. `reply_to` finds
    in what the mail knows the address to which an answer goes, where that is not the Assembly's.
    """

    name: str
    when: str
    category: Category
    always: bool = False
    day_only: bool = False
    is_code: bool = False
    unlisted: bool = False
    read_by: Reader = themself
    reply_to: Callable[[Mapping[str, Any]], str] = to_the_assembly


DIGEST = "notifications/digest"  # many lines in one mail; it belongs to no one category

kinds: Point[Kind] = Point("what the site mails", key=attrgetter("name"))


def kind_of(name: str) -> Kind:
    """The kind of this name; LookupError when no app registered it."""
    if not (kind := kinds.get(name)):
        raise LookupError(f"The mail {name} is not among the kinds that its app registers.")
    return kind


def kept_kind(name: str) -> Kind:
    """The kind of a mail that is stored and queued; a code is neither."""
    kind = kind_of(name)
    if kind.is_code:
        raise ValueError(f"The mail {name} carries a code: core.mailed_codes sends it.")
    return kind


def codes() -> list[str]:
    """The names of the mails that carry a one-time code."""
    return [kind.name for kind in kinds if kind.is_code]


def in_category(category: Category) -> list[Kind]:
    return [kind for kind in kinds if kind.category == category]


def chosen_by_people() -> list[Category]:
    """The categories in which there is something to choose."""
    return [
        category for category in Category if any(not kind.always for kind in in_category(category))
    ]


def without_choice() -> list[tuple[Category, list[Kind]]]:
    """The other categories, in which everything goes at once, with their kinds."""
    chosen = chosen_by_people()
    return [
        (category, [kind for kind in found if kind.name != DIGEST])
        for category in Category
        if category not in chosen and (found := in_category(category))
    ]
