"""Short guidance for officers, undertaking by undertaking, and who has read which version of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.partners.models import PublicBody

from .editions import UndertakingText

LONGEST_GUIDANCE = 1_500


class Guidance(models.Model):
    """What an officer does to keep a promise. It is about one text, and is shown once that text is in force.

    While nothing of its edition is published the words are changed in place; afterwards a change is another version.
    """

    about = models.ForeignKey(UndertakingText, models.PROTECT, related_name="guidance")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=LONGEST_GUIDANCE)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["about", "-number"]
        verbose_name_plural = "guidance"
        default_permissions = ("view", "add", "change")
        constraints = [
            models.UniqueConstraint(fields=["about", "number"], name="guidance_number_once_a_text"),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="guidance_says_something",
                violation_error_message="Enter the guidance.",
            ),
        ]

    def __str__(self) -> str:
        return f"Guidance on {self.about.undertaking.number}, version {self.number}"

    @property
    def version(self) -> str:
        """As people tell it from others: “Version 2 for the text of September 2005”."""
        from_day = self.about.edition.in_force_from
        text = f"the text of {from_day:%B %Y}" if from_day else "the draft"
        return f"Version {self.number} for {text}"


class Acknowledgement(models.Model):
    """An officer says that they have read one version of the guidance, for the body they then acted for.

    The row stays when the person leaves or is erased, so that counts stay true; it then names nobody.
    """

    guidance = models.ForeignKey(Guidance, models.PROTECT, related_name="acknowledgements")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="guidance_read"
    )
    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # The later version of which its reader was told last, and the day: the mark of the reminder.
    told_of = models.ForeignKey(
        Guidance, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    told_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        default_permissions = ("view",)
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="acknowledgement_newest_first")]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance", "user", "body"], name="acknowledged_once_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.guidance}, read"
