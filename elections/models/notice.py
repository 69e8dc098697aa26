"""Which notices of an election an organisation has been sent, so that none is sent twice."""

from django.db import models

from assembly.membership.models import Organisation

from .election import Election


class SentNotice(models.Model):
    """A notice that one organisation was sent. Reminders are not here: who got one has not voted."""

    class Notice(models.TextChoices):
        ELECTION = "election", "Notice of election"
        CLOSING = "closing", "Nominations close soon"
        POLL = "poll", "Notice of poll"
        RESULT = "result", "Result declared"

    election = models.ForeignKey(Election, models.CASCADE, related_name="notices")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    notice = models.CharField(max_length=10, choices=Notice.choices)
    sent_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["election", "notice", "organisation"], name="notice_sent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_notice_display()} of {self.election}"
