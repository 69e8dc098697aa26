"""Sessions in the database whose rows tell a day, never a time.

Django writes into each row when the session ends, which is two weeks after the row was written last: to the
microsecond, and so also when somebody proved themselves at the ballot (docs/ballot-secrecy.md). Here every session ends
at a midnight.
"""

import datetime as dt
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone


class SessionStore(db.SessionStore):
    def get_expiry_date(self, **kwargs: Any) -> dt.datetime:
        """The midnight after the instant at which the session would end."""
        ends: dt.datetime = super().get_expiry_date(**kwargs)
        next_day = timezone.localdate(ends) + dt.timedelta(days=1)
        return timezone.make_aware(dt.datetime.combine(next_day, dt.time()))
