"""What becomes of an organisation's place in groups when its membership ends."""

from collections.abc import Iterable

from django.utils import timezone

from assembly.core.events import record
from assembly.core.figures import in_words
from assembly.membership.models import Organisation
from forums.models import GroupMembership


def groups_it_is_in(organisation: Organisation) -> Iterable[str]:
    number = GroupMembership.objects.current().filter(organisation=organisation).count()
    if number:
        yield (
            f"It is in {in_words(number, 'groups')}. While it is suspended or lapsed it keeps its places, but has no "
            "vote in them. If it leaves the Assembly, it leaves them too."
        )


def leave_groups(organisation: Organisation) -> None:
    """Who has left the Assembly, or was wound up, is in its groups no more."""
    if organisation.status != Organisation.Status.LEFT:
        return
    for membership in GroupMembership.objects.current().filter(organisation=organisation):
        membership.left_on = timezone.localdate()
        membership.save(update_fields=["left_on"])
        record("forums.left", membership.group, by=None, acting_for=organisation)
