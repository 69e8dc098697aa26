"""How those stand for whom a person acts: what they signed, what they may do about it, and who else can."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.models import Edition, Signature
from assembly.core.rules import Ruling
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task
from assembly.membership.models import Delegate, Organisation
from assembly.membership.panels import Panel, PanelLine
from assembly.membership.selectors import leads
from assembly.partners.models import Officer, PublicBody

from . import champions, pledging, selectors, showing
from .rules import Signatory


@dataclass(frozen=True)
class Standing:
    """Everything that the page of one signatory shows to somebody who acts for it."""

    user: User
    signatory: Signatory
    on: dt.date

    @property
    def is_body(self) -> bool:
        return isinstance(self.signatory, PublicBody)

    @cached_property
    def edition(self) -> Edition | None:
        return pledging.to_pledge_to(self.on)

    @cached_property
    def holding(self) -> QuerySet[Signature]:
        """The newest edition first."""
        signatures: Any = self.signatory.signatures
        held: QuerySet[Signature] = signatures.adopted().holding(self.on)
        people = ("edition", "champion", "champion_officer", "body", "organisation")
        return held.select_related(*people).order_by("-edition__number")

    @cached_property
    def newest(self) -> Signature | None:
        return self.holding.first()

    @property
    def champion(self) -> User | Officer | None:
        return (self.newest.champion or self.newest.champion_officer) if self.newest else None

    @cached_property
    def lines(self) -> list[showing.Line]:
        found = selectors.listed().filter(**{self._field: self.signatory})
        return showing.lines_of(found.order_by("-edition__number", "-signed_on"), self.on)

    @cached_property
    def in_words(self) -> str:
        return selectors.standings([self.signatory], self.on).get(self.signatory, "")

    @cached_property
    def champions(self) -> QuerySet[Any]:
        if isinstance(self.signatory, PublicBody):
            return Officer.objects.not_over(self.on).filter(body=self.signatory)
        return selectors.delegates_of(self.signatory)

    @cached_property
    def may_speak(self) -> Ruling:
        return pledging.may_speak_for(self.user, self.signatory, self.on)

    @cached_property
    def may_pledge(self) -> Ruling:
        return pledging.may_pledge(self.user, self.signatory, self.edition, self.on)

    @cached_property
    def who_can(self) -> list[User]:
        """The leads, for a delegate who is no lead."""
        if isinstance(self.signatory, PublicBody):
            return []
        return list(leads(self.signatory).order_by("name", "pk"))

    @property
    def _field(self) -> str:
        return "body" if self.is_body else "organisation"


def bodies_of(user: User, on: dt.date) -> list[PublicBody]:
    acting = Officer.objects.acting(on).filter(user=user)
    return list(PublicBody.objects.filter(pk__in=acting.values("body")))


def address_of(signatory: Signatory) -> str:
    name = "pledge_of_body" if isinstance(signatory, PublicBody) else "pledge_of_organisation"
    return reverse(f"compact:{name}", args=[signatory.slug])


def panel_of(user: User, organisations: Sequence[Organisation], on: dt.date) -> Panel:
    """Everybody for whom the person acts, each with what it signed."""
    signatories: list[Signatory] = [*organisations, *bodies_of(user, on)]
    standings = selectors.standings(signatories, on)
    lines = tuple(
        PanelLine(str(one), address_of(one), standings.get(one) or "Has not signed the Compact")
        for one in signatories
    )
    return Panel(
        "Those you act for",
        lines,
        "You do not act for an organisation or a public body. Once you do, you can pledge for it on this page.",
    )


def champion_of(user: User, on: dt.date) -> list[Signature]:
    """What this person is the champion of, as the public list says."""
    found = champions.named(user).holding(on)  # type: ignore[attr-defined]  # the queryset's own
    found = found.select_related("edition", "body", "organisation", "champion_officer")
    return list(found.order_by("-edition__number", "name"))


def my_panel(user: User, organisation: Organisation) -> Panel | None:
    """On “My Assembly”: what the organisation signed, and the way to do it."""
    today = timezone.localdate()
    edition = pledging.to_pledge_to(today)
    if edition is None:
        return None
    said = selectors.standings([organisation], today).get(organisation) or "Not signed yet"
    return Panel(
        "The Compact",
        (PanelLine(said),),
        url=address_of(organisation),
        label="Your pledge to the Compact",
    )


def organisation_panel(organisation: Organisation) -> Panel | None:
    """On the public page of an organisation; None where it has not signed."""
    today = timezone.localdate()
    held = Signature.objects.adopted().holding(today).filter(organisation=organisation)
    people = ("edition", "apart_from", "champion", "champion_officer", "organisation")
    signatures = list(held.select_related(*people).order_by("-edition__number"))
    if not signatures:
        return None
    names = champions.shown(signatures, today) if any(one.champion for one in signatures) else {}
    return Panel(
        "Has signed the Compact",
        tuple(PanelLine(str(one.edition), note=_note(one, names)) for one in signatures),
        url=reverse("compact:signatories"),
        label="Everybody who has signed",
    )


def _note(one: Signature, names: dict[int, str]) -> str:
    parts = [
        f"{one.get_way_display()} on {short_day(one.signed_on)}",
        f"independently of the {one.apart_from}" if one.apart_from else "",
        f"champion: {names[one.pk]}" if one.pk in names else "",
    ]
    return ", ".join(filter(None, parts))


def to_sign(user: User, at: dt.datetime) -> Iterable[Task]:
    """The newest edition, for officers and leads of those who signed a former one. Four queries at most."""
    today = timezone.localdate(at)
    editions = selectors.editions_in_force(today)
    if len(editions) < 2:
        return
    newest, former = editions[-1], editions[:-1]
    led = Delegate.objects.current().filter(user=user, role=Delegate.Role.LEAD)
    posts = Officer.objects.acting(today).filter(user=user)
    held = Signature.objects.adopted().holding(today)
    sides: tuple[tuple[Any, str, Any], ...] = (
        (Organisation.objects.all(), "organisation", led.values("organisation")),
        (PublicBody.objects.all(), "body", posts.values("body")),
    )
    name = selectors.years(editions)[newest.pk]
    for known, side, keys in sides:
        signed_before = held.filter(edition__in=former).values(side)
        has_signed = held.filter(edition=newest).values(side)
        waiting = known.filter(pk__in=keys).filter(pk__in=signed_before.exclude(**{side: None}))
        for one in waiting.exclude(pk__in=has_signed.exclude(**{side: None})):
            yield Task(
                text=f"Sign the {name} edition of the Compact",
                button="Read and sign it",
                url=address_of(one),
                by=_start_of(newest.in_force_from or today),
                note=f"In force since {short_day(newest.in_force_from)}; an earlier edition is signed",
                whose=str(one),
                of_office=side == "body",
            )


def _start_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
