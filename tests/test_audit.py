"""What the look-up of known vulnerabilities makes of its answers; nothing is asked of the network here."""

import importlib.util
import json
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def audit():
    spec = importlib.util.spec_from_file_location("audit_script", ROOT / "scripts" / "audit.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


def package(name, *problems):
    return {
        "name": name,
        "version": "1.0",
        "vulns": [{"id": number, "fix_versions": mended} for number, mended in problems],
    }


SOUND = package("django")
SKIPPED = {"name": "wagtail", "skip_reason": "Dependency not found"}
MENDED = package("pillow", ("CVE-1", ["1.1", "2.0"]))
OPEN = package("numpy", ("CVE-2", []))


@pytest.mark.parametrize(
    ("packages", "fails", "says"),
    [
        ([SOUND], False, "1 of 1 packages were looked up."),
        (
            [SOUND, MENDED],
            True,
            "VULNERABLE: pillow 1.0, CVE-1: mended in 1.1, 2.0; renew the lock",
        ),
        ([SOUND, OPEN], False, "WARNING: numpy 1.0, CVE-2: no version mends it yet."),
        ([SOUND, SKIPPED], False, "Nothing is known of wagtail."),
        ([SKIPPED, MENDED], True, "Nothing is known of wagtail."),
        ([SKIPPED, SKIPPED], False, "The database holds none of our packages. Nothing is known"),
        ([], False, "Nothing is known"),
    ],
)
def test_what_is_made_of_an_answer(audit, packages, fails, says):
    lines, failed = audit.judge(packages)
    assert failed is fails
    assert says in "\n".join(lines)


@pytest.mark.parametrize("stdout", ["", "Traceback", "{}", "[]"])
def test_no_answer_is_not_taken_for_a_good_one(audit, monkeypatch, capsys, stdout):
    """Without the network pip-audit ends as it does when it found something."""
    done = SimpleNamespace(stdout=stdout, returncode=1)
    monkeypatch.setattr(subprocess, "run", lambda *given, **named: done)
    assert audit.main() == 0
    assert "cannot be reached. Nothing is known of any package" in capsys.readouterr().out


def test_a_mended_vulnerability_fails_the_run(audit, monkeypatch):
    answer = json.dumps({"dependencies": [SOUND, MENDED]})
    done = SimpleNamespace(stdout=answer, returncode=1)
    monkeypatch.setattr(subprocess, "run", lambda *given, **named: done)
    assert audit.main() == 1


def test_the_lock_that_is_looked_up_holds_all_that_runs():
    def pins(name):
        return {
            line.split(";")[0] for line in (ROOT / name).read_text().splitlines() if "==" in line
        }

    assert {line.strip(" \\") for line in pins("requirements.txt")} <= {
        line.strip(" \\") for line in pins("requirements-dev.txt")
    }


def test_what_decides_whether_a_change_lands_looks_too():
    assert "make --no-print-directory audit" in (ROOT / ".ci" / "run").read_text()
