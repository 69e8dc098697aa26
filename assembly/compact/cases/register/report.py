"""Cases in the yearly Compact report, and on the public page of an organisation."""

import datetime as dt
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from assembly.compact.cases import visible
from assembly.compact.models import Case, Conclusion
from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Organisation
from assembly.membership.panels import Panel, PanelLine

from .listing import line_of, with_public_facts

MOST = 10


def of_year(first: dt.date, last: dt.date) -> Panel | None:
    """In numbers, as the register has them today; of a year that is not over, so far."""
    until = min(last, timezone.localdate())
    listed = Case.objects.listed(timezone.localdate())
    acknowledged = listed.filter(acknowledged_on__range=(first, until))
    public = listed.filter(public_from__range=(first, until))
    settled = listed.filter(outcome=Case.Outcome.SETTLED, closed_on__range=(first, until))
    withdrawn = listed.filter(outcome=Case.Outcome.WITHDRAWN, closed_on__range=(first, until))
    said = visible.public_conclusions(until).filter(
        finding__case__public_from__range=(first, until)
    )
    results = list(said.values_list("result", flat=True))
    numbers = [
        ("acknowledged", acknowledged.count()),
        ("settled informally", settled.count()),
        ("withdrawn", withdrawn.count()),
        ("with a finding that became public", public.count()),
    ]
    lines = [PanelLine(f"{in_words(number, 'cases')} {what}") for what, number in numbers if number]
    for result in Conclusion.Result:
        if number := results.count(result):
            undertakings = in_words(number, "undertakings")
            lines.append(PanelLine(f"{undertakings} found {result.label.lower()}"))
    if not lines:
        return None
    return Panel(
        heading="Compact cases",
        lines=tuple(lines),
        url=f"{reverse('compact:cases')}?{urlencode({'year': first.year})}",
        label=f"The cases acknowledged in {first.year}",
    )


def on_organisation_page(organisation: Organisation) -> Panel | None:
    """Public findings on it, and on cases that it raised and did not ask to stay unnamed in."""
    today = timezone.localdate()
    theirs = Q(against_organisation=organisation) | Q(organisation=organisation, is_unnamed=False)
    public = Case.objects.listed(today).with_public_finding(today).filter(theirs)
    found = with_public_facts(public.with_step(today), today).order_by("-public_from", "-pk")
    lines = tuple(
        PanelLine(
            str(case),
            case.get_absolute_url(),
            f"{_role(case, organisation)} {line_of(case, today).outcome}. "
            f"Public since {short_day(case.public_from)}.",
        )
        for case in found[:MOST]
    )
    return Panel(heading="Findings under the Compact", lines=lines) if lines else None


def _role(case: Case, organisation: Organisation) -> str:
    if case.against_organisation_id == organisation.pk:
        return "About this organisation."
    return f"Raised by this organisation, about {case.respondent}."
