"""What every act of a hearing begins with: the case locked, its clock written down, and who the person is in it."""

import datetime as dt

from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import life
from assembly.compact.cases.standing import Standing, standing
from assembly.compact.models import Case


def held(case: Case, *, by: User, at: dt.datetime) -> Standing:
    on = timezone.localdate(at)
    case = life.lock(case)
    life.settle(case, on=on)
    return standing(case, by, on)
