"""What a public body that ends leaves to the one that follows: its awards."""

from collections.abc import Iterable

from assembly.core.figures import in_words
from assembly.partners.succession.plans import Plan

from .models import Award


def what_is_carried_over(plan: Plan) -> Iterable[str]:
    known = [body.org_id for body in plan.bodies if body.org_id]
    number = Award.objects.filter(funder_org_id__in=known).count()
    if number:
        yield (
            f"{in_words(number, 'awards')}: found under {plan.successor_name} too, each with its own funder. Give "
            f"{plan.successor_name} its organisation identifier, so that the funding register recognises it."
        )
