"""Make a backup of the site, and put one back."""

import datetime as dt
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from django_q.models import OrmQ

from assembly.core import health, record
from assembly.core.models import Event, MailedCode
from assembly.core.points import Point
from assembly.core.rules import RuleBroken
from assembly.core.text_files import Unreadable

from . import archive, databases
from .archive import Manifest

MEDIA = "media/"
SETTINGS = "settings.env"
# What may be read by whoever finds the archive. A name that is not here, such as a password, is not kept.
KEPT_SETTINGS = (
    *("SITE_URL", "ALLOWED_HOSTS", "DEFAULT_FROM_EMAIL", "MEDIA_ROOT", "TIME_ZONE", "DEBUG"),
    *("ALLAUTH_TRUSTED_PROXY_COUNT", "BACKGROUND_JOBS", "QUEUE_AGE_LIMIT", "LOG_FORMAT"),
    *("EMAIL_HOST", "EMAIL_PORT", "EMAIL_TIMEOUT"),
)
STAGING = ".restoring"
COPYING = ".backup-"
ENCRYPTED = ".enc"
A_DAY = 24 * 60 * 60  # seconds
IS_PLAIN = (
    "This backup is not encrypted: everybody who finds the file can read every account in it. Encrypt it before it "
    "leaves this computer."
)

# What an app has to say: of a backup that is made now, and after one of `made_at` was put back (there it may tidy up).
Warn = Callable[[dt.datetime], Iterable[str]]
in_a_backup: Point[Warn] = Point("what the keeper of a backup must know")
after_a_restore: Point[Warn] = Point("what is to be done after a restore")
# Such as a private key that must be destroyed for good one day.
left_out: Point[str] = Point("tables whose rows are in no backup")


def back_up(
    target: Path, *, plain: bool = False, at: dt.datetime | None = None
) -> tuple[Path, list[str]]:
    """Write the site into one file while it runs; returns the file, and what its keeper must know.

    `target` is a new file, or a folder in which one named by the moment is made. It is encrypted under BACKUP_KEY,
    unless `plain` says that everybody who finds it may read it.
    """
    at = at or timezone.now()
    key = _key_of_a_backup(plain=plain)
    named = f"assembly-{at:%Y-%m-%dT%H%M%SZ}.tar.gz{ENCRYPTED if key else ''}"
    path = target / named if target.is_dir() else target
    if path.exists():
        raise RuleBroken(f"There is a file {path} already; nothing was written.")
    if not path.parent.is_dir():
        raise RuleBroken(f"There is no folder {path.parent}; nothing was written.")
    _clear_leftovers(path.parent)
    record.seal_events()
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=COPYING) as folder:
            copy = Path(folder) / databases.file_name()
            head = databases.dump(copy, without=list(left_out))
            with archive.writing(path, key) as writer:
                _pack(writer, copy, head, at)
    except databases.Failed as problem:
        raise RuleBroken(f"{problem} Nothing was written.") from None
    warnings = [sentence for warn in in_a_backup for sentence in warn(at)]
    return path, [*([] if key else [IS_PLAIN]), *warnings]


def restore(path: Path, *, replace: bool = False) -> list[str]:
    """Put a backup in the place of this site; returns what its operator must know.

    Refused while the site has people, a record or files, unless `replace` says that they may go. Nothing is
    changed before the whole archive is read and found right.
    """
    if not replace and (found := _what_is_there()):
        raise RuleBroken(
            f"This site is not empty: it has {found}. A restore puts the backup in its place, and what is "
            "here is lost. If you want that, say --replace (with make: REPLACE=yes)."
        )
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(dir=root, prefix=STAGING))
    try:
        manifest = archive.unpack(path, staging, settings.BACKUP_KEY)
        _check(manifest)
        databases.load(staging / databases.file_name())
        _put_media(staging / MEDIA, root)
    except (Unreadable, databases.Failed) as problem:
        raise RuleBroken(f"{problem} This site is as it was.") from None
    finally:
        shutil.rmtree(staging)
    return list(_settle(manifest))


def _key_of_a_backup(*, plain: bool) -> str:
    """The key to encrypt with; none where that is asked for, or where there is nobody whose data could be found."""
    if plain:
        return ""
    if not settings.BACKUP_KEY and not (settings.DEBUG or settings.DEMO):
        raise RuleBroken(
            "BACKUP_KEY is not set, and a backup holds every account: set it (.env.example, docs/operations.md), or "
            "say --plain for a file that everybody can read who finds it. Nothing was written."
        )
    return str(settings.BACKUP_KEY)


def _clear_leftovers(folder: Path) -> None:
    """What a killed backup left: its copy of the database is not encrypted. One that still runs is younger."""
    long_ago = time.time() - A_DAY
    for left in (*folder.glob(f"{COPYING}*"), *folder.glob("assembly-*.part")):
        if left.stat().st_mtime > long_ago:
            continue
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()


def _pack(writer: archive.Writer, copy: Path, head: record.Head, at: dt.datetime) -> None:
    writer.add(copy, copy.name)
    for file, name in _media():
        writer.add(file, name)
    kept = {name: getattr(settings, name, "") for name in KEPT_SETTINGS}
    writer.add_bytes(archive.as_env(kept), SETTINGS)
    manifest = Manifest(
        made_at=at.isoformat(),
        database=connection.vendor,
        head=str(head),
        versions=_versions(),
        migrations=[".".join(key) for key in sorted(_loader().applied_migrations)],
        files=dict(writer.files),
    )
    writer.add_bytes(manifest.dumps(), archive.MANIFEST)


def _media() -> Iterator[tuple[Path, str]]:
    root = Path(settings.MEDIA_ROOT)
    for file in sorted(root.rglob("*")):
        name = file.relative_to(root).as_posix()
        if file.is_file() and not name.startswith(STAGING):
            yield file, f"{MEDIA}{name}"


def _versions() -> dict[str, str]:
    return {
        "python": ".".join(map(str, sys.version_info[:3])),
        "django": version("django"),
        "wagtail": version("wagtail"),
        "database": _server_version(),
    }


def _server_version() -> str:
    question = "SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version"
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


def _loader() -> MigrationLoader:
    return MigrationLoader(connection)


def _what_is_there() -> str:
    """What a restore would throw away; nothing for a site that was just installed."""
    tables = set(connection.introspection.table_names())
    found = [
        words
        for model, words in ((get_user_model(), "accounts"), (Event, "a record of acts"))
        if model._meta.db_table in tables and model._default_manager.exists()
    ]
    return " and ".join([*found, *(["uploaded files"] if next(_media(), None) else [])])


def _check(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        raise Unreadable(
            f"The archive holds a {manifest.database} database and this site runs on {connection.vendor}. "
            "Set DATABASE_URL to a database of that kind."
        )
    known = {".".join(key) for key in _loader().disk_migrations}
    unknown = sorted(set(manifest.migrations) - known)
    if unknown:
        raise Unreadable(
            f"The archive was made by a newer version of this software: it has the migration {unknown[0]}, "
            "which is not here. Install that version first."
        )


def _put_media(new: Path, root: Path) -> None:
    """Exchange the files of the site; the folder itself stays, because it can be a place of its own (a mount)."""
    for old in root.iterdir():
        if old.name.startswith(STAGING):
            continue
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old)
        else:
            old.unlink()
    for file in new.iterdir() if new.is_dir() else ():
        file.rename(root / file.name)


def _settle(manifest: Manifest) -> Iterator[str]:
    """What holds for the moment of the backup and not for now: migrations, sessions, jobs, what is cached."""
    if not health.migrations(timezone.now()).ok:
        call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        # Who signed out since, perhaps because the session was stolen, is not signed in again.
        Session.objects.all().delete()
        MailedCode.objects.all().delete()  # one that was used since would work once more
        OrmQ.objects.all().delete()  # every job has a scheduled one that makes it good
        made_at = dt.datetime.fromisoformat(manifest.made_at)
        warnings = [sentence for warn in after_a_restore for sentence in warn(made_at)]
    cache.clear()
    problems = list(record.problems(record.Head.parse(manifest.head)))
    if problems:
        raise RuleBroken(
            "The site was put back, but its record is not as it was: " + " ".join(problems)
        )
    yield from warnings
