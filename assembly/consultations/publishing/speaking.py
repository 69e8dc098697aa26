"""Who speaks for the body that consults: its officers, and once it has ended those of the body that follows it."""

import datetime as dt

from django.db.models import Q, QuerySet

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.consultations.models import Consultation
from assembly.core.roles import BOARD, SUPPORT_UNIT
from assembly.partners.bodies.selectors import with_predecessors
from assembly.partners.models import Officer, PublicBody
from assembly.partners.selectors import bodies_of

MAY_ANSWER = "consultations.answer_consultation"
ANNOUNCERS = (SUPPORT_UNIT, BOARD)


def spoken_for(user: User, on: dt.date) -> list[PublicBody]:
    """The bodies of an officer, with those they followed."""
    return [one for body in bodies_of(user, on) for one in with_predecessors(body, on)]


def speaks_for(user: User, body: PublicBody, on: dt.date) -> bool:
    return body in spoken_for(user, on)


def answers_for(user: User, consultation: Consultation, on: dt.date) -> bool:
    """Codes answers, publishes responses, says what became of them: the body's officers, or the Support Unit."""
    return user.has_perm(MAY_ANSWER) or speaks_for(user, consultation.body, on)


def officers_of(body: PublicBody, on: dt.date) -> QuerySet[User]:
    """Those who act for it today, or for the body that follows it."""
    last = body
    while last.is_over(on) and last.successor:
        last = last.successor
    acting = Officer.objects.acting(on).filter(body=last)
    return User.objects.filter(officer_of__in=acting, is_active=True).distinct()


def board() -> QuerySet[User]:
    return offices.holders(BOARD).filter(is_active=True)


def drafts_seen_by(user: User, on: dt.date) -> Q:
    """The consultations of whose way to the Board this person may read."""
    if user.has_perm("consultations.view_consultation"):
        return Q(pk__in=Consultation.objects.values("pk"))
    return Q(body__in=spoken_for(user, on)) | Q(page__owner=user)
