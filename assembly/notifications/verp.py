"""An envelope sender for each mail (VERP), so that what comes back names the mail it belongs to.

`bounces@example.org` becomes `bounces+3f…-9c…@example.org`: the mail's id and a signature, in letters that survive a
server that writes addresses in lower case. Only we can write one, so nobody else marks a mail as come back.
"""

import re

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

TAG = re.compile(r"([0-9a-f]{1,16})-([0-9a-f]{20})")
SIGNATURE_LENGTH = 20  # hexadecimal digits, 80 bits; a local part takes 64 characters in all


def envelope_sender(pk: int) -> str:
    """The address to which a report on this mail is sent; empty when none is set up."""
    if not settings.BOUNCE_ADDRESS:
        return ""
    name, _, domain = settings.BOUNCE_ADDRESS.partition("@")
    return f"{name}+{pk:x}-{_signature(pk)}@{domain}"


def tag_in(address: str) -> str | None:
    """What stands between the plus sign and the domain of an address of ours; None for any other address."""
    name, _, domain = settings.BOUNCE_ADDRESS.lower().partition("@")
    local, _, host = address.strip().lower().partition("@")
    before, plus, tag = local.partition("+")
    return tag if plus and (before, host) == (name, domain) else None


def mail_of(tag: str) -> int | None:
    """The id of the mail; None when we did not write this tag."""
    if not (found := TAG.fullmatch(tag)):
        return None
    pk = int(found[1], 16)
    return pk if constant_time_compare(found[2], _signature(pk)) else None


def _signature(pk: int) -> str:
    signed = salted_hmac("assembly.notifications.verp", str(pk), algorithm="sha256")
    return signed.hexdigest()[:SIGNATURE_LENGTH]
