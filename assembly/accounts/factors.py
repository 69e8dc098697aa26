"""A person's second factors: a mailed code comes before the first, and those concerned are told of a new one.

Otherwise somebody with only a stolen password could set up an authenticator app of their own and pass as the person.

A higher app hands in a step from its `AppConfig.ready`: `factors.also(organisations.tell_of_new_factor)`. It runs in
the transaction that records the factor.
"""

import datetime as dt
from collections.abc import Callable

from allauth.mfa.models import Authenticator

from assembly.core.mailed_codes.purposes import Bearer, Limit, Per, Purpose

from .models import User

Step = Callable[[User, dt.datetime], None]

FIRST_FACTOR_CODE = Purpose(
    "accounts.first_factor",
    mail="accounts/first_factor_code",
    lasts=dt.timedelta(minutes=15),
    age="15 minutes",
    limits=(
        Limit(
            Per.PERSON,
            5,
            1,
            "Five codes were sent within an hour. Use the last one, or try again later.",
        ),
        Limit(
            Per.PERSON,
            20,
            24,
            "20 codes were sent today. If you did not ask for them, change your password. Otherwise try again "
            "tomorrow, or telephone the Support Unit.",
        ),
    ),
)

_steps: list[Step] = []


def also(step: Step) -> None:
    if step not in _steps:
        _steps.append(step)


def tell(user: User, at: dt.datetime) -> None:
    for step in _steps:
        step(user, at)


def has_one(user: User) -> bool:
    """Whether the person has an app or a passkey. Recovery codes alone do not count: they come with the first."""
    factors = Authenticator.objects.filter(user=user)
    return factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def code_of(user: User) -> Bearer:
    return Bearer(FIRST_FACTOR_CODE, person=user.pk)
