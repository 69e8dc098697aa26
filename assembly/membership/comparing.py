"""Where an organisation's own words and the official register say different things.

The register never overwrites what a member says of itself: staff read this list, and ask.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Q

from assembly.core.templatetags.assembly import short_day

from . import naming
from .models import Organisation, RegisterEntry

COMPANY = "GB-COH-"
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing on which the two differ. `ours` is what the organisation says, `theirs` the register."""

    organisation: Organisation
    entry: RegisterEntry
    what: str
    ours: str
    theirs: str

    @property
    def label(self) -> str:
        return KINDS[self.what]


REMOVED, NAME, WEBSITE, POSTCODE = "removed", "name", "website", "postcode"
KINDS = {
    REMOVED: "Removed from the register",
    NAME: "Name",
    WEBSITE: "Website",
    POSTCODE: "Postcode",
}


def differences(kind: str = "", org_ids: Collection[str] | None = None) -> list[Difference]:
    """Of every organisation with an official number (or of these numbers), removals first."""
    organisations = Organisation.objects.exclude(org_id="").exclude(
        status__in=(Organisation.Status.LEFT, Organisation.Status.REFUSED)
    )
    if org_ids is not None:
        organisations = organisations.filter(org_id__in=org_ids)
    found = [
        difference
        for organisation, entry in _pairs(list(organisations))
        for difference in compared(organisation, entry)
        if not kind or difference.what == kind
    ]
    order = list(KINDS)
    return sorted(found, key=lambda each: (order.index(each.what), each.organisation.name))


def compared(organisation: Organisation, entry: RegisterEntry) -> Iterator[Difference]:
    """An empty field on either side says nothing, and is no difference."""
    if entry.is_removed:
        yield Difference(
            organisation, entry, REMOVED, organisation.get_status_display(), _gone(entry)
        )
    if naming.key(organisation.name) != entry.name_key:
        yield Difference(organisation, entry, NAME, organisation.name, entry.name)
    for what, ours, theirs in (
        (WEBSITE, organisation.website.rstrip("/"), entry.website.rstrip("/")),
        (POSTCODE, organisation.postcode, entry.postcode),
    ):
        if ours and theirs and _plain(ours) != _plain(theirs):
            yield Difference(organisation, entry, what, ours, theirs)


def _gone(entry: RegisterEntry) -> str:
    if entry.status == RegisterEntry.Status.GONE:
        day = short_day(entry.source.imported_at)
        return f"No longer in the register, by the file loaded on {day}"
    return f"Removed, {short_day(entry.removed_on) if entry.removed_on else 'day not given'}"


def entry_of(organisation: Organisation) -> RegisterEntry | None:
    """What a register says of this organisation, by its number there or by its company number."""
    return next((entry for _, entry in _pairs([organisation])), None)


def _pairs(organisations: list[Organisation]) -> Iterator[tuple[Organisation, RegisterEntry]]:
    """Each organisation with its entry; one query for some hundred of them."""
    for start in range(0, len(organisations), CHUNK):
        chunk = organisations[start : start + CHUNK]
        numbers = [each.org_id for each in chunk if each.org_id]
        companies = [number.removeprefix(COMPANY) for number in numbers if COMPANY in number]
        entries: dict[str, RegisterEntry] = {}
        wanted = Q(org_id__in=numbers) | Q(company_number__in=companies)
        for entry in (
            RegisterEntry.objects.filter(wanted).select_related("source").order_by("-org_id")
        ):
            if entry.company_number:
                entries.setdefault(COMPANY + entry.company_number, entry)
            entries[entry.org_id] = entry
        for organisation in chunk:
            if organisation.org_id in entries:
                yield organisation, entries[organisation.org_id]


def _plain(text: str) -> str:
    plain = text.casefold().replace(" ", "").partition("://")
    return (plain[2] or plain[0]).removeprefix("www.")
