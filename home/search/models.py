"""Words that mean the same, kept by the Support Unit."""

from django.core.exceptions import ValidationError
from django.db import models

from assembly.core.search.words import split


def at_least_two(text: str) -> None:
    if len({tuple(split(each)) for each in text.split(",")} - {()}) < 2:
        raise ValidationError("Write at least two words or phrases, with a comma between them.")


class SynonymSet(models.Model):
    """Words and phrases of which a search for one finds the others too."""

    words = models.CharField(
        max_length=500,
        unique=True,
        validators=[at_least_two],
        help_text="With commas between them: VCS, third sector, voluntary sector.",
    )
    in_use = models.BooleanField(
        default=True, help_text="Not ticked: kept, and the search does without it."
    )

    class Meta:
        ordering = ["words"]
        verbose_name = "set of words that mean the same"
        verbose_name_plural = "words that mean the same"

    def __str__(self) -> str:
        return self.words

    @property
    def each(self) -> tuple[str, ...]:
        return tuple(word.strip() for word in self.words.split(","))
