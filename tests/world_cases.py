"""Cases under the Compact, for the nets that go over the whole site."""

from typing import Any

from assembly.compact.models import Step
from tests.factories import cases


def raised(world: Any) -> None:
    """One that waits to be acknowledged, and a draft for the Compact Board."""
    records = world.records
    facts = {"against_body": records["body"], "undertakings": [records["undertaking"]]}
    records["case_received"] = cases.case(organisation=records["member"], **facts)
    records["case_draft"] = cases.case(at=Step.DRAFT, raised="board", **facts)


def build(world: Any) -> None:
    """`case` is of the member against the public body, both sides of which try to settle it."""
    records = world.records
    records["case"] = cases.case(
        at=Step.INFORMAL,
        organisation=records["member"],
        against_body=records["body"],
        undertakings=[records["undertaking"]],
    )
    raised(world)
