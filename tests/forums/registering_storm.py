"""Registrations for a meeting at the same moment: see `tests.storm`.

Each returns for each attempt the refusal that was read, or nothing when it succeeded.
"""

from assembly.accounts.models import User
from forums.models import GroupMeeting, Registration
from forums.registering import places, services
from tests.elections.acts_storm import at_once, into_the_middle


def registered(meeting: int, organisation: int, *names: str) -> list[str]:
    """Each of these people is registered by the same delegate, all at once."""
    return at_once(lambda act: act(), [_registering(meeting, organisation, one) for one in names])


def registered_in_a_registration(meeting: int, organisation: int, first: str, second: str):
    """The second comes when the first has counted the places, and has not taken one yet."""
    return into_the_middle(
        _registering(meeting, organisation, first),
        (places, "left"),
        _registering(meeting, organisation, second),
    )


def registered_in_a_withdrawal(meeting: int, organisation: int, leaves: int, name: str):
    """Somebody registers when a place was freed and nobody has moved up yet."""
    return into_the_middle(
        _withdrawing(leaves), (places, "left"), _registering(meeting, organisation, name)
    )


def withdrawn(*registrations: int) -> list[str]:
    return at_once(lambda act: act(), [_withdrawing(pk) for pk in registrations])


def _registering(meeting: int, organisation: int, name: str):
    by = User.objects.get(name="Asha Amin")

    def act():
        return services.register(
            Registration(
                meeting=GroupMeeting.objects.get(pk=meeting),
                name=name,
                organisation_id=organisation,
            ),
            by=by,
        )

    return act


def _withdrawing(pk: int):
    by = User.objects.get(name="Asha Amin")
    return lambda: services.withdraw(Registration.objects.get(pk=pk), by=by)
