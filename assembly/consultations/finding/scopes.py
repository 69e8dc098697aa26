"""To which bodies, themes and districts each consultation belongs, for the calendar: two queries however many."""

from collections import defaultdict

from assembly.consultations.models import Consultation
from assembly.core.calendars import Scope
from assembly.membership.models import District

from .filters import DISTRICTS, THEMES

PAGE = "consultationpage__consultation"


def scopes() -> dict[int, set[Scope]]:
    """The scopes of every consultation by its key; one for which no district is given belongs to all of the county."""
    found: dict[int, set[Scope]] = defaultdict(set)
    placed = set()
    for consultation, slug in THEMES._default_manager.values_list(PAGE, "theme__slug"):
        found[consultation].add(("theme", slug))
    for consultation, slug in DISTRICTS._default_manager.values_list(PAGE, "district__slug"):
        found[consultation].add(("district", slug))
        placed.add(consultation)
    county = {
        ("district", slug)
        for slug in District.objects.of_the_county().values_list("slug", flat=True)
    }
    for consultation in Consultation.objects.published().exclude(pk__in=placed):
        found[consultation.pk] |= county
    return found
