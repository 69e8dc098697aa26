"""Entry points of the background worker. Each is safe to run twice and makes good a missed day."""

from . import services
from .succession import services as succession


def ask_for_reports() -> None:
    services.ask_for_reports()


def carry_over() -> None:
    succession.carry_over()
