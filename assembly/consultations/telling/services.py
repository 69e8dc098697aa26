"""Telling people what becomes of a consultation: each moment once to each, whatever became of earlier runs of the job.

Whom a moment concerns is asked when it is told; what is kept is how far that has gone, and no list of people.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.answering.overdue.standing import standing_of
from assembly.consultations.compliance import feedback_due_on
from assembly.consultations.models import Consultation, Extension, Follower, Response, Telling
from assembly.consultations.selectors import closing_words, left_words
from assembly.consultations.window import Window
from assembly.notifications.services import notify, write_to

from . import rules, selectors
from .following.links import STOP

AT_ONCE = 200
Moment = Telling.Moment
IN_ORDER = (
    Moment.OPENED,
    Moment.HALF_WAY,
    Moment.LAST_WEEK,
    Moment.CLOSED,
    Moment.WITHDRAWN,
    Moment.DUE_SOON,
    Moment.DUE_NEXT,
    Moment.OVERDUE,
    Moment.FEEDBACK,
    Moment.DECISION,
)
# Those whose mail is not called after them.
KINDS = {
    Moment.DUE_SOON: "feedback_due",
    Moment.DUE_NEXT: "feedback_due",
    Moment.OVERDUE: "feedback_overdue",
}


@dataclass(frozen=True, slots=True)
class News:
    """What is told: a moment of a consultation, or one extension of it."""

    consultation: Consultation
    moment: str
    extension: Extension | None = None

    @property
    def kind(self) -> str:
        name = KINDS.get(Moment(self.moment), self.moment.replace("-", "_"))
        return f"consultations/{name}"

    @property
    def url(self) -> str:
        """Where it leads: officers to what they have to do, everybody else to the page."""
        if self.moment in rules.DUES:
            return reverse("consultations_answering:answering", args=[self.consultation.pk])
        return self.consultation.get_absolute_url()


@dataclass(frozen=True, slots=True)
class Part:
    """Some of those whom news concerns, the field that keeps how far that went, and how they are written to."""

    reached: str
    rows: models.QuerySet[Any]
    write: Callable[[list[Any]], None]


def tell_of_consultations(*, at: dt.datetime | None = None) -> int:
    """Tell what is due and not told to everybody, and return to how many. A missed day is made good while it helps."""
    at = at or timezone.now()
    told = 0
    for consultation in selectors.not_yet_old(timezone.localdate(at)):
        for news in _unfinished(consultation):
            while number := _tell_some(news, at):
                told += number
    return told


def _unfinished(consultation: Consultation) -> Iterator[News]:
    rows = list(consultation.tellings.all())
    done = {(row.moment, row.extension_id) for row in rows if row.finished_on}
    extensions = [News(consultation, Moment.EXTENDED, one) for one in consultation.extensions.all()]
    for news in (*extensions, *(News(consultation, moment) for moment in IN_ORDER)):
        if (news.moment, news.extension.pk if news.extension else None) not in done:
            yield news


@transaction.atomic
def _tell_some(news: News, at: dt.datetime) -> int:
    """The next people, in the order of their keys; how far that went is kept in the same transaction."""
    on = timezone.localdate(at)
    if not _is_due(news, news.consultation, on):
        return 0
    which: dict[str, Any] = {
        "consultation": news.consultation,
        "moment": news.moment,
        "extension": news.extension,
    }
    Telling.objects.get_or_create(**which)
    telling = Telling.objects.select_for_update().get(**which)
    now = Consultation.objects.with_page().get(pk=news.consultation.pk)
    if telling.finished_on or not _is_due(news, now, on):
        return 0
    return _next_part(telling, _parts(news, now, at), on)


def _next_part(telling: Telling, parts: list[Part], on: dt.date) -> int:
    for part in parts:
        chosen = list(part.rows.filter(pk__gt=getattr(telling, part.reached))[:AT_ONCE])
        if chosen:
            part.write(chosen)
            setattr(telling, part.reached, chosen[-1].pk)
            telling.save(update_fields=[part.reached])
            return len(chosen)
    telling.finished_on = on
    telling.save(update_fields=["finished_on"])
    return 0


def _is_due(news: News, now: Consultation, on: dt.date) -> bool:
    if now.window is None or not now.is_published:
        return False
    if news.moment == Moment.WITHDRAWN:
        return bool(rules.withdrawal_may_be_told(now.withdrawn_on, on=on))
    if news.moment in rules.ANSWERS:
        return bool(rules.answer_may_be_told(_published_on(news.moment, now), on=on))
    if now.is_withdrawn:
        return False
    if news.moment in rules.DUES:
        due = feedback_due_on(now.window)
        return bool(rules.due_may_be_told(news.moment, standing_of(now, on), due, on=on))
    if news.extension:
        return bool(rules.extension_may_be_told(news.extension.new_closes_on, now.window, on=on))
    told_before = selectors.last_told(now)
    return bool(rules.may_be_told(news.moment, now.window, on=on, told_before=told_before))


def _published_on(moment: str, now: Consultation) -> dt.date | None:
    at = now.feedback_given_at if moment == Moment.FEEDBACK else now.decision_published_at
    return timezone.localdate(at) if at else None


def _parts(news: News, now: Consultation, at: dt.datetime) -> list[Part]:
    on, url = timezone.localdate(at), News(now, news.moment).url
    context = _context(news, now, now.window, on) if now.window else {}

    def tell_people(people: list[User]) -> None:
        notify(people, news.kind, about=now, context=context, url=url, at=at)

    def tell_followers(followers: list[Follower]) -> None:
        for one in followers:
            stop = STOP.path(one.pk)
            write_to(one.address, news.kind, context=context, url=url, stop_page=stop, at=at)

    def tell_who_answered(responses: list[Response]) -> None:
        for one in responses:
            write_to(one.address, news.kind, context=context, url=url, at=at)

    return [
        Part("reached", selectors.people_told(news.moment, now, on), tell_people),
        Part("followers_reached", selectors.followers_told(news.moment, now, on), tell_followers),
        Part("responses_reached", selectors.responses_told(news.moment, now), tell_who_answered),
    ]


def _context(news: News, now: Consultation, window: Window, on: dt.date) -> dict[str, Any]:
    return {
        "consultation": now,
        "extension": news.extension,
        "left": left_words(window, on),
        "closing": closing_words(window),
        "feedback_due_on": feedback_due_on(window),
    }
