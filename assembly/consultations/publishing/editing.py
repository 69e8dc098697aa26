"""The editor of a consultation in the Wagtail admin: which fields it has, in which order."""

from typing import Any

from django import forms
from django.db import models

from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, Panel

from assembly.consultations.window import FULL_IN_WORDS

from . import approvals

MAY_OVERRIDE = "consultations.publish_consultation"


class Method(models.TextChoices):
    """How people can take part. The values are codes of the page."""

    ONLINE = "online", "Answering the questions on this site"
    PAPER = "paper", "Answering on paper"
    MEETING = "meeting", "Public meetings"
    DISCUSSION = "discussion", "Discussions in groups"
    INTERVIEW = "interview", "Interviews"
    VISIT = "visit", "Visits to organisations and places"
    PHONE = "phone", "By telephone"


class ApprovalPanel(HelpPanel):
    """What became of the page with the Board so far."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            found: dict[str, Any] = super().get_context_data(parent_context)
            return {**found, **approvals.of_page(self.instance)}


CONTENT_PANELS: list[Panel] = [
    ApprovalPanel(template="consultations/publishing/approvals.html", heading="With the Board"),
    FieldPanel("summary"),
    HelpPanel(template="consultations/staff/questions_help.html", heading="Questions"),
    MultiFieldPanel(
        [
            HelpPanel(template="consultations/staff/window_help.html"),
            FieldPanel("department"),
            FieldPanel("stage"),
            FieldPanel("opens_on"),
            FieldPanel("closes_on"),
            HelpPanel(template="consultations/publishing/work_out.html"),
        ],
        heading="When, and at what stage",
    ),
    MultiFieldPanel(
        [
            FieldPanel("reason_code"),
            FieldPanel("reason_text"),
            FieldPanel("without_reason", permission=MAY_OVERRIDE),
        ],
        heading=f"If it is shorter than {FULL_IN_WORDS}",
    ),
    MultiFieldPanel(
        [
            FieldPanel("purpose"),
            FieldPanel("can_change"),
            FieldPanel("cannot_change"),
            FieldPanel("legal_duty"),
        ],
        heading="Why it is held, and what it can change",
    ),
    MultiFieldPanel(
        [
            FieldPanel("affected"),
            FieldPanel("equality"),
            FieldPanel("groups_targeted", heading="Who you will go to"),
        ],
        heading="Who it is about",
    ),
    MultiFieldPanel(
        [
            FieldPanel("methods"),
            FieldPanel("formats"),
            FieldPanel(
                "contact",
                help_text="Who people can ask for another format, or with a question: a name or a post, and a "
                "telephone number.",
            ),
            FieldPanel("lead_officer"),
        ],
        heading="How people take part",
    ),
    MultiFieldPanel(
        [
            FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
            FieldPanel("districts", widget=forms.CheckboxSelectMultiple),
            FieldPanel("undertakings", widget=forms.CheckboxSelectMultiple),
        ],
        heading="What it is about, and where",
    ),
    InlinePanel(
        "documents",
        [
            FieldPanel("title"),
            FieldPanel("document"),
            FieldPanel("accessible_version"),
            FieldPanel("is_accessible"),
        ],
        heading="Documents",
        label="Document",
        help_text="Each with an accessible version, or the note that the file is accessible itself.",
    ),
    FieldPanel(
        "body", help_text="The consultation in words. A file belongs to the documents above."
    ),
]
SLUG_PANELS: list[Panel] = [
    FieldPanel(
        "slug", help_text="The last part of the address. It is fixed once the page is published."
    ),
    FieldPanel("search_description"),
]
