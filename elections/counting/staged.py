"""What all rules share: who stands how, the stages written so far, and where fates are decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar

from .constraints import Judgement
from .papers import Holding, Parcel
from .results import Batch, Count, Election, Stage, Tie, Transfer
from .ties import Tied
from .words import counted, in_words, joined


class StagedCount:
    """A count in stages. A rule says what its first and its next stage are; `run` does the rest.

    Fates are decided in three places, which ask the constraints so that no rule has to:
    `_elect` makes elections, `_exclude_from_count` makes exclusions, and `_excludable` says who may
    be excluded. After each election and each exclusion `_judge` asks the constraints anew.
    """

    rule: ClassVar[str]
    decimals: ClassVar[int]  # votes are integers in units of 10 to the minus this

    def __init__(self, election: Election) -> None:
        self.election = election
        self.one = 10**self.decimals
        self.votes = dict.fromkeys(election.standing, 0)
        self.continuing = set(election.standing)
        self.elected: list[int] = []
        self.stages: list[Stage] = []
        self.ties: list[Tie] = []
        self.valid = 0  # papers
        self.quota = 0  # in units, like all votes
        self.non_transferable = 0
        self.lost = 0
        self.keep_factors: dict[int, int] = {}  # of the elected, by a rule that has them
        self.judgement = Judgement()

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
            quota=Decimal(self.quota).scaleb(-self.decimals),
            decimals=self.decimals,
            elected=self.elected,
            stages=tuple(self.stages),
            ties=tuple(self.ties),
            holdings=self._holdings(),
        )

    # What a rule is

    def _count_first_preferences(self) -> None:
        raise NotImplementedError

    def _next_stage(self) -> None:
        """Move one surplus, or exclude. Called while a seat is vacant and somebody continues."""
        raise NotImplementedError

    def _holdings(self) -> Mapping[int, Holding]:
        """What each elected candidate's votes consist of, where a countback re-examines papers."""
        return {}

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
        """Who may be excluded now: every continuing candidate but those the constraints guard."""
        return sorted(self.continuing.difference(self.judgement.guarded))

    def _elect(self, candidates: Iterable[int]) -> list[int]:
        """Elect in the order given, one after the other. Return those elected."""
        elected = []
        for number in candidates:
            self.elected.append(number)
            self.continuing.remove(number)
            self._close(number)
            self._judge()
            elected.append(number)
        return elected

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
            )
        )

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
