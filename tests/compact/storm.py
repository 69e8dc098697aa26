"""Many presses and runs at once around guidance, in a process of its own: see `tests.storm`."""

from assembly.accounts.models import User
from assembly.compact.guidance import services, telling
from assembly.compact.models import Guidance
from tests.membership.storm import together


def acknowledge(guidance: int, user: int, times: int) -> list[str]:
    """One officer presses the button several times at once."""
    found = Guidance.objects.select_related("about__undertaking").get(pk=guidance)
    officer = User.objects.get(pk=user)
    return together(
        lambda _: services.acknowledge(found.about.undertaking, found.pk, by=officer),
        list(range(times)),
    )


def tell(times: int) -> list[str]:
    """The job runs several times at once."""
    return together(lambda _: telling.tell_of_changes(), list(range(times)))
