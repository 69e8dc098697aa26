"""What the public pages below the page of a consultation share: its address, and the way up."""

from typing import Any

from django.shortcuts import get_object_or_404

from assembly.core.addresses import page_at

from .models import Consultation


def published_at(body: str, slug: str) -> Consultation:
    """The consultation of a public address; it says whether its text is hidden (`text_is_hidden`)."""
    found = Consultation.objects.published().with_page()
    return get_object_or_404(found, body__page__slug=body, page__slug=slug)


def breadcrumbs(consultation: Consultation) -> list[tuple[str, Any]]:
    return [
        ("Consultations", page_at("consultations")),
        (consultation.body.name, page_at(f"consultations/{consultation.body.page.slug}")),
        (str(consultation), consultation.get_absolute_url()),
    ]
