"""What consultations show on the page of an organisation: which it answered. What it wrote is on no page of ours."""

from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Organisation
from assembly.membership.panels import Line, Panel

from .models import Consultation

MOST = 10


def responses_panel(organisation: Organisation) -> Panel | None:
    """The newest consultations that it answered, withdrawn ones too; None when there are none."""
    answered = (
        Consultation.objects.published()
        .filter(responses__organisation=organisation)
        .select_related("page", "body__page")
        .order_by("-closes_on", "-pk")
    )
    lines = tuple(
        Line(
            text=consultation.page.title,
            url=consultation.get_absolute_url(),
            note=f"{consultation.body}, closing day {short_day(consultation.closes_on)}",
        )
        for consultation in answered[:MOST]
    )
    return Panel(heading="Consultations it answered", lines=lines) if lines else None
