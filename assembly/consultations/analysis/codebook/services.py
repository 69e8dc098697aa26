"""Acts on the codebook of a consultation. Each holds the lock of the consultation, so one waits for the other."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.models import Consultation, RaisedTheme
from assembly.core.events import record
from assembly.core.names import same, tidy
from assembly.core.rules import RuleBroken

from ..calling import may_analyse
from . import rules, selectors


@transaction.atomic
def add_theme(
    consultation: Consultation,
    name: str,
    description: str = "",
    *,
    by: User,
    at: dt.datetime | None = None,
) -> RaisedTheme:
    """At the end of the codebook; the same again is the same theme."""
    consultation = lock(consultation, by=by, at=at)
    name, description = tidy(name), description.strip()
    themes = list(selectors.in_use(consultation))
    known = next((one for one in themes if same(one.name, name)), None)
    if known and description in ("", known.description):
        return known  # the button was pressed twice, or two people thought of it
    rules.has_a_name(name).enforce()
    rules.is_new(name, themes).enforce()
    rules.has_room(len(themes) + 1).enforce()
    last = consultation.raised_themes.order_by("-position").first()
    theme = RaisedTheme.objects.create(
        consultation=consultation,
        position=last.position + 1 if last else 1,
        name=name,
        description=description,
    )
    _record("consultations.theme_added", theme, by)
    return theme


@transaction.atomic
def change_theme(
    theme: RaisedTheme,
    name: str,
    description: str,
    *,
    by: User,
    seen: tuple[str, str] | None = None,
    at: dt.datetime | None = None,
) -> RaisedTheme:
    """Name and description. `seen` is what both were when the change was begun; None asks nothing.

    Feedback that was published keeps the name of its day, and what was coded stays coded.
    """
    theme = _held(theme, by=by, at=at)
    wanted = tidy(name), description.strip()
    if wanted == (theme.name, theme.description):
        return theme  # saved twice
    rules.is_open(theme).enforce()
    rules.is_seen(seen, theme).enforce()
    rules.has_a_name(wanted[0]).enforce()
    rules.is_new(wanted[0], selectors.in_use(theme.consultation).exclude(pk=theme.pk)).enforce()
    theme.name, theme.description = wanted
    theme.save(update_fields=["name", "description"])
    _record("consultations.theme_changed", theme, by)
    return theme


@transaction.atomic
def move_theme(
    theme: RaisedTheme, steps: int, *, seen_at: int, by: User, at: dt.datetime | None = None
) -> RaisedTheme:
    """One up (-1) or down (1) from the place at which it was seen; pressed twice it is moved once."""
    theme = _held(theme, by=by, at=at)
    order = list(selectors.in_use(theme.consultation))
    place = order.index(theme) if theme in order else -1
    if place != seen_at or not 0 <= place + steps < len(order):
        return theme
    order.insert(place + steps, order.pop(place))
    for position, each in enumerate(order, 1):
        each.position = position
    RaisedTheme.objects.bulk_update(order, ["position"])
    _record("consultations.theme_moved", theme, by)
    return order[place + steps]


@transaction.atomic
def merge_theme(
    theme: RaisedTheme, into: RaisedTheme, *, by: User, at: dt.datetime | None = None
) -> RaisedTheme:
    """What was coded with the one counts for the other from now on, and so does what was merged into it before.

    So `merged_into` always leads to a theme in use, in one step.
    """
    theme = _held(theme, by=by, at=at)
    into = _still_there(theme.consultation, into)
    if theme.merged_into_id == into.pk:
        return into  # the button was pressed twice
    rules.may_be_merged(theme, into).enforce()
    theme.merged_themes.update(merged_into=into)
    theme.merged_into = into
    theme.save(update_fields=["merged_into"])
    _record("consultations.theme_merged", theme, by, into=into.pk)
    return into


@transaction.atomic
def delete_theme(theme: RaisedTheme, *, by: User, at: dt.datetime | None = None) -> None:
    """Only one that nothing hangs on."""
    theme = _held(theme, by=by, at=at)
    rules.is_open(theme).enforce()
    rules.may_be_deleted(
        codings=theme.codings.count(),
        lines=theme.feedback_lines.count(),
        merged=theme.merged_themes.count(),
    ).enforce()
    _record("consultations.theme_deleted", theme, by)
    theme.delete()


def lock(consultation: Consultation, *, by: User, at: dt.datetime | None) -> Consultation:
    """Lock the consultation, so that only one person changes or uses the codebook at a time."""
    held = Consultation.objects.select_for_update(of=("self",)).select_related("page", "body")
    found = held.get(pk=consultation.pk)
    may_analyse(found, by, at=at or timezone.now()).enforce()
    return found


def _held(theme: RaisedTheme, *, by: User, at: dt.datetime | None) -> RaisedTheme:
    consultation = lock(theme.consultation, by=by, at=at)
    return _still_there(consultation, theme)


def _still_there(consultation: Consultation, theme: RaisedTheme) -> RaisedTheme:
    """As it is under the lock, if nobody deleted it since the page was opened."""
    found = RaisedTheme.objects.select_related("merged_into").filter(pk=theme.pk).first()
    if found is None:
        raise RuleBroken("Somebody else has deleted this theme since you opened the page.")
    if found.consultation_id == consultation.pk:
        found.consultation = consultation
    return found


def _record(name: str, theme: RaisedTheme, by: User, **data: int) -> None:
    record(name, theme.consultation, by=by, data={"theme": theme.pk, **data})
