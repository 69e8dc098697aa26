"""Entry points of the background worker. Each is safe to run twice and makes good a missed day."""

from .guidance import telling


def tell_of_changed_guidance() -> None:
    telling.tell_of_changes()
