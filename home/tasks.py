"""Entry points of the background worker. Each is safe to run twice and makes good a missed day."""

from .contact.services import forget_old_messages
from .gateway import services as gateway


def forget_messages() -> None:
    forget_old_messages()


def forget_enquiries() -> None:
    gateway.forget_old_enquiries()


def remind_of_enquiries() -> None:
    gateway.remind()
