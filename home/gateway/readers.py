"""Who may still read what was told about an enquiry."""

from django.db.models import Q

from assembly.accounts.models import User
from assembly.membership.models import Organisation
from assembly.notifications.readers import about

from .models import Enquiry


def who_lead_what_is_asked(user: User) -> Q:
    """Those who lead the organisation today, while it is a member."""
    asked = Enquiry.objects.to_leads(user).filter(organisation__in=Organisation.objects.members())
    return about(asked.values("pk"))
