"""Passwords that are common, leaked, or built in a way that programs guess first."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.views.decorators.debug import sensitive_variables

from zxcvbn import zxcvbn

# Of five marks, from 0. Below 3 a program that holds a stolen database finds it among its first hundred million tries.
ENOUGH = 3
READ_AT_MOST = 72  # characters: all that zxcvbn takes, and more than enough to judge by


class GuessableValidator:
    """Refuses what is on the lists of leaked passwords, whole or put together, and repeats, dates and rows of keys.

    The lists come with zxcvbn, so nothing of a password leaves the computer: docs/operations.md, "Passwords".
    """

    @sensitive_variables("password")
    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if password and zxcvbn(password[:READ_AT_MOST])["score"] < ENOUGH:
            raise ValidationError(
                "This password is easy to guess: it is common, was leaked elsewhere, or follows a pattern. "
                "Three or four words that do not belong together make a good one.",
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        return "Your password cannot be one that is common or was leaked elsewhere, or a pattern such as “abcabcabc”."
