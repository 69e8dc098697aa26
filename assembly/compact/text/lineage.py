"""Under which numbers a promise was before an edition gave it another one."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from assembly.compact.models import EXAMPLE_NUMBER, Edition, Undertaking, UndertakingText

# Which undertakings became this one, by its key: the nearest number first, with those before it.
Lineage = Mapping[int, "list[Renumbered]"]


@dataclass(frozen=True, slots=True)
class Renumbered:
    """What the promise was before: the undertaking, and the edition that gave it another number."""

    undertaking: Undertaking
    edition: Edition


def lineage(edition: Edition | None) -> Lineage:
    """All that was renumbered up to an edition, in one query."""
    number = edition.number if edition else EXAMPLE_NUMBER
    so_far = UndertakingText.objects.filter(
        edition__published_at__isnull=False, edition__number__range=(EXAMPLE_NUMBER + 1, number)
    )
    later = so_far.filter(
        undertaking=OuterRef("undertaking"), edition__number__gt=OuterRef("edition__number")
    )
    rows = (
        so_far.filter(~Exists(later), continued_as__isnull=False)
        .select_related("undertaking__code", "edition")
        .order_by("undertaking__code__order", "undertaking__order")
    )
    nearest: dict[int, list[Renumbered]] = defaultdict(list)
    for row in rows:
        if row.continued_as_id:
            nearest[row.continued_as_id].append(Renumbered(row.undertaking, row.edition))
    return {key: _all(key, nearest, {key}) for key in list(nearest)}


def _all(key: int, nearest: Mapping[int, list[Renumbered]], seen: set[int]) -> list[Renumbered]:
    found: list[Renumbered] = []
    for one in nearest.get(key, ()):
        if one.undertaking.pk not in seen:
            seen.add(one.undertaking.pk)
            found += [one, *_all(one.undertaking.pk, nearest, seen)]
    return found
