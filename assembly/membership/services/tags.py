"""Load a list of activity tags, whole or not at all."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from django.db import models, transaction

from assembly.core.rules import RuleBroken
from assembly.membership.models import ActivityTag
from assembly.membership.tagging import compiled

# The columns of UK-CAT's file, by what we call them.
COLUMNS = {
    "code": "Code",
    "name": "tag",
    "category": "Category",
    "icnptso": "Related ICNPTSO code",
    "pattern": "Regular expression",
    "exclude_pattern": "Exclude regular expression",
}
WORDS = tuple(field for field in COLUMNS if field != "code")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a list did, or would do."""

    added: int
    changed: int
    unchanged: int
    retired: int


def read_tags(rows: Iterable[Mapping[str, str]], source: str) -> list[ActivityTag]:
    """Make tags of the rows of a list, each a mapping by the names of `COLUMNS`. RuleBroken names every wrong line."""
    tags: dict[str, ActivityTag] = {}
    problems = []
    for line, row in enumerate(rows, 2):
        values = {field: (row.get(column) or "").strip() for field, column in COLUMNS.items()}
        tag = ActivityTag(source=source, **values)
        if problem := _problem(tag, tags):
            problems.append(f"Line {line}: {problem}")
        tags[tag.code] = tag
    if not tags:
        problems.append("The list has no rows.")
    if problems:
        raise RuleBroken(*problems)
    return list(tags.values())


@transaction.atomic
def load_tags(tags: Iterable[ActivityTag], *, source: str, dry_run: bool = False) -> Loaded:
    """Make the tags of this source those of the list. One that is no longer in it is retired, and stays where it is.

    Loaded twice, the second time changes nothing. A code that another source brought is taken over.
    """
    tags = list(tags)
    known = {tag.code: tag for tag in ActivityTag.objects.all()}
    fields = ("source", "is_retired", *WORDS)
    added = [tag for tag in tags if tag.code not in known]
    changed = []
    for tag in tags:
        if (old := known.get(tag.code)) and any(
            getattr(old, field) != getattr(tag, field) for field in fields
        ):
            tag.pk = old.pk
            changed.append(tag)
    codes = {tag.code for tag in tags}
    gone = [
        tag.pk
        for tag in known.values()
        if tag.source == source and tag.code not in codes and not tag.is_retired
    ]
    if not dry_run:
        ActivityTag.objects.bulk_create(added)
        ActivityTag.objects.bulk_update(changed, fields)
        ActivityTag.objects.filter(pk__in=gone).update(is_retired=True)
    return Loaded(len(added), len(changed), len(tags) - len(added) - len(changed), len(gone))


def _problem(tag: ActivityTag, earlier: Mapping[str, ActivityTag]) -> str:
    """What is wrong with a tag, as a sentence; empty when nothing is."""
    if not tag.code or not tag.name:
        return "a tag needs its code and its name."
    if tag.code in earlier:
        return f"the code {tag.code} stands twice in the list."
    for field in ("code", "name", "category", "icnptso"):
        longest = cast("models.Field[str, str]", ActivityTag._meta.get_field(field)).max_length or 0
        if len(getattr(tag, field)) > longest:
            return f"{COLUMNS[field]} of {tag.code[:20]} is longer than {longest} characters."
    for pattern in (tag.pattern, tag.exclude_pattern):
        try:
            compiled(pattern)
        except re.error as error:
            return f"the regular expression of {tag.code} cannot be read: {error}."
    return ""
