"""What we hold about officers and writers of guidance, and what becomes of it when they close their account."""

import datetime as dt
from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart
from assembly.compact.models import Acknowledgement, Guidance


def erase(user: User, on: dt.date) -> None:
    """That an officer of the body read it stays, and no longer says who."""
    Acknowledgement.objects.filter(user=user).update(user=None)


def data_about(user: User) -> Iterable[DataPart]:
    read = Acknowledgement.objects.filter(user=user).select_related(
        "body", "guidance__about__edition", "guidance__about__undertaking__code"
    )
    yield DataPart(
        "Guidance on the Compact that you have read",
        tuple(
            {
                "undertaking": str(one.guidance.about.undertaking),
                "version": one.guidance.version,
                "for": one.body.name,
                "at": one.at,
                "told of a change on": one.told_on,
            }
            for one in read
        ),
    )
    written = Guidance.objects.filter(written_by=user).select_related(
        "about__edition", "about__undertaking__code"
    )
    yield DataPart(
        "Guidance on the Compact that you wrote",
        tuple(
            {
                "undertaking": str(one.about.undertaking),
                "version": one.version,
                "at": one.written_at,
                "text": one.words,
            }
            for one in written
        ),
    )
