"""What may be a person's name, and when an account may be closed."""

import datetime as dt
import unicodedata

from django.conf import settings

from assembly.core.rules import ALLOWED, Ruling, refused

# Letters and marks of every script, and what stands between them in names: Anne-Marie O'Neill, Dr. Ng, 李 明.
# The last four: typographic apostrophe, modifier apostrophe, hyphen, middle dot.
BETWEEN = set(" '-.,()\u2019\u02bc\u2010\u00b7")
SIGN_IN_CODE_LASTS = dt.timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
MOST_MARKS_ON_A_LETTER = 6
# Zero-width joiner and non-joiner: Persian and Indian names are written with them.
JOINERS = {"\u200c", "\u200d"}


def may_be_name(name: str) -> Ruling:
    """Whether this can be somebody's name, in any script; no address, no picture, nothing invisible."""
    if not any(character.isalpha() for character in name):
        return refused("Enter a name with at least one letter, in any script.")
    for character in name:
        if not _belongs_in_a_name(character):
            shown = character if character.isprintable() else "an invisible character"
            return refused(f"A name cannot contain {shown}. Leave it out.")
    if _most_marks_in_a_row(name) > MOST_MARKS_ON_A_LETTER:
        return refused("Too many accents stand on one letter. Leave some out.")
    return ALLOWED


def _belongs_in_a_name(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind[0] in "LMN" or character in BETWEEN or character in JOINERS


def _most_marks_in_a_row(name: str) -> int:
    most = here = 0
    for character in unicodedata.normalize("NFD", name):
        here = here + 1 if unicodedata.combining(character) else 0
        most = max(most, here)
    return most


def may_close(reasons: list[str]) -> Ruling:
    """Whether an account may be closed: not while something rests on the person that somebody else must take over."""
    if reasons:
        return refused(" ".join(reasons))
    return ALLOWED
