"""The copy that goes to an address with no account, with the link to replace the response or take it back."""

import datetime as dt

from django.conf import settings

from assembly.consultations.asking.said import said_in
from assembly.consultations.models import Consultation, Response, ResponseVersion
from assembly.consultations.responding.senders import address_key
from assembly.notifications.services import is_on_its_way, write_to

from . import links
from .erasing import COPY, LINK_AGAIN


def mail_copy(version: ResponseVersion, *, is_first: bool, at: dt.datetime) -> None:
    response = version.response
    consultation = response.consultation
    write_to(
        response.address,
        COPY,
        context={
            "consultation": consultation,
            "page": f"{settings.SITE_URL}{consultation.get_absolute_url()}",
            "respondent": response.name if response.kind == Response.Kind.OUTSIDE else "",
            "said": said_in(version),
            "is_first": is_first,
        },
        url=links.path(response),
        at=at,
    )


def mail_link(consultation: Consultation, address: str) -> None:
    """The link once more, if this address has a response; the person who asks is not told."""
    key = address_key(consultation, address)
    found = consultation.responses.filter(address_key=key, stopped_at=None).first()
    if found and not is_on_its_way(LINK_AGAIN, links.path(found)):
        write_to(
            address,
            LINK_AGAIN,
            context={"consultation": consultation},
            url=links.path(found),
        )
