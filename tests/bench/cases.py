"""Measure the pages of 60 cases and of 2,000, with an undertaking cited 5,000 times: `python -m tests.bench cases`.

On PostgreSQL, in one database that is made and dropped. Nothing is kept between two requests:

- *queries* of each page, which must be the same for both sizes, and few;
- *time*, as a ratio to fetching the same cases plainly, as model instances and nothing else.
"""

import itertools
import os
import statistics
import sys
from functools import partial
from http import HTTPStatus

from .consultations import database
from .register import ROUNDS, seconds

# The smaller one fills each page too: only what has more than it shows is counted, in one query.
SIZES = tuple(map(int, os.environ.get("CASES", "60,2000").split(",")))
# How often the first undertaking is cited at the larger size: by those cases, and by running ones made in bulk.
CITED = int(os.environ.get("CITED", "5000"))
REQUESTS = 4
# With what all pages share, which is read anew each time here. The page of an undertaking has most.
QUERIES_AT_MOST = 18


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.stdout.write("Cases are measured on PostgreSQL: set DATABASE_URL.\n")
        return
    import django

    django.setup()
    with database():
        _compare()


def _compare() -> None:
    from assembly.compact.models import Case, Undertaking
    from home.standing_pages import make_missing_pages
    from tests.bench import cases_made
    from tests.factories.compact import draft, published

    published(draft(F1="We pay in advance.", F2="We answer."))
    make_missing_pages()
    undertakings = list(Undertaking.objects.order_by("order"))
    sys.stdout.write(
        f"{'Cases':20} {'of':>7} {'queries':>8} {'time':>10} {'rows':>10} {'ratio':>8}\n"
    )
    asked: dict[str, set[int]] = {}
    for size in SIZES:
        cases_made.make(size - Case.objects.count(), undertakings)
        if size == SIZES[-1]:
            cases_made.cite(CITED - size, undertakings[0])
        pages = {
            "register": "/compact/cases/",
            "register, narrowed": "/compact/cases/?undertaking=funding/f1&outcome=not-kept",
            "one case": Case.objects.earliest("pk").get_absolute_url(),
            "undertaking": undertakings[0].get_absolute_url(),
            "figures": "/compact/cases/figures/",
            "open data": "/api/v1/compact/cases",
            "feed": "/feeds/compact-cases.atom",
        }
        for name, (queries, took, plain) in _measure(pages).items():
            asked.setdefault(name, set()).add(queries)
            sys.stdout.write(
                f"{name:20} {size:7,} {queries:8} {took:7.1f} ms {plain:7.1f} ms {took / plain:8.2f}\n"
            )
    for name, numbers in asked.items():
        assert len(numbers) == 1, f"{name} asks more often for many: {numbers}"
        assert max(numbers) <= QUERIES_AT_MOST, f"{name} asks {numbers} times"


def _measure(pages: dict[str, str]) -> dict[str, tuple[int, float, float]]:
    from django.conf import settings
    from django.test import Client

    from assembly.core import public_token
    from tests.queries import statements

    settings.ALLOWED_HOSTS = ["*"]
    client, queries = Client(), {}
    for name, at in pages.items():
        assert client.get(at).status_code == HTTPStatus.OK, f"{name} is not at {at}"
    times: dict[str, list[float]] = {}
    for _, (name, at) in itertools.product(range(ROUNDS * REQUESTS), pages.items()):
        times.setdefault("", []).append(seconds(_plainly))
        public_token.change()
        with statements() as sent:
            times.setdefault(name, []).append(seconds(partial(client.get, at)))
        queries[name] = len(sent)
    floor = statistics.median(times[""]) * 1_000
    return {name: (queries[name], statistics.median(times[name]) * 1_000, floor) for name in pages}


def _plainly() -> None:
    from assembly.compact.models import Case

    list(Case.objects.all())
