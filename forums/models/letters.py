"""What a convenor writes to the people of a group."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse

from .groups import Group

LONGEST_LETTER = 5_000


class GroupLetter(models.Model):
    group = models.ForeignKey(Group, models.CASCADE, related_name="letters")
    subject = models.CharField(max_length=120)
    text = models.TextField(validators=[MaxLengthValidator(LONGEST_LETTER)])
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("forums:letter", args=[self.group.slug, self.pk])
