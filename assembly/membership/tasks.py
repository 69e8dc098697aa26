"""Entry points of the background worker. Each is safe to run twice and makes good a missed day."""

from .services import confirming


def remind_and_lapse() -> None:
    """Remind those who have not confirmed their entry, and write down what has run out by the clock."""
    confirming.send_reminders()
    confirming.write_down_lapses()
