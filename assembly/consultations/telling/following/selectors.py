"""What an address follows."""

from django.db.models import QuerySet

from assembly.accounts.models import User
from assembly.consultations.models import Follower, Following

from . import things


def follower_of(pk: int) -> Follower | None:
    return Follower.objects.filter(pk=pk).first()


def followings_of(follower: Follower) -> list[tuple[int, things.Thing]]:
    """The key of each row, and what it follows."""
    return [(row.pk, things.of_following(row)) for row in _named(follower.followings.all())]


def with_address_of(user: User) -> Follower | None:
    """The one who follows with the address of this account, and confirmed it."""
    own = Follower.objects.filter(address=user.email.lower())
    return own.exclude(confirmed_at=None).first()


def _named(rows: QuerySet[Following]) -> QuerySet[Following]:
    return rows.select_related("body", "theme", "district", "consultation__page")
