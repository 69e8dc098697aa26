"""What is forgotten of officers who left: that it was they who read the guidance."""

import datetime as dt

from django.db.models import Exists, OuterRef

from assembly.accounts.models import OfficeTerm
from assembly.compact.models import Acknowledgement
from assembly.core.days import months_after
from assembly.core.retention import Rule
from assembly.core.roles import PUBLIC_BODY_OFFICER
from assembly.partners.models import Officer

from .rules import MONTHS_AFTER_LEAVING


def forget_who_read(on: dt.date) -> int:
    """Of everybody who has not acted for the body for a year; the row stays, so that counts stay true."""
    before = months_after(on, -MONTHS_AFTER_LEAVING)
    terms = OfficeTerm.objects.not_over(before).filter(
        office=PUBLIC_BODY_OFFICER, user=OuterRef("user"), body_id=OuterRef("body_id")
    )
    posts = Officer.objects.not_over(before).filter(user=OuterRef("user"), body=OuterRef("body"))
    gone = Acknowledgement.objects.filter(user__isnull=False, at__date__lt=before)
    return gone.exclude(Exists(terms), Exists(posts)).update(user=None)


RULES = (
    Rule(
        "who-read-guidance",
        "Which officer read guidance on the Compact: "
        f"{MONTHS_AFTER_LEAVING} months after they stopped acting for the body; that an officer read it stays",
        forget_who_read,
    ),
)
