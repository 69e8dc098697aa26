"""Where the votes went at each stage of a count, drawn from its published result."""

from decimal import Decimal

from assembly.core.flow_charts import Column, Flow, FlowChart, Lane

from .counting import Count, Stage
from .counting.words import joined, votes_written
from .vote_figures import VoteFigures

NOBODY = 0


def transfer_chart(count: Count, figures: VoteFigures, *, title: str) -> FlowChart:
    """Lanes stand by who lasted longest."""
    return FlowChart(
        title=title,
        description=_description(count),
        lanes=_lanes(count),
        columns=[_column(stage, count) for stage in count.stages],
        flows=[flow for place in range(len(count.stages)) for flow in _flows(count, place, place)],
        unit="votes",
        nobody=NOBODY,
        shown=figures.amount,
    )


def step_chart(count: Count, place: int, figures: VoteFigures) -> FlowChart:
    """One stage of it: who had votes before and after, and what moved. Narrow enough for a telephone."""
    before, after = (_column(stage, count) for stage in count.stages[place - 1 : place + 1])
    after = Column(after.name, "After it", after.amounts)
    before = Column(f"Stage {place}", "Before", before.amounts)
    flows = _flows(count, place, 1)
    return FlowChart(
        title=f"Where the votes went at stage {place + 1}",
        description=" ".join(_flow_words(flow, count, figures) for flow in flows),
        lanes=[
            Lane(lane.key, lane.name)
            for lane in _lanes(count)
            if lane.key in before.amounts or lane.key in after.amounts
        ],
        columns=[before, after],
        flows=flows,
        unit="votes",
        nobody=NOBODY,
        shown=figures.amount,
    )


def _flows(count: Count, place: int, column: int) -> list[Flow]:
    return [
        Flow(
            column=column,
            source=transfer.from_candidate,
            target=transfer.to_candidate or NOBODY,
            amount=Decimal(count.figure(transfer.votes)),
            pieces=transfer.papers,
        )
        for transfer in count.stages[place].transfers
    ]


def _flow_words(flow: Flow, count: Count, figures: VoteFigures) -> str:
    to = count.name_of(flow.target) if flow.target else "nobody"
    amount = votes_written(figures.amount(flow.amount))
    return f"{amount} from {count.name_of(flow.source)} to {to}."


def _lanes(count: Count) -> list[Lane]:
    """First the elected in their order, then the others, the last excluded first; nobody is last."""
    elected = count.elected
    gone = [n for stage in count.stages if stage.action == "exclusion" for n in stage.candidates]
    others = [n for n in sorted(count.stages[0].votes) if n not in (*elected, *gone)]
    lanes = [Lane(number, count.name_of(number), "elected") for number in elected]
    lanes += [
        Lane(number, count.name_of(number), "not elected") for number in (*others, *reversed(gone))
    ]
    if count.stages[-1].non_transferable:
        lanes.append(Lane(NOBODY, "Non-transferable"))
    return lanes


def _column(stage: Stage, count: Count) -> Column:
    amounts = {number: Decimal(count.figure(votes)) for number, votes in stage.votes.items()}
    if stage.non_transferable:
        amounts[NOBODY] = Decimal(count.figure(stage.non_transferable))
    whose = joined([count.name_of(number) for number in stage.candidates])
    heading = {"surplus": f"Surplus of {whose}", "exclusion": f"{whose} excluded"}
    return Column(
        name=f"Stage {stage.number}",
        heading=heading.get(stage.action, "First preferences"),
        amounts=amounts,
    )


def _description(count: Count) -> str:
    elected = ", ".join(count.name_of(number) for number in count.elected)
    return (
        f"How the votes moved from stage to stage until these were elected: {elected}. A column is a "
        "stage, a bar a candidate's votes after it. A band is what stayed, or moved to another candidate; "
        "what ran out of preferences is non-transferable. What is lost to rounding is too little to draw."
    )
