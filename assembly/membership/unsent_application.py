"""An application that a person without an account has filled in: it is kept for two hours, past the sign-in.

It is kept on the server, in a row of its own among the sessions: the session of the browser that typed it holds only
the key of that row, and no address leads to it. So signing in, which lets a session live on, does not let the text live
on: the row runs out whether anybody asks for it again or not, and is deleted the night after, as every session is.
Until somebody signs in, the session cookie also ends after two hours (`AccountAdapter.login` restores the usual
lifetime). The text is only shown again, never sent by itself.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.contrib.sessions.backends.base import SessionBase

KEPT_FOR = dt.timedelta(hours=2)
SESSION_KEY = "application"

Typed = dict[str, list[str]]


def keep(session: SessionBase, typed: Mapping[str, Sequence[str]], at: dt.datetime) -> None:
    """Keep it in the place of what was kept before, for a visitor who has not signed in."""
    forget(session)
    row = type(session)()
    row["typed"] = dict(typed)
    row.set_expiry(KEPT_FOR)
    row.create()
    session[SESSION_KEY] = {"row": row.session_key, "at": int(at.timestamp())}
    session.set_expiry(KEPT_FOR)


def kept(session: SessionBase, at: dt.datetime) -> Typed | None:
    """What was typed here, while it is kept; what has lapsed is deleted."""
    found: Any = session.get(SESSION_KEY)
    if not found:
        return None
    if "row" not in found or found["at"] + KEPT_FOR.total_seconds() < int(at.timestamp()):
        forget(session)
        return None
    return cast("Typed | None", type(session)(found["row"]).get("typed"))


def forget(session: SessionBase) -> None:
    if row := session.pop(SESSION_KEY, {}).get("row"):
        session.delete(row)
