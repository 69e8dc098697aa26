"""Cases with words that everybody reads, for those who may hide them."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from assembly.compact.cases.selectors import with_names
from assembly.compact.models import Case, HiddenCase


def address_of(case: Case) -> str:
    return reverse("compact_case_hiding:case", args=[case.reference])


def listed(at: dt.datetime) -> QuerySet[Case]:
    """The newest first, each with whether its words are hidden."""
    hidden = HiddenCase.objects.in_force(at).filter(case=OuterRef("pk"))
    found = with_names(Case.objects.listed(timezone.localdate(at)))
    return found.annotate(is_hidden=Exists(hidden)).order_by("-acknowledged_on", "-pk")


def hiding_of(case: Case, at: dt.datetime) -> HiddenCase | None:
    """The one that is in force."""
    return (
        HiddenCase.objects.in_force(at)
        .filter(case=case)
        .select_related("case", "hidden_by", "confirmed_by")
        .first()
    )


def last_of(case: Case) -> HiddenCase | None:
    return HiddenCase.objects.filter(case=case).first()
