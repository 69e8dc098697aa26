"""What every part of the demo shares: the day, the dice, and the people and bodies made so far.

A part is a module beside this one with `seed(demo)`. It acts through the services, so that the record is true.
`demo.people` knows these keys; each is `<key>@example.org` unless the part says otherwise:

- asha: lead and voter of two members, `demo.organisations[0]` and `[1]`
- hugh: deputy of `demo.organisations[0]`
- ben: lead of an organisation that lapsed
- carys: an account that acts for nobody, and is invited by `demo.organisations[0]`
- rosa, ralf: leads of refused organisations; Ralf has appealed
- sol: lead of a suspended organisation
- tess: lead of a member that votes through `demo.organisations[0]`
- nadia: lead of an organisation that waits for its eligibility check
- dev: Support Unit
- board, board2: Assembly Board
- efua: returning officer
- privacy: data protection lead
- scrutineer, scrutineer2, scrutineer3: scrutineers
- clerk: polling clerk
- compact, compact2, ... compact7: Compact Board; who sits for whom is in `compact_board`
- officer_wcc, officer_pct, officer_police: officers of the council, the Primary Care Trust and the police authority
  (`officer-wcc@example.org`, ...)
- convenor: convenes the health group, and leads `demo.organisations[2]`
`demo.bodies` has `county.COUNCIL` (its departments have the codes dcs, dce, esd and corporate), `county.PCT` and
`county.POLICE`.
The seats stand in the database, by the slugs of their partnerships in `representatives`.
"""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from allauth.account.models import EmailAddress

from assembly.accounts.models import User
from assembly.core.bank_holidays.selectors import working_days
from assembly.membership.models import Organisation
from assembly.notifications.models import Notification
from assembly.partners.models import PublicBody

PASSWORD = "assembly-demo-2008"  # noqa: S105 - printed on the screen; settings refuse the demo on a public host


def address(key: str) -> str:
    return f"{key.replace('_', '-')}@example.org"


@dataclass
class Demo:
    """The stage that the parts of the demo play on, one after another."""

    say: Callable[[str], object] = lambda _text: None
    now: dt.datetime = field(default_factory=timezone.now)
    rng: random.Random = field(
        default_factory=lambda: random.Random(2008)  # noqa: S311 - the same demo every time
    )
    people: dict[str, User] = field(default_factory=dict)
    organisations: list[Organisation] = field(default_factory=list)
    bodies: dict[str, PublicBody] = field(default_factory=dict)
    # Who casts the vote of each member, by the organisation's primary key.
    voters: dict[int, User] = field(default_factory=dict)
    _turn: list[int] = field(default_factory=list)

    @property
    def today(self) -> dt.date:
        return timezone.localdate(self.now)

    def day(self, offset: int) -> dt.date:
        """A day counted from today: -7 is a week ago."""
        return self.today + dt.timedelta(days=offset)

    def working_day(self, number: int) -> dt.date:
        """A working day counted from today, which is none of them: 0 is the last one before it, 1 the next one.

        So what was done on day 0 is past and what is due on day 1 is to come, at whatever hour the demo starts.
        """
        if number > 0:
            return working_days().after(self.today, number)
        return working_days().before(self.today, 1 - number)

    def someones(self, number: int) -> list[Organisation]:
        """Members with a person who acts for each, not of the cast; others each time, until all had their turn."""
        if len(self._turn) < number:
            cast = {organisation.pk for organisation in self.organisations[:3]}
            self._turn = sorted(set(self.voters) - cast)
            self.rng.shuffle(self._turn)
        chosen, self._turn = self._turn[:number], self._turn[number:]
        found = Organisation.objects.in_bulk(chosen)
        return [found[pk] for pk in chosen]

    def person(self, key: str, name: str, *, email: str = "") -> User:
        """Make an account with a confirmed address; `key` finds it again in `people`."""
        user = User.objects.create(name=name, email=email or address(key), password=self._password)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        self.people[key] = user
        return user

    def forget_messages(self, app: str) -> None:
        """Take what an app has told so far off everybody's list: it happened long ago."""
        Notification.objects.filter(kind__startswith=f"{app}/").delete()

    @cached_property
    def _password(self) -> str:
        """Hashed once for everybody: 300 slow hashes would take two minutes."""
        return make_password(PASSWORD)
