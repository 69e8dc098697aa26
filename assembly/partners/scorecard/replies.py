"""What public bodies reply to their scorecards: what is shown, and who speaks for which body."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core import parts
from assembly.core.hiding.rules import MAY_HIDE
from assembly.partners.bodies.selectors import with_predecessors
from assembly.partners.models import HiddenReply, PublicBody, ScorecardReply
from assembly.partners.selectors import bodies_of

from .rules import MAY_REPLY


@dataclass(frozen=True, slots=True)
class Shown:
    """A version as everybody reads it: without its words while they are hidden."""

    reply: ScorecardReply
    is_hidden: bool
    is_newest: bool

    @property
    def text(self) -> str:
        return "" if self.is_hidden else self.reply.text


def speaks_for(user: User, body: PublicBody, on: dt.date) -> bool:
    return body in spoken_for(user, on)


def spoken_for(user: User, on: dt.date) -> list[PublicBody]:
    """The bodies of an officer, with those they followed."""
    return [one for body in bodies_of(user, on) for one in with_predecessors(body, on)]


def newest_of(body: PublicBody) -> ScorecardReply | None:
    return ScorecardReply.objects.filter(body=body).newest_first().first()


def versions_of(bodies: Collection[int], at: dt.datetime) -> list[Shown]:
    """Of these bodies, the newest of each first. One query."""
    return _shown(ScorecardReply.objects.filter(body__in=bodies), at)


def _shown(replies: QuerySet[ScorecardReply], at: dt.datetime) -> list[Shown]:
    found, seen = [], set()
    for reply in _with_hiding(replies, at):
        found.append(Shown(reply, reply.is_hidden, reply.body_id not in seen))  # type: ignore[attr-defined]
        seen.add(reply.body_id)
    return found


def newest_shown(bodies: Collection[int], at: dt.datetime) -> list[Shown]:
    """The reply that holds for each body. Those of all bodies are kept for the public pages of each."""
    kept = parts.kept("scorecard-replies", lambda: _newest(at))
    return [one for one in kept if one.reply.body_id in bodies]


def _newest(at: dt.datetime) -> list[Shown]:
    return [one for one in _shown(ScorecardReply.objects.all(), at) if one.is_newest]


def _with_hiding(replies: QuerySet[ScorecardReply], at: dt.datetime) -> QuerySet[ScorecardReply]:
    hidden = HiddenReply.objects.in_force(at).filter(reply=OuterRef("pk"))
    found = replies.select_related("body").order_by("body__name", "body", "-number")
    return found.annotate(is_hidden=Exists(hidden))


def hidings_of(body: PublicBody, at: dt.datetime) -> list[HiddenReply]:
    """The versions of its reply that are hidden now."""
    found = HiddenReply.objects.in_force(at).filter(reply__body=body)
    return list(found.select_related("reply__body", "hidden_by", "confirmed_by"))


def bodies_seen_by(user: User, on: dt.date) -> list[PublicBody]:
    """An officer's bodies; all of them for those who enter replies for a body, or hide one."""
    if user.has_perm(MAY_REPLY) or user.has_perm(MAY_HIDE):
        return list(PublicBody.objects.order_by("name"))
    return sorted(spoken_for(user, on), key=lambda body: body.name)


def sees_any(user: User) -> bool:
    if user.has_perm(MAY_REPLY) or user.has_perm(MAY_HIDE):
        return True
    return bodies_of(user, timezone.localdate()).exists()
