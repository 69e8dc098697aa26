"""How far those who coded agree, as the pages show it: for everyone without names, for staff with them."""

from collections.abc import Mapping
from dataclasses import dataclass

from assembly.accounts.models import User
from assembly.consultations.models import Consultation
from assembly.core.figures import in_words

from ..agreement import Agreement
from ..coding.counting import answers_in_words, numbers
from ..coding.pairs import Pair, pairs
from .kept import Kept

FORMER = "a former user"


@dataclass(frozen=True, slots=True)
class Line:
    """A theme, or all of them, with kappa and on how many answers the two agree."""

    label: str
    kappa: str
    agreed: str


@dataclass(frozen=True, slots=True)
class AgreementTable:
    who: str
    answers: str
    lines: tuple[Line, ...]


def agreement_tables(
    consultation: Consultation, themes: Mapping[int, str], *, with_names: bool
) -> list[AgreementTable]:
    """One for each two people who read the same answers, of these themes by their keys."""
    found = pairs(consultation)
    names = _names(found) if with_names else {}
    return [
        AgreementTable(
            who=_who(pair, names) if with_names else f"Pair {place}",
            answers=in_words(pair.answers, "answers"),
            lines=(
                _line("All themes together", pair.over_all),
                *(_line(name, pair.of(theme)) for theme, name in themes.items()),
            ),
        )
        for place, pair in enumerate(found, 1)
    ]


def themes_shown(kinds: Mapping[str, list[Kept]]) -> dict[int, str]:
    """Those of which some number is shown: agreement on a theme that a handful raised could tell how many."""
    found: dict[int, str] = {}
    for measures in kinds.values():
        themes = measures[-1]
        for place, theme in enumerate(themes.measure.themes):
            if themes.rows[place]:
                found[theme] = themes.measure.labels[place]
    return found


def progress(consultation: Consultation) -> dict[str, int]:
    """How many answers there are in words, and how far they are coded."""
    return answers_in_words(consultation).order_by().aggregate(**numbers())


def _line(label: str, found: Agreement) -> Line:
    observed = found.observed
    agreed = f"{round(100 * observed)}%" if observed is not None else ""
    return Line(label, found.words, agreed)


def _names(found: list[Pair]) -> dict[int, str]:
    people = {one for pair in found for one in pair.who if one}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=people)} if people else {}


def _who(pair: Pair, names: Mapping[int, str]) -> str:
    return " and ".join(names.get(one, FORMER) for one in pair.who)
