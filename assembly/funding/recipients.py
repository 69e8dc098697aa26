"""Which organisation of the register an award went to: by its number, or until names are matched, by its exact name."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from assembly.membership.models import Organisation

from .models import Award


def awards_of(organisation: Organisation) -> QuerySet[Award]:
    """Those linked to it by its number, and unlinked ones to a recipient of exactly its name."""
    return Award.objects.filter(Q(recipient=organisation) | _by_name(organisation))


def awards_by_name(organisation: Organisation) -> QuerySet[Award]:
    """Only those that match it by name and that no number links."""
    return Award.objects.filter(_by_name(organisation))


def organisation_named(award: Award) -> Organisation | None:
    """The only organisation on the public register with the name of an unlinked award's recipient."""
    if award.recipient_id or award.to_individual or not award.recipient_name:
        return None
    found = Organisation.objects.public().filter(name=award.recipient_name)[:2]
    return found[0] if len(found) == 1 else None


def _by_name(organisation: Organisation) -> Q:
    """Nothing if another organisation has this name too: then the name proves nothing."""
    namesakes = Organisation.objects.public().filter(name=OuterRef("recipient_name"))
    return Q(
        ~Exists(namesakes.exclude(pk=organisation.pk)),
        recipient=None,
        to_individual=False,
        recipient_name=organisation.name,
    )
