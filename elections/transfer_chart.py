"""Where the votes went at each stage of a count, drawn from its published result."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assembly.core.flow_charts import Column, Flow, FlowChart, Lane

NOBODY = 0

Result = Mapping[str, Any]


def transfer_chart(result: Result, *, title: str) -> FlowChart:
    """Make the chart of a result as `elections/counting` writes it. Lanes stand by who lasted longest."""
    return FlowChart(
        title=title,
        description=_description(result),
        lanes=_lanes(result),
        columns=[_column(stage, result) for stage in result["stages"]],
        flows=[
            Flow(
                column=place,
                source=transfer["from"],
                target=transfer["to"] or NOBODY,
                amount=Decimal(transfer["votes"]),
                pieces=transfer["papers"],
            )
            for place, stage in enumerate(result["stages"])
            for transfer in stage["transfers"]
        ],
        unit="votes",
        nobody=NOBODY,
    )


def _names(result: Result) -> dict[int, str]:
    return {one["number"]: one["name"] for one in result["candidates"]}


def _lanes(result: Result) -> list[Lane]:
    """First the elected in their order, then the others, the last excluded first; nobody is last."""
    names, stages = _names(result), result["stages"]
    elected = result["elected"]
    gone = [n for stage in stages if stage["action"] == "exclusion" for n in stage["candidates"]]
    others = [n for n in names if str(n) in stages[0]["votes"] and n not in (*elected, *gone)]
    lanes = [Lane(number, names[number], "elected") for number in elected]
    lanes += [Lane(number, names[number], "not elected") for number in (*others, *reversed(gone))]
    if Decimal(stages[-1]["non_transferable"]):
        lanes.append(Lane(NOBODY, "Non-transferable"))
    return lanes


def _column(stage: Result, result: Result) -> Column:
    amounts = {int(number): Decimal(votes) for number, votes in stage["votes"].items()}
    if nobody := Decimal(stage["non_transferable"]):
        amounts[NOBODY] = nobody
    names = _names(result)
    whose = " and ".join(names[number] for number in stage["candidates"])
    heading = {"surplus": f"Surplus of {whose}", "exclusion": f"{whose} excluded"}
    return Column(
        name=f"Stage {stage['number']}",
        heading=heading.get(stage["action"], "First preferences"),
        amounts=amounts,
    )


def _description(result: Result) -> str:
    names = _names(result)
    elected = ", ".join(names[number] for number in result["elected"])
    return (
        f"How the votes moved from stage to stage until these were elected: {elected}. A column is a "
        "stage, a bar a candidate's votes after it. A band is what stayed, or moved to another candidate; "
        "what ran out of preferences is non-transferable. What is lost to rounding is too little to draw."
    )
