"""Entry points of the background worker. Each is safe to run twice and makes good a missed day."""

from . import services


def ask_for_reports() -> None:
    services.ask_for_reports()
