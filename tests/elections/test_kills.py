"""kill -9 while ballots arrive: every acknowledged ballot is there once, none half.

The web process is killed on the suite's own database; PostgreSQL is a cluster of our own, because it is killed too.
"""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import replace
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.urls import reverse
from django.utils import timezone

import pytest

from elections.models import Contest
from elections.sealing import receipt_of
from tests import databases
from tests.conftest import ROOT
from tests.elections.under_fire import Booth, Crowd, post
from tests.factories.elections import DAY, organisation_with_voter, poll

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]

VOTERS = 60
PATIENCE = 60  # seconds


def session_of(person):
    """A session in the database of somebody who signed in and proved themselves now."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["elections_proved"] = {"user": person.pk, "at": timezone.now().timestamp()}
    session.create()
    return session.session_key


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(ready, what, process=None):
    """Wait until it is ready; for a process that has ended there is nothing to wait for."""
    ends = time.monotonic() + PATIENCE
    while not ready():
        assert process is None or process.poll() is None, f"{what} ended before it came up"
        assert time.monotonic() < ends, f"{what} did not come up"
        time.sleep(0.1)


def answers(port):
    """Whether it answers a request: gunicorn takes connections before its workers have loaded anything."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE).close()
    except urllib.error.HTTPError:
        return True  # of its health here nobody asks
    except (OSError, HTTPException):
        return False
    return True


class Web:
    """gunicorn with two workers in a group of its own, so that all of it is killed at once."""

    def __init__(self, url, port, log):
        self.url, self.port, self.log = url, port, log
        self.process = None

    def start(self):
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": self.url,
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": f"http://127.0.0.1:{self.port}",
        }
        command = [sys.executable, "-m", "gunicorn", "assembly.wsgi", "--workers=2", "--threads=4"]
        command += ["--no-control-socket", "--bind", f"127.0.0.1:{self.port}"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own server
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        wait_for(lambda: answers(self.port), "gunicorn", self.process)

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(PATIENCE)


@pytest.fixture
def filled():
    """A poll in which sixty may vote now, each with a session. The contest and their forms."""
    voters = [organisation_with_voter() for _ in range(VOTERS)]
    contest, _ = poll(poll_opens=timezone.now() - DAY)
    path = reverse("elections:ballot_cast", args=[contest.election.slug])
    booths = [
        Booth(session_of(person), session_of(person), path, organisation.pk, contest.pk)
        for organisation, person in voters
    ]
    return contest, booths


def compare(contest, crowd, receipts, marked):
    """Each acknowledged ballot is there once, and there is a mark for each ballot and no other."""
    assert set(crowd.receipts.values()) <= set(receipts)
    assert len(receipts) == len(set(receipts)) == len(marked) == len(set(marked))
    assert set(crowd.receipts) <= set(marked)


def vote_again(crowd):
    """Who got no answer tries again: a receipt, or that the organisation has already voted.

    In another browser: the proof is used up in a transaction of its own before the ballot is cast (proof.use_up), so
    whoever was cut off between the two has to prove themselves again.
    """
    return {
        booth.organisation: post(crowd.port, replace(booth, session=booth.other_session))
        for booth in crowd.unanswered
    }


def in_the_box(contest):
    fresh = Contest.objects.get(pk=contest.pk)
    receipts = [receipt_of(bytes(ballot.ciphertext)) for ballot in fresh.box.all()]
    return receipts, list(fresh.roll.marked().values_list("organisation_id", flat=True))


@pytest.fixture
def site(tmp_path):
    """The suite's database, where another process reaches it: the address, and how what is there is read back."""
    if connection.vendor == "postgresql":
        yield databases.url_of(connection.settings_dict["NAME"]), lambda: None
        return
    file = tmp_path / "site.sqlite3"

    def read_back():
        with sqlite3.connect(file) as copy:
            copy.backup(connection.connection)

    yield f"sqlite:///{file}", read_back


def test_kill_nine_of_the_web_process(filled, site, tmp_path):
    contest, booths = filled
    url, read_back = site
    if connection.vendor == "sqlite":
        with sqlite3.connect(url.removeprefix("sqlite:///")) as copy:
            connection.connection.backup(copy)
    web = Web(url, free_port(), tmp_path / "web.log")
    web.start()
    try:
        crowd = Crowd(web.port, booths)
        crowd.vote(after=15, then=web.kill)
        read_back()
        assert crowd.unanswered, "it was killed while ballots arrived"
        compare(contest, crowd, *in_the_box(contest))
        web.start()
        again = vote_again(crowd)
        read_back()
        receipts, marked = in_the_box(contest)
        assert len(receipts) == len(marked) == VOTERS
        assert {one for one in again.values() if one} <= set(receipts)
    finally:
        web.kill()


# PostgreSQL itself

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
INITDB = shutil.which("initdb") or (str(PROGRAMS[-1]) if PROGRAMS else None)


class Cluster:
    """A PostgreSQL of our own in a folder; root runs it as nobody, because it refuses to run as root."""

    def __init__(self, folder, log):
        self.folder, self.log, self.port = folder, log, free_port()
        self.programs = Path(INITDB).resolve().parent
        self.user = "nobody" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self.process = None
        self._run("initdb", "-D", self.folder, "-U", "postgres", "-A", "trust", "-E", "UTF8")

    def _run(self, program, *arguments, taking=None):
        return subprocess.run(  # noqa: S603 - PostgreSQL's own
            [self.programs / program, *arguments],
            user=self.user, cwd="/", check=True, capture_output=True, input=taking,
        ).stdout  # fmt: skip

    def copy(self, url):
        """Make its database equal to one of another server; migrating it takes many times as long."""
        script = self._run("pg_dump", "--no-owner", url)
        self._run("psql", "--quiet", "--set=ON_ERROR_STOP=1", self.url, taking=script)

    def start(self):
        self.launch()
        wait_for(self.takes, "PostgreSQL", self.process)

    def launch(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - PostgreSQL's own
                [
                    self.programs / "postgres", "-D", self.folder, "-p", str(self.port),
                    "-h", "127.0.0.1", "-k", "",
                ],
                user=self.user, cwd="/", stdout=log, stderr=log,
            )  # fmt: skip

    def takes(self):
        import psycopg

        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def url(self):
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def kill(self):
        """The postmaster dies without a word; its children notice and go."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)

    def stop(self):
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(PATIENCE)


@pytest.fixture
def cluster(tmp_path):
    if not INITDB:
        pytest.skip(
            "PostgreSQL's initdb is not installed here: no cluster of our own can be killed"
        )
    # Not below pytest's own folder: every run of pytest that begins on this computer closes that to other users.
    with TemporaryDirectory(prefix="cluster-", ignore_cleanup_errors=True) as folder:
        made = Cluster(Path(folder), tmp_path / "postgres.log")
        made.start()
        yield made
        made.stop()


FILL = """
import json
from django.utils import timezone
from django.urls import reverse
from tests.elections.test_kills import VOTERS, session_of
from tests.factories.elections import DAY, organisation_with_voter, poll
voters = [organisation_with_voter() for _ in range(VOTERS)]
contest, _ = poll(poll_opens=timezone.now() - DAY)
path = reverse("elections:ballot_cast", args=[contest.election.slug])
booths = [[session_of(who), session_of(who), path, organisation.pk, contest.pk] for organisation, who in voters]
print(json.dumps(booths))
"""
LOOK = """
import json
from elections.models import RollEntry, SealedBallot
from elections.sealing import receipt_of
receipts = [receipt_of(bytes(one.ciphertext)) for one in SealedBallot.objects.all()]
print(json.dumps([receipts, list(RollEntry.objects.marked().values_list("organisation_id", flat=True))]))
"""


def django(url, *arguments):
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-m", "django", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def said(url, script):
    import json

    return json.loads(django(url, "shell", "--verbosity=0", "-c", script).splitlines()[-1])


@pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="its server is PostgreSQL whatever the suite's own is: the run on PostgreSQL has it",
)
def test_kill_nine_of_postgresql(cluster, tmp_path):
    cluster.copy(databases.url_of(databases.migrated()))
    booths = [Booth(*fields) for fields in said(cluster.url, FILL)]
    web = Web(cluster.url, free_port(), tmp_path / "web.log")
    web.start()
    try:
        crowd = Crowd(web.port, booths)
        crowd.vote(after=15, then=cluster.kill)
        assert crowd.unanswered, "it was killed while ballots arrived"
        wait_for(lambda: _starts(cluster), "PostgreSQL, with the children of the old one gone,")
        compare(None, crowd, *said(cluster.url, LOOK))
        again = vote_again(crowd)
        receipts, marked = said(cluster.url, LOOK)
        assert len(receipts) == len(marked) == VOTERS
        assert {one for one in again.values() if one} <= set(receipts)
    finally:
        web.kill()


def _starts(cluster):
    """Start it again; while children of the old one still hold its memory it refuses and ends, and is started anew."""
    if cluster.process.poll() is not None:
        cluster.launch()
    return cluster.takes()
