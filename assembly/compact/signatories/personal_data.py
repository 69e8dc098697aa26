"""What is held of people with a signature: who is champion, and who entered or gave it here."""

import datetime as dt
from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart
from assembly.compact.models import Signature
from assembly.core.retention import Rule

from . import champions


def data_about(user: User) -> Iterable[DataPart]:
    people = ("edition", "body", "organisation")
    yield DataPart(
        "Signatures to the Compact whose champion you are",
        tuple(_facts(one) for one in champions.named(user).select_related(*people)),
    )
    yield DataPart(
        "Signatures to the Compact that you gave or entered",
        tuple(
            _facts(one) | {"at": one.entered_at}
            for one in Signature.objects.filter(entered_by=user).select_related(*people)
        ),
    )


def _facts(one: Signature) -> dict[str, str | dt.date | dt.datetime | None]:
    return {
        "signatory": str(one.signatory),
        "edition": str(one.edition),
        "how": one.get_way_display(),
        "signed on": one.signed_on,
        "ended on": one.ended_on,
    }


def erase(user: User, on: dt.date) -> None:
    """That they were champion goes with the account; that the signature was given stays."""
    Signature.objects.filter(champion=user).update(champion=None)
    Signature.objects.filter(champion_officer__user=user).update(champion_officer=None)


RULES = (
    Rule(
        "compact-champions",
        "Who is Compact champion: the night after they no longer act for the organisation or body",
        champions.forget,
    ),
)
