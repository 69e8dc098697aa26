"""When a person closes their account: the groups they convene."""

from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart

from .convening.selectors import convened_by
from .models import Group


def reasons_to_stay(user: User) -> Iterable[str]:
    for group in convened_by(user):
        yield f"You convene {group}: ask the Support Unit to name another convenor first."


def data_about(user: User) -> Iterable[DataPart]:
    yield DataPart(
        "Groups you convene",
        tuple(
            {
                "group": group.name,
                "from": group.convenor_from,
                "until": group.last_day_of_term,
            }
            for group in Group.objects.filter(convenor=user)
        ),
    )
