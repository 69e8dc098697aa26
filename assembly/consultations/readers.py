"""Who may still read what was told about a consultation: nobody, once its page is not public."""

from django.db.models import Q

from assembly.accounts.models import User
from assembly.membership.readers import who_act_for_a_member, who_act_for_one
from assembly.notifications.readers import about

from .models import Consultation


def members_of_what_is_public(user: User) -> Q:
    return who_act_for_a_member(user) & _what_is_public()


def who_act_on_what_is_public(user: User) -> Q:
    """Those who act for an organisation, whatever its standing: what it sent stays its own."""
    return who_act_for_one(user) & _what_is_public()


def who_sees_what_is_public(user: User) -> Q:
    """Those to whom it was told, whomever they act for now: they answered it themselves."""
    return _what_is_public()


def _what_is_public() -> Q:
    return about(Consultation.objects.published().filter(page__live=True).values("pk"))
