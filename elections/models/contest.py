"""A contest: some seats of one partnership, and the organisations that elect."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from assembly.membership.models import District, Theme
from assembly.partners.models import Partnership, Seat
from elections.spread import ORGANISATION, Limit, read_limits
from forums.models import Group

from .election import Election

STATEMENT_WORDS = 200
AFTER_THE_POLL_OPENED = (
    "Before voting closes a candidate who withdraws or dies is struck from every ballot, and each vote goes to the "
    "next choice of its voter. After that the count stands: if that person is elected, the seat falls vacant at once "
    "and is filled as a casual vacancy."
)


def at_most_200_words(text: str) -> None:
    words = len(text.split())
    if words > STATEMENT_WORDS:
        raise ValidationError(f"A statement has at most 200 words; this one has {words}.")


class ContestQuerySet(models.QuerySet["Contest"]):
    def polled(self) -> "ContestQuerySet":
        """Those that are decided by ballot: until the freeze every one may be."""
        return self.exclude(outcome__in=Contest.WITHOUT_POLL)


class Contest(models.Model):
    """Some seats of one partnership, filled together by one ballot."""

    class Electorate(models.TextChoices):
        MEMBERS = "members", "All member organisations"
        GROUP = "group", "Members of a group"
        DISTRICT = "district", "Members that work in a district"

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
        DECLARED = "declared", "What candidates declare of themselves"

    class Publication(models.TextChoices):
        FULL = "full", "With 20 ballots or more, the rankings as far as the count used them"
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
    rule = models.CharField(
        "how it is counted", max_length=10, choices=Rule.choices, default=Rule.SCOTTISH
    )
    lot_event = models.CharField(
        "event of the draw",
        max_length=300,
        help_text="A public event after voting closes, whose outcome nobody can know before. It settles ties.",
    )

    lot_at = models.DateTimeField(
        "when that event is",
        help_text="After voting closes and before the ballot box is opened.",
    )
    lot_numbers = models.PositiveSmallIntegerField(
        "how many numbers it gives",
        null=True,
        blank=True,
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text="What the event gives is written as these whole numbers in rising order. Empty: word for word as "
        "it was published.",
    )
    lot_substitute = models.CharField(
        "substitute event",
        max_length=300,
        blank=True,
        help_text="What settles the draw if the first event is not held. It gives as many numbers.",
    )
    lot_substitute_at = models.DateTimeField(
        "when the substitute event is",
        null=True,
        blank=True,
        help_text="No earlier than the first event, and before the ballot box is opened.",
    )
    one_seat_an_organisation = models.BooleanField(
        "at most one seat an organisation",
        default=True,
        help_text="Of several candidates put forward by one organisation, at most one is elected.",
    )
    spread_by = models.CharField(
        "spread the seats by", max_length=10, choices=SpreadBy.choices, blank=True
    )
    spread_name = models.CharField(
        "name of what candidates declare",
        max_length=60,
        blank=True,
        help_text="Where they declare it of themselves, such as “Size of organisation”.",
    )
    spread_limits = models.JSONField("limits of the spread", default=list, blank=True)
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

    # Moved by elections.services alone.
    roll_fingerprint = models.CharField(max_length=64, blank=True)
    lot_seed = models.CharField(max_length=100, blank=True)
    lot_substitute_because = models.CharField(
        max_length=300, blank=True, help_text="Why the substitute event settled the draw."
    )
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
        problems = [*self._problems_of_the_lot(), *self._problems_of_the_spread()]
        if problems:
            raise ValidationError(problems)

    def _problems_of_the_lot(self) -> Iterator[str]:
        """The draw decides ties, so nobody may know it while votes are cast, and the count cannot wait for it."""
        if self.lot_at and not (
            self.election.poll_closes_at <= self.lot_at <= self.election.opening_at
        ):
            yield "The event of the draw lies after voting closes and before the ballot box is opened."
        if bool(self.lot_substitute) != bool(self.lot_substitute_at):
            yield "Name the substitute event and when it is, or neither."
        elif (
            self.lot_at
            and self.lot_substitute_at
            and not self.lot_at <= self.lot_substitute_at <= self.election.opening_at
        ):
            yield "The substitute event lies no earlier than the first one, and before the ballot box is opened."

    def _problems_of_the_spread(self) -> Iterator[str]:
        try:
            names = [limit.name for limit in read_limits(self.spread_limits)]
        except ValueError as problem:
            yield str(problem)
            return
        if bool(names) != bool(self.spread_by):
            yield "Say by what the seats are spread, and the limits; or neither."
        elif self.spread_by == self.SpreadBy.DECLARED:
            if self.spread_name.strip() in {"", ORGANISATION}:
                yield "Name what candidates declare of themselves, such as “Size of organisation”."
        elif self.spread_by:
            known: type[Theme | District] = (
                Theme if self.spread_by == self.SpreadBy.THEME else District
            )
            found = set(known.objects.filter(name__in=names).values_list("name", flat=True))
            if unknown := [name for name in names if name not in found]:
                yield f"There is no {self.spread_by} called {' or '.join(unknown)}."

    @property
    def limits(self) -> list[Limit]:
        return read_limits(self.spread_limits)

    @property
    def spread_category(self) -> str:
        """By what the seats are spread, as a heading; empty where they are not."""
        if self.spread_by == self.SpreadBy.DECLARED:
            return self.spread_name
        return self.get_spread_by_display() if self.spread_by else ""

    def spread_sentences(self) -> list[str]:
        """The constraints on the result, as everybody reads them before nominations open."""
        found = ["At most one seat an organisation."] if self.one_seat_an_organisation else []
        if self.limits:
            listed = "; ".join(str(limit) for limit in self.limits)
            found.append(f"{self.spread_category}: {listed}.")
        if found:
            found.append(
                "The count keeps to this. What those who stand cannot meet does not bind, and a seat that nobody can "
                "take within the limits stays vacant."
            )
        return found or ["No limits."]

    def lot_form_sentence(self) -> str:
        """How what the event gives is written down, as everybody reads it in the notice."""
        if self.lot_numbers is None:
            return "Written word for word as it was published."
        if self.lot_numbers == 1:
            return "Written as one whole number."
        return f"Written as {self.lot_numbers} whole numbers in rising order, with a space between them."

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
                "With 5 ballots or more, the votes at each stage; with fewer, who is elected. The rankings are not "
                "published, so that nobody can be made to show by an agreed order how they voted."
            )
        return (
            "With 20 ballots or more, the rankings as far as the count used them, sorted, and the whole count; with 5 "
            "to 19, the votes at each stage; with fewer, who is elected."
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
        match self.electorate:
            case self.Electorate.GROUP:
                return f"Member organisations in the {self.group}"
            case self.Electorate.DISTRICT:
                return f"Member organisations that work in {self.district}"
            case _:
                return "Every member organisation of the Assembly"
