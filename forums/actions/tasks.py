"""Entry points of the background worker. Each is safe to run twice and makes good a missed day."""

from . import services


def chase_actions() -> None:
    services.chase_actions()
