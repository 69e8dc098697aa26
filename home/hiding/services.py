"""Acts on hidden texts. The others of the two offices are told at once: two working days are short."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from wagtail.models import Page

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.hiding.models import HiddenText
from assembly.core.hiding.selectors import is_hidden
from assembly.notifications.services import notify

from . import rules


@transaction.atomic
def hide_text(page: Page, reason: str, *, by: User, at: dt.datetime | None = None) -> HiddenText:
    """Hide the text of a page now. It comes back by itself unless a second person confirms it in time."""
    page = Page.objects.select_for_update().get(pk=page.pk)
    at = at or timezone.now()
    last = HiddenText.objects.filter(page=page).first()
    rules.may_hide(page, by, at, is_hidden=is_hidden(page.pk, at), last=last).enforce()
    rules.has_reason(reason).enforce()
    hidden = HiddenText.objects.create(
        page=page,
        reason=reason.strip(),
        hidden_by=by,
        hidden_at=at,
        lapses_at=rules.lapses_at(at),
    )
    record("core.text_hidden", hidden, by=by, data={"page": page.pk})
    others = offices.holders_who_may(rules.MAY_HIDE).exclude(pk=by.pk)
    notify(
        others,
        "home/text_hidden",
        about=hidden,
        context={"hidden": hidden},
        url=hidden.get_absolute_url(),
        at=at,
    )
    return hidden


@transaction.atomic
def confirm_hiding(hidden: HiddenText, *, by: User, at: dt.datetime | None = None) -> HiddenText:
    """The second person agrees: the text stays hidden until somebody shows it again."""
    hidden = HiddenText.objects.select_for_update().get(pk=hidden.pk)
    at = at or timezone.now()
    rules.may_confirm(hidden, by, at).enforce()
    hidden.confirmed_by, hidden.confirmed_at = by, at
    hidden.save(update_fields=["confirmed_by", "confirmed_at"])
    record("core.hiding_confirmed", hidden, by=by, data={"page": hidden.page_id})
    return hidden


@transaction.atomic
def show_again(hidden: HiddenText, *, by: User, at: dt.datetime | None = None) -> HiddenText:
    hidden = HiddenText.objects.select_for_update().get(pk=hidden.pk)
    at = at or timezone.now()
    rules.may_show_again(hidden, by, at).enforce()
    hidden.lifted_by, hidden.lifted_at = by, at
    hidden.save(update_fields=["lifted_by", "lifted_at"])
    record("core.text_shown_again", hidden, by=by, data={"page": hidden.page_id})
    return hidden
