"""A text as it is read: its passages, each with the comments that belong to it now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Exists, OuterRef

from .models import DraftText, Passage, PassageComment, TextVersion


def text_of(owner: models.Model) -> DraftText | None:
    kind = ContentType.objects.get_for_model(owner)
    return DraftText.objects.filter(owner_type=kind, owner_id=owner.pk).first()


def has_text(kind: type[models.Model], key: str) -> Exists:
    """For a query that reads the owner anyhow: whether the record, whose key is the field `key`, has a text."""
    owner_type = ContentType.objects.get_for_model(kind)
    return Exists(DraftText.objects.filter(owner_type=owner_type, owner_id=OuterRef(key)))


@dataclass(frozen=True, slots=True)
class Placed:
    """A comment where it is shown now."""

    comment: PassageComment
    is_of_other_words: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A passage with its comments, and how many there are besides those shown."""

    passage: Passage
    comments: Sequence[Placed]
    number: int


@dataclass(frozen=True, slots=True)
class Reading:
    version: TextVersion
    parts: Sequence[Part]
    # Of passages that this version does not have.
    left_over: Sequence[Placed] = field(default=())
    number: int = 0


def reading(version: TextVersion, comments: Iterable[PassageComment]) -> Reading:
    """The version with these comments, each exactly once; three queries with the comments."""
    passages = list(version.passages.order_by("position"))
    shown = place(passages, comments)
    numbers = numbers_by_key(version.text)
    parts = [
        Part(one, shown.get(at, ()), sum(numbers.get(key, 0) for key in one.keys))
        for at, one in enumerate(passages)
    ]
    return Reading(version, parts, shown.get(None, ()), sum(numbers.values()))


def place(
    passages: Sequence[Passage], comments: Iterable[PassageComment]
) -> dict[int | None, list[Placed]]:
    """By the place of the passage to which each belongs now; None for those whose passage is gone."""
    home = {key: at for at, one in enumerate(passages) for key in one.keys}
    found: dict[int | None, list[Placed]] = {}
    for comment in comments:
        at = home.get(comment.key)
        changed = at is None or _plain(comment.passage_words) != _plain(passages[at].words)
        found.setdefault(at, []).append(Placed(comment, changed))
    return found


def numbers_by_key(text: DraftText) -> dict[int, int]:
    """How many comments each passage has, whoever may read them."""
    found = PassageComment.objects.filter(text=text, withdrawn_at=None).order_by()
    return dict(found.values("key").annotate(number=Count("pk")).values_list("key", "number"))


def _plain(words: str) -> str:
    return " ".join(words.split())
