"""What core hands in to its own points, to Django and to Wagtail."""

from typing import Any

from django.core import checks
from django.db.models.signals import post_save, pre_delete

from wagtail.documents.models import Document
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.signals import page_published, page_unpublished

from . import events, health, public_token, retention
from .checks import CHECKS, CHECKS_OF_A_REAL_SITE
from .clean_text import clean_what_forms_take
from .documents import rules as documents
from .events import Act
from .mailed_codes.retention import RULES as CODES
from .models import BankHoliday, GlossaryTerm
from .uploads.retention import RULES as UPLOADS

# What Wagtail notes of a page while nobody but its editors sees the change; it saves drafts every few seconds.
DRAFTING = {"wagtail.create", "wagtail.edit", "wagtail.rename", "wagtail.revert"}

for check in CHECKS:
    checks.register(check)
for check in CHECKS_OF_A_REAL_SITE:
    checks.register(check, deploy=True)
clean_what_forms_take()

events.acts.register(
    Act("core.text_hidden", "hid the text of a page"),
    Act("core.hiding_confirmed", "confirmed that the text of a page stays hidden"),
    Act("core.text_shown_again", "showed the text of a page again"),
    *events.changes_to(BankHoliday, GlossaryTerm),
)
health.job_checks.register(health.queue, health.worker, place=-1)
retention.rules.register(*UPLOADS, *CODES)


def change_token(**kwargs: Any) -> None:
    public_token.change_after_commit()


def change_token_unless_draft(instance: PageLogEntry, **kwargs: Any) -> None:
    if instance.action not in DRAFTING:
        public_token.change_after_commit()


# Wagtail signals what it publishes, and logs what else it does.
page_published.connect(change_token, dispatch_uid="pages_published")
page_unpublished.connect(change_token, dispatch_uid="pages_unpublished")
post_save.connect(change_token, ModelLogEntry, dispatch_uid="pages_models")
post_save.connect(change_token_unless_draft, PageLogEntry, dispatch_uid="pages_pages")
pre_delete.connect(documents.refuse_when_published, Document, dispatch_uid="documents_stay")
