"""What the funding register shows on the page of an organisation: the awards that are linked to it by its number."""

from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.urls import reverse

from assembly.core.templatetags.assembly import pounds, short_day
from assembly.membership.models import Organisation
from assembly.membership.panels import Line, Panel

from .models import POUNDS, Award

MOST = 5


def awards_panel(organisation: Organisation) -> Panel | None:
    """Its newest awards and their total in pounds; None when it has none."""
    received = Award.objects.filter(recipient=organisation)
    newest = received.order_by("-awarded_on", "-pk")[:MOST]
    lines = tuple(
        Line(
            text=award.title,
            url=award.get_absolute_url(),
            note=f"{award.amount_shown} from {award.funder_shown}, {short_day(award.awarded_on)}",
        )
        for award in newest
    )
    if not lines:
        return None
    figures = received.aggregate(number=Count("pk"), total=Sum("amount", filter=Q(currency=POUNDS)))
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
