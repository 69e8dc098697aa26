"""A succession that waits for its second person: the health body is replaced in half a year."""

from assembly.partners.models import Succession
from assembly.partners.succession import services
from assembly.partners.succession.plans import Plan

from .county import PCT
from .stage import Demo

IN_DAYS = 180


def seed(demo: Demo) -> None:
    demo.say("A succession: the Primary Care Trust is replaced")
    services.prepare(
        Plan(
            kind=Succession.Kind.BODY,
            ended=[demo.bodies[PCT]],
            day=demo.day(IN_DAYS),
            new_name="Wiltshire Care Board",
            new_short_name="the care board",
        ),
        "Decided by the ministry: a care board takes over its tasks and its contracts.",
        by=demo.people["board"],
    )
