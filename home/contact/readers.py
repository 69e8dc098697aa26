"""Who may still read what was told about a message to the Support Unit."""

from django.db.models import Q

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.notifications.readers import about

from .models import ContactMessage


def who_hold_the_desk(user: User) -> Q:
    """Those who hold the office today to which it was handed."""
    return about(ContactMessage.objects.handed_to(offices.held_by(user)).values("pk"))
