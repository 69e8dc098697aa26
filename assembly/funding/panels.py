"""What the funding register shows on the page of an organisation: the awards to it, and how we know."""

from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, Sum
from django.urls import reverse

from assembly.core.templatetags.assembly import pounds, short_day
from assembly.membership.models import Organisation
from assembly.membership.panels import Panel, PanelLine

from . import funders
from .models import Award, counts
from .recipients import awards_by_name

MOST = 5


def awards_panel(organisation: Organisation) -> Panel | None:
    """Its newest awards that its number links to it, and their total in pounds; None when it has none."""
    received = Award.objects.filter(recipient=organisation)
    newest = funders.named(received).order_by("-awarded_on", "-pk")[:MOST]
    lines = _lines(newest)
    if not lines:
        return None
    figures = received.aggregate(number=Count("pk"), total=Sum("amount", filter=counts()))
    total = pounds(figures["total"] or Decimal(0))
    every = urlencode({"recipient": newest[0].recipient_org_id})
    return Panel(
        heading=f"Public money it received: {total}",
        lines=lines,
        url=f"{reverse('funding:award_list')}?{every}",
        label=f"All {figures['number']} awards"
        if figures["number"] > 1
        else "In the funding register",
    )


def awards_by_name_panel(organisation: Organisation) -> Panel | None:
    """The newest awards to a recipient of its name that no number links; None when there are none."""
    found = awards_by_name(organisation)
    lines = _lines(funders.named(found).order_by("-awarded_on", "-pk")[:MOST])
    if not lines:
        return None
    return Panel(
        heading="Awards matched by name only",
        lines=lines,
        url=f"{reverse('funding:award_list')}?{urlencode({'q': organisation.name})}",
        label="Search the funding register for this name",
    )


def _lines(awards: Iterable[Award]) -> tuple[PanelLine, ...]:
    return tuple(
        PanelLine(
            text=award.title,
            url=award.get_absolute_url(),
            note=f"{award.amount_shown} from {award.funder_shown}, {short_day(award.awarded_on)}",
        )
        for award in awards
    )
