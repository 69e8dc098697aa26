"""What a mailbox shows: which domains are an organisation's own, and who says so."""

from django.db.models import Q, QuerySet

from assembly.core.events import change
from assembly.core.models import Event

from . import comparing, domains, lookup, naming
from .models import Organisation, RegisterEntry

ADDED, CHANGED = change(Organisation, "added"), change(Organisation, "changed")


def own_domains(organisation: Organisation) -> list[str]:
    """Where an address shows that somebody belongs to it: the domains of its websites, unless others share them."""
    entry = comparing.entry_of(organisation)
    own = dict.fromkeys(_domains(organisation, entry).values())
    return [name for name in own if name and not _is_shared(name, organisation, entry)]


def deciding_domain(organisation: Organisation) -> str:
    """The domain at which a code lets somebody in without anybody looking at the claim; "" where there is none.

    It is that of the organisation's entry in an official register, as it was last loaded on the server: a file that an
    office loads on a screen can say anything. The entry is its own if both have the same name, and if no office has
    changed its name or number since it came in: otherwise one person could make somebody else's entry, and mailbox,
    the organisation's.
    """
    entry = comparing.entry_of(organisation)
    if (
        entry is None
        or entry.is_removed  # its domain may be anybody's by now
        or entry.source.imported_by_id
        or not naming.alike(organisation.name_key, entry.name_key)
        or _written_by_office(organisation, "name", "org_id").exclude(name=ADDED).exists()
    ):
        return ""
    name = domains.own_domain(entry.website)
    return "" if not name or _is_shared(name, organisation, entry) else name


def entered_by(organisation: Organisation, name: str) -> set[int]:
    """Who in office entered the website or the number from which this domain comes, or loaded the register's file.

    Its own people do not count.
    """
    entry = comparing.entry_of(organisation)
    found = _domains(organisation, entry)
    last = (
        _written_by_office(organisation, field).order_by("pk").last()
        for field, domain in found.items()
        if domain == name
    )
    people = {event.actor_id for event in last if event and event.actor_id}
    if entry and found["org_id"] == name and entry.source.imported_by_id:
        people.add(entry.source.imported_by_id)
    return people


def _domains(organisation: Organisation, entry: RegisterEntry | None) -> dict[str, str]:
    """The field of the organisation from which each domain comes."""
    return {
        "website": domains.own_domain(organisation.website),
        "org_id": domains.own_domain(entry.website) if entry else "",
    }


def _written_by_office(organisation: Organisation, *fields: str) -> QuerySet[Event]:
    """When the register's screens or a list of members entered it, or changed one of these fields."""
    return Event.objects.filter(
        Q(name=ADDED) | Q(name=CHANGED, data__has_any_keys=fields),
        subject_type=Organisation._meta.label_lower,
        subject_id=organisation.pk,
    )


def _is_shared(name: str, organisation: Organisation, entry: RegisterEntry | None) -> bool:
    entries = RegisterEntry.objects.filter(domain=name)
    if entry:
        entries = entries.exclude(pk=entry.pk)
    if entries.exists():
        return True
    others = (
        Organisation.objects.exclude(pk=organisation.pk)
        .exclude(status__in=lookup.GONE)
        .filter(website__icontains=name)
    )
    return any(domains.domain(other.website) == name for other in others)
