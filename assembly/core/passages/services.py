"""Texts are put, passages commented on. The caller's own service records the act, in the same transaction."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from assembly.core.rules import RuleBroken

from . import carrying, rules
from .models import DraftText, Passage, PassageComment, TextVersion
from .selectors import text_of


@dataclass(frozen=True, slots=True)
class Author:
    """Who comments, and for which record they speak; names as they are on that day."""

    user: models.Model
    name: str
    speaks_for: models.Model
    for_name: str


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as its form sends it; `seen` is the stamp of the version that was read."""

    key: int
    words: str
    consent: str
    seen: str


@transaction.atomic
def put(
    owner: models.Model, title: str, source: str, *, by: Any, at: dt.datetime, change_note: str = ""
) -> TextVersion:
    """A first version; then a change of the newest, or once people have commented on that one, another."""
    rules.is_a_text(source).enforce()
    text = held(owner) or _begin(owner, title)
    if text.title != title:
        text.title = title
        text.save(update_fields=["title"])
    newest = text.versions.order_by("-number").first()
    if newest and newest.source == source:
        return newest
    is_next = newest is not None and newest.comments.exists()
    rules.says_what_changed(change_note, is_new_version=is_next).enforce()
    version = newest or TextVersion(text=text, number=1)
    if newest and is_next:
        version = TextVersion(text=text, number=newest.number + 1)
    elif newest:
        version.edit += 1
    if version.number > 1 and change_note.strip():
        version.change_note = change_note.strip()
    version.source, version.put_at, version.put_by = source, at, by
    version.save()
    _cut(version)
    return version


def held(owner: models.Model) -> DraftText | None:
    """Locked: putting a version and commenting wait for each other."""
    found = text_of(owner)
    return DraftText.objects.select_for_update().get(pk=found.pk) if found else None


def _begin(owner: models.Model, title: str) -> DraftText:
    kind = ContentType.objects.get_for_model(owner)
    return DraftText.objects.create(owner_type=kind, owner_id=owner.pk, title=title)


def _cut(version: TextVersion) -> None:
    """Again from the version before, where the newest is changed: so the keys of earlier comments stay."""
    version.passages.all().delete()
    before = version.text.versions.filter(number=version.number - 1).first()
    old = [
        carrying.Keyed(tuple(one.keys), carrying.Piece(carrying.Kind(one.kind), one.words))
        for one in (before.passages.order_by("position") if before else ())
    ]
    text = version.text
    found = carrying.carry(old, carrying.cut(version.source), text.last_key)
    text.last_key = max([text.last_key, *(max(one.keys) for one in found)])
    text.save(update_fields=["last_key"])
    Passage.objects.bulk_create(
        Passage(
            version=version,
            position=position,
            kind=one.piece.kind,
            keys=list(one.keys),
            words=one.piece.words,
        )
        for position, one in enumerate(found, 1)
    )


@transaction.atomic
def comment(text: DraftText, said: Said, author: Author, *, at: dt.datetime) -> PassageComment:
    """The same words to the same passage, sent twice, are one comment."""
    text = DraftText.objects.select_for_update().get(pk=text.pk)
    newest = text.versions.latest()
    rules.says_something(said.words).enforce()
    rules.is_as_seen(newest, said.seen).enforce()
    passage = next((one for one in newest.passages.all() if said.key in one.keys), None)
    if passage is None:
        raise RuleBroken("This passage is not in the text.")
    kind = ContentType.objects.get_for_model(author.speaks_for)
    whole = {
        "text": text,
        "version": newest,
        "key": passage.key,
        "words": said.words.strip(),
        "author": author.user,
        "for_type": kind,
        "for_id": author.speaks_for.pk,
        "withdrawn_at": None,
    }
    same = PassageComment.objects.filter(**whole).first()
    if same and same.consent == said.consent:
        return same
    return PassageComment.objects.create(
        **whole,
        passage_words=passage.words,
        author_name=author.name,
        for_name=author.for_name,
        consent=said.consent,
        made_at=at,
    )


def move_comments(gone: models.Model, kept: models.Model) -> None:
    """Two records of one sender became one."""
    kind = ContentType.objects.get_for_model(kept)
    PassageComment.objects.said_for(gone).update(for_type=kind, for_id=kept.pk)
