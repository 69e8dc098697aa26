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


class Acknowledgement(models.Model):
    """An officer says that they have read one version of the guidance, for the body they then acted for."""

    guidance = models.ForeignKey(Guidance, models.PROTECT, related_name="acknowledgements")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="guidance_read"
    )
    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        default_permissions = ("view",)
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance", "user", "body"], name="acknowledged_once_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.guidance}, read"
