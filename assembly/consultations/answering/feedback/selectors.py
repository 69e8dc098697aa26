"""Feedback as its screens and pages need it."""

from django.db.models import QuerySet

from assembly.consultations.models import Consultation, Feedback, FeedbackLine, RaisedTheme


def themes_of(consultation: Consultation) -> QuerySet[RaisedTheme]:
    """What people raised, as the codebook stands: without what was merged into another theme."""
    return consultation.raised_themes.filter(merged_into=None).order_by("position", "pk")


def lines_of(feedback: Feedback) -> list[FeedbackLine]:
    return list(feedback.lines.select_related("theme__merged_into").order_by("position", "pk"))


def versions_of(consultation: Consultation) -> list[Feedback]:
    """What was published, the newest first."""
    return list(consultation.feedbacks.published().select_related("published_by"))
