"""Acts on the Compact: its codes and their pages, and the publishing of an undertaking's words."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import change, record
from assembly.core.locks import hold

from . import rules, selectors
from .example_text import CODES, UNDERTAKINGS
from .models import Code, CodePage, CompactPage, Undertaking, UndertakingVersion

# The first local version of the Compact is dated September 2005.
FIRST_VERSION = dt.date(2005, 9, 1)


@dataclass(frozen=True, slots=True)
class Text:
    """The words of an undertaking, who promises them, from when, and what shows whether they are kept."""

    words: str
    party: str
    published_on: dt.date
    effective_on: dt.date
    measured_by: str = ""
    is_example: bool = False


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
def publish_text(
    code: Code, number: str, text: Text, *, by: User | None, order: int | None = None
) -> UndertakingVersion:
    """Publish the first or a new text of an undertaking. Texts before it stay in the record, unchanged."""
    code = Code.objects.select_for_update().get(pk=code.pk)
    undertaking, _ = Undertaking.objects.get_or_create(
        code=code, number=number, defaults={"order": order or code.undertakings.count() + 1}
    )
    latest = undertaking.versions.order_by("-number").first()
    rules.may_publish_text(
        latest,
        text=text.words,
        published_on=text.published_on,
        effective_on=text.effective_on,
    ).enforce()

    version = UndertakingVersion.objects.create(
        undertaking=undertaking,
        number=latest.number + 1 if latest else 1,
        text=text.words,
        party=text.party,
        measured_by=text.measured_by,
        is_example=text.is_example,
        published_on=text.published_on,
        effective_on=text.effective_on,
    )
    record("compact.text_published", undertaking, by=by, data={"version": version.number})
    return version


@transaction.atomic
def load_example(*, by: User | None = None) -> int:
    """Publish the example text of every undertaking that has none yet; return how many. Repeatable."""
    codes = {code.subject: code for code in make_codes()}
    published = 0
    for subject, rows in UNDERTAKINGS.items():
        present = set(codes[subject].undertakings.values_list("number", flat=True))
        for order, (number, party, words, measured_by) in enumerate(rows, start=1):
            if number not in present:
                text = Text(
                    words, party, FIRST_VERSION, FIRST_VERSION, measured_by, is_example=True
                )
                publish_text(codes[subject], number, text, by=by, order=order)
                published += 1
    return published


@transaction.atomic
def begin_with_example(*, by: User) -> int:
    """Load the example text into a Compact that has no undertaking."""
    hold("compact.example")
    rules.may_load_example(undertakings=Undertaking.objects.count()).enforce()
    return load_example(by=by)


@transaction.atomic
def delete_undertaking(undertaking: Undertaking, *, by: User, on: dt.date | None = None) -> None:
    """Take an undertaking back, with every text it had."""
    undertaking = Undertaking.objects.select_for_update().get(pk=undertaking.pk)
    selectors.may_be_deleted(undertaking, on=on or timezone.localdate()).enforce()
    record(change(Undertaking, "deleted"), undertaking, by=by)
    undertaking.versions.all().delete()
    undertaking.delete()
