"""Set-up on a machine that lacks something: one sentence that says what to do, and nothing half-made."""

import builtins
import importlib.util
import socket
import sys
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import override_settings

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def venv(tmp_path, monkeypatch):
    """The set-up script, pointed at an empty folder."""
    spec = importlib.util.spec_from_file_location("venv_script", ROOT / "scripts" / "venv.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "ROOT", str(tmp_path))
    monkeypatch.setattr(script, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(script, "PYTHON", str(tmp_path / ".venv" / "bin" / "python"))
    (tmp_path / "requirements.txt").write_text("")
    return script


def refuse_import_of(module, monkeypatch):
    real = builtins.__import__

    def imported(name, *args, **kwargs):
        if name == module:
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", imported)


def test_an_old_python_is_told_which_one_is_needed(venv, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(
        SystemExit, match=r"This is Python 3\.9 and the platform needs 3.11 or newer"
    ):
        venv.main("requirements.txt")


def test_a_missing_venv_module_is_named(venv, monkeypatch):
    refuse_import_of("ensurepip", monkeypatch)
    with pytest.raises(SystemExit, match="sudo apt install python3-venv"):
        venv.main("requirements.txt")


def test_a_folder_that_cannot_be_made_leaves_nothing_behind(venv, tmp_path):
    (tmp_path / ".venv").write_text("a file in the way")
    with pytest.raises(SystemExit, match="could not be made"):
        venv.main("requirements.txt")


def test_packages_are_installed_once_for_each_lock(venv, tmp_path, monkeypatch):
    installed = []
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").write_text("")
    monkeypatch.setattr(venv, "install", installed.append)
    venv.main("requirements.txt")
    venv.main("requirements.txt")
    assert installed == ["requirements.txt"]
    (tmp_path / "requirements.txt").write_text("something==1.0")
    venv.main("requirements.txt")
    assert installed == ["requirements.txt", "requirements.txt"]


def test_a_taken_port_is_named_with_another_to_try(db):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with (
            override_settings(DEMO=True, SITE_URL=f"http://127.0.0.1:{port}"),
            pytest.raises(CommandError, match=f"Port {port} is in use.*PORT={port + 1}"),
        ):
            call_command("demo")


def test_the_demo_command_runs_in_the_demo_only(db):
    with pytest.raises(CommandError, match="make demo"):
        call_command("demo")


def test_no_lock_file_names_an_index():
    for lock in ROOT.glob("requirements*.txt"):
        assert "http" not in lock.read_text(), lock.name
        assert "--hash=sha256:" in lock.read_text(), lock.name
