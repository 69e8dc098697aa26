"""The Compact: five codes, their numbered undertakings, every text an undertaking ever had, and their pages."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from assembly.core.addresses import page_at
from assembly.core.blocks import BodyBlock
from assembly.core.pages import SitePage

VOLUNTARY = (
    "The Compact is a voluntary agreement between public bodies and the voluntary and community sector. "
    "It is not law, and nobody can be taken to court for not keeping it."
)
EXAMPLE = "This is example text. It shows how the Compact will read here; it is not what was agreed and signed locally."


class Code(models.Model):
    """One of the five codes of practice of the Compact. They are fixed; `services.make_codes` makes the rows."""

    class Subject(models.TextChoices):
        FUNDING = "funding", "Funding"
        CONSULTATION = "consultation", "Consultation"
        BME = "bme", "Black and minority ethnic organisations"
        VOLUNTEERING = "volunteering", "Volunteering"
        COMMUNITY_GROUPS = "community-groups", "Community groups"

    subject = models.CharField(max_length=20, choices=Subject.choices, unique=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    subject__in=[
                        "funding",
                        "consultation",
                        "bme",
                        "volunteering",
                        "community-groups",
                    ]
                ),
                name="code_one_of_five",
                violation_error_message="The Compact has five codes and no other.",
            )
        ]

    def __str__(self) -> str:
        return self.get_subject_display()

    def get_absolute_url(self) -> str:
        return str(page_at(f"compact/{self.subject}"))


class Undertaking(models.Model):
    """A numbered promise of a code, at an address of its own that never changes. Its words are in its versions."""

    code = models.ForeignKey(Code, models.PROTECT, related_name="undertakings")
    number = models.CharField(max_length=6, help_text="As people cite it, such as F1.")
    order = models.PositiveSmallIntegerField(help_text="Its place in the code: F10 follows F9.")

    class Meta:
        ordering = ["code", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "number"],
                name="undertaking_number_once_a_code",
                violation_error_message="The code has an undertaking with this number already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("compact:undertaking_detail", args=[self.code.subject, self.number.lower()])

    @property
    def latest(self) -> "UndertakingVersion | None":
        """The text published last, which may not be in force yet."""
        return max(self.versions.all(), key=lambda version: version.number, default=None)


class UndertakingVersion(models.Model):
    """The words of an undertaking from a day on. Never edited: a change is a new version, so citations stay true."""

    class Party(models.TextChoices):
        PUBLIC_BODY = "public-body", "Public bodies"
        SECTOR = "sector", "The voluntary and community sector"
        BOTH = "both", "Both sides"

    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=2_000)
    party = models.CharField("who promises", max_length=12, choices=Party.choices)
    measured_by = models.CharField(
        max_length=200, blank=True, help_text="What shows whether the promise is kept."
    )
    is_example = models.BooleanField(
        "example text", help_text="Ticked: not agreed by anybody, shown with a note that says so."
    )
    published_on = models.DateField()
    effective_on = models.DateField(help_text="The day from which the promise holds.")

    class Meta:
        ordering = ["undertaking", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["undertaking", "number"], name="version_number_once_an_undertaking"
            ),
            models.UniqueConstraint(
                fields=["undertaking", "effective_on"],
                name="version_one_a_day",
                violation_error_message="Another version of this undertaking takes effect on that day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.undertaking}, version {self.number}"


class CompactPage(SitePage):
    """The Compact's front page: what it is, and the way to its five codes."""

    has_house_address = True
    lead = models.TextField(max_length=400, blank=True)
    body = StreamField(BodyBlock(), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    max_count = 1
    subpage_types = ["compact.CodePage"]
    template = "compact/compact_page.html"

    class Meta:
        verbose_name = "Compact"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from . import selectors

        return {
            **super().get_context(request, *args, **kwargs),
            "codes": selectors.code_cards(),
            "voluntary": VOLUNTARY,
        }


class CodePage(SitePage):
    """The words around one code; its undertakings come from the record. Made by `services.make_code_pages`."""

    has_house_address = True
    code = models.OneToOneField(Code, models.PROTECT, related_name="page")
    records = ("code",)
    lead = models.TextField(max_length=400, blank=True)
    body = StreamField(BodyBlock(), blank=True, help_text="Stands above the undertakings.")

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    promote_panels: ClassVar[list[Panel]] = []  # the address of a code never changes
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    is_creatable = False
    parent_page_types = ["compact.CompactPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "compact/code_page.html"

    class Meta:
        verbose_name = "code of the Compact"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from . import selectors

        return {
            **super().get_context(request, *args, **kwargs),
            **selectors.code_context(self.code),
        }

    def breadcrumbs(self, request: HttpRequest) -> list[tuple[str, str]]:
        return [("The Compact", page_at("compact"))]
