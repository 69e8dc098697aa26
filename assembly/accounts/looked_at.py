"""The screens of the offices on which people's data is seen, by the code that the log of looks keeps."""

from dataclasses import dataclass
from operator import attrgetter

from assembly.core.points import Point


@dataclass(frozen=True, slots=True)
class Screen:
    code: str
    name: str


screens: Point[Screen] = Point("screens that show people's data", key=attrgetter("code"))
