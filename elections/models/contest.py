"""A contest: some seats of one partnership, the organisations that elect, and the candidates."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from assembly.membership.models import District, Organisation
from assembly.partners.models import Partnership, Seat
from elections.sealing import MOST_CANDIDATES
from forums.models import Group

from .election import Election

STATEMENT_WORDS = 200


def at_most_200_words(text: str) -> None:
    words = len(text.split())
    if words > STATEMENT_WORDS:
        raise ValidationError(f"A statement has at most 200 words; this one has {words}.")


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
        "event that gives the lot",
        max_length=300,
        help_text="A public event after voting closes, whose outcome nobody can know before. It settles ties.",
    )

    # Moved by elections.services alone.
    roll_fingerprint = models.CharField(max_length=64, blank=True)
    lot_seed = models.CharField(max_length=100, blank=True)
    repeats = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="polled_again_as",
        help_text="The contest that is polled again by this one.",
    )
    polled_again_because = models.CharField(max_length=500, blank=True)

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


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def standing(self) -> "CandidateQuerySet":
        return self.filter(status=Candidate.Status.VALID)


class Candidate(models.Model):
    """A person who stands. The number is the place on every sealed ballot: fixed once the roll is frozen."""

    class Status(models.TextChoices):
        VALID = "valid", "Stands"
        WITHDRAWN = "withdrawn", "Withdrawn"

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="candidates")
    number = models.PositiveSmallIntegerField(
        "order of nomination",
        validators=[MinValueValidator(1), MaxValueValidator(MOST_CANDIDATES)],
    )
    name = models.CharField(max_length=150, help_text="As it stands on the ballot. It is public.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="candidacies",
        help_text="Their account, if they have one.",
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="candidates", help_text="Put forward by."
    )
    statement = models.TextField(
        max_length=2_000, blank=True, validators=[at_most_200_words], help_text="At most 200 words."
    )
    interests = models.TextField(
        "declared interests", max_length=1_000, blank=True, help_text="Public, with the statement."
    )
    # Moved by elections.services alone.
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.VALID)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["contest", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "number"],
                name="candidate_number_once",
                violation_error_message="Another candidate has this number.",
            ),
            models.UniqueConstraint(
                fields=["contest", "user"],
                name="candidate_person_once",
                violation_error_message="This person stands in this contest already.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_CANDIDATES),
                name="candidate_number_fits_a_byte",
                violation_error_message="A ballot has room for 255 candidates.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stands(self) -> bool:
        return self.status == self.Status.VALID
