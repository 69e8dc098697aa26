"""Many people at once at one succession, in a process of its own: see `tests.storm`."""

from assembly.accounts.models import User
from assembly.core.roles import BOARD
from assembly.partners.models import Succession
from assembly.partners.succession import services
from tests.membership.storm import together


def confirm(pk: int) -> list[str]:
    """Every member of the Board confirms the same succession."""
    prepared = Succession.objects.get(pk=pk)
    board = list(User.objects.filter(office_terms__office=BOARD))
    return together(lambda person: services.confirm(prepared, by=person), board)


def carry_over(times: int) -> list[str]:
    """The job runs several times at once."""
    return together(lambda _: services.carry_over(), list(range(times)))
