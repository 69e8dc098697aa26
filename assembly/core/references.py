"""A number to quote that says nothing of how many there are of its kind."""

import secrets

REFERENCE_LETTERS = "23456789CFGHJKMPQRVWX"  # none that is mistaken for another, and no words
REFERENCE_LENGTH = 8


def new_reference() -> str:
    return "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(REFERENCE_LENGTH))
