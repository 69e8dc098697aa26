"""How the demo registers organisations and makes up people, in an order that is the same every time."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from django.utils.text import slugify

from assembly.accounts.models import User
from assembly.membership import lookup, rules
from assembly.membership.models import Criterion, District, Organisation, Theme
from assembly.membership.services import admission, joining

from .names import FIRST_NAMES, LAST_NAMES
from .stage import Demo

# Forms that stand in an official register. The numbers are invented, under a country code that nobody has.
REGISTERED = {"cio", "company", "cic", "society", "trust"}

EVIDENCE = {
    Criterion.NOT_FOR_PROFIT: "Constitution: no member may receive a share of the income.",
    Criterion.NOT_STATUTORY: "Committee list: nobody is appointed by a public body.",
    Criterion.SELF_GOVERNING: "Constitution: the committee is elected at the yearly meeting.",
    Criterion.UNPAID_COMMITTEE: "Accounts: expenses only.",
    Criterion.REINVESTS: "Articles: an asset lock, and the surplus goes to the purpose.",
    Criterion.ACTIVE_HERE: "Meets and works in the district, seen on its notice of meetings.",
}


@dataclass(frozen=True, slots=True)
class Sketch:
    """An organisation before it is registered."""

    name: str
    legal_form: str
    income_band: str
    description: str
    districts: list[str]
    themes: list[str]
    infrastructure: bool = False

    def organisation(self, number: int) -> Organisation:
        return Organisation(
            name=self.name,
            legal_form=self.legal_form,
            income_band=self.income_band,
            description=self.description,
            social_enterprise=self.legal_form == "cic",
            infrastructure=self.infrastructure,
            website=f"https://{slugify(self.name)[:40].strip('-')}.example.org"
            if self.income_band != "micro"
            else "",
            org_id=f"XX-DEMO-{number:04}" if self.legal_form in REGISTERED else "",
        )


def local(
    place: str,
    district: str,
    theme: str,
    activity: tuple[str, str, str, str],
    *,
    second: bool = False,
) -> Sketch:
    what, legal_form, income_band, description = activity
    themes = [theme, "neighbourhoods"] if second and theme != "neighbourhoods" else [theme]
    return Sketch(f"{place} {what}", legal_form, income_band, description, [district], themes)


class Town:
    """Registers organisations and makes up people, in an order that is the same every time."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        self.districts = {district.slug: district for district in District.objects.all()}
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}
        self._names = _full_names(demo)
        self._numbers = count(1)

    def somebody(self) -> User:
        name = next(self._names)
        return self.demo.person(name, name, email=f"{slugify(name)}@example.org")

    def applicant(self, sketch: Sketch, lead: User, *, days_ago: int) -> Organisation:
        organisation = sketch.organisation(next(self._numbers))
        # Invented places sound alike, and whoever registers is asked: each of these is another organisation.
        organisation.told_apart = {other.pk for other in lookup.near(organisation.name)}
        return joining.register_organisation(
            organisation,
            declarations=dict.fromkeys(
                rules.eligibility.criteria_for(social_enterprise=organisation.social_enterprise),
                True,
            ),
            districts=[self.districts[slug] for slug in sketch.districts],
            themes=[self.themes[slug] for slug in sketch.themes],
            by=lead,
            on=self.demo.day(-days_ago),
        )

    def check(
        self,
        organisation: Organisation,
        *,
        days_ago: int,
        failed: dict[Criterion, str] | None = None,
    ) -> None:
        failed = failed or {}
        admission.record_check(
            organisation,
            {
                criterion: admission.Finding(
                    met=criterion not in failed, evidence=failed.get(criterion, EVIDENCE[criterion])
                )
                for criterion in rules.eligibility.criteria_for(
                    social_enterprise=organisation.social_enterprise
                )
            },
            by=self.demo.people["dev"],
            on=self.demo.day(-days_ago),
        )

    def member(self, sketch: Sketch, lead: User, *, days_ago: int = 0) -> Organisation:
        """A member that applied so many days ago, or on some day of the last years."""
        applied = days_ago or self.demo.rng.randint(120, 900)
        decided = applied - self.demo.rng.randint(3, 20)
        organisation = self.applicant(sketch, lead, days_ago=applied)
        self.check(organisation, days_ago=decided)
        organisation = admission.admit_organisation(
            organisation, by=self.demo.people["dev"], on=self.demo.day(-decided)
        )
        self.demo.organisations.append(organisation)
        self.demo.voters[organisation.pk] = lead
        return organisation


def _full_names(demo: Demo) -> Iterator[str]:
    """Full names in a shuffled order, none of them twice."""
    names = [f"{first} {last}" for first in FIRST_NAMES.split() for last in LAST_NAMES.split()]
    demo.rng.shuffle(names)
    return iter(names)
