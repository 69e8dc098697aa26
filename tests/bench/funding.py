"""The funding register at two sizes: its pages, and the memory of an import. `python -m tests.bench funding`.

For each size a database is made, a file of made awards is imported into it in a process of its own (whose peak of
memory counts), and a second process asks for the pages, drawn anew each time: no page and no part is kept. On SQLite;
on PostgreSQL where DATABASE_URL names a server: databases are made beside the named one and dropped.
"""

import contextlib
import csv
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
SIZES = tuple(int(size) for size in os.environ.get("BENCH_AWARDS", "2000,200000").split(","))
AIM = 4.0
REQUESTS = int(os.environ.get("BENCH_REQUESTS", "15"))
PER_RECIPIENT = 5  # awards to each recipient, so that recipients grow with the register
KINDS = [
    "Carers",
    "Choir",
    "Hall",
    "Hospice",
    "Orchard",
    "Players",
    "Repair",
    "Scouts",
    "Shed",
    "Trust",
    "Wardens",
    "Youth",
]
WORKS = [
    "café",
    "garden",
    "transport",
    "advice",
    "lunch",
    "training",
    "counselling",
    "music",
    "sport",
    "repair",
]
LARGEST_RECIPIENT = 100  # whose awards grow with the register: one in so many
TITLES = ("Identifier", "Title", "Description", "Currency", "Amount Awarded", "Award Date", "Recipient Org:Identifier",
          "Recipient Org:Name", "Funding Org:Identifier", "Funding Org:Name", "Funding Org:Department")  # fmt: skip
PAGES = {
    "overview": "/funding/",
    "overview, one year": "/funding/?year=2007",
    "list": "/funding/awards/",
    "list, a funder and a year": "/funding/awards/?funder=GB-LAE-3&year=2007",
    "list, largest first": "/funding/awards/?order=largest",
    "list, in the middle": "/funding/awards/?after={middle}",
    "search, a word in a tenth": "/funding/awards/?q=garden",
    "search, a word in all": "/funding/awards/?q=grant",
    "search, a word in five": "/funding/awards/?q=recipient17",
    "search, found nowhere": "/funding/awards/?q=zeppelin",
    "recipient of five": "/funding/awards/?recipient=GB-CHC-200017",
    "recipient of one in a hundred": "/funding/awards/?recipient=GB-CHC-199999",
    "an organisation": "/members/{organisation}/",
    "an award": "/funding/awards/{award}/",
    "totals CSV": "/funding/totals.csv",
    "awards CSV, its head": "/funding/awards.csv",
    "API, a page": "/api/v1/awards",
    "API, a page of a year": "/api/v1/awards?year=2007",
    "front page": "/",
}


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-funding-") as name:
        folder = Path(name)
        with databases(folder) as urls:
            found = {size: measure(url, folder, size) for size, url in urls.items()}
    report(found)


@contextlib.contextmanager
def databases(folder: Path) -> Iterator[dict[int, str]]:
    """A migrated database for each size."""
    base = os.environ.get("DATABASE_URL", "")
    if not base.startswith("postgres"):
        first = folder / "first.sqlite3"
        process(f"sqlite:///{first}", "migrate")
        urls = {}
        for size in SIZES:
            copy = folder / f"{size}.sqlite3"
            shutil.copy(first, copy)
            urls[size] = f"sqlite:///{copy}"
        yield urls
        return
    import psycopg

    server = urlsplit(base)
    names = {size: f"bench_funding_{os.getpid()}_{size}" for size in SIZES}
    urls = {size: urlunsplit(server._replace(path=f"/{name}")) for size, name in names.items()}
    postgres = urlunsplit(server._replace(path="/postgres"))
    with psycopg.connect(postgres, autocommit=True) as connection:
        try:
            first = names[SIZES[0]]
            connection.execute(f"CREATE DATABASE {first}")
            process(urls[SIZES[0]], "migrate")
            for size in SIZES[1:]:
                connection.execute(f"CREATE DATABASE {names[size]} TEMPLATE {first}")
            yield urls
        finally:
            for name in names.values():
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def measure(url: str, folder: Path, size: int) -> dict[str, float]:
    path = folder / f"{size}.csv"
    write_awards(path, size)
    return {**process(url, "import", path, size), **process(url, "pages")}


def write_awards(path: Path, size: int) -> None:
    dice = random.Random(2008)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(TITLES)
        for row in range(size):
            recipient = row // PER_RECIPIENT
            if row % LARGEST_RECIPIENT == 0:
                recipient = -1
            funder = row % 8
            writer.writerow(
                (
                    f"360G-made-{row}",
                    f"{WORKS[row % 10].title()} {row % 3_000}",
                    f"A grant for {WORKS[row % 10]} number {row}, from April.",
                    "GBP",
                    dice.randrange(100, 90_000),
                    f"{2004 + row % 6}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
                    f"GB-CHC-{200_000 + recipient}",
                    f"{KINDS[recipient % 12]} recipient{recipient}",
                    f"GB-LAE-{funder}",
                    f"Council {funder}",
                    f"Department {row % 40}",
                )
            )


def process(url: str, act: str, *arguments: object) -> dict[str, float]:
    """Do one thing in a process of its own, and return what it measured."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.funding", act, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr[-3_000:])
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


# In the process that is measured


def act(name: str, *arguments: str) -> dict[str, float]:
    import django

    django.setup()
    from django.core.management import call_command

    if name == "migrate":
        call_command("migrate", verbosity=0)
        return {}
    if name == "import":
        return imported(Path(arguments[0]))
    return pages()


def imported(path: Path) -> dict[str, float]:
    from django.core.management import call_command
    from django.db import connection

    before = peak()
    begun = time.perf_counter()
    call_command("import_grants", str(path), stdout=sys.stderr, stderr=sys.stderr)
    took = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"import, seconds": took, "import, peak MB": peak(), "of it before, MB": before}


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def pages() -> dict[str, float]:
    """Milliseconds of each page: the median of some requests."""
    from django.conf import settings
    from django.core.cache import caches
    from django.test import Client

    from assembly.core.key_pages import key_page
    from assembly.funding import selectors
    from assembly.funding.models import Award
    from assembly.membership.models import Organisation

    settings.PAGE_CACHE, settings.ALLOWED_HOSTS = False, ["*"]
    organisation, _ = Organisation.objects.get_or_create(
        slug="carers-0",
        defaults={"name": "Carers recipient0", "status": "member", "admitted_on": "2008-01-01"},
    )
    Award.objects.filter(recipient_org_id="GB-CHC-200000").update(recipient=organisation)
    middle = Award.objects.order_by("-awarded_on", "-pk")[Award.objects.count() // 2]
    beyond = selectors.matching({}).filter(awarded_on__lte=middle.awarded_on)
    after = key_page(beyond, selectors.ORDERS["newest"], {}, per_page=1).after
    client, found = Client(), {}
    for name, template in PAGES.items():
        address = template.format(middle=after, organisation="carers-0", award=middle.pk)
        times = []
        for _ in range(REQUESTS):
            for cache in caches.all():
                cache.clear()
            begun = time.perf_counter()
            answer = client.get(address)
            if answer.streaming:
                next(iter(answer.streaming_content))
            times.append(time.perf_counter() - begun)
            assert answer.status_code == 200, (name, answer.status_code)
            answer.close()
        found[name] = statistics.median(times[1:]) * 1_000
    return found


def report(found: dict[int, dict[str, float]]) -> None:
    small, large = SIZES
    write = sys.stdout.write
    write(f"{'Funding register':32} {f'{small:,}':>12} {f'{large:,}':>12} {'ratio':>8}\n")
    for name, few in found[small].items():
        many = found[large][name]
        ratio = many / few
        above = f" above {AIM:g}" if name in PAGES and ratio > AIM else ""
        write(f"{name:32} {few:12.1f} {many:12.1f} {ratio:8.2f}{above}\n")


if __name__ == "__main__":
    print(json.dumps(act(*sys.argv[1:])))
