"""How instants are written in an election's sentences."""

import datetime as dt

from django.utils import timezone

from assembly.core.templatetags.assembly import moment, until


def closing(at: dt.datetime) -> str:
    """Write the instant at which something closes: a midnight belongs to the day it ends."""
    local = timezone.localtime(at)
    return until(at) if local.hour == local.minute == 0 else moment(at)
