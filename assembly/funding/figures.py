"""What the register comes to: added up from its kept totals, or from the awards where these are of another register.

The two give the same figures. `renew` puts the totals in their place within the act that changes awards; what changes
them past every act (a shell) is noticed by a new award, and else by the next act.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    Max,
    Min,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, NullIf
from django.db.transaction import atomic
from django.utils import timezone

from .models import Award, AwardImport, AwardTotal, Classing, RegisterCount
from .money import MoneyField

NOTHING = Value(Decimal(0), output_field=MoneyField())
CHUNK = 500

# A recipient is known by its identifier, or by its name where a source gives none; an individual is nobody here.
RECIPIENT = NullIf(
    Coalesce(NullIf(F("recipient_org_id"), Value("")), F("recipient_name")), Value("")
)
# The same title for the same recipient, year after year, is one service or project.
SERVICE = Case(
    When(to_individual=False, then=Concat(RECIPIENT, Value(" · "), F("title"))),
    output_field=CharField(),
)
DIFFERENT = {
    "recipients": Count(RECIPIENT, distinct=True),
    "services": Count(SERVICE, distinct=True),
}
OUTSIDE_CARE = Q(residential_care=False)
ALIKE = (
    "financial_year",
    "funder_org_id",
    "department_name",
    "award_class",
    "category",
    "residential_care",
    "in_county",
    "to_individual",
)


def money(condition: Q | None = None) -> Coalesce:
    """The sum of awards, or of kept totals: both call it `amount`."""
    return Coalesce(Sum("amount", filter=condition), NOTHING)


@dataclass(frozen=True, slots=True)
class Register:
    """Where figures are read: rows of awards or of totals, which have the fields of `ALIKE` and `amount` alike."""

    rows: QuerySet[Any]
    is_kept: bool

    def number(self, condition: Q | None = None) -> Any:
        if self.is_kept:
            return Coalesce(Sum("number", filter=condition), 0)
        return Count("pk", filter=condition)

    @property
    def figures(self) -> dict[str, Any]:
        """Both totals stand in every line: with residential and nursing care, and without."""
        return {
            "awards": self.number(),
            "total": money(),
            "without_care": money(OUTSIDE_CARE),
        }

    def of_year(self, year: int | None) -> "Register":
        if year is None:
            return self
        return Register(self.rows.filter(financial_year=year), self.is_kept)

    def narrowed(self, rows: QuerySet[Any]) -> "Register":
        return Register(rows, self.is_kept)


def added_up() -> Register:
    """Every award that the totals of the register count."""
    if are_kept():
        return Register(AwardTotal.objects.filter(apart=""), is_kept=True)
    return Register(Award.objects.counted(), is_kept=False)


def every() -> Register:
    """Every award of the register, also those that are listed and not added up."""
    return (
        Register(AwardTotal.objects.all(), is_kept=True)
        if are_kept()
        else Register(Award.objects.all(), is_kept=False)
    )


def reason(register: Register) -> str:
    """The name of the column that says why totals leave these rows out."""
    return "apart" if register.is_kept else "reason_apart"


def by_reason(register: Register) -> QuerySet[Any]:
    """The rows in groups by that column."""
    rows: Any = register.rows
    if not register.is_kept:
        rows = rows.with_reason_apart()
    grouped: QuerySet[Any] = rows.order_by().values(reason(register))
    return grouped


def different(year: int | None) -> tuple[int, int]:
    """How many different recipients there are, and how many services."""
    if are_kept():
        kept = RegisterCount.objects.filter(financial_year=year)
        return kept.values_list(*DIFFERENT).first() or (0, 0)
    found = Award.objects.counted().in_year(year).aggregate(**DIFFERENT)
    return found["recipients"], found["services"]


def are_kept() -> bool:
    """Whether the kept totals are of the register as it is."""
    found = RegisterCount.objects.filter(financial_year=None).annotate(
        **{name: Subquery(_newest(model)) for name, model in _STATE.items()}
    )
    row = found.first()
    if row is None or row.state != _written(*(getattr(row, name) for name in _STATE)):
        return False
    return row.good_until is None or timezone.localdate() < row.good_until


@atomic
def renew(*, classed_only: bool = False) -> None:
    """Add the register up again. Classing leaves the numbers of recipients and services as they are.

    The last thing an act does: whoever else adds up waits until it is committed, and sees what it did.
    """
    AwardTotal.objects.lock()
    keeps_counts = classed_only and RegisterCount.objects.exists()
    AwardTotal.objects.all().delete()
    AwardTotal.objects.bulk_create(_totals(), batch_size=CHUNK)
    if not keeps_counts:
        RegisterCount.objects.all().delete()
        RegisterCount.objects.bulk_create(_counts())
    RegisterCount.objects.filter(financial_year=None).update(
        state=_written(
            *(model.objects.aggregate(last=Max("pk"))["last"] for model in _STATE.values())
        ),
        good_until=Award.objects.filter(awarded_on__gt=timezone.localdate()).aggregate(
            first=Min("awarded_on")
        )["first"],
    )


_STATE: dict[str, Any] = {
    "last_award": Award,
    "last_import": AwardImport,
    "last_classing": Classing,
}


def _newest(model: Any) -> QuerySet[Any]:
    newest: QuerySet[Any] = model.objects.order_by("-pk").values("pk")[:1]
    return newest


def _written(*keys: int | None) -> str:
    return ".".join(str(key or 0) for key in keys)


def _totals() -> Iterator[AwardTotal]:
    """A row wherever awards are alike. Of other currencies nothing is added up."""
    awards = Award.objects.with_reason_apart().order_by()
    in_pounds = ~Q(reason_apart=Award.Apart.CURRENCY)
    for row in awards.values(*ALIKE, "reason_apart").annotate(
        number=Count("pk"), money=money(in_pounds)
    ):
        alike = {name: row[name] for name in ALIKE}
        yield AwardTotal(
            **alike, apart=row["reason_apart"], number=row["number"], amount=row["money"]
        )


def _counts() -> Iterator[RegisterCount]:
    awards = Award.objects.counted()
    yield RegisterCount(financial_year=None, **awards.aggregate(**DIFFERENT))
    for row in awards.order_by().values("financial_year").annotate(**DIFFERENT):
        yield RegisterCount(**row)
