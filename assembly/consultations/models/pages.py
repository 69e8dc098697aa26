"""The pages of consultations: the index, one page for each public body, one for each consultation."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django.db import models, transaction
from django.http import HttpRequest

from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail.search import index

from assembly.accounts.models import User
from assembly.compact.models import Undertaking
from assembly.core.blocks import BodyBlock
from assembly.core.pages import SitePage
from assembly.core.rules import RuleBroken
from assembly.membership.http import VisitorRequest
from assembly.membership.models import District, Theme
from assembly.partners.models import Officer, PublicBody

from ..permissions import ConsultationTester, FixedAddressTester
from ..publishing.editing import CONTENT_PANELS, SLUG_PANELS
from ..publishing.forms import ConsultationPageForm
from .documents import ConsultationDocument
from .records import Consultation


class ConsultationIndexPage(SitePage):
    """Every consultation: forthcoming, open, closed."""

    has_house_address = True
    lead = models.TextField(max_length=400, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    promote_panels: ClassVar[list[Panel]] = []
    max_count = 1
    subpage_types = ["consultations.BodyPage"]
    template = "consultations/consultation_index_page.html"

    class Meta:
        verbose_name = "consultation index"

    def permissions_for_user(self, user: User) -> FixedAddressTester:
        return FixedAddressTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from ..finding import selectors

        return {**super().get_context(request, *args, **kwargs), **selectors.lists(request)}


class BodyPage(SitePage):
    """A public body's place for its consultations; its officers add and edit below it. Made by services alone.

    Its title is the name of the body, which is changed where bodies are kept.
    """

    has_house_address = True
    body = models.OneToOneField(PublicBody, models.PROTECT, related_name="page")
    records = ("body",)
    lead = models.TextField(max_length=400, blank=True)

    content_panels: ClassVar[list[Panel]] = [FieldPanel("lead")]
    promote_panels: ClassVar[list[Panel]] = []  # its address is part of every consultation's
    search_fields = [*Page.search_fields, index.SearchField("lead")]
    is_creatable = False
    parent_page_types = ["consultations.ConsultationIndexPage"]
    subpage_types = ["consultations.ConsultationPage"]
    template = "consultations/body_page.html"

    class Meta:
        verbose_name = "public body's consultations"

    def permissions_for_user(self, user: User) -> FixedAddressTester:
        return FixedAddressTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from ..finding import selectors

        return {
            **super().get_context(request, *args, **kwargs),
            **selectors.lists(request, body=self.body),
        }

    def with_content_json(self, content: Mapping[str, Any]) -> "BodyPage":
        """No draft brings a former name of the body back."""
        page: BodyPage = super().with_content_json(content)
        page.title, page.draft_title = self.title, self.draft_title
        return page


class ConsultationPage(SitePage):
    """The words of a consultation. What is promised stands in its Consultation, which services alone change.

    The page is live exactly when its consultation is published: `save` refuses anything else, and `publish` is the
    service. Go-live and expiry times do not exist for it.
    """

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="page")
    records = ("consultation__body__page", "consultation__overdue_cleared")
    summary = models.TextField(
        max_length=400,
        help_text="What is asked and why, in plain words: at most two or three sentences.",
    )
    purpose = models.TextField(
        max_length=1_500,
        blank=True,
        help_text="What will be decided, by whom and when, and what the answers are for.",
    )
    affected = models.TextField(
        "who is affected",
        max_length=1_500,
        blank=True,
        help_text="Which people and organisations notice the difference.",
    )
    equality = models.TextField(
        "equality note",
        max_length=1_500,
        blank=True,
        help_text="What it means for people with characteristics that the law protects, and how you know.",
    )
    can_change = models.TextField(
        "what can change",
        max_length=1_500,
        blank=True,
        help_text="What is still open, so that an answer makes a difference.",
    )
    cannot_change = models.TextField(
        "what cannot change",
        max_length=1_500,
        blank=True,
        help_text="What is fixed, and why. Write “Nothing is fixed yet” if so.",
    )
    legal_duty = models.TextField(
        "duty in law",
        max_length=1_000,
        blank=True,
        help_text="The Act or rule that asks for this consultation. Leave it empty if there is none.",
    )
    methods = models.JSONField("how people can take part", default=list, blank=True)
    groups_targeted = models.TextField(
        "whom you will go to",
        max_length=1_000,
        blank=True,
        help_text="People who seldom answer, and what you do to hear them.",
    )
    lead_officer = models.ForeignKey(
        Officer,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Named on the page, with the post.",
    )
    undertakings = ParentalManyToManyField(
        Undertaking,
        blank=True,
        related_name="consultation_pages",
        verbose_name="undertakings of the Compact",
        help_text="The promises that this consultation is about. Each one lists it.",
    )
    formats = models.TextField(
        "other formats",
        max_length=600,
        blank=True,
        help_text="Such as: Easy Read, large print, British Sign Language, Polish, on paper.",
    )
    contact = models.TextField(
        max_length=400,
        blank=True,
        help_text="Whom to ask for another format, or with a question: a name or a post, a telephone number.",
    )
    body = StreamField(BodyBlock(), blank=True)
    themes = ParentalManyToManyField(
        Theme, blank=True, related_name="+", help_text="Who is told depends on them."
    )
    districts = ParentalManyToManyField(
        District,
        blank=True,
        related_name="+",
        help_text="Where it matters. None ticked: everywhere the public body works.",
    )

    base_form_class = ConsultationPageForm
    content_panels = [*Page.content_panels, *CONTENT_PANELS]
    promote_panels = SLUG_PANELS
    settings_panels: ClassVar[
        list[Panel]
    ] = []  # no schedule: the Board's approval publishes, and nothing hides the page again
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("purpose"),
        index.SearchField("body"),
    ]
    parent_page_types = ["consultations.BodyPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "consultations/consultation_page.html"

    class Meta:
        verbose_name = "consultation"

    def get_admin_display_title(self) -> str:
        """Words that wait for the Board's approval are their body's own, the title too."""
        return str(self.title) if self.live else str(super().get_admin_display_title())

    documents: models.Manager[ConsultationDocument]

    def document_keys(self) -> set[int]:
        """The documents that its list leads to, in the version at hand; its body may lead to others."""
        found = {
            key
            for one in self.documents.all()
            for key in (one.document_id, one.accessible_version_id)
        }
        return found - {None}

    def leave_out_text(self) -> None:
        super().leave_out_text()
        self.documents = []  # type: ignore[assignment]  # modelcluster takes a list

    def permissions_for_user(self, user: User) -> ConsultationTester:
        return ConsultationTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .. import selectors

        found = super().get_context(request, *args, **kwargs)
        # What the body wrote of its answer is words of this page too.
        left_out: dict[str, Any] = {"decision": None, "feedback": None, "papers": []}
        return {
            **found,
            **selectors.consultation_context(self, cast("VisitorRequest", request)),
            **(left_out if found["text_is_hidden"] else {}),
        }

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        self.go_live_at = self.expire_at = None
        if self.consultation._state.adding:
            from ..asking import services

            self.consultation.save()
            self.consultation = self.consultation  # takes over the key it has now
            services.ask_one_question(self.consultation)
        self._refuse_to_differ_from_the_record()
        super().save(*args, **kwargs)

    def _refuse_to_differ_from_the_record(self) -> None:
        if self.live != Consultation.objects.published().filter(pk=self.consultation_id).exists():
            raise RuleBroken(
                "A consultation is published by the approval of the Assembly Board, and stays published."
            )
        if Page.objects.live().filter(pk=self.pk).exclude(slug=self.slug).exists():
            raise RuleBroken("The address of a published consultation never changes.")

    def with_content_json(self, content: Mapping[str, Any]) -> "ConsultationPage":
        """No revision of a published page, however old, brings another address back."""
        page: ConsultationPage = super().with_content_json(content)
        if self.live:
            page.slug, page.url_path = self.slug, self.url_path
        return page

    def publish(self, revision: Revision, user: User | None = None, **kwargs: Any) -> None:
        """Wagtail's workflow ends here; so would every other way to publish a revision."""
        from ..publishing import services

        services.publish_consultation(revision, by=user)

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        raise RuleBroken(
            "A published consultation stays: the Board can withdraw it, with a public reason."
        )

    def copy(self, *args: Any, **kwargs: Any) -> None:
        raise RuleBroken("A consultation is not copied: begin a new one.")

    def create_alias(self, *args: Any, **kwargs: Any) -> None:
        raise RuleBroken("A consultation has one address, so it has no alias.")

    def move(self, *args: Any, **kwargs: Any) -> None:
        raise RuleBroken("A consultation stays where it is: its address never changes.")
