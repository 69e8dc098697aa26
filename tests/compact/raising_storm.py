"""Many people at once at one case, in a process of its own: see `tests.storm`."""

from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases.raising.complaints import Complaint
from assembly.compact.cases.raising.services import raise_case
from assembly.compact.cases.raising.taking_up import acknowledge as take_up
from assembly.compact.cases.settling.services import agree as say_yes
from assembly.compact.models import Case, Undertaking
from assembly.membership.models import Organisation
from assembly.partners.models import PublicBody
from tests.membership.storm import together


def raise_at_once(organisation: int, body: int) -> list[str]:
    """All delegates of an organisation raise a case about the same facts."""
    ours, council = Organisation.objects.get(pk=organisation), PublicBody.objects.get(pk=body)
    people = list(User.objects.filter(delegations__organisation=ours))
    complaint = Complaint(
        against=council,
        happened_on=timezone.localdate(),
        undertakings=[Undertaking.objects.get(number="C2")],
        account="They gave us three days.",
    )
    return together(lambda person: raise_case(complaint, ours, by=person), people)


def acknowledge(pk: int) -> list[str]:
    """Everybody on the Compact Board acknowledges one case."""
    people = list(User.objects.filter(office_terms__office="Compact Board"))
    return together(lambda person: take_up(Case.objects.get(pk=pk), by=person), people)


def agree(pk: int, edit: int, keys: list[int]) -> list[str]:
    """These people agree to the same words."""
    people = list(User.objects.filter(pk__in=keys))
    return together(lambda person: say_yes(Case.objects.get(pk=pk), edit, by=person), people)
