"""Read settings from the environment, and stop the start with a clear sentence when one is wrong.

Every name read here stands in `.env.example` with an example; a test compares the two.
"""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

import environ

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
DATABASES = {"sqlite", "postgres", "postgresql"}
FILE_MAILBOXES = {"mbox", "maildir"}
# The tag behind it takes 38 of the 64 characters that a local part may have (RFC 5321).
BOUNCE_NAME = re.compile(r"[A-Za-z0-9._-]{1,24}")
DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def read_env_file(path: Path) -> None:
    """Take settings from a `.env` file; what the environment itself says wins."""
    if path.is_file():
        environ.Env.read_env(path)


def daemon(name: str, *, example: str, default: str) -> str:
    """Where a program listens: the path of its socket, or host:port."""
    value = text(name, example=example, default=default)
    if value and not value.startswith("/") and not re.fullmatch(r"[^:/]+:[0-9]{1,5}", value):
        raise ImproperlyConfigured(
            f"{name} is “{value}”; it takes the path of a socket or host:port, for example: {name}={example}"
        )
    return value


def text(name: str, *, example: str, default: str | None = None) -> str:
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it in the environment or in .env, for example: {name}={example}"
        )
    return value


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is “{value}”; it takes on or off, for example: {name}=off")


def number(name: str, *, default: int, example: str) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(
            f"{name} is “{value}”; it takes a whole number, for example: {name}={example}"
        )
    return int(value)


def choice(name: str, *, default: str, options: tuple[str, ...]) -> str:
    value = os.environ.get(name, "").strip() or default
    if value not in options:
        raise ImproperlyConfigured(
            f"{name} is “{value}”; it takes {' or '.join(options)}, for example: {name}={default}"
        )
    return value


def words(name: str, *, example: str, default: list[str] | None = None) -> list[str]:
    value = os.environ.get(name, "")
    found = [word.strip() for word in value.split(",") if word.strip()]
    if found:
        return found
    if default is None:
        raise ImproperlyConfigured(
            f"{name} is not set. It takes a list with commas, for example: {name}={example}"
        )
    return default


def web_address(name: str, *, example: str, default: str | None = None) -> str:
    value = text(name, example=example, default=default).rstrip("/")
    parts = urlsplit(value)
    port = parts.netloc.rpartition(":")[2] if ":" in parts.netloc else "80"
    if parts.scheme not in {"http", "https"} or not parts.hostname or not port.isdecimal():
        raise ImproperlyConfigured(
            f"{name} is “{value}”; it takes a web address, for example: {name}={example}"
        )
    return value


def database(name: str, *, example: str, default: str | None = None) -> dict[str, Any]:
    value = text(name, example=example, default=default)
    try:
        # Asked before django-environ, which prints an address it does not know with its password.
        if urlsplit(value).scheme in DATABASES:
            configured: dict[str, Any] = environ.Env.db_url_config(value)
            return configured
    except ValueError:
        pass  # a port that is no number, and the like: the sentence below says what is needed
    raise ImproperlyConfigured(
        f"{name} does not name an SQLite file or a PostgreSQL database. It looks like this: {name}={example}"
    )


def mail_server(name: str, *, example: str, default: str | None = None) -> dict[str, Any]:
    value = text(name, example=example, default=default)
    try:
        configured: dict[str, Any] = environ.Env.email_url_config(value)
    except (KeyError, ValueError, ImproperlyConfigured):
        raise ImproperlyConfigured(
            f"{name} is “{urlsplit(value).scheme}://…”; it looks like this: {name}={example}"
        ) from None
    return configured


def bounce_address(name: str, *, example: str) -> str:
    """An address behind whose name there is room for a plus sign and a tag; empty when none is set."""
    value = os.environ.get(name, "").strip()
    local, _, domain = value.partition("@")
    fits = BOUNCE_NAME.fullmatch(local) and DOMAIN.fullmatch(domain)
    if value and not fits:
        raise ImproperlyConfigured(
            f"{name} is “{value}”; it takes an address with a name of 24 letters at most and no plus sign, "
            f"for example: {name}={example}"
        )
    return value


def mail_addresses(name: str, *, example: str) -> list[str]:
    """Addresses with commas between them; none when nothing is set."""
    found = words(name, example=example, default=[])
    for address in found:
        local, _, domain = address.rpartition("@")
        if not local or not DOMAIN.fullmatch(domain) or " " in address:
            raise ImproperlyConfigured(
                f"{name} holds “{address}”. Enter e-mail addresses separated by commas, for example: {name}={example}"
            )
    return found


def mailbox(name: str, *, example: str) -> str:
    """The address of a mailbox to read: imaps://…, mbox:/path or maildir:/path; empty when none is set."""
    value = os.environ.get(name, "").strip()
    try:
        parts = urlsplit(value)
        fits = bool(
            parts.hostname and parts.username and parts.password and parts.port != 0
            if parts.scheme == "imaps"
            else parts.scheme in FILE_MAILBOXES and parts.path.startswith("/")
        )
    except ValueError:
        fits = False
    if value and not fits:
        raise ImproperlyConfigured(
            f"{name} does not name a mailbox. It takes mbox:/path, maildir:/path or an address like {name}={example}"
        )
    return value
