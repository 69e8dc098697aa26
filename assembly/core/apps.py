from typing import Any

from django.apps import AppConfig
from django.core.checks import register

# What Wagtail notes of a page while nobody but its editors sees the change; it saves drafts every few seconds.
DRAFTING = {"wagtail.create", "wagtail.edit", "wagtail.rename", "wagtail.revert"}


class CoreConfig(AppConfig):
    name = "assembly.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from . import retention
        from .checks import CHECKS
        from .uploads.retention import RULES

        for check in CHECKS:
            register(check)
        retention.add(*RULES)
        self._forget_pages_on_publishing()

    def _forget_pages_on_publishing(self) -> None:
        """Of acts `events.record` takes care. Wagtail signals what it publishes, and logs what else it does."""
        from django.db.models.signals import post_save

        from wagtail.models import ModelLogEntry, PageLogEntry
        from wagtail.signals import page_published, page_unpublished

        from . import page_cache

        def forget(**kwargs: Any) -> None:
            page_cache.forget_after_commit()

        def forget_unless_draft(instance: PageLogEntry, **kwargs: Any) -> None:
            if instance.action not in DRAFTING:
                page_cache.forget_after_commit()

        page_published.connect(forget, weak=False, dispatch_uid="pages_published")
        page_unpublished.connect(forget, weak=False, dispatch_uid="pages_unpublished")
        post_save.connect(forget, ModelLogEntry, weak=False, dispatch_uid="pages_models")
        post_save.connect(forget_unless_draft, PageLogEntry, weak=False, dispatch_uid="pages_pages")
