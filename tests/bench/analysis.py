"""Measure the analysis of 200 and of 20,000 responses that two people have coded: `python -m tests.bench analysis`.

On PostgreSQL, in one database that is made and dropped: how many queries each page sends (the aim is as many for many
as for few), the most memory that Python holds (less than twice as much), and how long it takes beside one plain COUNT
over the answers.

DATABASE_URL names a PostgreSQL server on which a database may be made and thrown away.
"""

import os
import statistics
import sys
import tracemalloc
from collections.abc import Iterator
from functools import partial
from itertools import islice, product

from .consultations import (
    MOST_TIMES,
    _analyse,
    _close,
    _consultation,
    _of,
    _reader,
    _responses,
    _set,
    database,
)
from .register import ROUNDS, seconds

SIZES = (200, 20_000)
THEMES = 12
PAGES = {
    "by kind": "analysis/",
    "by interest": "analysis/?by=interest",
    "by district": "analysis/?by=district",
    "CSV": "analysis.csv",
    "Excel": "analysis.xlsx",
    "work list of coders": "/cms/consultations/{pk}/coding/",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.stdout.write("The analysis is measured on PostgreSQL: set DATABASE_URL.\n")
        return
    import django

    django.setup()
    with database():
        _set()
        found = list(fill())
        _analyse()
        compare(found)


def fill() -> Iterator[object]:
    from django.utils import timezone

    from assembly.consultations.models import Consultation
    from tests.factories.consultations import PublicBodyFactory, site_with
    from tests.factories.membership import UserFactory

    body = PublicBodyFactory()
    site_with(body)
    board = UserFactory(name="Gwen Gray", office="Assembly Board")
    readers = [UserFactory(), UserFactory()]
    for size in SIZES:
        one = _consultation(body, board, f"of-{size}", opens_on=timezone.localdate())
        _responses(one, size)
        _coded(one, readers)
        _close(one)
        Consultation.objects.filter(pk=one.pk).update(responses_published_at=timezone.now())
        yield Consultation.objects.get(pk=one.pk)


def _coded(consultation, readers) -> None:
    """Each answer in words by two people, who tick two themes and differ on every tenth answer."""
    from django.utils import timezone

    from assembly.consultations.models import Answer, Coding, RaisedTheme

    themes = RaisedTheme.objects.bulk_create(
        RaisedTheme(consultation=consultation, position=place, name=f"Theme {place}")
        for place in range(THEMES)
    )
    of_it = Answer.objects.filter(version__response__consultation=consultation)
    keys = of_it.filter(question__kind="text").values_list("pk", flat=True)
    through = Coding.themes.through
    parts = list(zip(("first", "second"), readers, strict=True))
    numbered = enumerate(list(keys.order_by("pk")))
    while some := list(islice(numbered, 2_000)):
        codings = Coding.objects.bulk_create(
            Coding(answer_id=answer, part=part, coder=coder, saved_at=timezone.now())
            for (_, answer), (part, coder) in product(some, parts)
        )
        through.objects.bulk_create(
            through(coding=coding, raisedtheme=themes[(place + step) % THEMES])
            for (place, coding) in zip(
                (place for place, _ in some for _ in parts), codings, strict=True
            )
            for step in (0, 3 if place % 10 or coding.part == "first" else 5)
        )


def compare(found) -> None:
    from django.test import Client

    visitor, reader = Client(), _reader()
    times: dict[tuple[str, int], list[float]] = {}
    counts: dict[int, list[float]] = {}
    for _, (size, one) in product(range(ROUNDS), zip(SIZES, found, strict=True)):
        counts.setdefault(size, []).append(seconds(partial(_count, one)))
        for name, page in PAGES.items():
            ask = partial(_whole, *_asked(one, page, visitor, reader))
            times.setdefault((name, size), []).append(seconds(ask))
    small, large = (f"{size:,}" for size in SIZES)
    sys.stdout.write(f"\n{'Analysis of responses':22} {small:>12} {large:>12} {'COUNTs':>8}\n")
    for name in PAGES:
        few, many = (statistics.median(times[name, size]) * 1_000 for size in SIZES)
        floor = statistics.median(counts[SIZES[1]]) * 1_000
        sys.stdout.write(f"{name:22} {few:9.1f} ms {many:9.1f} ms {many / floor:8.1f}\n")
    sys.stdout.write(f"\n{'':22} {'queries':>17} {'most MB':>17}\n")
    for name, page in PAGES.items():
        costs = [_cost(*_asked(one, page, visitor, reader)) for one in found]
        (few, light), (many, heavy) = costs
        ok = _of(few == many and heavy < MOST_TIMES * light)
        sys.stdout.write(f"{name:22} {few:8} {many:8} {light:8.2f} {heavy:8.2f} {ok}\n")


def _asked(one, page: str, visitor, reader) -> tuple[object, str]:
    if page.startswith("/"):
        return reader, page.format(pk=one.pk)
    return visitor, f"{one.get_absolute_url()}{page}"


def _whole(client, at: str) -> None:
    answered = client.get(at)
    assert answered.status_code == 200, at
    if answered.streaming:
        assert sum(len(piece) for piece in answered.streaming_content)
        answered.close()


def _count(one) -> None:
    from assembly.consultations.models import Answer

    Answer.objects.filter(version__response__consultation=one).count()


def _cost(client, at: str) -> tuple[int, float]:
    from tests.queries import statements

    with statements() as sent:
        _whole(client, at)
    tracemalloc.start()
    _whole(client, at)
    most = tracemalloc.get_traced_memory()[1] / 1_000_000
    tracemalloc.stop()
    return len(sent), most
