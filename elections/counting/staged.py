"""What all rules share: who stands how, the stages written so far, and where fates are decided."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from .constraints import Judgement
from .papers import Holding, Mask, Parcel
from .results import Batch, Count, Election, Stage, Tie, Transfer, Verdict
from .ties import History, Tied, draw
from .words import counted, in_words, joined


class StagedCount(ABC):
    """A count in stages. A rule says what its first and its next stage are; `run` does the rest.

    Fates are decided in three places, which ask the constraints so that no rule has to:
    `_elect` makes elections, `_exclude_from_count` makes exclusions, and `_excludable` says who may
    be excluded. After each election and each exclusion `_judge` asks the constraints anew. A rule
    excludes at once when somebody is doomed, before any surplus moves (Grey and Fitzgerald).
    """

    rule: str
    decimals: int  # votes are integers in units of 10 to the minus this

    def __init__(self, election: Election) -> None:
        self.election = election
        self.one = 10**self.decimals
        self.votes = dict.fromkeys(election.standing, 0)
        self.continuing = set(election.standing)
        self.elected: list[int] = []
        self.stages: list[Stage] = []
        self.ties: list[Tie] = []
        self.history = History()
        self.valid = 0  # papers
        self.quota = 0  # in units, like all votes
        self.non_transferable = 0
        self.lost = 0
        self.keep_factors: dict[int, int] = {}  # of the elected, by a rule that has them
        self.judgement = Judgement()
        self._told: set[tuple[int, str]] = set()  # the verdicts that a stage has told

    def run(self) -> Count:
        self._judge()
        self._count_first_preferences()
        while self._vacancies and self.continuing:
            self._next_stage()
        return Count(
            rule=self.rule,
            election=self.election,
            papers=self.election.ballots.papers,
            valid=self.valid,
            quota=Decimal(self.stages[0].quota).scaleb(-self.decimals),
            decimals=self.decimals,
            elected=self.elected,
            stages=tuple(self.stages),
            ties=tuple(self.ties),
            holdings=self._holdings(),
            used=self._used(),
        )

    # What a rule is

    @abstractmethod
    def _count_first_preferences(self) -> None:
        """Give every paper to its first preference, set the quota, and write the first stage."""

    @abstractmethod
    def _next_stage(self) -> None:
        """Move one surplus, or exclude. Called while a seat is vacant and somebody continues."""

    @abstractmethod
    def _used(self) -> Mask:
        """Which preferences of the ballots the count has used."""

    def _holdings(self) -> Mapping[int, Holding]:
        """What each elected candidate's votes consist of, where a countback re-examines papers."""
        return {}

    @abstractmethod
    def _close(self, candidate: int) -> None:
        """Called for each candidate who, elected or excluded, from now on receives nothing."""

    # Where fates are decided

    @property
    def _vacancies(self) -> int:
        return self.election.seats - len(self.elected)

    def _judge(self) -> None:
        """Ask the constraints who must be elected (guarded) and who cannot be (doomed)."""
        constraints = self.election.constraints
        if constraints is not None:
            self.judgement = constraints.judge(self.elected, self.continuing, self._vacancies)

    def _excludable(self) -> list[int]:
        """Who may be excluded now: the doomed while there are any; else all but the guarded."""
        return sorted(self.judgement.doomed or self.continuing.difference(self.judgement.guarded))

    def _electable(self) -> set[int]:
        """Who may be elected now: every continuing candidate but those the constraints doom."""
        return self.continuing.difference(self.judgement.doomed)

    def _elect(self, candidates: Iterable[int]) -> list[int]:
        """Elect in the order given, one after the other, and return those elected.

        Whom one election dooms is passed over, even with a quota: otherwise a group could get more
        than its maximum when several reach the quota at one stage.
        """
        elected: list[int] = []
        waiting = list(candidates)
        while waiting:
            number = self._next_of(waiting)
            waiting.remove(number)
            if number not in self.judgement.doomed:
                self.elected.append(number)
                self.continuing.remove(number)
                self._close(number)
                self._judge()
                elected.append(number)
        return elected

    def _next_of(self, waiting: Sequence[int]) -> int:
        """The first; but of those level with it, who cannot all be elected, whom the rule chooses."""
        votes = self.votes[waiting[0]]
        level = [n for n in waiting if self.votes[n] == votes and n not in self.judgement.doomed]
        if len(level) < 2 or self._fit(level):
            return waiting[0]
        return self._first_elected_of(level)

    def _fit(self, candidates: Collection[int]) -> bool:
        """Say whether the constraints let all of these be elected together."""
        constraints = self.election.constraints
        return constraints is None or constraints.allow(
            [*self.elected, *candidates],
            self.continuing.difference(candidates),
            self._vacancies - len(candidates),
        )

    def _may_go(self, candidates: Collection[int]) -> bool:
        """Say whether the constraints let all of these be excluded together."""
        constraints = self.election.constraints
        return constraints is None or constraints.allow(
            self.elected, self.continuing.difference(candidates), self._vacancies
        )

    def _first_elected_of(self, level: Sequence[int]) -> int:
        """Choose who is elected first where not all of these can be: by the draw, unless the rule has a way."""
        tie = draw(self.election, self._tied("election", level))
        self.ties.append(tie)
        return tie.chosen

    def _exclude_from_count(self, candidates: Iterable[int]) -> None:
        for number in candidates:
            self.continuing.remove(number)
            self._close(number)
        self._judge()

    def _elect_the_rest(self) -> tuple[list[int], str]:
        """When no more remain than seats, elect all of them; else nobody.

        All at once, at the quota or not, so in the order of the candidates' numbers.
        """
        if len(self.continuing) > self._vacancies:
            return [], ""
        elected = self._elect(sorted(self.continuing))
        unfilled = self._vacancies
        shortage = f" {counted(unfilled, 'seat')} cannot be filled." if unfilled else ""
        return elected, (
            "No more candidates remain than seats, so nothing further is transferred: "
            f"{self._names(elected)} {'is' if len(elected) == 1 else 'are'} elected.{shortage}"
        )

    # Why somebody is excluded, asked before it is done

    def _why_excluded(self, donors: Sequence[int], otherwise: str, then: str = "") -> str:
        """Say that these are doomed, or else what the rule says; what follows; and who is spared."""
        doomed = [self.judgement.doomed[n] for n in donors if n in self.judgement.doomed]
        if doomed:
            otherwise = f"{' '.join(doomed)} So {self._names(donors)} must be excluded at once"
        spared = [
            f"{self._name(n)} has fewer votes, but may not be excluded: {self.judgement.guarded[n]}"
            for n in self._spared(donors)
        ]
        return " ".join([f"{otherwise}{then}.", *spared])

    def _fewest_votes(self, donors: Sequence[int]) -> str:
        return f"the fewest votes{' of those who may be' if self._spared(donors) else ''}"

    def _spared(self, donors: Sequence[int]) -> list[int]:
        """The guarded who would else be excluded before these."""
        if self.judgement.doomed:
            return []
        most = max(self.votes[number] for number in donors)
        return [n for n in sorted(self.judgement.guarded) if self.votes[n] < most]

    # Keeping the record

    def _tied(self, purpose: str, candidates: Iterable[int]) -> Tied:
        votes = {number: self.votes[number] for number in candidates}
        return Tied(purpose, votes, len(self.stages) + 1, self.decimals)

    def _credit(self, parcels: Iterable[Parcel]) -> None:
        for parcel in parcels:
            if parcel.receiver:
                self.votes[parcel.receiver] += parcel.votes
            else:
                self.non_transferable += parcel.votes

    def _write_stage(
        self,
        *,
        action: str,
        candidates: Sequence[int],
        reason: str,
        decided: tuple[Sequence[int], str],
        transfers: Sequence[Transfer] = (),
        batches: Sequence[Batch] = (),
    ) -> None:
        """Write the stage down. `decided` is whom it elected, and the sentence that says so."""
        number = len(self.stages) + 1
        story = [reason, *(tie.reason for tie in self.ties if tie.stage == number)]
        elected, outcome = decided
        verdicts = tuple(self._new_verdicts())
        outcome = " ".join(filter(None, [outcome, *self._refused(verdicts, elected)]))
        self.stages.append(
            Stage(
                number=number,
                action=action,
                candidates=tuple(candidates),
                reason=" ".join(story),
                outcome=outcome,
                votes=dict(self.votes),
                transfers=tuple(transfers),
                non_transferable=self.non_transferable,
                lost=self.lost,
                elected=tuple(elected),
                quota=self.quota,
                keep_factors=dict(self.keep_factors),
                batches=tuple(batches),
                verdicts=verdicts,
            )
        )

    def _new_verdicts(self) -> Iterator[Verdict]:
        for verdict, reasons in (
            ("guarded", self.judgement.guarded),
            ("doomed", self.judgement.doomed),
        ):
            for number, reason in sorted(reasons.items()):
                if (number, verdict) not in self._told:
                    self._told.add((number, verdict))
                    yield Verdict(number, verdict, reason)

    def _refused(self, verdicts: Iterable[Verdict], elected: Sequence[int]) -> Iterator[str]:
        """Say who has a quota and is now doomed: others of the group had more votes, or the draw decided."""
        for each in verdicts:
            if each.verdict == "doomed" and self.votes[each.candidate] >= self.quota:
                after = f"comes after {self._names(elected)}" if elected else "cannot be elected"
                yield f"{self._name(each.candidate)} has a quota too, but {after}: {each.reason}"

    # Words

    def _reached(self, elected: Sequence[int], what: str = "the quota") -> str:
        if not elected:
            return ""
        verb = f"reaches {what} and is" if len(elected) == 1 else f"reach {what} and are"
        return f"{self._names(elected)} {verb} elected."

    def _in_words(self, units: int) -> str:
        return in_words(units, self.decimals)

    def _names(self, numbers: Sequence[int]) -> str:
        return joined(self.election.ballots.names_of(numbers))

    def _name(self, number: int) -> str:
        return self.election.ballots.name_of(number)


def transfers_of(donor: int, parcels: Sequence[Parcel]) -> list[Transfer]:
    """One transfer a receiver, whatever the values of the papers in it."""
    by_receiver: dict[int, list[Parcel]] = {}
    for parcel in parcels:
        by_receiver.setdefault(parcel.receiver, []).append(parcel)
    return [
        Transfer(
            from_candidate=donor,
            to_candidate=receiver or None,
            papers=sum(parcel.papers for parcel in received),
            votes=sum(parcel.votes for parcel in received),
            value=received[0].value if len({parcel.value for parcel in received}) == 1 else None,
        )
        for receiver, received in sorted(by_receiver.items())
    ]
