"""What a succession comes to, before and after it is stored: the rules and the points of other apps read this."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assembly.membership.models import District
from assembly.partners.models import PublicBody, Succession

Follows = District | PublicBody
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What ends, what follows it from which day. Without a `successor` one of the name is entered."""

    kind: str
    ended: Sequence[Follows]
    day: dt.date
    successor: Follows | None = None
    new_name: str = ""
    new_short_name: str = ""
    forum_name: str = ""

    @property
    def districts(self) -> list[District]:
        return [one for one in self.ended if isinstance(one, District)]

    @property
    def bodies(self) -> list[PublicBody]:
        return [one for one in self.ended if isinstance(one, PublicBody)]

    @property
    def successor_name(self) -> str:
        return str(self.successor) if self.successor else self.new_name


def plan_of(succession: Succession) -> Plan:
    of_districts = succession.kind == Succession.Kind.DISTRICT
    ended: Sequence[Follows] = (
        list(succession.districts.all()) if of_districts else list(succession.bodies.all())
    )
    return Plan(
        kind=succession.kind,
        ended=ended,
        day=succession.day,
        successor=succession.successor,
        new_name=succession.new_name,
        new_short_name=succession.new_short_name,
        forum_name=succession.forum_name,
    )
