"""What consultations can be narrowed to, and the consultations that fit."""

import datetime as dt
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.db import models
from django.db.models import Exists, Max, Min, OuterRef, Q

from assembly.consultations.models import BodyPage, Consultation, ConsultationPage
from assembly.consultations.models.records import ConsultationQuerySet
from assembly.consultations.search import CONSULTATIONS
from assembly.core.search.matching import narrowed
from assembly.core.search.reading import read
from assembly.membership.models import District, Theme
from assembly.partners.bodies.selectors import with_predecessors
from assembly.partners.models import PublicBody

THEMES = ConsultationPage.themes.through
DISTRICTS = ConsultationPage.districts.through


class State(models.TextChoices):
    OPEN = "open", "Open now"
    FORTHCOMING = "forthcoming", "Forthcoming"
    CLOSED = "closed", "Closed"
    CONCLUDED = "concluded", "Concluded"
    WITHDRAWN = "withdrawn", "Withdrawn"


@dataclass(frozen=True, slots=True)
class Filters:
    """Slugs, words, a state and a year, each empty where it is left open."""

    q: str = ""
    body: str = ""
    theme: str = ""
    district: str = ""
    state: str = ""
    year: str = ""

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in asdict(self).items() if value})

    @property
    def scope(self) -> tuple[str, str] | None:
        """The one body, theme or district of a feed or calendar that shows the same; None with several, or none."""
        chosen = [(kind, getattr(self, kind)) for kind in ("body", "theme", "district")]
        found = [scope for scope in chosen if scope[1]]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a form offers: values and their names."""

    bodies: list[tuple[str, str]]
    themes: list[tuple[str, str]]
    districts: list[tuple[str, str]]
    years: list[tuple[str, str]]


def choices() -> Choices:
    """Of themes and districts those too that are no more: consultations of their time are on them."""
    days = Consultation.objects.published().aggregate(first=Min("opens_on"), last=Max("opens_on"))
    years = range(days["last"].year, days["first"].year - 1, -1) if days["first"] else ()
    bodies = BodyPage.objects.live().order_by("body__name").values_list("body__slug", "body__name")
    return Choices(
        bodies=list(bodies),
        themes=list(Theme.objects.values_list("slug", "name")),
        districts=list(District.objects.of_the_county().values_list("slug", "name")),
        years=[(str(year), str(year)) for year in years],
    )


def matching(filters: Filters, on: dt.date) -> ConsultationQuerySet:
    """The published consultations that fit every filter but the state."""
    found = Consultation.objects.published()
    if filters.body:
        body = PublicBody.objects.filter(slug=filters.body).first()
        found = of_bodies(found, with_predecessors(body, on) if body else [])
    if filters.theme:
        found = on_theme(found, filters.theme)
    if filters.district:
        found = in_district(found, filters.district)
    if filters.year:
        year = int(filters.year)
        found = found.filter(opens_on__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)))
    if filters.q:
        pages = narrowed(CONSULTATIONS.rows(), CONSULTATIONS, read(filters.q))
        found = found.filter(page__in=pages.order_by().values("pk"))
    return found


def of_bodies(found: ConsultationQuerySet, bodies: list[PublicBody]) -> ConsultationQuerySet:
    """One body by itself: then the index by body and closing day answers."""
    return found.filter(body=bodies[0]) if len(bodies) == 1 else found.filter(body__in=bodies)


def on_theme(found: ConsultationQuerySet, slug: str) -> ConsultationQuerySet:
    lines = THEMES._default_manager.filter(consultationpage=OuterRef("page__pk"), theme__slug=slug)
    return found.filter(Exists(lines))


def in_district(found: ConsultationQuerySet, slug: str) -> ConsultationQuerySet:
    """Those for which no district is given concern the whole county, and so this one."""
    lines = DISTRICTS._default_manager.filter(consultationpage=OuterRef("page__pk"))
    return found.filter(Q(Exists(lines.filter(district__slug=slug))) | ~Q(Exists(lines)))


def in_state(found: ConsultationQuerySet, state: str, on: dt.date) -> ConsultationQuerySet:
    if state == State.OPEN:
        return found.open(on)
    if state == State.FORTHCOMING:
        return found.forthcoming(on)
    if state == State.CONCLUDED:
        return found.concluded()
    if state == State.CLOSED:
        return found.filter(withdrawn_on=None, closes_on__lt=on)
    return found.exclude(withdrawn_on=None)
