"""A published consultation is never deleted, by whatever way; a draft goes with its page."""

from typing import Any

from assembly.core.passages.selectors import text_of
from assembly.core.rules import RuleBroken

from .models import Consultation, ConsultationPage


def refuse_when_published(instance: ConsultationPage, **kwargs: Any) -> None:
    if Consultation.objects.published().filter(pk=instance.consultation_id).exists():
        raise RuleBroken(
            "A published consultation stays: the Board can withdraw it, with a public reason."
        )


def take_draft_along(instance: ConsultationPage, **kwargs: Any) -> None:
    draft = Consultation.objects.filter(pk=instance.consultation_id, published_at=None).first()
    if draft is None:
        return
    if text := text_of(draft):  # known by a reference only; nobody has commented on a draft
        text.delete()
    draft.delete()
