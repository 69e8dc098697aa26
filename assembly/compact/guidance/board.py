"""For the Compact Board's page: how far each public body has read the guidance."""

import datetime as dt

from django.urls import reverse

from assembly.core.figures import in_words
from assembly.membership.panels import Panel, PanelLine
from assembly.partners.models import PublicBody
from assembly.partners.scorecard.lines import percent

from . import counting, selectors


def share_read(on: dt.date) -> Panel:
    """Of what its officers have to read, how much they have read."""
    shown = selectors.everything(on)
    readers = counting.readers_of(shown, on)
    log = reverse("guidance_staff:guidance_log")
    return Panel(
        heading="Guidance for officers",
        lines=tuple(
            PanelLine(body.name, f"{log}?body={body.pk}", _note(body, shown, readers))
            for body in PublicBody.objects.filter(pk__in=list(readers.of_body)).order_by("name")
        ),
        empty="No officer acts for a public body on this site yet.",
        url=reverse("guidance_staff:guidance_list"),
        label="Guidance, undertaking by undertaking",
    )


def _note(body: PublicBody, shown: list[selectors.Shown], readers: counting.Readers) -> str:
    officers = readers.officers(body.pk)
    wanted = officers * len(shown)
    if not wanted:
        return "No guidance is in force yet"
    read = sum(readers.have_read(one.guidance.pk, body.pk) for one in shown)
    return (
        f"{percent(read, wanted)}% read: {in_words(officers, 'officers')}, "
        f"guidance on {in_words(len(shown), 'undertakings')}"
    )
