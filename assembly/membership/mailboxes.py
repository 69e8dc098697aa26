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
    sites = [organisation.website, entry.website if entry else ""]
    own = dict.fromkeys(name for site in sites if (name := domains.own_domain(site)))
    return [name for name in own if not _is_shared(name, organisation, entry)]


def deciding_domain(organisation: Organisation) -> str:
    """The domain at which a code lets somebody in without anybody looking at the claim; "" where there is none.

    It is that of the organisation's own entry in an official register, as it was last loaded on the server: a file that
    an office loads on a screen can say anything.
    """
    entry = comparing.entry_of(organisation)
    if (
        entry is None
        or entry.is_removed  # its domain may be anybody's by now
        or entry.source.imported_by_id
        or not _is_its_own(entry, organisation)
    ):
        return ""
    name = domains.own_domain(entry.website)
    return "" if not name or _is_shared(name, organisation, entry) else name


def entered_by(organisation: Organisation, name: str) -> set[int]:
    """Who in office says by themselves that this domain is the organisation's. Its own people do not count."""
    entry = comparing.entry_of(organisation)
    people: set[int | None] = set()
    if domains.own_domain(organisation.website) == name:
        people.add(_last_to_write(organisation, "website"))
    if entry and domains.own_domain(entry.website) == name:
        people.add(entry.source.imported_by_id)
        if not _is_its_own(entry, organisation):
            people.add(_last_to_write(organisation, "org_id"))
    return {person for person in people if person is not None}


def _is_its_own(entry: RegisterEntry, organisation: Organisation) -> bool:
    """Whether the two have one name, and no office has changed name or number since the organisation came in.

    Otherwise one person could make somebody else's entry, and mailbox, the organisation's.
    """
    changes = _written_by_office(organisation, "name", "org_id").exclude(name=ADDED)
    return naming.alike(organisation.name_key, entry.name_key) and not changes.exists()


def _last_to_write(organisation: Organisation, field: str) -> int | None:
    last = _written_by_office(organisation, field).order_by("pk").last()
    return last.actor_id if last else None


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
