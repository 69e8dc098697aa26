"""Many people at once at one proposal of an office, in a process of its own: see `tests.storm`."""

from assembly.accounts.models import User
from assembly.core.roles import BOARD
from home.models import OfficeProposal
from home.offices import services
from tests.membership.storm import together


def confirm(pk: int) -> list[str]:
    """Every member of the Board confirms the same proposal."""
    made = OfficeProposal.objects.get(pk=pk)
    return _everybody(lambda person: services.confirm(made, shown=made.title, by=person))


def propose(user: int) -> list[str]:
    """Every member of the Board proposes the same person for the same office."""
    from django.utils import timezone

    from assembly.core.days import months_after

    today = timezone.localdate()
    wanted = services.Term(User.objects.get(pk=user), "Scrutineer", today, months_after(today, 12))
    return _everybody(lambda person: services.propose_office(wanted, "Named.", by=person))


def _everybody(act) -> list[str]:
    return together(act, list(User.objects.filter(office_terms__office=BOARD)))
