"""What the command needs besides Python: imported first, so that its lack is a sentence and not a traceback."""

import sys

SENTENCE = (
    "The count needs numpy, which this Python does not have. Install it with "
    "python -m pip install numpy (on Windows, py -m pip install numpy), then count again.\n"
)

try:
    import numpy  # noqa: F401 -- only whether it is there
except ModuleNotFoundError as missing:
    # Until Python has found the module that -m names, "-m" is in place of the program's name.
    if missing.name != "numpy" or sys.argv[:1] != ["-m"]:
        raise
    sys.stderr.write(SENTENCE)
    raise SystemExit(2) from None
