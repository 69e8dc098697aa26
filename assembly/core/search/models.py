"""The words of the sector: what means the same, for every search, and what a word means, for the glossary."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from assembly.core.name_fields import FoldedField

LONGEST_MEANING = 600


class GlossaryTermQuerySet(models.QuerySet["GlossaryTerm"]):
    def listed(self) -> Self:
        """Those in the glossary; the others only help the search."""
        return self.exclude(meaning="")

    def searched(self) -> Self:
        """Those that widen a search."""
        return self.filter(in_search=True).exclude(also="")


class GlossaryTerm(models.Model):
    """A word or phrase of the sector, with others that mean the same; with a meaning it is in the glossary.

    Its address in the glossary is given once: the word may be written differently later, the address stays.
    """

    term = models.CharField("word or phrase", max_length=250, help_text="As the site writes it.")
    term_folded = FoldedField("term")
    slug = models.SlugField(max_length=80, unique=True, editable=False)
    also = models.CharField(
        "other words that mean the same",
        max_length=500,
        blank=True,
        help_text="With commas between them: third sector, voluntary sector.",
    )
    meaning = models.TextField(
        max_length=LONGEST_MEANING,
        blank=True,
        help_text="In plain English, for somebody who is new. Leave it empty for a word that only helps the search.",
    )
    in_search = models.BooleanField(
        "widens searches",
        default=True,
        help_text="A search for one of these words finds the others too.",
    )
    on_pages = models.BooleanField(
        "explained on pages",
        default=True,
        help_text="A page that uses the word offers its meaning, the first time.",
    )

    objects = GlossaryTermQuerySet.as_manager()

    class Meta:
        ordering = ["term_folded"]
        verbose_name = "word of the glossary"
        verbose_name_plural = "words of the glossary"
        constraints = [
            models.UniqueConstraint(
                fields=["term_folded"],
                name="glossary_term_once",
                violation_error_message="This word has been entered already.",
            )
        ]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return f"{reverse('home:glossary')}#{self.slug}"

    def clean(self) -> None:
        if not self.meaning.strip() and not self.others:
            raise ValidationError(
                "Enter the meaning, or at least one other word that means the same. Without either the word does "
                "nothing."
            )

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(word for each in self.also.split(",") if (word := each.strip()))

    @property
    def each(self) -> tuple[str, ...]:
        """All that mean the same, the one that the site writes first."""
        return (self.term, *self.others)
