"""What kinds of message there are, and the few categories in which people choose how they get them.

A kind is the name of its templates, `templates/emails/<name>.*`. The app that owns it declares it in its
`AppConfig.ready`:

    kinds.register({"membership/admitted": Kind(Category.ORGANISATION, "your organisation becomes a member")})

A system check names every template that no app declared.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models


class Category(models.TextChoices):
    """In members' words, and in the order of the page on which they choose."""

    VOTES = "votes", "Votes and elections"
    GROUPS = "groups", "Groups and meetings"
    CONSULTATIONS = "consultations", "Consultations and the Compact"
    ORGANISATION = "organisation", "Your organisation and seats"
    OFFICE = "office", "Work of your office"
    ACCOUNT = "account", "Your account, and answers to you"


@dataclass(frozen=True, slots=True)
class Kind:
    """What one sort of message is about.

    `when` completes the sentence “We write to you when …”. One that goes `always` goes at once, whatever a person
    chose: codes, answers, the safety of an account, and what the rules of elections promise (DESIGN 6). With
    `day_only` no row says more of when it was written than the day (docs/ballot-secrecy.md). One that `is_code`
    carries a one-time code: `core.mailed_codes` or allauth sends it while somebody waits, and no row keeps it. That one
    that is `unlisted` was sent is nobody else's to know, so the staff's list of mails leaves it out.
    """

    category: Category
    when: str
    always: bool = False
    day_only: bool = False
    is_code: bool = False
    unlisted: bool = False


KINDS: dict[str, Kind] = {}
DIGEST = "notifications/digest"  # many lines in one mail; it belongs to no one category


def register(declared: Mapping[str, Kind]) -> None:
    """Make kinds known by the names of their templates."""
    for name, kind in declared.items():
        if KINDS.get(name, kind) != kind:
            raise ValueError(f"The mail {name} is declared twice, and not the same.")
        KINDS[name] = kind


def of(name: str) -> Kind:
    """The kind of this name; LookupError says how to declare one."""
    try:
        return KINDS[name]
    except KeyError:
        raise LookupError(
            f"The mail {name} has no category; its app declares it with notifications.kinds.register."
        ) from None


def of_kept(name: str) -> Kind:
    """The kind of a mail that is stored and queued; a code is neither."""
    kind = of(name)
    if kind.is_code:
        raise ValueError(f"The mail {name} carries a code: core.mailed_codes sends it.")
    return kind


def codes() -> list[str]:
    """The names of the mails that carry a one-time code."""
    return [name for name, kind in KINDS.items() if kind.is_code]


def in_category(category: Category) -> dict[str, Kind]:
    return {name: kind for name, kind in KINDS.items() if kind.category == category}


def chosen_by_people() -> list[Category]:
    """The categories in which there is something to choose."""
    return [
        category
        for category in Category
        if any(not kind.always for kind in in_category(category).values())
    ]


def without_choice() -> list[tuple[Category, list[Kind]]]:
    """The other categories, in which everything goes at once, with their kinds."""
    chosen = chosen_by_people()
    return [
        (category, [kind for name, kind in found.items() if name != DIGEST])
        for category in Category
        if category not in chosen and (found := in_category(category))
    ]
