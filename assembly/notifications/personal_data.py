"""When a person closes their account: what they were told goes with it."""

import datetime as dt
from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart

from . import selectors
from .models import Email, FailingAddress, Notification
from .retention import KEPT_FOR


def erase(user: User, on: dt.date) -> None:
    """Delete what the person was told. A mail that is on its way this moment goes with the others after 30 days."""
    Notification.objects.filter(user=user).delete()
    user.mail_preferences.all().delete()
    FailingAddress.objects.filter(address=user.email.lower()).delete()
    Email.objects.filter(user=user).exclude(state=Email.State.SENDING).delete()


def data_about(user: User) -> Iterable[DataPart]:
    yield DataPart(
        "What you were told",
        tuple(
            {"text": told.text, "on": told.on, "read": told.is_read}
            for told in selectors.told(user).newest_first()
        ),
    )
    yield DataPart(
        "How you want to be mailed",
        tuple(
            {"about": choice.get_category_display(), "when": choice.get_frequency_display()}
            for choice in user.mail_preferences.order_by("category")
        ),
    )
    mails = Email.objects.filter(user=user).order_by("-written_on", "id")
    yield DataPart(
        f"E-mails to you, of the last {KEPT_FOR.days} days",
        tuple(
            {
                "to": mail.address,
                "subject": mail.subject,
                "written on": mail.written_on,
                "state": mail.get_state_display(),
            }
            for mail in mails
        ),
    )
