"""What to do here and now, in a box below the heading: `components/act_box.html` shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Button:
    """With `sends` it posts these hidden fields; without, it is a link."""

    label: str
    url: str
    sends: tuple[tuple[str, str], ...] = ()
    is_second: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """A link for people the buttons are not for."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ActBox:
    """`left` is the time that is left, in large letters; `notes` say what was done or why something cannot be."""

    title: str
    sentence: str = ""
    left: str = ""
    buttons: tuple[Button, ...] = ()
    notes: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
