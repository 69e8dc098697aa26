"""Whom each moment of a consultation concerns: members' delegates, those who answered, followers without an account."""

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.consultations.models import (
    Consultation,
    Follower,
    Following,
    Response,
    ResponseVersion,
    Telling,
)
from assembly.consultations.models.records import ConsultationQuerySet
from assembly.consultations.publishing import speaking
from assembly.consultations.window import FULL
from assembly.core.roles import SUPPORT_UNIT
from assembly.membership.models import Delegate, Organisation
from assembly.notifications.kinds import Category
from assembly.notifications.models import Frequency, Preference
from assembly.partners.bodies.selectors import with_predecessors

from .rules import A_DAY, ANSWERS, DUES, MADE_GOOD_FOR

Moment = Telling.Moment
REMINDERS = (Moment.HALF_WAY, Moment.LAST_WEEK)


def not_yet_old(on: dt.date) -> ConsultationQuerySet:
    """Those that have opened, and of which something may still be told.

    That ends a while after feedback was due, after it was given, after the decision or the withdrawal.
    """
    since = on - MADE_GOOD_FOR
    owing_since = since - FULL - A_DAY
    first_moment = timezone.make_aware(dt.datetime.combine(since, dt.time()))
    return (
        Consultation.objects.published()
        .filter(
            Q(withdrawn_on=None, opens_on__lte=on, closes_on__gte=owing_since)
            | Q(withdrawn_on__gte=since)
            | Q(feedback_given_at__gte=first_moment)
            | Q(decision_published_at__gte=first_moment)
        )
        .prefetch_related("extensions", "tellings")
        .order_by("closes_on", "pk")
    )


def last_told(consultation: Consultation) -> dt.date | None:
    """The day on which the last reminder, or the news of the opening, had gone to everybody."""
    told = Telling.objects.filter(consultation=consultation, moment__in=(Moment.OPENED, *REMINDERS))
    days = told.exclude(finished_on=None).order_by("-finished_on")
    return days.values_list("finished_on", flat=True).first()


def people_told(moment: str, consultation: Consultation, on: dt.date) -> QuerySet[User]:
    """Account holders, once each, however many organisations somebody acts for."""
    if moment == Moment.OPENED and consultation.opens_on:
        return _wanting(_acting_since(consultation.opens_on), consultation, on)
    if moment in REMINDERS:
        return _wanting(_acting_for_the_silent(consultation, on), consultation, on)
    if moment in (Moment.CLOSED, *ANSWERS):
        return _active(_who_answered(consultation))
    if moment in DUES:
        return _active(_who_owes(consultation, on, with_office=moment == Moment.OVERDUE))
    return User.objects.none()


def followers_told(moment: str, consultation: Consultation, on: dt.date) -> QuerySet[Follower]:
    """Of an opening those who follow anything it belongs to; of what comes later those who follow it alone.

    Those whom the same news reaches at once by their account get it once.
    """
    if moment == Moment.HALF_WAY or moment in DUES:
        return Follower.objects.none()
    wanted = about(consultation, on) if moment == Moment.OPENED else Q(consultation=consultation)
    following = Following.objects.filter(wanted, follower=OuterRef("pk"))
    later = Preference.objects.filter(user=OuterRef("pk"), category=Category.CONSULTATIONS).exclude(
        frequency=Frequency.AT_ONCE
    )
    at_once = people_told(moment, consultation, on).filter(~Exists(later)).order_by()
    return (
        Follower.objects.filter(Exists(following), confirmed_at__isnull=False)
        .exclude(address__in=at_once.values(lower=Lower("email")))
        .order_by("pk")
    )


def responses_told(moment: str, consultation: Consultation) -> QuerySet[Response]:
    """Those who answered without an account, where their address is kept; not those who follow it.

    Of feedback and the decision those alone who asked to hear of the decision.
    """
    if moment not in (Moment.CLOSED, *ANSWERS):
        return Response.objects.none()
    followers = Follower.objects.filter(
        followings__consultation=consultation, confirmed_at__isnull=False
    )
    found = Response.objects.counting().filter(consultation=consultation).exclude(address="")
    found = found.annotate(lower=Lower("address")).exclude(lower__in=followers.values("address"))
    if moment in ANSWERS:
        found = found.filter(wants_decision=True)
    return found.order_by("pk")


def about(consultation: Consultation, on: dt.date) -> Q:
    """The followings to which a consultation belongs.

    One without themes may touch any of them, and one without districts concerns the whole county: rather one mail too
    many than a consultation that nobody hears of. A body that ended is followed in its successor.
    """
    themes = list(consultation.page.themes.values_list("pk", flat=True))
    districts = list(consultation.page.districts.values_list("pk", flat=True))
    return (
        Q(everything=True)
        | Q(consultation=consultation)
        | Q(body__in=with_predecessors(consultation.body, on))
        | (Q(theme__in=themes) if themes else Q(theme__isnull=False))
        | (Q(district__in=districts) if districts else Q(district__isnull=False))
    )


def _wanting(people: QuerySet[User], consultation: Consultation, on: dt.date) -> QuerySet[User]:
    """Those who chose nothing hear of everything."""
    chosen = Following.objects.filter(user=OuterRef("pk"))
    return people.filter(~Exists(chosen) | Exists(chosen.filter(about(consultation, on))))


def _acting_since(opened_on: dt.date) -> QuerySet[User]:
    """Those who acted for a member on that day, and do still: nobody hears of what opened before they were here."""
    members = Organisation.objects.members().filter(admitted_on__lte=opened_on)
    acting = Delegate.objects.current().filter(organisation__in=members, started_on__lte=opened_on)
    return _active(Q(pk__in=acting.values("user")))


def _acting_for_the_silent(consultation: Consultation, on: dt.date) -> QuerySet[User]:
    answered = Response.objects.counting().filter(
        consultation=consultation, kind=Response.Kind.ORGANISATION
    )
    silent = Organisation.objects.members().exclude(pk__in=answered.values("organisation"))
    acting = Delegate.objects.current().filter(organisation__in=silent, started_on__lte=on)
    return _active(Q(pk__in=acting.values("user")))


def _who_answered(consultation: Consultation) -> Q:
    """Who sent the response of an organisation and acts for it still, and who sent that of a group."""
    answered = Response.objects.counting().filter(consultation=consultation)
    acting = Delegate.objects.current().filter(
        organisation__responses__in=answered.filter(kind=Response.Kind.ORGANISATION),
        organisation__responses__versions__sent_by=F("user"),
    )
    groups = ResponseVersion.objects.filter(
        response__in=answered.filter(kind=Response.Kind.GROUP), sent_by__isnull=False
    )
    return Q(pk__in=acting.values("user")) | Q(pk__in=groups.values("sent_by"))


def _who_owes(consultation: Consultation, on: dt.date, *, with_office: bool) -> Q:
    """The officers of the body, or of the one that followed it; once it is overdue the Support Unit too."""
    owing = Q(pk__in=speaking.officers_of(consultation.body, on).order_by().values("pk"))
    return owing | Q(pk__in=offices.holders(SUPPORT_UNIT).values("pk")) if with_office else owing


def _active(people: Q) -> QuerySet[User]:
    return User.objects.filter(people, is_active=True).order_by("pk")
