"""Acts on an edition: begun, written undertaking by undertaking, and published once it was adopted."""

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.models import EXAMPLE_NUMBER, Code, Edition, Undertaking, UndertakingText
from assembly.core.events import record
from assembly.core.locks import hold
from assembly.core.rules import RuleBroken

from . import rules, selectors
from .reading import Words

LOCK = "compact.text"


@transaction.atomic
def begin(title: str, *, by: User | None, at: dt.datetime | None = None) -> Edition:
    """Begin the draft of the next edition; it holds what the last one holds until something is changed."""
    hold(LOCK)
    rules.may_begin(draft=selectors.draft()).enforce()
    last = Edition.objects.aggregate(last=Max("number"))["last"] or EXAMPLE_NUMBER
    before = Edition.objects.adopted().order_by("-number").first()
    edition = Edition.objects.create(
        number=last + 1,
        title=title.strip(),
        introduction=before.introduction if before else "",
        principles=before.principles if before else "",
        begun_by=by,
        begun_at=at or timezone.now(),
    )
    record("compact.edition_begun", edition, by=by, data={"number": edition.number})
    return edition


def held(edition: Edition) -> Edition:
    """The draft, locked; refused once it was published or discarded."""
    found = Edition.objects.select_for_update().filter(pk=edition.pk).first()
    if found is None:
        raise RuleBroken("The draft was discarded, so nothing was saved.")
    rules.may_be_edited(found).enforce()
    return found


def edited(edition: Edition) -> None:
    """People who agreed to the words before have not agreed to these."""
    edition.edit += 1
    edition.save(update_fields=["edit"])


@transaction.atomic
def write(
    edition: Edition, code: Code, number: str, words: Words, *, by: User | None
) -> UndertakingText:
    """Write an undertaking into the draft: a new one, or new words for one that exists."""
    edition, words = held(edition), words.tidy()
    number = number.strip().upper()
    rules.is_a_number(number).enforce()
    if not words.text:
        raise RuleBroken("Enter the text of the undertaking.")
    undertaking, _ = Undertaking.objects.get_or_create(
        code=code,
        number=number,
        defaults={"order": int(number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))},
    )
    text, _ = UndertakingText.objects.update_or_create(
        undertaking=undertaking,
        edition=edition,
        defaults={
            "title": words.title,
            "text": words.text,
            "party": words.party,
            "measured_by": words.measured_by,
            "is_dropped": False,
            "continued_as": None,
        },
    )
    edited(edition)
    record("compact.undertaking_written", undertaking, by=by, data={"edition": edition.number})
    return text


@transaction.atomic
def publish(
    edition: Edition,
    *,
    adopted_on: dt.date,
    in_force_from: dt.date,
    by: User | None,
    at: dt.datetime | None = None,
) -> Edition:
    """Publish a draft that was adopted. `adopting` calls it once both sides have said so."""
    at = at or timezone.now()
    edition = held(edition)
    before = Edition.objects.adopted().order_by("-number").first()
    rules.may_come_into_force(
        before, adopted_on=adopted_on, in_force_from=in_force_from, on=timezone.localdate(at)
    ).enforce()
    edition.adopted_on, edition.in_force_from, edition.published_at = adopted_on, in_force_from, at
    edition.save(update_fields=["adopted_on", "in_force_from", "published_at"])
    record("compact.edition_published", edition, by=by, data={"number": edition.number})
    return edition
