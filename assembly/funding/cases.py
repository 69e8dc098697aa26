"""An award as what a Compact case is about: its facts as the register has them."""

from collections.abc import Iterator

from django.utils import timezone

from assembly.compact.cases.subjects import Facts, Subject
from assembly.core.templatetags.assembly import short_day

from . import funders
from .models import Award


def find(pk: int) -> Facts | None:
    """Against the funder where it is one of our public bodies; the recipient is recognised by it."""
    award = funders.every().select_related("source", "recipient", "funder").filter(pk=pk).first()
    if award is None:
        return None
    return Facts(
        title=award.title,
        path=award.get_absolute_url(),
        against=award.funder,
        happened_on=min(award.awarded_on, timezone.localdate()),
        facts=[*_facts(award)],
        names=award.recipient,
    )


def _facts(award: Award) -> Iterator[str]:
    yield f"Recipient: {award.recipient_shown}"
    yield f"Funder: {award.funder_shown}"
    yield f"Amount: {award.amount_shown}"
    yield f"Made on {short_day(award.awarded_on)}"
    if award.starts_on:
        yield f"Starts on {short_day(award.starts_on)}"
    if award.ends_on:
        yield f"Last day: {short_day(award.ends_on)}"


AWARD = Subject("award", find)
