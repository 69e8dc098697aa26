"""Entry points of the background worker. Each is safe to run twice and makes good a missed day."""

from .meetings import telling
from .registering import reminding


def tell_of_meetings() -> None:
    telling.tell_of_meetings()


def remind_of_meetings() -> None:
    reminding.remind()
