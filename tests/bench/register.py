"""Measure the public register at two sizes on PostgreSQL: the page itself, and what its figures cost uncached.

    DATABASE_URL=postgres://... python -m tests.bench register

Makes two databases beside the named one, fills them with made organisations, asks for the same pages in turn in both
(so that a busy machine disturbs both alike), and drops them. Pages are drawn anew each time: no page is kept.
"""

import itertools
import os
import random
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

SIZES = (1_700, 170_000)
ROUNDS, REQUESTS = 5, 6
FIRST = "Ashmere Brinkley Calder Durnsby Fosbury Hazelmarsh Ironmoor Kington Lydden Malden Nadder Overton Pennard"
SECOND = (
    "Carers Choir Club Hall Hospice Orchard Players Repair Scouts Shed Shop Trust Wardens Youth"
)
PAGES = {
    "first page": "/members/",
    "page in the middle": "/members/?after={middle}",
    "one filter": "/members/?district=kennet",
    "three filters": "/members/?district=kennet&theme=health&size=small",
    "a letter": "/members/?letter=m",
    "newest first": "/members/?order=newest",
    "a word in the name": "/members/?q=hospice+7",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        print("The register is measured on PostgreSQL: set DATABASE_URL.")
        return
    import django

    django.setup()
    with databases() as names:
        compare(names)


@contextmanager
def databases() -> Iterator[dict[int, str]]:
    """Two databases with all tables, filled to the two sizes."""
    from django.core.management import call_command
    from django.db import connection

    base = connection.settings_dict["NAME"]
    names = {size: f"{base}_bench_{size}" for size in SIZES}
    try:
        first = names[SIZES[0]]
        with connection.cursor() as cursor:
            for name in names.values():
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{first}"')
        use(first)
        call_command("migrate", verbosity=0)
        use(base)
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{names[SIZES[1]]}" TEMPLATE "{first}"')
        for size, name in names.items():
            use(name)
            fill(size)
        yield names
    finally:
        use(base)
        with connection.cursor() as cursor:
            for name in names.values():
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def use(name: str) -> None:
    """Let the connection lead to another database, where nothing is cached yet."""
    from django.core.cache import caches
    from django.db import connection

    from assembly.membership import facets

    connection.close()
    connection.settings_dict["NAME"] = name
    for cache in caches.all():
        cache.clear()
    facets._read.cache_clear()


def fill(size: int) -> None:
    """Organisations with names, sizes, places and themes as uneven as real ones, from a fixed seed."""
    from django.db import connection

    from assembly.membership.models import District, Organisation, Profile, Theme

    dice = random.Random(2008)
    districts = [
        District.objects.create(name=slug.title(), slug=slug)
        for slug in ("kennet", "north", "salisbury", "west", "swindon")
    ]
    themes = [
        Theme.objects.create(name=slug.title(), slug=slug)
        for slug in ("health", "advice", "environment", "faith", "equality", "neighbourhoods")
    ]
    bands = ["", "micro", "micro", "micro", "small", "small", "medium", "large"]
    forms = Organisation.LegalForm.values
    rows = [
        Organisation(
            name=f"{dice.choice(FIRST.split())} {dice.choice(SECOND.split())} {number}",
            slug=f"o-{number}",
            status="member" if dice.random() < 0.9 else "listed",
            admitted_on=f"20{dice.randint(0, 25):02}-{dice.randint(1, 12):02}-01",
            legal_form=dice.choice(forms),
            income_band=dice.choice(bands),
            infrastructure=dice.random() < 0.01,
        )
        for number in range(size)
    ]
    Organisation.objects.bulk_create(rows, batch_size=5_000)
    for through, column, choices in (
        (Organisation.districts.through, "district_id", districts),
        (Organisation.themes.through, "theme_id", themes),
    ):
        through.objects.bulk_create(
            (
                through(organisation_id=row.pk, **{column: one.pk})
                for row in rows
                for one in dice.sample(choices, 1 if dice.random() < 0.7 else 2)
            ),
            batch_size=5_000,
        )
    Profile.objects.bulk_create(
        (
            Profile(
                organisation_id=row.pk,
                gives_voice=dice.random() < 0.3,
                provides_services=dice.random() < 0.6,
            )
            for row in rows
        ),
        batch_size=5_000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def compare(names: dict[int, str]) -> None:
    from django.conf import settings
    from django.test import Client

    from assembly.membership import facets

    settings.PAGE_CACHE = False
    settings.ALLOWED_HOSTS = ["*"]
    small, large = SIZES
    times: dict[tuple[str, int], list[float]] = {}
    for _, size in itertools.product(range(ROUNDS), SIZES):
        use(names[size])
        pages = {
            name: address.format(middle=token_in_the_middle()) for name, address in PAGES.items()
        }
        client = Client()
        for (
            address
        ) in pages.values():  # the figures are counted, and plans and pages of tables are warm
            assert client.get(address).status_code == 200
        for name, address in pages.items():
            for _ in range(REQUESTS):
                times.setdefault((name, size), []).append(seconds(partial(client.get, address)))
        times.setdefault(("figures uncached: rows of bits", size), []).append(seconds(facets.count))
        times.setdefault(("figures uncached: GROUP BY", size), []).append(seconds(group_by))
    print(f"{'Register':34} {f'{small:,}':>12} {f'{large:,}':>12} {'ratio':>8}")
    for name in dict.fromkeys(name for name, _ in times):
        few, many = (statistics.median(times[name, size]) * 1_000 for size in SIZES)
        print(f"{name:34} {few:9.1f} ms {many:9.1f} ms {many / few:8.2f}")


def token_in_the_middle() -> str:
    """The address of a page with half of the register before it."""
    from assembly.core.key_pages import key_page
    from assembly.membership import register
    from assembly.membership.models import Organisation

    found = register.in_order(Organisation.objects.public(), register.BY_NAME)
    middle = found.order_by("sort_name", "pk")[found.count() // 2]
    beyond = found.filter(sort_name__gte=middle.sort_name)
    return key_page(beyond, register.ORDERS[register.BY_NAME], {}, per_page=1).after


def group_by() -> None:
    """The same figures without a summary: a grouped query for each filter."""
    from django.db.models import Count

    from assembly.membership.models import Organisation
    from assembly.membership.register import FIRST_LETTER, ROLE_COLUMNS

    public = Organisation.objects.public().order_by()
    columns = (
        "districts__slug",
        "themes__slug",
        "legal_form",
        "income_band",
        "infrastructure",
        *(f"profile__{column}" for column in ROLE_COLUMNS.values()),
    )
    for column in columns:
        list(public.values_list(column).annotate(number=Count("pk")))
    list(public.annotate(initial=FIRST_LETTER).values_list("initial").annotate(number=Count("pk")))
    public.count()


def seconds(act) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
