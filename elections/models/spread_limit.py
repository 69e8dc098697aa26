"""The limits of a contest's spread, a row each."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from assembly.membership.models import District, Theme
from elections.spread import INFRASTRUCTURE, ORGANISATION, Limit, contradiction

if TYPE_CHECKING:
    from .contest import Contest


class SpreadLimit(models.Model):
    """How many seats one group of candidates must have, and may have.

    The theme or district is known by its key, so that it can be renamed after the notice; the name is the one that the
    notice of election gave, by which candidates stand and the count was constrained. Infrastructure organisations and
    what candidates declare of themselves have a name only.
    """

    contest = models.ForeignKey("elections.Contest", models.CASCADE, related_name="limit_rows")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120, help_text="As the notice of election gave it.")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="+")
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="+")
    minimum = models.PositiveSmallIntegerField(default=0)
    maximum = models.PositiveSmallIntegerField(null=True, help_text="Empty: any number.")

    class Meta:
        ordering = ["contest", "order"]
        verbose_name = "limit of a spread"
        verbose_name_plural = "limits of spreads"
        constraints = [
            models.UniqueConstraint(fields=["contest", "name"], name="spread_limit_once"),
            models.CheckConstraint(
                condition=Q(maximum=None) | Q(maximum__gte=1) & Q(maximum__gte=F("minimum")),
                name="spread_limit_can_be_kept",
            ),
            models.CheckConstraint(
                condition=Q(theme=None) | Q(district=None), name="spread_limit_of_one_area"
            ),
        ]

    def __str__(self) -> str:
        return str(self.limit)

    @property
    def limit(self) -> Limit:
        return Limit(self.name, self.minimum, self.maximum, area=self.theme_id or self.district_id)


def areas_named(spread_by: str, names: Collection[str]) -> dict[str, int]:
    """The keys of the themes or districts of these names, by what the seats are spread; of other groups none."""
    kinds: dict[str, type[Theme | District]] = {"theme": Theme, "district": District}
    kind = kinds.get(spread_by)
    return dict(kind.objects.filter(name__in=names).values_list("name", "pk")) if kind else {}


def problems_of_the_spread(contest: "Contest") -> Iterator[str]:
    limits = contest.limits
    if problem := contradiction(limits):
        yield problem
        return
    if bool(limits) != bool(contest.spread_by):
        yield "Choose how to spread the seats and enter the limits, or leave both empty."
        return
    match contest.spread_by:
        case contest.SpreadBy.DECLARED:
            if contest.spread_name.strip() in {"", ORGANISATION}:
                yield "Name what candidates declare of themselves, such as “Size of organisation”."
        case contest.SpreadBy.INFRASTRUCTURE:
            yield from _problems_of_the_kind(contest, [limit.name for limit in limits])
        # A poll that is held again keeps the limits that its notice gave, whatever was renamed since.
        case contest.SpreadBy.THEME | contest.SpreadBy.DISTRICT if not contest.repeats_id:
            new = [limit.name for limit in contest.new_limits or () if limit.area is None]
            known = areas_named(contest.spread_by, new)
            if unknown := [name for name in new if name not in known]:
                yield f"There is no {contest.spread_by} called {' or '.join(unknown)}."


def _problems_of_the_kind(contest: "Contest", names: list[str]) -> Iterator[str]:
    if contest.infrastructure:
        yield "Remove the limit for infrastructure organisations, or let them vote and stand like other members."
    elif names != [INFRASTRUCTURE]:
        yield f"To spread the seats by kind of organisation, enter one limit only, for “{INFRASTRUCTURE}”."
