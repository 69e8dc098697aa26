"""One thing in a list of things, as `components/cards.html` shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    heading: str
    url: str
    text: str = ""
    meta: str = ""
    tag: str = ""
    colour: str = ""
    left: str = ""  # how long something can still be done
    action: str = ""  # the words of a button, where doing it is another page than the card's
    action_url: str = ""
