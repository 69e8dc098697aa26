"""The screens of the offices on which people's data is seen, by the code that stands in the log of looks."""

from collections.abc import Mapping

SCREENS: dict[str, str] = {}


def name_screens(names: Mapping[str, str]) -> None:
    """Make screens known: {"delegates": "Report: delegates"}."""
    SCREENS.update(names)
