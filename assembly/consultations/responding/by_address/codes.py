"""The code that confirms an address: mailed, tried, and once accepted used up."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assembly.consultations.models import Consultation
from assembly.consultations.responding.senders import address_key
from assembly.consultations.rules import is_taking_responses
from assembly.core.mailed_codes import services as mailed_codes
from assembly.core.mailed_codes.purposes import Bearer

from .rules import RESPONSE_CODE

ENOUGH_OF_THE_KEY = 40  # what a bearer holds


def mail_code(
    consultation: Consultation, address: str, *, again: bool = False, at: dt.datetime | None = None
) -> None:
    """Mail a code while the consultation is open. Pressed twice it is one code, unless another one is asked for.

    Whether the address has answered already is not said: only who reads its mail learns it.
    """
    now = at or timezone.now()
    is_taking_responses(consultation, at=now).enforce()
    bearer = bearer_of(consultation, address)
    if not again and mailed_codes.is_open(bearer, at=now):
        return
    link = reverse("consultations:response_code", args=slugs_of(consultation))
    mailed_codes.send(
        bearer,
        address,
        {"consultation": consultation, "link": f"{settings.SITE_URL}{link}"},
        at=now,
    )


@sensitive_variables("typed")
def check_code(
    consultation: Consultation, address: str, typed: str, *, at: dt.datetime | None = None
) -> None:
    """Accept the code, once; call it outside a transaction, so that a wrong one stays counted."""
    now = at or timezone.now()
    is_taking_responses(consultation, at=now).enforce()
    mailed_codes.check(bearer_of(consultation, address), typed, at=now)


def bearer_of(consultation: Consultation, address: str) -> Bearer:
    key = address_key(consultation, address)[:ENOUGH_OF_THE_KEY]
    return Bearer(RESPONSE_CODE, reference=key, address=address)


def slugs_of(consultation: Consultation) -> list[str]:
    return [consultation.body.page.slug, consultation.page.slug]
