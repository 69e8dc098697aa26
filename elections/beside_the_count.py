"""What the result page and the audit pack say beside the count: signatures, objections, margin, turnout."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count as HowMany
from django.db.models import Min

from . import declaration, margin, rules
from .count_sheet import CountSheet
from .models import Contest, CountSignature, Election, Objection, Scrutineer
from .turnout import Turnout, safe_parts

SEVERAL, NO_DISTRICT = "Several districts", "No district named"


@dataclass(frozen=True, slots=True)
class BesideTheCount:
    """What is public of a counted contest beside its sheet."""

    scrutineers: Sequence[Scrutineer]
    signatures: Sequence[CountSignature]
    objections: Sequence[Objection]
    margin: str
    doubt: str
    turnout: Sequence[Turnout]

    @property
    def unsigned(self) -> list[str]:
        """Those of whom nothing is said yet."""
        stated = {signature.scrutineer_id for signature in self.signatures}
        return [one.name for one in self.scrutineers if one.pk not in stated]

    @property
    def without_signature(self) -> list[Scrutineer]:
        return rules.scrutiny.without_signature(self.scrutineers, self.signatures)


def read(sheet: CountSheet) -> BesideTheCount:
    """Of the contest of a sheet. The margin tells of single votes, so it is as public as the votes at each stage."""
    contest = sheet.contest
    smallest = margin.smallest_margin(sheet.count.counted) if sheet.shows_totals else None
    signatures = contest.signatures.standing().select_related("scrutineer")
    objections = list(contest.objections.all())
    return BesideTheCount(
        scrutineers=list(contest.election.scrutineers.all()),
        signatures=list(signatures),
        objections=objections,
        margin="" if smallest is None else margin.in_words(smallest),
        doubt="" if smallest is None else _doubt(contest, objections),
        turnout=turnout_of(contest) if sheet.is_full else [],
    )


def _doubt(contest: Contest, objections: Sequence[Objection]) -> str:
    """How many votes objections put in doubt; nothing once it is forgotten whose they were."""
    if not any(one.words for one in objections):
        return ""
    doubt = declaration.doubt_of(contest)
    return margin.in_words(Fraction(doubt)) if doubt else ""


def turnout_of(contest: Contest) -> list[Turnout]:
    """By district, as far as it is safe; nothing once the marks have been forgotten."""
    entries = contest.roll.filter(struck_on=None).annotate(
        districts=HowMany("organisation__districts"), district=Min("organisation__districts__name")
    )
    lines = [
        (
            SEVERAL if districts > 1 else district or NO_DISTRICT,
            voted_on is not None,
        )
        for voted_on, districts, district in entries.values_list(
            "voted_on", "districts", "district"
        )
    ]
    return safe_parts(lines) if any(voted for _, voted in lines) else []


def polled_again(election: Election, *, counted: Sequence[CountSheet]) -> list[Contest]:
    """Contests that are polled again and were never counted: they have no sheet to say so on."""
    known = {sheet.contest.pk for sheet in counted}
    return list(election.contests.exclude(polled_again_because="").exclude(pk__in=known))


def releases_of(sheets: Sequence[CountSheet]) -> list[str]:
    """The versions of the counting that made them, each once; none of counts from before it was kept."""
    return sorted({sheet.count.release for sheet in sheets} - {""})
