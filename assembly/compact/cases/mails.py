"""What we mail about cases. No mail holds what was written in one."""

from django.db.models import Q
from django.utils import timezone

from assembly.accounts.models import User
from assembly.notifications.kinds import Category, Kind
from assembly.notifications.readers import about

from .selectors import in_part
from .telling import MOVED


def who_are_in_it(user: User) -> Q:
    """Those who may read the case today: somebody with an interest in it is told nothing more."""
    return about(in_part(user, timezone.localdate()).values("pk"))


MAILS = (
    Kind(
        MOVED,
        "a Compact case of yours comes to another step",
        Category.CONSULTATIONS,
        always=True,
        read_by=who_are_in_it,
    ),
)
