"""What was put off after the notice of election, and why: public."""

from django.db import models

from .election import Election


class TimetableChange(models.Model):
    """One change of a timetable that had been announced: which instants moved, from when to when."""

    DRAW_FOR = "Draw for"  # and the title of its contest: the key of a draw in `moved`

    election = models.ForeignKey(Election, models.CASCADE, related_name="timetable_changes")
    changed_at = models.DateTimeField()
    because = models.CharField("why", max_length=300)
    moved = models.JSONField(help_text="By instant: when it was, and when it is now.")

    class Meta:
        ordering = ["election", "changed_at", "id"]

    def __str__(self) -> str:
        return f"A change of the timetable of {self.election}"
