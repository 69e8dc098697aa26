"""What we mail about guidance."""

from django.db.models import Q

from assembly.accounts.models import User
from assembly.notifications.kinds import Category, Kind
from assembly.notifications.readers import EVERYTHING, NOTHING
from assembly.partners.selectors import bodies_of

from .telling import KIND


def officers(user: User) -> Q:
    """Those who act for a public body today."""
    return EVERYTHING if bodies_of(user).exists() else NOTHING


MAILS = (
    Kind(
        KIND,
        "guidance on the Compact that you have read is changed",
        Category.OFFICE,
        read_by=officers,
    ),
)
