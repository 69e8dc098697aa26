"""Breaking ties: by an earlier stage where the votes differed, then by lot, never silently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from .errors import LotNeeded
from .results import Election, Stage, Tie
from .words import counted, in_words, joined

# purpose: (which of unequal votes is chosen, what to call it, what happens to the chosen)
_CHOICES: dict[str, tuple[Callable[[Iterable[int]], int], str, str]] = {
    "surplus": (max, "more", "{}'s surplus is transferred first"),
    "exclusion": (min, "fewer", "{} is excluded"),
}


def break_tie(
    election: Election, purpose: str, tied: Sequence[int], stages: Sequence[Stage], at_stage: int
) -> Tie:
    """Choose one of the tied by the first of `stages` where they differ, else by lot.

    A rule passes its stages in its own order: the Scottish the latest first, ERS97 the earliest.
    Where only some of three or more differ, those left go on to the next stage.
    """
    names = election.ballots.names_of
    better, comparison, consequence = _CHOICES[purpose]
    left = list(tied)
    used: list[int] = []
    story = [f"{joined(names(tied))} have {in_words(stages[0].votes[tied[0]])} votes each."]
    for stage in stages:
        best = better(stage.votes[number] for number in left)
        chosen = [number for number in left if stage.votes[number] == best]
        if len(chosen) < len(left):
            story.append(f"At stage {stage.number} {joined(names(chosen))} had {comparison}.")
            left = chosen
            used.append(stage.number)
        if len(left) == 1:
            break
    by_lot = len(left) > 1
    if len(used) + by_lot > 1:
        story.append(
            "The rule is silent where only some of three or more were unequal; "
            "those still equal were compared at the remaining stages."
        )
    if by_lot:
        story.append(_lot_sentence(election, left, at_stage))
        left.sort(key=election.lot_order.index)
    story.append(f"So {consequence.format(election.ballots.name_of(left[0]))}.")
    return Tie(
        stage=at_stage,
        purpose=purpose,
        candidates=tuple(tied),
        chosen=left[0],
        decided_by="lot" if by_lot else "earlier stage",
        earlier_stages=tuple(used),
        reason=" ".join(story),
    )


def _lot_sentence(election: Election, left: Sequence[int], at_stage: int) -> str:
    everyone = joined(election.ballots.names_of(left))
    if not election.lot_order:
        raise LotNeeded(
            f"At stage {at_stage} {everyone} are equal at every stage, so the rule decides by lot, "
            "and no lot was given. Give the seed that was fixed for this election.",
            stage=at_stage,
            candidates=tuple(left),
        )
    order = sorted(left, key=election.lot_order.index)
    source = f"of the seed “{election.seed}”" if election.seed else "written in the ballot file"
    return (
        f"{everyone} were equal at every stage, so the lot {source} decides: "
        f"of {counted(len(order), 'candidate')}, {election.ballots.name_of(order[0])} is drawn first."
    )
