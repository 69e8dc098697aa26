"""Entry points of the background worker. Each is safe to run twice and makes good a missed day."""

from . import services


def note_offices() -> None:
    services.note_ended_offices()
