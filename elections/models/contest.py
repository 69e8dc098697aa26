"""A contest: some seats of one partnership, and the organisations that elect."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from assembly.core.names import folded, tidy
from assembly.membership.models import District
from assembly.partners.models import Partnership, Seat
from elections.spread import Limit
from forums.models import Group

from .contest_draw import HasDraw
from .election import Election
from .spread_limit import problems_of_the_spread

STATEMENT_WORDS = 200
# From so many ballots on the rankings are published (FULL), or the votes at each stage (TOTALS): fewer hide less.
FULL_FROM = 20
TOTALS_FROM = 5
TOTALS_TO = FULL_FROM - 1
AFTER_THE_POLL_OPENED = (
    "Before voting closes a candidate who withdraws or dies is struck from every ballot, and each vote goes to the "
    "next choice of its voter. After that the count stands: if that person is elected, the seat falls vacant at once "
    "and is filled as a casual vacancy."
)


def at_most_200_words(text: str) -> None:
    words = len(text.split())
    if words > STATEMENT_WORDS:
        raise ValidationError(
            f"A statement has at most {STATEMENT_WORDS} words; this one has {words}."
        )


class ContestQuerySet(models.QuerySet["Contest"]):
    def polled(self) -> "ContestQuerySet":
        """Those that are decided by ballot: until the freeze every one may be."""
        return self.exclude(outcome__in=Contest.WITHOUT_POLL)


class Contest(HasDraw):
    """Some seats of one partnership, filled together by one ballot."""

    class Electorate(models.TextChoices):
        MEMBERS = "members", "All member organisations"
        GROUP = "group", "Members of a group"
        DISTRICT = "district", "Members that work in a district"

    class Infrastructure(models.TextChoices):
        """Whether organisations that support others are part of a contest; empty: like other members."""

        __empty__ = "Vote and stand like other members"
        ONLY = "only", "Only they vote and stand"
        LEFT_OUT = "left-out", "Neither vote nor stand"

    class Rule(models.TextChoices):
        SCOTTISH = "scottish", "Single transferable vote, as in Scottish council elections"
        ERS97 = "ers97", "Single transferable vote, Electoral Reform Society rules of 1997"
        MEEK = "meek", "Single transferable vote, Meek's method"

    class Outcome(models.TextChoices):
        POLL = "poll", "Decided by ballot"
        UNOPPOSED = "unopposed", "Elected unopposed"
        NO_CANDIDATE = "no-candidate", "Nobody stood"

    WITHOUT_POLL = (Outcome.UNOPPOSED, Outcome.NO_CANDIDATE)

    class SpreadBy(models.TextChoices):
        THEME = "theme", "Theme"
        DISTRICT = "district", "District"
        INFRASTRUCTURE = "infrastructure", "Kind of organisation"
        DECLARED = "declared", "What candidates declare of themselves"

    class Publication(models.TextChoices):
        FULL = (
            "full",
            f"With {FULL_FROM} ballots or more, the rankings as far as the count used them",
        )
        TOTALS = "totals", "Never more than the votes at each stage"

    class VacancyRule(models.TextChoices):
        COUNTBACK = "countback", "By countback of the same ballots"
        BY_ELECTION = "by-election", "By a by-election"

    election = models.ForeignKey(Election, models.CASCADE, related_name="contests")
    title = models.CharField(max_length=150)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="contests")
    seats = models.ManyToManyField(
        Seat, related_name="contests", help_text="The seats to fill, all of this partnership."
    )
    electorate = models.CharField(
        "who votes", max_length=10, choices=Electorate.choices, default=Electorate.MEMBERS
    )
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="contests")
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="contests"
    )
    infrastructure = models.CharField(
        "infrastructure organisations",
        max_length=10,
        choices=Infrastructure.choices,
        blank=True,
        help_text="Those that support other organisations, as the register marks them.",
    )
    rule = models.CharField(
        "how it is counted", max_length=10, choices=Rule.choices, default=Rule.SCOTTISH
    )
    one_seat_an_organisation = models.BooleanField(
        "at most one seat an organisation",
        default=True,
        help_text="Of several candidates put forward by one organisation, at most one is elected.",
    )
    spread_by = models.CharField(
        "spread the seats by", max_length=15, choices=SpreadBy.choices, blank=True
    )
    spread_name = models.CharField(
        "name of what candidates declare",
        max_length=60,
        blank=True,
        help_text="Where they declare it of themselves, such as “Size of organisation”.",
    )
    vacancy_rule = models.CharField(
        "how a casual vacancy is filled",
        max_length=11,
        choices=VacancyRule.choices,
        default=VacancyRule.COUNTBACK,
    )
    second_seat = models.BooleanField(
        "one person may take two seats",
        default=False,
        help_text="Whether somebody who stands for this contest may stand for another one of the election.",
    )
    publication = models.CharField(
        "how much of the count is published",
        max_length=6,
        choices=Publication.choices,
        default=Publication.FULL,
        help_text="Choose the second where somebody may be told in which order to rank: such an order can be found "
        "again among published rankings.",
    )

    new_limits: list[Limit] | None = None  # set, and not stored yet
    turnout = ""  # a sentence for its page, while voting is open

    # Moved by elections.services alone.
    roll_fingerprint = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(
        max_length=12, choices=Outcome.choices, blank=True, help_text="Set when the roll is frozen."
    )

    repeats = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="polled_again_as",
        help_text="The contest that is polled again by this one.",
    )
    polled_again_because = models.CharField(max_length=500, blank=True)

    objects = ContestQuerySet.as_manager()

    class Meta:
        ordering = ["election", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "title"],
                name="contest_title_once",
                violation_error_message="The election has a contest with this title already.",
            ),
            models.CheckConstraint(
                condition=Q(electorate="members", group=None, district=None)
                | Q(electorate="group", group__isnull=False, district=None)
                | Q(electorate="district", group=None, district__isnull=False),
                name="contest_electorate_named",
                violation_error_message="Name the group or the district whose members vote, and nothing else.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_poll(self) -> bool:
        return self.outcome not in self.WITHOUT_POLL

    @cached_property
    def names_of_candidates(self) -> dict[int, str]:
        """By their keys, on one line each, and no two alike.

        Two of one name are told apart by who put them forward, as "Ann Smith (Red Cross)"; and by their numbers if
        that is not enough.
        """
        candidates = list(self.candidates.all())
        times = Counter(folded(candidate.name) for candidate in candidates)
        labels = {
            candidate.pk: tidy(
                f"{candidate.name} ({candidate.organisation.name})"
                if times[folded(candidate.name)] > 1
                else candidate.name
            )
            for candidate in candidates
        }
        alike = Counter(folded(label) for label in labels.values())
        return {
            candidate.pk: f"{label}, number {candidate.number}"
            if alike[folded(label := labels[candidate.pk])] > 1
            else label
            for candidate in candidates
        }

    @property
    def has_photos(self) -> bool:
        """Whoever sent none keeps the same space beside those who did."""
        return any(candidate.photo for candidate in self.candidates.all())

    @property
    def vacant_seats(self) -> int:
        """How many seats stay vacant when everybody who stands is elected."""
        standing = sum(candidate.stands for candidate in self.candidates.all())
        return max(0, len(self.seats.all()) - standing)

    def clean(self) -> None:
        super().clean()
        problems = [*self.problems_of_the_draw(), *problems_of_the_spread(self)]
        if problems:
            raise ValidationError(problems)

    @property
    def limits(self) -> list[Limit]:
        """As they are stored, or as they were set: `services.limits.keep` stores them."""
        if self.new_limits is not None:
            return self.new_limits
        return [row.limit for row in self.limit_rows.all()] if self.pk else []

    @limits.setter
    def limits(self, limits: list[Limit]) -> None:
        self.new_limits = limits

    @property
    def spread_category(self) -> str:
        """By what the seats are spread, as a heading; empty where they are not."""
        if self.spread_by == self.SpreadBy.DECLARED:
            return self.spread_name
        return self.get_spread_by_display() if self.spread_by else ""

    def spread_sentences(self) -> list[str]:
        """The constraints on the result, as everybody reads them before nominations open."""
        found = ["At most one seat an organisation."] if self.one_seat_an_organisation else []
        if self.spread_by:
            listed = "; ".join(str(limit) for limit in self.limits)
            is_named = self.spread_by == self.SpreadBy.INFRASTRUCTURE  # by the limit itself
            found.append(f"{listed}." if is_named else f"{self.spread_category}: {listed}.")
        if found:
            found.append(
                "The count keeps to this. What those who stand cannot meet does not bind, and a seat that nobody can "
                "take within the limits stays vacant."
            )
        return found or ["No limits."]

    def vacancy_sentence(self) -> str:
        if self.vacancy_rule == self.VacancyRule.COUNTBACK:
            return (
                "By countback: the same ballots are counted again without the person who left, among candidates who "
                "were not elected and agree. If nobody can be found so, or for a second vacancy, by a by-election."
            )
        return "By a by-election for the rest of the term."

    def publication_sentence(self) -> str:
        if self.publication == self.Publication.TOTALS:
            return (
                f"With {TOTALS_FROM} ballots or more, the votes at each stage; with fewer, who is elected. The "
                "rankings are not published, so that nobody can be made to show by an agreed order how they voted."
            )
        return (
            f"With {FULL_FROM} ballots or more, the rankings as far as the count used them, sorted, and the whole "
            f"count; with {TOTALS_FROM} to {TOTALS_TO}, the votes at each stage; with fewer, who is elected."
        )

    @property
    def poll_number(self) -> int:
        """1, and one more for each time that it was polled before."""
        return self.repeats.poll_number + 1 if self.repeats else 1

    def second_seat_sentence(self) -> str:
        if self.second_seat:
            return (
                "Yes, if each of the contests allows it: a person who stands for two may take both."
            )
        return "No: a person who stands for this contest stands for no other one of this election."

    def after_the_poll_opened_sentence(self) -> str:
        return AFTER_THE_POLL_OPENED

    @property
    def stands(self) -> bool:
        """Whether its result counts: one that is polled again appoints nobody."""
        return not self.polled_again_because

    def electorate_sentence(self) -> str:
        match self.infrastructure:
            case self.Infrastructure.ONLY:
                return self._electorate(
                    "Member infrastructure organisations",
                    "Every member infrastructure organisation",
                )
            case self.Infrastructure.LEFT_OUT:
                return f"{self._electorate()}, except infrastructure organisations"
            case _:
                return self._electorate()

    def _electorate(
        self, some: str = "Member organisations", every: str = "Every member organisation"
    ) -> str:
        match self.electorate:
            case self.Electorate.GROUP:
                return f"{some} in the {self.group}"
            case self.Electorate.DISTRICT:
                return f"{some} that work in {self.district}"
            case _:
                return f"{every} of the Assembly"

    def candidates_sentence(self) -> str:
        match self.infrastructure:
            case self.Infrastructure.ONLY:
                return "Anyone put forward by an infrastructure organisation that is a member"
            case self.Infrastructure.LEFT_OUT:
                return "Anyone put forward by a member organisation that is not an infrastructure organisation"
            case _:
                return "Anyone put forward by a member organisation"
