"""Measure the pages of 20 cases and of 2,000, with an undertaking cited 5,000 times: `python -m tests.bench cases`.

On PostgreSQL, in one database that is made and dropped. Nothing is kept between two requests:

- *queries* of each page, which must be the same for both sizes, and twelve at most;
- *time*, as a ratio to fetching the same cases plainly, as model instances and nothing else.
"""

import datetime as dt
import itertools
import os
import statistics
import sys
from functools import partial

from .consultations import database
from .register import ROUNDS, seconds

SIZES = tuple(map(int, os.environ.get("CASES", "20,2000").split(",")))
# How often the first undertaking is cited at the larger size: by those cases, and by running ones made in bulk.
CITED = int(os.environ.get("CITED", "5000"))
REQUESTS = 4
QUERIES_AT_MOST = 12


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
    from tests.factories.compact import draft, published

    published(draft(F1="We pay in advance.", F2="We answer."))
    make_missing_pages()
    undertakings = list(Undertaking.objects.order_by("order"))
    sys.stdout.write(
        f"{'Cases':20} {'of':>7} {'queries':>8} {'time':>10} {'rows':>10} {'ratio':>8}\n"
    )
    asked: dict[str, set[int]] = {}
    for size in SIZES:
        _make(size - Case.objects.count(), undertakings)
        if size == SIZES[-1]:
            _cite(CITED - size, undertakings[0])
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


def _make(number: int, undertakings: list) -> None:
    """Found on, settled and running, over five years, about twenty bodies."""
    from django.utils import timezone

    from assembly.compact.models import Step
    from tests.factories import case_findings, cases
    from tests.factories.membership import OrganisationFactory
    from tests.factories.partners import PublicBodyFactory

    today, ours = timezone.localdate(), OrganisationFactory()
    bodies = [PublicBodyFactory(slug=f"bench-{place}") for place in range(20)]
    for place in range(number):
        day = today - dt.timedelta(days=place * 7 % 1_800)
        facts = {"organisation": ours, "against_body": bodies[place % 20]}
        if place % 3 == 0:
            case_findings.with_finding(undertakings, on=day, learnt="Ask earlier.", **facts)
            continue
        made = cases.case(at=Step.INFORMAL, on=day, undertakings=undertakings, **facts)
        if place % 3 == 1:
            case_findings.settled(made, on=today)


def _cite(number: int, undertaking: object) -> None:
    """More cases that cite it, in bulk: running ones."""
    from django.utils import timezone

    from assembly.compact.models import Case, Cited, Edition
    from tests.factories.partners import PublicBodyFactory

    today, now = timezone.localdate(), timezone.now()
    body, edition = PublicBodyFactory(slug="bench-cited"), Edition.objects.earliest("number")
    facts = {"raised": "board", "against_body": body, "happened_on": today, "raised_at": now}
    made = Case.objects.bulk_create(
        [Case(step="informal", acknowledged_on=today, **facts) for _ in range(number)]
    )
    Cited.objects.bulk_create(
        [Cited(case=case, undertaking=undertaking, edition=edition) for case in made]
    )


def _measure(pages: dict[str, str]) -> dict[str, tuple[int, float, float]]:
    from django.test import Client

    from assembly.core import public_token
    from tests.queries import statements

    client, queries = Client(), {}
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
