"""The draw of a contest: the public event that settles ties, and the event instead of it."""

from collections.abc import Iterator

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from assembly.core.templatetags.assembly import moment

from .election import Election


class HasDraw(models.Model):
    """The part of a contest that says how its ties are settled."""

    election: "models.ForeignKey[Election, Election]"

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
    # Moved by elections.services alone.
    lot_seed = models.CharField(max_length=100, blank=True)
    lot_substitute_because = models.CharField(
        max_length=300, blank=True, help_text="Why the substitute event settled the draw."
    )

    class Meta:
        abstract = True

    def problems_of_the_draw(self) -> Iterator[str]:
        """The draw decides ties, so nobody may know it while votes are cast, and the count cannot wait for it."""
        if self.lot_at and not (
            self.election.poll_closes_at <= self.lot_at <= self.election.opening_at
        ):
            yield "Choose an event for the draw after voting closes and before the ballot box is opened."
        if bool(self.lot_substitute) != bool(self.lot_substitute_at):
            yield "Name the substitute event and when it is, or neither."
        elif (
            self.lot_at
            and self.lot_substitute_at
            and not self.lot_at <= self.lot_substitute_at <= self.election.opening_at
        ):
            yield "Choose a substitute event no earlier than the first one, and before the ballot box is opened."

    def draw_sentence(self) -> str:
        """Which event settles the draw and when, and which one instead of it."""
        first = f"{self.lot_event}, {moment(self.lot_at)}."
        if not self.lot_substitute:
            return first
        instead = f"{self.lot_substitute}, {moment(self.lot_substitute_at)}."
        return f"{first} If that event does not take place: {instead}"

    def draw_form_sentence(self) -> str:
        """How what the event gives is written down, as everybody reads it in the notice."""
        if self.lot_numbers is None:
            return "Written word for word as it was published."
        if self.lot_numbers == 1:
            return "Written as one whole number."
        return f"Written as {self.lot_numbers} whole numbers in rising order, with a space between them."
