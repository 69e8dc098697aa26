"""The page of a case for those in it: where it is, what they can do now, and its parts.

Each subject brings its acts and its parts, so that this page knows none of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.models import Case
from assembly.core.points import Point
from assembly.membership.views.access import MY

from .selectors import with_names
from .standing import Standing, standing


@dataclass(frozen=True, slots=True)
class Act:
    """Something this person can do now, on a page of its own; the label is a verb first."""

    label: str
    url: str
    note: str = ""
    is_danger: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the page. Its template knows the context alone."""

    heading: str
    anchor: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


acts: Point[Callable[[Standing], Iterable[Act]]] = Point("what somebody can do in a case")
parts: Point[Callable[[Standing], Part | None]] = Point("the page of a case for those in it")


def own_case(user: User | AnonymousUser, reference: str) -> Standing:
    """A case and who this person is in it. To everybody who may not read it, it is not there."""
    case = with_names(Case.objects.filter(reference=reference)).first()
    if case is None:
        raise Http404
    found = standing(case, user, timezone.localdate())
    if not found.may_read:
        raise Http404
    return found


def way_to(case: Case) -> list[tuple[str, object]]:
    """The breadcrumbs of a page on which somebody acts in a case."""
    return [MY, (str(case), case.own_url)]


def acts_of(found: Standing) -> list[Act]:
    return [act for source in acts for act in source(found)]


def parts_of(found: Standing) -> list[Part]:
    return [part for source in parts if (part := source(found))]


WHO = {
    "complainant": "You act for the complainant.",
    "respondent": "You act for those the case is against.",
    "panel": "You are on the panel.",
    "board": "You are a member of the Compact Board.",
    "support": "You do the clerical work for the Compact Board.",
}


def who_in_words(found: Standing) -> str:
    return WHO[found.role.value]
