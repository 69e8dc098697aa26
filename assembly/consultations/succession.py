"""What a public body that ends leaves to the one that follows: its consultations."""

from collections.abc import Iterable

from assembly.core.figures import in_words
from assembly.partners.succession.plans import Plan

from .models import Consultation


def what_is_carried_over(plan: Plan) -> Iterable[str]:
    number = Consultation.objects.with_page().filter(body__in=plan.bodies).count()
    if number:
        yield (
            f"{in_words(number, 'consultations')}: listed under {plan.successor_name} too, each with the name of its "
            "body. Those that are open stay open until their closing day."
        )
