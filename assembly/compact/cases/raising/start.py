"""What the form to raise a case begins with: who raises it, and what it is about, as the address of the page says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import subjects
from assembly.compact.cases.standing import MAY_ASSIST, MAY_WORK
from assembly.compact.cases.subjects import Facts
from assembly.compact.models import Undertaking
from assembly.core.http import key_in
from assembly.core.points import Point
from assembly.membership.models import Organisation
from assembly.partners.models import Officer, PublicBody

from .complaints import Complainant, Person

PERSON, BOARD = "person", "board"


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote to us, of which the Board or the Support Unit makes a case in their name."""

    person: Person
    text: str
    # Say that it became a case, in the transaction that raises it.
    settle: Callable[[User], None]


# The message with a key, if this person may read it and make a case of it.
letters: Point[Callable[[User, int], Written | None]] = Point("messages of which a case is made")


@dataclass(frozen=True, slots=True)
class Start:
    """`complainants` by the code that the form carries, those for whom this person may raise a case."""

    complainants: Mapping[str, Complainant] = field(default_factory=dict)
    facts: Facts | None = None
    about: tuple[str, int] | None = None
    undertaking: Undertaking | None = None
    letter: Written | None = None


def start_of(user: User, asked: Mapping[str, str], acting: Organisation | None) -> Start:
    """What cannot be found is left out: the form is there without it."""
    letter = _letter(user, asked.get("message", ""))
    kind, _, key = asked.get("from", "").partition(":")
    facts = subjects.found(kind, key_in(key)) if key else None
    return Start(
        {PERSON: letter.person} if letter else complainants_of(user, acting),
        facts,
        (kind, key_in(key)) if facts else None,
        _undertaking(asked.get("undertaking", "")),
        letter,
    )


def complainants_of(user: User, acting: Organisation | None = None) -> dict[str, Complainant]:
    """The organisation for which they act now comes first."""
    organisations = sorted(
        Organisation.objects.acted_for_by(user), key=lambda one: (one != acting, one.name)
    )
    officers = Officer.objects.acting(timezone.localdate()).filter(user=user)
    bodies = PublicBody.objects.filter(pk__in=officers.values("body"))
    found: dict[str, Complainant] = {
        **{f"organisation-{one.pk}": one for one in organisations},
        **{f"body-{one.pk}": one for one in bodies},
    }
    return {**found, BOARD: None} if user.has_perm(MAY_WORK) else found


def _letter(user: User, key: str) -> Written | None:
    if not key or not (user.has_perm(MAY_WORK) or user.has_perm(MAY_ASSIST)):
        return None
    found = (source(user, key_in(key)) for source in letters)
    return next((one for one in found if one), None)


def _undertaking(asked: str) -> Undertaking | None:
    code, _, number = asked.partition("/")
    found = Undertaking.objects.public().filter(code__subject=code, number__iexact=number)
    return found.first()
