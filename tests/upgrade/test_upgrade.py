"""The databases of earlier days take every migration since, keep what they hold, and a poll that was open goes on.

What was kept is in `kept/`, one folder a day; `keep` makes the next (docs/upgrades.md). The clock stands at the moment
of keeping, so nothing here depends on the day it runs on. A copy costs about eight seconds, nearly
all of them for its pages.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import resolve

from wagtail.models import Site

import pytest
import time_machine

from assembly.accounts.models import User
from assembly.consultations.models import Answer, QuestionSet, ResponseVersion
from assembly.core import record
from assembly.core.models import GlossaryTerm
from assembly.sitemaps import MAPS
from elections.counting import read_blt
from elections.models import Contest
from elections.services.voting import cast_ballot
from tests import databases
from tests.upgrade import copies
from tests.upgrade.sites import receipts
from tests.world import go_on_to

pytestmark = pytest.mark.own_database

MINUTE = dt.timedelta(minutes=1)
# docs/operations.md, "Closing the site, and upgrading it".
STEPS = ("migrate", "sync_pages", "sync_roles", "sync_schedules")
# Pages for everybody that no site map names, and pages that ask for an account.
PUBLIC = (
    "/sitemap.xml",
    "/feeds/elections.atom",
    "/calendar.ics",
    "/search/?q=carers",
    "/members/register.csv",
    "/find-help/",
    "/api/v1/organisations",
    "/api/v1/elections",
)
OWN = ("/my/", "/my/notifications/", "/accounts/", "/members/register/")
OFFICE = ("/cms/", "/cms/elections/")
# Tables whose rows a later release gave up on purpose, each with the reason.
GIVEN_UP: dict[str, str] = {
    "compact_undertakingversion": "its texts are in editions: compact.0003",
    "home_synonymset": "its words are in the glossary: home.0011",
}
EVERY_ONE = ("wagtail_serve", "elections:election_detail")
OF_EACH_KIND = 3


@pytest.fixture
def loaded(request, django_db_blocker, tmp_path) -> Iterator[SimpleNamespace]:
    """The database of a copy as the default one, and the clock a minute after it was kept."""
    copy = request.param
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = (
        f"upgrade_{databases.CHECKOUT}_{worker}"
        if databases.POSTGRESQL
        else str(tmp_path / "site.sqlite3")
    )
    noted = SimpleNamespace(**copy.noted())
    at = dt.datetime.fromisoformat(noted.at) + MINUTE
    with django_db_blocker.unblock():
        copies.load(copy, name)
        with connected_to(name), time_machine.travel(at, tick=True) as clock:
            yield SimpleNamespace(noted=noted, clock=clock)
        if databases.POSTGRESQL:
            databases.drop(name)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Make the default connection one to another database, and forget what was remembered of the first."""
    before = connections["default"]
    other = before.copy()
    other.settings_dict["NAME"] = name
    connections["default"] = other
    _forget()
    try:
        yield
    finally:
        other.close()
        connections["default"] = before
        _forget()


def _forget() -> None:
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


@pytest.mark.parametrize("loaded", copies.all_of("demo"), indirect=True, ids=str)
def test_the_demo_is_upgraded(loaded):
    upgrade(loaded.noted)
    assert_pages_answer(loaded.noted)
    assert_old_responses_answer_question_1()


@pytest.mark.parametrize("loaded", copies.all_of("open-poll"), indirect=True, ids=str)
def test_a_poll_goes_on_after_an_upgrade(loaded):
    """It was open before. One more organisation votes, and then ballots from before and after are counted together."""
    noted = loaded.noted
    upgrade(noted)
    assert_pages_answer(noted)

    contest = Contest.objects.get(election__slug=noted.poll)
    assert receipts(contest.election) == noted.receipts
    entry = contest.roll.filter(voted_on=None, organisation__delegates__is_voter=True).first()
    voter = entry.organisation.delegates.get(is_voter=True).user
    new = cast_ballot(contest, entry.organisation, ranking=(2, 3), by=voter)

    loaded.clock.move_to(contest.election.challenge_ends_at + MINUTE + MINUTE)
    go_on_to("declared", contest, noted.shares)

    contest.refresh_from_db()
    assert contest.published_receipts.listed == sorted([*noted.receipts, new])
    assert contest.published_receipts.agree
    opened = read_blt(contest.opened_rankings.blt)
    assert sorted(rankings_in(opened)) == sorted([*map(tuple, noted.rankings), (2, 3)])
    assert contest.count_result.ballots == len(noted.rankings) + 1
    assert contest.election.declared_at
    assert_answers(Client(), f"{contest.election.get_absolute_url()}result/")
    record.seal_events()
    assert list(record.problems(record.Head.parse(noted.head))) == []


def test_both_databases_are_kept_of_each_day():
    for folder in copies.KEPT.iterdir():
        found = {file.name for file in folder.iterdir()}
        assert found == {
            f"{site}.{ending}"
            for site in copies.SITES
            for vendor, packed in copies.ENDINGS.items()
            for ending in (packed, f"{vendor}.json")
        }


def upgrade(noted) -> None:
    """Take the steps of an upgrade; nothing may be missing after them, nor lost by them."""
    filled = {table: rows for table, rows in noted.rows.items() if rows}
    assert counted(filled) == filled
    for step in STEPS:
        call_command(step, verbosity=0)
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    now = counted(filled)
    lost = {
        f"{table}: {rows} rows, now {now.get(table, 'without a table')}"
        for table, rows in filled.items()
        if now.get(table, 0) < rows and table not in GIVEN_UP
    }
    assert lost == set()
    assert GlossaryTerm.objects.count() == filled.get("home_synonymset", 0)
    connection.check_constraints()
    call_command("verify_events", head=noted.head)


def assert_old_responses_answer_question_1() -> None:
    """The one text there was is the answer to question 1. Nobody was asked for consent, so nothing is published."""
    versions = ResponseVersion.objects.all()
    answers = Answer.objects.filter(question__code=1).exclude(text="")
    assert versions.count() == answers.count() > 0
    assert not versions.exclude(consent="", has_interest=None).exists()
    assert all(
        one.in_force_at == one.consultation.published_at for one in QuestionSet.objects.all()
    )


def counted(tables) -> dict[str, int]:
    """How many rows these tables have, but for those that are not there."""
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
        return {table: _rows(cursor, table) for table in tables if table in there}


def _rows(cursor, table) -> int:
    cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
    return cursor.fetchone()[0]


def rankings_in(ballots) -> list[tuple[int, ...]]:
    return [ranking for ranking, weight in ballots.distinct() for _ in range(weight)]


def assert_pages_answer(noted) -> None:
    public = [*on_the_map(), *PUBLIC]
    assert_answers(Client(), *public)
    for email, own in ((noted.delegate, OWN), (noted.officer, OFFICE)):
        browser = Client()
        browser.force_login(User.objects.get(email=email))
        assert_answers(browser, *own)


def assert_answers(browser, *addresses) -> None:
    answers = {address: browser.get(address).status_code for address in addresses}
    assert {address: code for address, code in answers.items() if code != 200} == {}


def on_the_map() -> Iterator[str]:
    """The pages that the map of the site names: of some kinds every one, of others the first ones."""
    for section in MAPS.values():
        seen: dict[str, int] = {}
        for entry in section().get_urls():
            address = urlsplit(entry["location"]).path
            kind = resolve(address).view_name
            seen[kind] = seen.get(kind, 0) + 1
            if kind in EVERY_ONE or seen[kind] <= OF_EACH_KIND:
                yield address
