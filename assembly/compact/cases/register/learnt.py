"""What cases have taught, by undertaking: what the Compact Board wrote for everybody when it closed a case."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from assembly.compact.cases import visible
from assembly.compact.models import VOLUNTARY, Case, Cited, Undertaking
from assembly.core.addresses import page_at
from assembly.core.figures import in_words
from assembly.core.filter_forms import FilterForm
from assembly.core.key_pages import Order, key_page
from assembly.core.templatetags.assembly import short_day
from assembly.membership.panels import Panel, PanelLine

from .filters import address_of
from .listing import line_of, with_public_facts

MOST = 20
MOST_TAUGHT = 5
PER_PAGE = 25
NEWEST_FIRST = Order("closed_on", dt.date.fromisoformat, descending=True)


def of_undertaking(undertaking: Undertaking, on: dt.date) -> QuerySet[Case]:
    """The listed cases about it."""
    cited = Cited.objects.filter(case=OuterRef("pk"), undertaking=undertaking)
    return Case.objects.listed(on).with_step(on).filter(Exists(cited))


def numbers(keys: Collection[int]) -> dict[int, int]:
    """How many listed cases are about each of these undertakings, as `panel` finds them."""
    listed = Case.objects.listed(timezone.localdate())
    found = Cited.objects.filter(undertaking__in=keys, case__in=listed.values("pk"))
    return dict(found.order_by().values_list("undertaking").annotate(number=Count("pk")))


def panel(undertaking: Undertaking) -> Panel | None:
    """On the undertaking's page."""
    today = timezone.localdate()
    every = of_undertaking(undertaking, today)
    found = list(with_public_facts(every, today).order_by(*_newest())[: MOST + 1])
    if not found:
        return None
    more = len(found) > MOST
    number = every.count() if more else len(found)
    return Panel(
        heading=in_words(number, "Compact cases are about it", one="Compact case is about it"),
        lines=tuple(_line(case, today) for case in found[:MOST]),
        url=_address("cases", undertaking),
        label="Only the newest are listed. All of them" if more else "These cases in the register",
    )


def _newest() -> list[str]:
    return ["-acknowledged_on", "-pk"]


def _line(case: Case, on: dt.date) -> PanelLine:
    line = line_of(case, on)
    note = line.outcome or f"{line.step}. {line.due}"
    return PanelLine(str(case), case.get_absolute_url(), f"{line.about}. {note}".strip())


def _address(name: str, undertaking: Undertaking) -> str:
    query = urlencode({"undertaking": address_of(undertaking)})
    return f"{reverse(f'compact:{name}')}?{query}"


def lessons(at: dt.datetime) -> QuerySet[Case]:
    """Cases that ended in a finding that is public and not retracted, with what was learnt, unless it is hidden."""
    found = Case.objects.with_public_finding(timezone.localdate(at))
    found = found.filter(acknowledged_on__isnull=False, closed_on__isnull=False).exclude(learnt="")
    return found.exclude(visible.words_hidden(at)).exclude(visible.retracted())


def taught(undertaking: Undertaking) -> Panel | None:
    """Below what cites it: the newest few."""
    cited = Cited.objects.filter(case=OuterRef("pk"), undertaking=undertaking)
    found = lessons(timezone.now()).filter(Exists(cited)).order_by(*NEWEST_FIRST.names)
    lines = tuple(
        PanelLine(str(case), case.get_absolute_url(), case.learnt) for case in found[:MOST_TAUGHT]
    )
    if not lines:
        return None
    return Panel(
        heading="What cases have taught",
        lines=lines,
        url=_address("cases_learnt", undertaking),
        label="All that was learnt about it",
    )


class LearntForm(FilterForm):
    """By GET."""

    undertaking = forms.ChoiceField(label="Undertaking", required=False)

    def __init__(self, *args: Any, at: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cited = Cited.objects.filter(undertaking=OuterRef("pk"), case__in=lessons(at))
        known = Undertaking.objects.filter(Exists(cited)).select_related("code")
        self.known = {address_of(one): one for one in known}
        choices = [(name, str(one)) for name, one in self.known.items()]
        every = ("", "Every undertaking")
        self.fields["undertaking"].choices = [every, *choices]  # type: ignore[attr-defined]  # a field of choices

    @property
    def chosen(self) -> Undertaking | None:
        return self.known.get(self.understood["undertaking"])


def list_context(asked: Mapping[str, str], at: dt.datetime) -> dict[str, Any]:
    form = LearntForm(asked, at=at)
    found = lessons(at)
    if form.chosen:
        cited = Cited.objects.filter(case=OuterRef("pk"), undertaking=form.chosen)
        found = found.filter(Exists(cited))
    found = found.select_related("against_body", "against_organisation")
    found = found.prefetch_related("cites__undertaking__code")
    page = key_page(found, NEWEST_FIRST, asked, per_page=PER_PAGE)
    return {
        "page": page,
        "lines": [
            (
                case,
                ", ".join(str(one.undertaking) for one in case.cites.all()),
                f"{case.respondent}, closed on {short_day(case.closed_on)}",
            )
            for case in page
        ],
        "filters": form,
        "is_narrowed": bool(form.chosen),
        "voluntary": VOLUNTARY,
        "breadcrumbs": [("The Compact", page_at("compact")), ("Cases", reverse("compact:cases"))],
    }
