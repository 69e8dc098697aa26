"""A registration that was begun."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class RegistrationDraft(models.Model):
    """What a person has typed of a registration so far, right or wrong: one draft an account."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    # Field of the form -> what was typed in it, one or several.
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Draft of {self.user}"

    @property
    def name(self) -> str:
        return " ".join(self.typed.get("name", [""])[:1])
