"""Many people at once at one signature, in a process of its own: see `tests.storm`."""

import datetime as dt

from assembly.accounts.models import User
from assembly.compact.models import Edition
from assembly.compact.signatories import pledging, services
from assembly.compact.signatories.services import Facts
from assembly.membership.models import Organisation
from assembly.partners.models import PublicBody
from tests.membership.storm import together


def pledge(pk: int) -> list[str]:
    """All leads of an organisation pledge for it."""
    organisation = Organisation.objects.get(pk=pk)
    people = list(User.objects.filter(delegations__organisation=organisation))
    return together(
        lambda person: pledging.pledge(organisation, champion=person, by=person), people
    )


def enter(pk: int) -> list[str]:
    """Everybody in the Support Unit enters the signature of one body."""
    body, edition = PublicBody.objects.get(pk=pk), Edition.objects.adopted().get()
    facts = Facts(signed_on=dt.date(2005, 9, 1))
    people = list(User.objects.filter(office_terms__office="Support Unit"))
    return together(lambda one: services.enter(edition, facts, body=body, by=one), people)
