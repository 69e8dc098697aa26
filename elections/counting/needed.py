"""What the command needs besides Python: looked at first, so that its lack is a sentence and not a traceback."""

import sys
from importlib.util import find_spec

SENTENCE = (
    "The count needs numpy, which this Python does not have. Install it with "
    "python -m pip install numpy (on Windows, py -m pip install numpy), then count again.\n"
)

# Until Python has found the module that -m names, "-m" is in place of the program's name. Any other
# program meets the usual error, which it can catch.
if sys.argv[:1] == ["-m"] and find_spec("numpy") is None:
    sys.stderr.write(SENTENCE)
    raise SystemExit(2)
