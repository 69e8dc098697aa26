"""Many people at once in a group, in a process of its own: see `tests.storm`."""

from assembly.accounts.models import User
from assembly.membership.models import Organisation
from forums.groups.services import join_group, leave_group
from forums.models import Group, MemberRemoval
from forums.removal.services import confirm_removal, drop_removal
from tests.membership.storm import together


def join() -> list[str]:
    """Everybody of one organisation joins the same group."""
    group, organisation = Group.objects.get(), Organisation.objects.get()
    people = User.objects.filter(delegations__organisation=organisation)
    return together(lambda person: join_group(group, organisation, by=person), list(people))


def decide() -> list[str]:
    """Half of the Support Unit confirms a removal, half does not, and the organisation leaves by itself."""
    removal = MemberRemoval.objects.select_related("membership").get()
    group, organisation = Group.objects.get(), Organisation.objects.get()

    def act(person: User) -> None:
        if person.delegations.exists():
            leave_group(group, organisation, by=person)
        elif person.pk % 2:
            confirm_removal(removal, by=person)
        else:
            drop_removal(removal, "No.", by=person)

    return together(act, list(User.objects.exclude(pk=removal.proposed_by_id)))
