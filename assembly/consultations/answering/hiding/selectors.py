"""Who hides responses."""

from assembly.accounts.models import User
from assembly.consultations.answering.rules import MAY_ANSWER
from assembly.consultations.publishing.services import MAY_PUBLISH


def hides(user: User) -> bool:
    """The Support Unit and the Assembly Board; not the body, which might wish to."""
    return user.has_perm(MAY_ANSWER) or user.has_perm(MAY_PUBLISH)
