"""What the worker does for membership."""

from .services import drafts


def forget_drafts() -> None:
    drafts.forget_old_drafts()
