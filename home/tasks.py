"""Entry points of the background worker. Each is safe to run twice and makes good a missed day."""

from .gateway import services as gateway


def remind_of_enquiries() -> None:
    gateway.remind()
