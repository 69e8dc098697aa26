"""Acts on the Compact that need no office: its codes and their pages, and the example text."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import change, record
from assembly.core.locks import hold

from . import rules, selectors
from .example_text import CODES, TITLES, UNDERTAKINGS
from .models import (
    EXAMPLE_NUMBER,
    Code,
    CodePage,
    CompactPage,
    Edition,
    Undertaking,
    UndertakingText,
)

# The first local edition of the Compact is dated September 2005.
FIRST_EDITION = dt.date(2005, 9, 1)


@transaction.atomic
def make_codes() -> list[Code]:
    """Make the five codes that are missing; repeatable."""
    return [
        Code.objects.get_or_create(subject=subject, defaults={"order": order})[0]
        for order, subject in enumerate(Code.Subject.values, start=1)
    ]


@transaction.atomic
def make_code_pages() -> list[CodePage]:
    """Make and publish the page of every code that has none, under the Compact's page; return those made."""
    parent = CompactPage.objects.get()
    made = []
    for code in make_codes():
        if not CodePage.objects.filter(code=code).exists():
            page = CodePage(code=code, title=str(code), slug=code.subject)
            page.lead = CODES[code.subject]
            made.append(parent.add_child(instance=page))
    return made


@transaction.atomic
def load_example(*, by: User | None = None) -> int:
    """Publish the example text as edition 0; return how many undertakings it has that were missing. Repeatable."""
    edition, _ = Edition.objects.get_or_create(
        number=EXAMPLE_NUMBER,
        defaults={
            "title": "Example text",
            "is_example": True,
            "begun_by": by,
            "begun_at": timezone.now(),
            "adopted_on": FIRST_EDITION,
            "in_force_from": FIRST_EDITION,
            "published_at": timezone.now(),
        },
    )
    loaded = 0
    for code in make_codes():
        present = set(code.undertakings.values_list("number", flat=True))
        for order, (number, party, words, measured_by) in enumerate(UNDERTAKINGS[code.subject], 1):
            if number not in present:
                UndertakingText.objects.create(
                    undertaking=Undertaking.objects.create(code=code, number=number, order=order),
                    edition=edition,
                    title=TITLES[number],
                    text=words,
                    party=party,
                    measured_by=measured_by,
                )
                loaded += 1
    if loaded:
        record("compact.example_loaded", edition, by=by, data={"undertakings": loaded})
    return loaded


@transaction.atomic
def begin_with_example(*, by: User) -> int:
    """Load the example text into a Compact that has no undertaking."""
    hold("compact.example")
    rules.may_load_example(undertakings=Undertaking.objects.count()).enforce()
    return load_example(by=by)


@transaction.atomic
def delete_undertaking(undertaking: Undertaking, *, by: User) -> None:
    """Take back an undertaking of the example text, or one that was only ever in the draft."""
    undertaking = Undertaking.objects.select_for_update().get(pk=undertaking.pk)
    selectors.may_be_deleted(undertaking).enforce()
    record(change(Undertaking, "deleted"), undertaking, by=by)
    undertaking.texts.all().delete()
    undertaking.delete()
