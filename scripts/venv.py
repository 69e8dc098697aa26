"""Make `.venv` and install a lock file into it, or say in one sentence what is in the way.

Run by the Makefile with whatever `python3` there is, so it is written for old ones too and needs nothing installed:
    python3 scripts/venv.py requirements.txt
"""

import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
NEEDED = (3, 11)


def stop(sentence):
    sys.exit("\n%s\n" % sentence)


def digest(lock):
    with open(os.path.join(ROOT, lock), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def check_python():
    if sys.version_info < NEEDED:
        stop(
            "This is Python %d.%d and the platform needs 3.11 or newer: install one and run "
            "'make PYTHON=python3.11 ...'." % sys.version_info[:2]
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop(
            "Python's venv module is missing: install it (on Debian and Ubuntu: "
            "'sudo apt install python3-venv') and run make again."
        )


def make_venv():
    made = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        stop("The folder .venv could not be made: " + (made.stderr or made.stdout).strip())


def install(lock):
    uv = shutil.which("uv")
    command = (
        [uv, "pip", "install", "--quiet", "--python", PYTHON]
        if uv
        else [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    )
    print("Installing what %s names ..." % lock, flush=True)
    # The lock is complete. Without --no-deps an older pip, meeting `name[extra]` among the needs of a package, looks
    # for it beyond the lock and stops on the first release that is newer than the locked one.
    command += ["--no-deps", "--require-hashes", "-r", os.path.join(ROOT, lock)]
    if subprocess.run(command).returncode:
        stop("The packages could not be installed; see the lines above, then run make again.")


def main(lock):
    check_python()
    if not os.path.exists(PYTHON):
        make_venv()
    stamp = os.path.join(VENV, "." + lock)
    wanted = digest(lock)
    if os.path.exists(stamp):
        with open(stamp) as file:
            if file.read() == wanted:
                return
    install(lock)
    with open(stamp, "w") as file:
        file.write(wanted)


if __name__ == "__main__":
    main(sys.argv[1])
