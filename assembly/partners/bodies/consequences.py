"""What a public body means to other apps: whether its address is free, and what they keep for each body.

A higher app hands both in from its `AppConfig.ready`:

    consequences.unless(bodies.may_have_page)
    consequences.also(bodies.keep_page)

The steps run in the transaction in which a body is entered or changed, and each can run again.
"""

from collections.abc import Callable, Iterator

from assembly.core.rules import Ruling
from assembly.partners.models import PublicBody

Rule = Callable[[str], Ruling]
Step = Callable[[PublicBody], object]

_rules: list[Rule] = []
_steps: list[Step] = []


def unless(rule: Rule) -> None:
    """`rule` says whether a new body may have an address (its slug)."""
    if rule not in _rules:
        _rules.append(rule)


def also(step: Step) -> None:
    if step not in _steps:
        _steps.append(step)


def rulings(slug: str) -> Iterator[Ruling]:
    for rule in _rules:
        yield rule(slug)


def carry_out(body: PublicBody) -> None:
    for step in _steps:
        step(body)
