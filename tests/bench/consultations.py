"""Measure sending, reading and listing at the sizes of a large consultation: `python -m tests.bench consultations`.

On PostgreSQL, in one database that is made and dropped:

- *sending*: the last page of a response, to a consultation with 20,000, in turn with a view that has the same sign-in,
  look-up and answer and makes one durable insert; the aim is 0.5 of its rate;
- *files*: what 2,000 and 20,000 responses cost as CSV and Excel, and the most memory that Python holds meanwhile;
- *screens* of those who read: 2,000 beside 20,000;
- *lists*: 50 consultations beside 5,000; the aim is less than 2.

DATABASE_URL names a PostgreSQL server on which a database may be made and thrown away.
"""

import datetime as dt
import itertools
import os
import statistics
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from uuid import uuid4

from .register import ROUNDS, seconds, use

SIZES = (2_000, 20_000)
LISTED = (50, 5_000)
REQUESTS = 4
SENDINGS = 150
LEAST_SHARE = 0.5
MOST_TIMES = 2
WORDS = "Keep the day centre open on Saturdays, because carers have nowhere else to go. " * 6
LISTS = {
    "all": "/consultations/",
    "of one body": "/consultations/wcc/",
    "a word": "/consultations/?q=buses",
    "feed": "/feeds/consultations.atom",
    "open data": "/api/v1/consultations",
}
SCREENS = {
    "list": "responses/",
    "in the middle": "responses/?after={middle}",
    "a kind": "responses/?kind=individual",
    "confidential": "responses/?confidential=yes",
    "a word": "responses/?q=saturdays",
    "a rare word": "responses/?q=zeppelin",
    "words": "responses/by-question/1/",
    "choices": "responses/by-question/2/",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.stdout.write("Consultations are measured on PostgreSQL: set DATABASE_URL.\n")
        return
    import django

    django.setup()
    with database():
        _set()
        few, many = fill()
        compare_sending(many)
        compare_files(few, many)
        compare_screens(few, many)
        compare_lists()


@contextmanager
def database() -> Iterator[None]:
    from django.core.management import call_command
    from django.db import connection

    base = connection.settings_dict["NAME"]
    name = f"{base}_bench_consultations"
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    try:
        with connection.cursor() as cursor:
            cursor.execute(drop)
            cursor.execute(f'CREATE DATABASE "{name}"')
        use(name)
        call_command("migrate", verbosity=0)
        call_command("sync_pages", verbosity=0)
        call_command("sync_roles", verbosity=0)
        yield
    finally:
        use(base)
        with connection.cursor() as cursor:
            cursor.execute(drop)


def _set() -> None:
    """As a site runs: background work waits for the worker, and no page is kept."""
    from django.conf import settings

    from django_q.conf import Conf

    settings.PAGE_CACHE = False
    settings.ALLOWED_HOSTS = ["*"]
    settings.ROOT_URLCONF = "tests.bench.consultations_urls"
    Conf.SYNC = False


def fill():
    """A consultation that closed and had 2,000 responses, and one that is open and has 20,000."""
    from django.utils import timezone

    from tests.factories.consultations import PublicBodyFactory, site_with
    from tests.factories.membership import UserFactory

    body = PublicBodyFactory()
    site_with(body)
    board = UserFactory(name="Gwen Gray", office="Assembly Board")
    today = timezone.localdate()
    found = []
    for size in SIZES:
        one = _consultation(body, board, f"of-{size}", opens_on=today)
        _responses(one, size)
        found.append(one)
    _analyse()
    return found


def _consultation(body, board, slug: str, *, opens_on: dt.date):
    from django.utils import timezone

    from assembly.consultations.asking.selectors import asked_by
    from assembly.consultations.models import Consultation
    from assembly.consultations.publishing import services
    from tests.factories.consultations import ask, proposal

    days = {"opens_on": opens_on, "closes_on": opens_on + dt.timedelta(days=84)}
    draft = services.draft_consultation(body, proposal(title=slug, slug=slug, **days), by=board)
    ask(
        asked_by(draft),
        {"kind": "choice", "words": "Do you use it?", "options": ["Yes", "No", "No longer"]},
        {"kind": "scale", "words": "How good is it?"},
    )
    services.publish_consultation(draft.page.get_latest_revision(), by=board, at=timezone.now())
    return Consultation.objects.get(pk=draft.pk)


def _responses(consultation, number: int) -> None:
    from django.utils import timezone

    from assembly.consultations.asking.selectors import asked_by, questions_of
    from assembly.consultations.models import Answer, Response, ResponseVersion

    asked = asked_by(consultation)
    words, choice, scale = (one.question for one in questions_of(asked))
    responses = Response.objects.bulk_create(
        (
            Response(
                consultation=consultation,
                kind="individual",
                name=f"Person {one}",
                address_key=f"{consultation.pk:08}{one:056}",
            )
            for one in range(number)
        ),
        batch_size=2_000,
    )
    versions = ResponseVersion.objects.bulk_create(
        (
            ResponseVersion(
                response=one,
                number=1,
                question_set=asked,
                sent_at=timezone.now(),
                has_interest=place % 10 == 0,
                is_confidential=place % 50 == 0,
                confidential_because="A feud." if place % 50 == 0 else "",
                consent="no" if place % 50 == 0 else "named",
            )
            for place, one in enumerate(responses)
        ),
        batch_size=2_000,
    )
    Answer.objects.bulk_create(
        (
            answer
            for place, one in enumerate(versions)
            for answer in (
                Answer(version=one, question=words, text=f"{place}. {WORDS}"),
                Answer(version=one, question=choice, chosen=[place % 3]),
                Answer(version=one, question=scale, chosen=[place % 5 + 1]),
            )
        ),
        batch_size=2_000,
    )


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


# Sending


def compare_sending(consultation) -> None:
    """In turn, one of each: what else the computer does, it does to both."""
    from django.test import Client

    from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

    organisation, user = OrganisationFactory(name="Ours", member=True), UserFactory()
    DelegateFactory(organisation=organisation, user=user, role="lead")
    client = Client()
    client.force_login(user)
    page = consultation.get_absolute_url()
    times: dict[str, list[float]] = {"floor": [], "sending": []}
    for number in range(SENDINGS + 5):
        draft = _draft(consultation, organisation, number)
        acts = {
            "floor": partial(client.post, f"/floor{page}", {"number": 1}),
            "sending": partial(client.post, f"{page}respond/check/", {"number": draft.number}),
        }
        for name, act in acts.items():
            times[name].append(seconds(partial(_redirects, act)))
    floor, ours = (statistics.median(times[name][5:]) * 1_000 for name in times)
    sys.stdout.write(f"{'Sending a response, to 20,000':34} {ours:9.1f} ms\n")
    sys.stdout.write(f"{'the same with one durable insert':34} {floor:9.1f} ms\n")
    sys.stdout.write(
        f"{'share of its rate':34} {floor / ours:9.2f} {_of(floor / ours >= LEAST_SHARE)}\n"
    )
    assert consultation.responses.get(organisation=organisation).versions.count() == SENDINGS + 5


def _draft(consultation, organisation, number: int):
    from django.utils import timezone

    from assembly.consultations.asking.selectors import asked_by
    from assembly.consultations.models import ResponseDraft

    answers = {"q1": [f"{number}. {WORDS}"], "q2": ["1"], "q3": ["4"]}
    statement = {"has_interest": ["no"], "is_confidential": ["no"], "consent": ["named"]}
    return ResponseDraft.objects.create(
        consultation=consultation,
        question_set=asked_by(consultation),
        organisation=organisation,
        typed=answers | statement,
        saved_at=timezone.now(),
    )


def _redirects(act: Callable) -> None:
    answered = act()
    assert answered.status_code == 302, answered.content.decode()[:20_000]


# Reading


def _reader():
    from django.test import Client

    from tests.factories.membership import UserFactory

    client = Client()
    client.force_login(UserFactory(name="Dev Das", office="Support Unit"))
    return client


def _close(*consultations) -> None:
    from django.utils import timezone

    from assembly.consultations.models import Consultation

    past = timezone.localdate() - dt.timedelta(days=100)
    of_these = Consultation.objects.filter(pk__in=[one.pk for one in consultations])
    of_these.update(opens_on=past, closes_on=past + dt.timedelta(days=84))


def compare_files(few, many) -> None:
    _close(few, many)
    client = _reader()
    sys.stdout.write(f"\n{'File':34} {'responses':>9} {'seconds':>9} {'most MB':>9}\n")
    for ending, words in itertools.product(("csv", "xlsx"), ("", "?words=redacted")):
        for size, one in zip(SIZES, (few, many), strict=True):
            at = f"/cms/consultations/{one.pk}/responses.{ending}{words}"
            took = seconds(partial(_whole, client, at))
            tracemalloc.start()
            _whole(client, at)
            most = tracemalloc.get_traced_memory()[1] / 1_000_000
            tracemalloc.stop()
            name = f"{ending}{', as redacted' if words else ''}"
            sys.stdout.write(f"{name:34} {size:9,} {took:9.1f} {most:9.1f}\n")


def _whole(client, at: str) -> None:
    """Every piece is taken and let go, as a server does."""
    answered = client.get(at)
    assert answered.streaming, answered.content.decode()[:2_000]
    assert sum(len(piece) for piece in answered.streaming_content) > 5_000
    answered.close()


def compare_screens(few, many) -> None:
    client = _reader()
    times: dict[tuple[str, int], list[float]] = {}
    sized = list(zip(SIZES, (few, many), strict=True))
    for _, (name, end), (size, one) in itertools.product(range(ROUNDS), SCREENS.items(), sized):
        at = f"/cms/consultations/{one.pk}/{end.format(middle=_middle(one))}"
        assert client.get(at).status_code == 200, at
        times.setdefault((name, size), []).append(seconds(partial(client.get, at)))
    _table("Responses", SCREENS, times, SIZES)


def _middle(consultation) -> str:
    from assembly.consultations.reading.selectors import AS_THEY_CAME, that_count
    from assembly.core import key_pages

    found = that_count(consultation)
    return key_pages._token(found[found.count() // 2], AS_THEY_CAME)


# Lists


def compare_lists() -> None:
    """First with few, then with many: the same pages at the same database."""
    from django.test import Client

    client = Client()
    times: dict[tuple[str, int], list[float]] = {}
    for size in LISTED:
        _list(size)
        _analyse()
        for _, (name, at) in itertools.product(range(ROUNDS * REQUESTS), LISTS.items()):
            assert client.get(at).status_code == 200, at
            times.setdefault((name, size), []).append(seconds(partial(client.get, at)))
    _table("Consultations", LISTS, times, LISTED)


def _list(size: int) -> None:
    """Copies of a page with its consultation, until there are so many: one in a hundred is open."""
    from wagtail.models import Page

    from assembly.consultations.models import Consultation, ConsultationPage

    first = ConsultationPage.objects.order_by("pk").first()
    body = first.get_parent()
    known = Consultation.objects.count()
    for number in range(known, size):
        opens_on = first.consultation.opens_on - dt.timedelta(days=0 if number % 100 else -60)
        one = Consultation.objects.create(
            body=first.consultation.body,
            stage="formative",
            opens_on=opens_on,
            closes_on=opens_on + dt.timedelta(days=84),
            published_at=first.consultation.published_at,
        )
        page = Page.objects.get(pk=first.pk)
        page.pk = page.id = page.latest_revision = page.live_revision = None
        page.title = page.draft_title = f"Buses {number}"
        page.slug = f"buses-{number}"
        page.path = body._get_path(body.path, body.depth + 1, 100 + number)
        page.url_path = f"{body.url_path}{page.slug}/"
        page.translation_key = uuid4()
        page.save_base(raw=True)
        copy = ConsultationPage(page_ptr=page, consultation=one, summary="How should buses run?")
        copy.save_base(raw=True)
    Page.objects.filter(pk=body.pk).update(numchild=size)


def _table(heading: str, names, times, sizes: tuple[int, int]) -> None:
    small, large = (f"{size:,}" for size in sizes)
    sys.stdout.write(f"\n{heading:34} {small:>12} {large:>12} {'ratio':>8}\n")
    for name in names:
        few, many = (statistics.median(times[name, size]) * 1_000 for size in sizes)
        ok = _of(many / few < MOST_TIMES)
        sys.stdout.write(f"{name:34} {few:9.1f} ms {many:9.1f} ms {many / few:8.2f} {ok}\n")


def _of(reached: bool) -> str:
    return "" if reached else "(the aim is not reached)"
