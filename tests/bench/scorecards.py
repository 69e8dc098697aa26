"""Measure the scorecard of 50 consultations beside that of 5,000: `python -m tests.bench scorecards`.

On PostgreSQL, in one database that is made and dropped. Nothing is kept between two requests:

- *queries* of each page, which must be the same for both sizes, and twelve at most;
- *time*, as a ratio to fetching the same rows plainly, as model instances and nothing else; the aim is less than 4.
"""

import datetime as dt
import itertools
import os
import statistics
import sys
from functools import partial

from .consultations import _analyse, _consultation, _list, _set, database
from .register import ROUNDS, seconds

SIZES = (50, 5_000)
REQUESTS = 4
QUERIES_AT_MOST = 12
MOST_TIMES = 4
PAGES = {
    "all bodies": "/consultations/scorecard/",
    "sorted, a period": "/consultations/scorecard/?sort=-days-open&first=2007",
    "a list": "/consultations/scorecard/all/feedback-on-time/?only=no",
    "open data": "/api/v1/scorecards",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.stdout.write("Scorecards are measured on PostgreSQL: set DATABASE_URL.\n")
        return
    import django

    django.setup()
    with database():
        _set()
        _compare()


def _compare() -> None:
    from django.utils import timezone

    from tests.factories.consultations import PublicBodyFactory, site_with
    from tests.factories.membership import UserFactory

    body = PublicBodyFactory()
    site_with(body)
    board = UserFactory(name="Gwen Gray", office="Assembly Board")
    _consultation(body, board, "first", opens_on=timezone.localdate())
    sys.stdout.write(
        f"{'Scorecard':20} {'of':>7} {'queries':>8} {'time':>10} {'rows':>10} {'ratio':>8}\n"
    )
    asked: dict[str, set[int]] = {name: set() for name in PAGES}
    for size in SIZES:
        _list(size)
        _mix()
        _analyse()
        for name, (queries, took, plain) in _measure().items():
            asked[name].add(queries)
            _say(name, size, queries, took, plain)
    for name, numbers in asked.items():
        assert len(numbers) == 1, f"{name} asks more often for many: {numbers}"
        assert max(numbers) <= QUERIES_AT_MOST, f"{name} asks {numbers} times"


def _mix() -> None:
    """Spread them over ten years; some are short, some have feedback, some have it late."""
    from django.utils import timezone

    from assembly.consultations.models import Consultation

    today, day = timezone.localdate(), dt.timedelta(days=1)
    known = list(Consultation.objects.order_by("pk"))
    for number, one in enumerate(known):
        one.opens_on = today - (number * 37 % 3_650) * day
        one.closes_on = one.opens_on + (30 if number % 4 == 0 else 84) * day
        given_on = one.closes_on + (60 + number % 50) * day
        one.feedback_given_at = (
            timezone.make_aware(dt.datetime.combine(given_on, dt.time(12)))
            if number % 3 and given_on < today
            else None
        )
    fields = ["opens_on", "closes_on", "feedback_given_at"]
    Consultation.objects.bulk_update(known, fields, batch_size=500)


def _measure() -> dict[str, tuple[int, float, float]]:
    from django.test import Client

    from assembly.core import public_token
    from tests.queries import statements

    client, queries = Client(), {}
    times: dict[str, list[float]] = {}
    for _, (name, at) in itertools.product(range(ROUNDS * REQUESTS), PAGES.items()):
        times.setdefault("", []).append(seconds(_plainly))
        public_token.change()
        with statements() as sent:
            times.setdefault(name, []).append(seconds(partial(client.get, at)))
        queries[name] = len(sent)
    floor = statistics.median(times[""]) * 1_000
    return {name: (queries[name], statistics.median(times[name]) * 1_000, floor) for name in PAGES}


def _plainly() -> None:
    from assembly.consultations.models import Consultation

    list(Consultation.objects.published())


def _say(name: str, size: int, queries: int, took: float, plain: float) -> None:
    missed = size == SIZES[-1] and took / plain >= MOST_TIMES
    note = "(the aim is not reached)" if missed else ""
    sys.stdout.write(
        f"{name:20} {size:7,} {queries:8} {took:7.1f} ms {plain:7.1f} ms {took / plain:8.2f} {note}\n"
    )
