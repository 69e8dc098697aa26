"""Look up the locked packages in the database of known vulnerabilities: `make audit`.

It fails on a vulnerability for which a version without it exists. It warns of one without, and of packages that could
not be looked up: without the network, or behind a mirror that does not hold the database, nothing is known, and the
last line says so. pip-audit itself ends well when it skipped every package, and ends alike when it found something
and when it reached nothing, so its answer is read and its exit code is not.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = "requirements-dev.txt"  # holds everything of requirements.txt
PATIENCE = 180  # seconds
COMMAND = (
    *(
        sys.executable,
        "-m",
        "pip_audit",
        "--requirement",
        LOCK,
        "--require-hashes",
        "--disable-pip",
    ),
    *("--format", "json", "--progress-spinner", "off", "--timeout", "10"),
)
NOT_KNOWN = (
    "WARNING: {} Nothing is known of {}. Run `make audit` again where the database can be reached."
)


def main() -> int:
    found = ask()
    if found is None:
        say(NOT_KNOWN.format("The database of vulnerabilities cannot be reached.", "any package"))
        return 0
    lines, failed = judge(found)
    say(*lines)
    return 1 if failed else 0


def ask() -> list[dict[str, Any]] | None:
    """What pip-audit says of each package; None when it did not get that far."""
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments
            COMMAND, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        answer: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        return None
    return answer


def judge(packages: Sequence[dict[str, Any]]) -> tuple[list[str], bool]:
    """What to print, and whether there is a vulnerability that a newer version mends."""
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    if len(unknown) == len(packages):
        return [NOT_KNOWN.format("The database holds none of our packages.", "any of them")], False
    lines, failed = [], False
    for package in packages:
        for problem in package.get("vulns", ()):
            mended = ", ".join(problem["fix_versions"])
            failed = failed or bool(mended)
            lines.append(
                f"{'VULNERABLE' if mended else 'WARNING'}: {package['name']} {package['version']}, {problem['id']}: "
                f"{f'mended in {mended}; renew the lock (make lock)' if mended else 'no version mends it yet'}."
            )
    if unknown:
        lines.append(NOT_KNOWN.format("Not in the database:", ", ".join(unknown)))
    looked_up = len(packages) - len(unknown)
    lines.append(f"{looked_up} of {len(packages)} packages were looked up.")
    return lines, failed


def say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    sys.exit(main())
