"""Who may still read what was told about a consultation: nobody, once its page is not public."""

from django.db.models import Q
from django.utils import timezone

from assembly.accounts.models import User
from assembly.membership.models import Delegate
from assembly.membership.readers import who_act_for_a_member, who_act_for_one
from assembly.notifications.readers import EVERYTHING, about

from .models import Backing, Consultation
from .publishing import speaking
from .respondents import groups_of


def members_of_what_is_public(user: User) -> Q:
    return who_act_for_a_member(user) & _what_is_public()


def who_act_on_what_is_public(user: User) -> Q:
    """Those who act for an organisation, whatever its standing: what it sent stays its own. And convenors."""
    speaks = EVERYTHING if groups_of(user) else who_act_for_one(user)
    return speaks & _what_is_public()


def who_are_named_behind_it(user: User) -> Q:
    """Those who act for an organisation that a group named as having agreed with its response."""
    acting = Delegate.objects.current().filter(user=user)
    named = Backing.objects.filter(organisation__in=acting.values("organisation"))
    return about(named.values("response__consultation")) & _what_is_public()


def who_draft_it(user: User) -> Q:
    """Those who speak for the body, or began the draft; a draft may be gone."""
    seen = speaking.drafts_seen_by(user, timezone.localdate())
    return about(Consultation.objects.filter(seen).values("pk"))


def who_sees_what_is_public(user: User) -> Q:
    """Those to whom it was told, whomever they act for now: they answered it themselves."""
    return _what_is_public()


def _what_is_public() -> Q:
    return about(Consultation.objects.published().filter(page__live=True).values("pk"))
