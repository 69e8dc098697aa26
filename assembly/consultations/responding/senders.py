"""Who a response speaks for, and what its sender says of it, between the form and the service."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.crypto import salted_hmac

from assembly.consultations.models import Consultation, Response, ResponseVersion
from assembly.consultations.respondents import AnsweringGroup
from assembly.membership.models import Organisation


@dataclass(frozen=True, slots=True)
class Sender:
    """One respondent: an organisation, a group, or an address; of a response on paper perhaps only a name.

    An `address` here is a confirmed one: the caller has asked for the code.
    """

    kind: Response.Kind
    organisation: Organisation | None = None
    group: models.Model | None = None
    group_name: str = ""
    group_organisations: int | None = None
    address: str = ""
    name: str = ""
    # Of a response that somebody else entered.
    source: Response.Source = Response.Source.ONLINE
    received_on: dt.date | None = None

    @property
    def is_online(self) -> bool:
        return self.source == Response.Source.ONLINE

    def key(self, consultation: Consultation) -> dict[str, object]:
        """What its one response and its one draft are found by; empty where nothing tells two of them apart."""
        if self.organisation:
            return {"organisation": self.organisation}
        if self.group:
            kind = ContentType.objects.get_for_model(self.group)
            return {"group_type": kind, "group_id": self.group.pk}
        return {"address_key": address_key(consultation, self.address)} if self.address else {}

    def facts(self) -> dict[str, object]:
        """As its response keeps them, today's at each sending."""
        return {
            "kind": self.kind,
            "group_name": self.group_name,
            "group_organisations": self.group_organisations,
            "name": self.name,
            "address": self.address,
        }


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


def of_group(answering: AnsweringGroup) -> Sender:
    return Sender(
        Response.Kind.GROUP,
        group=answering.group,
        group_name=answering.name,
        group_organisations=answering.organisations,
    )


def of_individual(address: str, name: str = "") -> Sender:
    return Sender(Response.Kind.INDIVIDUAL, address=address, name=name)


def of_outside(address: str, name: str) -> Sender:
    """An organisation that is not a member, under its own name."""
    return Sender(Response.Kind.OUTSIDE, address=address, name=name)


def address_key(consultation: Consultation, address: str) -> str:
    """The same address has another key in another consultation, so that nobody ties its responses together."""
    value = f"{consultation.pk} {address.strip().lower()}"
    return salted_hmac("consultations.responding", value, algorithm="sha256").hexdigest()
