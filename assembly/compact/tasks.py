"""Entry points of the background worker. Each is safe to run twice and makes good a missed day."""

from .cases.lists import reminders
from .guidance import telling
from .text import telling as editions


def tell_of_changed_guidance() -> None:
    telling.tell_of_changes()


def tell_of_editions() -> None:
    """Tell members and officers of an edition that was adopted."""
    editions.tell_of_editions()


def remind_of_cases() -> None:
    """Remind those who have to act in a case."""
    reminders.remind()
