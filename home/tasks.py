"""Entry points of the background worker. Each is safe to run twice and makes good a missed day."""

from .contact.services import forget_old_messages


def forget_messages() -> None:
    forget_old_messages()
