"""Public pages beside three floors on the same computer, in one run: `python -m tests.bench web`.

Two gunicorns with two workers each, on one PostgreSQL server: the site with the demo's data, and a bare project
(`tests.bench.bare`) with a view that says hello, Wagtail's page of a new site, and a static file. All are asked in
turn, in short rounds, each page right after its floor; the ratios are medians over the rounds. The times alone say
little on a shared computer.

BENCH_DATABASE_URL names a PostgreSQL server on which two databases may be made and thrown away.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from .load import NotAnswered, Target, ask, at, run
from .servers import Skipped, database, django, free_port, gunicorn, site

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS = 0.7  # of each target in each round
THREADS = 4

HELLO, WAGTAIL, STATIC = "hello", "Wagtail page", "static file"
PAGES = {
    "home": "/",
    "register": "/members/",
    "organisation": "/members/{organisation}/",
    "consultation": "/consultations/{consultation}/",
    "funding": "/funding/",
    "election": "/elections/{election}/",
    "representatives": "/representatives/",
}
# Asked of the site itself, with the demo's data in it: three addresses, and a session of a delegate who is signed in.
PREPARE = """
from django.conf import settings
from django.utils import timezone
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from assembly.accounts.models import User
from assembly.consultations.models import Consultation
from assembly.membership.models import Organisation
from elections.models import Election
asha = User.objects.get(email="asha@example.org")
session = SessionStore()
session[SESSION_KEY] = str(asha.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = asha.get_session_auth_hash()
session.create()
one = Consultation.objects.open(timezone.localdate()).order_by("pk").first()
member = Organisation.objects.members().order_by("pk").first()
election = Election.objects.real().exclude(declared_at=None).order_by("pk").first()
consultation = one.get_absolute_url().removeprefix("/consultations/").rstrip("/")
print(member.slug, consultation, election.slug, session.session_key)
"""


def main() -> None:
    try:
        with ExitStack() as stack:
            targets = _set_up(stack)
            _report(_measure(targets), targets)
    except Skipped as reason:
        sys.stdout.write(f"Public pages: skipped, {reason}\n")


def _set_up(stack: ExitStack) -> list[Target]:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-web-")))
    bare = {
        "DJANGO_SETTINGS_MODULE": "tests.bench.bare.settings",
        "DATABASE_URL": stack.enter_context(database("bare")),
        "BENCH_STATIC_ROOT": str(folder / "static"),
    }
    sys.stderr.write("Preparing two databases ...\n")
    demo, site_port = site(stack, folder, "assembly.settings")
    bare_port = free_port()
    django(bare, "migrate", "--verbosity=0")
    django(bare, "collectstatic", "--noinput", "--verbosity=0")
    django(demo, "seed_demo")
    found = django(demo, "shell", "--verbosity=0", "-c", PREPARE).split()
    *addresses, session = found
    named = dict(zip(("organisation", "consultation", "election"), addresses, strict=True))
    for environment, port in ((demo, site_port), (bare, bare_port)):
        stack.enter_context(gunicorn(environment, port, folder))
    return [
        Target(HELLO, bare_port, "/hello/"),
        Target(WAGTAIL, bare_port, "/"),
        Target(STATIC, bare_port, "/static/wagtailadmin/images/default-user-avatar.png"),
        *(
            target
            for name, path in PAGES.items()
            for target in _visitors(name, site_port, path.format(**named), session)
        ),
    ]


def _visitors(name: str, port: int, path: str, session: str) -> Iterator[Target]:
    yield Target(f"{name}, cached", port, path, floor=HELLO)
    # A request with this header is never answered from the kept pages: core/page_cache.py
    yield Target(f"{name}, not cached", port, path, ("Authorization: none",), floor=WAGTAIL)
    yield Target(f"{name}, signed in", port, path, (f"Cookie: sessionid={session}",), floor=WAGTAIL)


# Measuring


@dataclass(slots=True)
class Found:
    """What the rounds gave: requests a second, milliseconds of each answer, and ratios to the floor just before."""

    rates: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)

    def add(self, target: Target) -> float:
        rate, seconds = run(target, seconds=SECONDS, threads=THREADS)
        self.rates.append(rate)
        self.took += [one * 1000 for one in seconds]
        return rate


def _measure(targets: list[Target]) -> dict[str, Found]:
    """Each page right after its floor: what else the computer does in a round, it does to both."""
    for target in targets:
        _check(target)
    floors = {target.name: target for target in targets if not target.floor}
    found = {target.name: Found() for target in targets}
    for _ in range(ROUNDS):
        for target in targets:
            floor = found[target.floor].add(floors[target.floor]) if target.floor else 0
            rate = found[target.name].add(target)
            if floor:
                found[target.name].ratios.append(rate / floor)
    return found


def _check(target: Target) -> None:
    """Each worker has answered once, and the visitor is the one that is meant."""
    for _ in range(8):
        answer = ask(target)
    signed_in = b"Sign out" in answer
    if signed_in != ("signed in" in target.name):
        raise NotAnswered(f"{target.name}: the page is for another visitor")
    if (b"ETag" in answer and b"no-cache" in answer) != (", cached" in target.name):
        raise NotAnswered(f"{target.name}: it is, or is not, a kept page")


def _report(found: dict[str, Found], targets: list[Target]) -> None:
    write = sys.stdout.write
    write(
        f"{'Public pages':32} {'a second':>9} {'p50 ms':>8} {'p95 ms':>8}  {'ratio to':14} {'':>6}\n"
    )
    for target in targets:
        of = found[target.name]
        took = sorted(of.took)
        line = f"{target.name:32} {median(of.rates):9.0f} {at(took, 50):8.1f} {at(took, 95):8.1f}"
        if of.ratios:
            line += f"  {target.floor:14} {median(of.ratios):6.2f}"
        write(f"{line}\n")
