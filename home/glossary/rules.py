"""May the usual words be loaded?"""

from assembly.core.rules import ALLOWED, Ruling, refused


def may_load(*, missing: int) -> Ruling:
    if missing:
        return ALLOWED
    return refused("All the usual words are already in the glossary, with their meanings.")
