"""The code that proves afresh who is at the keyboard before a vote."""

from django.conf import settings
from django.db import models


class ProofCode(models.Model):
    """The code last mailed to a person, as a keyed hash, with the tries it has had and the codes of this hour.

    A row of its own, not the session or the cache: tries are counted by one conditional update, so a hundred
    guesses sent at once are not counted as one.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    digest = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_this_hour = models.PositiveSmallIntegerField(default=0)
    hour_began_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Code of {self.user}"
