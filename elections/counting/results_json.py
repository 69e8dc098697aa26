"""The result of a count as JSON, written and read back: `count.schema.json` says what each key means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import numpy as np

from .ballots import Ballots
from .constraint_file import constraints_to_json, read_constraints
from .results import NOBODY_VOTED, Batch, Count, Countback, Election, Stage, Tie, Transfer, Verdict
from .words import visible

Json = Mapping[str, Any]


def write_count(count: Count, sha256: str) -> dict[str, Any]:
    """`sha256` is that of the ballot file; empty where the file is secret."""
    election = count.election
    return {
        "rule": count.rule,
        "title": visible(election.ballots.title),
        "seats": count.seats,
        "papers": count.papers,
        "valid": count.valid,
        "quota": f"{count.quota:.{count.decimals}f}",
        "candidates": [
            {"number": number, "name": name, "withdrawn": number in count.withdrawn}
            for number, name in enumerate(count.candidates, 1)
        ],
        "elected": list(count.elected),
        "stages": [_written_stage(count, stage) for stage in count.stages],
        "ties": [_written_tie(tie) for tie in count.ties],
        "countback": count.countback._asdict() if count.countback else None,
        "constraints": constraints_to_json(election.constraints) if election.constraints else None,
        "seed": election.seed,
        "lot_order": list(election.draw_order),
        "notes": [visible(note) for note in count.notes],
        "input_sha256": sha256,
    }


def _written_stage(count: Count, stage: Stage) -> dict[str, Any]:
    return {
        **stage._asdict(),
        "candidates": list(stage.candidates),
        "votes": _written_votes(count, stage.votes),
        "transfers": [
            {
                "from": transfer.from_candidate,
                "to": transfer.to_candidate,
                "papers": transfer.papers,
                "votes": count.figure(transfer.votes),
                "value": None if transfer.value is None else count.figure(transfer.value),
            }
            for transfer in stage.transfers
        ],
        "non_transferable": count.figure(stage.non_transferable),
        "lost": count.figure(stage.lost),
        "elected": list(stage.elected),
        "quota": count.figure(stage.quota),
        "keep_factors": _written_votes(count, stage.keep_factors),
        "batches": [
            {
                "value": count.figure(batch.value),
                "papers": batch.papers,
                "votes": _written_votes(count, batch.votes),
            }
            for batch in stage.batches
        ],
        "verdicts": [verdict._asdict() for verdict in stage.verdicts],
    }


def _written_votes(count: Count, votes: Mapping[int, int]) -> dict[str, str]:
    return {str(number): count.figure(units) for number, units in votes.items()}


def _written_tie(tie: Tie) -> dict[str, Any]:
    return {
        **tie._asdict(),
        "candidates": list(tie.candidates),
        "chosen": tie.chosen or None,
        "earlier_stages": list(tie.earlier_stages),
    }


def read_count(result: Json) -> Count:
    """Read a result back. What early releases did not write is read as it was then: there was none."""
    names = tuple(one["name"] for one in result["candidates"])
    constraints, countback = result.get("constraints"), result.get("countback")
    quota = Decimal(result["quota"])
    return Count(
        rule=result["rule"],
        election=Election(
            ballots=Ballots(
                candidates=names,
                seats=result["seats"],
                title=result["title"],
                preferences=np.zeros((0, 1), dtype=np.uint8),
                weights=np.zeros(0, dtype=np.int64),
                notes=tuple(note for note in result["notes"] if note != NOBODY_VOTED),
                file_sha256=result["input_sha256"],
            ),
            seats=result["seats"],
            withdrawn=frozenset(one["number"] for one in result["candidates"] if one["withdrawn"]),
            seed=result["seed"],
            draw_order=tuple(result["lot_order"]),
            constraints=constraints and read_constraints(json.dumps(constraints), candidates=names),
        ),
        papers=result["papers"],
        valid=result["valid"],
        quota=quota,
        decimals=-int(quota.as_tuple().exponent),
        elected=list(result["elected"]),
        stages=tuple(_stage(stage, result["quota"]) for stage in result["stages"]),
        ties=tuple(_tie(tie) for tie in result["ties"]),
        holdings={},
        used=None,
        countback=Countback(**countback) if countback else None,
    )


def _stage(stage: Json, quota: str) -> Stage:
    read: dict[str, Any] = {
        "candidates": tuple(stage["candidates"]),
        "votes": _votes(stage["votes"]),
        "transfers": tuple(_transfer(each) for each in stage["transfers"]),
        "non_transferable": _units(stage["non_transferable"]),
        "lost": _units(stage["lost"]),
        "elected": tuple(stage["elected"]),
        "quota": _units(stage.get("quota", quota)),
        "keep_factors": _votes(stage.get("keep_factors", {})),
        "batches": tuple(
            Batch(_units(batch["value"]), batch["papers"], _votes(batch["votes"]))
            for batch in stage.get("batches", ())
        ),
        "verdicts": tuple(Verdict(**verdict) for verdict in stage.get("verdicts", ())),
    }
    return Stage(**{**stage, **read})


def _transfer(transfer: Json) -> Transfer:
    value = transfer.get("value")
    return Transfer(
        from_candidate=transfer["from"],
        to_candidate=transfer["to"],
        papers=transfer["papers"],
        votes=_units(transfer["votes"]),
        value=None if value is None else _units(value),
    )


def _tie(tie: Json) -> Tie:
    read: dict[str, Any] = {
        "candidates": tuple(tie["candidates"]),
        "chosen": tie["chosen"] or 0,
        "earlier_stages": tuple(tie["earlier_stages"]),
    }
    return Tie(**{**tie, **read})


def _votes(votes: Mapping[str, str]) -> dict[int, int]:
    return {int(number): _units(held) for number, held in votes.items()}


def _units(figure: str) -> int:
    """All figures of a count have the same number of decimals, so their digits are its units."""
    return int(figure.replace(".", ""))
