"""A person's second factors: a mailed code comes before the first, and those concerned are told of a new one.

Otherwise somebody with only a stolen password could set up an authenticator app of their own and pass as the person.

The steps run in the transaction that records the factor.
"""

import datetime as dt
from collections.abc import Callable

from allauth.mfa.models import Authenticator

from assembly.core.mailed_codes.purposes import Bearer, Limit, Per, Purpose
from assembly.core.points import Point

from .models import User

Step = Callable[[User, dt.datetime], None]

CODE_LASTS = dt.timedelta(minutes=15)
FIRST_FACTOR_CODE = Purpose(
    "accounts.first_factor",
    mail="accounts/first_factor_code",
    lasts=CODE_LASTS,
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

steps: Point[Step] = Point("what follows when somebody sets up a second factor")


def tell(user: User, at: dt.datetime) -> None:
    for step in steps:
        step(user, at)


def has_one(user: User) -> bool:
    """Whether the person has an app or a passkey. Recovery codes alone do not count: they come with the first."""
    factors = Authenticator.objects.filter(user=user)
    return factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def code_of(user: User) -> Bearer:
    return Bearer(FIRST_FACTOR_CODE, person=user.pk)
