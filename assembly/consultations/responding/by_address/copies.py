"""The copy that goes to an address with no account, with the link to replace the response or take it back."""

import datetime as dt

from django.conf import settings

from assembly.consultations.asking.said import said_in
from assembly.consultations.models import Response, ResponseVersion
from assembly.notifications.services import write_to

from . import links
from .erasing import COPY


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
