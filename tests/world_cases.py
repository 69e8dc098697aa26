"""Cases under the Compact, for the nets that go over the whole site."""

from typing import Any

from assembly.compact.models import Step
from tests.factories import cases


def build(world: Any) -> None:
    """`case` is of the member against the public body, both sides of which try to settle it."""
    records = world.records
    records["case"] = cases.case(
        at=Step.INFORMAL,
        organisation=records["member"],
        against_body=records["body"],
        undertakings=[records["undertaking"]],
    )
