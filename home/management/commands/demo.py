"""Start the demo: prepare its database, then run web server and worker together until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from assembly.membership.models import Organisation
from elections.models import Election
from home.demo.elections import LAST

PATIENCE = 15  # seconds a process has to end by itself


class Command(BaseCommand):
    help = "Prepare the demo's data if there is none, and serve it on this computer."
    requires_system_checks = ()  # the migrate step below runs them

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This command is for the demo; start it with: make demo")
        port = urlsplit(settings.SITE_URL).port or 80
        self._check_port(port)
        kept = self._is_kept()
        if not kept:
            self._prepare()
        self._serve(port, kept=kept)

    def _check_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except (OSError, OverflowError):
                raise CommandError(
                    f"Port {port} is in use on this computer. Choose another one: make demo PORT={port + 1}"
                ) from None

    def _is_kept(self) -> bool:
        """Whether the database of an earlier start can be served as it is."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        if Organisation.objects.exists() and not Election.objects.filter(slug=LAST).exists():
            raise CommandError(
                "The demo's data were not finished the last time. Make them anew: make demo-reset"
            )
        return Organisation.objects.exists()

    def _prepare(self) -> None:
        self.stdout.write("Preparing the database ...")
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        self._sync()
        call_command("seed_demo", log_ins_only=Organisation.objects.exists())

    def _sync(self) -> None:
        for command in ("sync_pages", "sync_roles", "sync_schedules"):
            call_command(command, verbosity=0)

    def _serve(self, port: int, *, kept: bool) -> None:
        web = [sys.executable, "-m", "gunicorn", "assembly.wsgi", "--threads", "4"]
        web += ["--log-level", "warning", "--bind", f"127.0.0.1:{port}"]
        worker = [sys.executable, "manage.py", "qcluster"]
        # Sessions of their own: Ctrl-C reaches this process alone, and it ends the two in order.
        started = [
            subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own commands
            for command in (web, worker)
        ]
        for number in (signal.SIGINT, signal.SIGTERM):  # a shell's background job ignores SIGINT
            signal.signal(number, _interrupt)
        try:
            if kept:  # while the web server starts
                self._sync()
                call_command("seed_demo", log_ins_only=True)
            self.stdout.write(
                self.style.SUCCESS(f"\nThe demo runs on {settings.SITE_URL}/ (Ctrl-C ends it)\n")
            )
            while all(process.poll() is None for process in started):
                time.sleep(0.3)
            raise CommandError("The web server or the worker ended by itself; see the lines above.")
        except KeyboardInterrupt:
            self.stdout.write("\nEnding the demo ...")
        finally:
            _end(started)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # with the processes it started
