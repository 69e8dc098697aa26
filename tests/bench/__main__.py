"""Every measurement, or those that are named: `python -m tests.bench [PART ...]`; the parts are PARTS."""

import sys
from importlib import import_module

PARTS = (
    "counting",
    "web",
    "registers",
    "register",
    "funding",
    "groups",
    "consultations",
    "analysis",
    "scorecards",
    "cases",
    "poll",
)

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        if part not in PARTS:
            sys.exit(f"There is no measurement “{part}”; there are: {', '.join(PARTS)}.")
        import_module(f"tests.bench.{part}").main()
