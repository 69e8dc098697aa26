"""When a person closes their account: what they were told goes with it."""

import datetime as dt
from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.accounts.portability import Part

from .models import Email, FailingAddress, Notification


def erase(user: User, on: dt.date) -> None:
    """Delete what the person was told. A mail that is on its way this moment goes with the others after 30 days."""
    Notification.objects.filter(user=user).delete()
    user.mail_preferences.all().delete()
    FailingAddress.objects.filter(address=user.email.lower()).delete()
    Email.objects.filter(user=user).exclude(state=Email.State.SENDING).delete()


def data_about(user: User) -> Iterable[Part]:
    yield Part(
        "What you were told",
        tuple(
            {"text": told.text, "on": told.on, "read": told.is_read}
            for told in Notification.objects.filter(user=user).newest_first()
        ),
    )
    yield Part(
        "How you want to be mailed",
        tuple(
            {"about": choice.get_category_display(), "when": choice.get_frequency_display()}
            for choice in user.mail_preferences.order_by("category")
        ),
    )
    mails = Email.objects.filter(user=user).order_by("-written_on", "id")
    yield Part(
        "E-mails to you, of the last 30 days",
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
