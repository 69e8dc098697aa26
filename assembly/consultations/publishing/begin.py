"""On the first page of the Wagtail admin: where an officer begins a consultation."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from wagtail.admin.ui.components import Component

from assembly.accounts.http import SignedInRequest
from assembly.consultations.models import BodyPage, ConsultationPage
from assembly.partners.selectors import bodies_of


class BeginPanel(Component):
    name = "begin_consultation"
    order = 30
    template_name = "consultations/publishing/begin.html"

    def __init__(self, buttons: list[tuple[str, str]]) -> None:
        self.buttons = buttons

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"buttons": self.buttons}


def offer_to_begin(request: SignedInRequest, panels: list[Component]) -> None:
    """One button for each body the person acts for today; the Support Unit begins in the page tree."""
    pages = BodyPage.objects.filter(body__in=bodies_of(request.user, timezone.localdate()))
    model = ConsultationPage._meta
    buttons = [
        (
            page.title,
            reverse("wagtailadmin_pages:add", args=[model.app_label, model.model_name, page.pk]),
        )
        for page in pages.order_by("title")
    ]
    if buttons:
        panels.append(BeginPanel(buttons))
