"""Who a response speaks for, and what its sender says of it, between the form and the service."""

from dataclasses import dataclass

from django.db import models

from assembly.consultations.models import Response, ResponseVersion
from assembly.membership.models import Organisation


@dataclass(frozen=True, slots=True)
class Sender:
    """One respondent: an organisation, a group, or an address; of a response on paper perhaps only a name."""

    kind: Response.Kind
    organisation: Organisation | None = None
    group: models.Model | None = None
    group_name: str = ""
    group_organisations: int | None = None
    address: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the sender declares beside the answers. Nothing asked, nothing said: as before consent was asked."""

    has_interest: bool | None = None
    interest: str = ""
    is_confidential: bool = False
    confidential_because: str = ""
    consent: str = ""
    wants_decision: bool = False

    def facts(self) -> dict[str, object]:
        """As a version keeps them."""
        return {
            "has_interest": self.has_interest,
            "interest": self.interest,
            "is_confidential": self.is_confidential,
            "confidential_because": self.confidential_because,
            "consent": self.consent or (ResponseVersion.Consent.NO if self.is_confidential else ""),
        }


NOTHING_SAID = Statement()


def of_organisation(organisation: Organisation) -> Sender:
    return Sender(Response.Kind.ORGANISATION, organisation=organisation)
