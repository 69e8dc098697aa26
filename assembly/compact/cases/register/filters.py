"""What narrows the register. Every choice is a parameter of its address; one that makes no sense is left out."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from assembly.compact.cases import visible
from assembly.compact.models import Case, CaseStep, Cited, Code, Conclusion, Step, Undertaking
from assembly.core.filter_forms import FilterForm
from assembly.partners.bodies.selectors import with_predecessors
from assembly.partners.models import PublicBody

ORGANISATIONS = "voluntary-organisations"
RETRACTED = "retracted"
# How a case can end, as the public reads it: by itself, or in a finding on one of its undertakings.
ENDED = (
    (Case.Outcome.SETTLED.value, "Settled informally"),
    (Case.Outcome.WITHDRAWN.value, "Withdrawn"),
    (Case.Outcome.NOT_TAKEN_UP.value, "Not taken up"),
)
FOUND = tuple((result.value, f"Found {result.label.lower()}") for result in Conclusion.Result)
OUTCOMES = (*ENDED, *FOUND, (RETRACTED, "Finding retracted"))
STEPS = [(step.value, step.label) for step in Step if step not in {Step.DRAFT, Step.RECEIVED}]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """`undertaking` is “consultation/c2”, `code` “consultation”, `body` the last part of a body's address."""

    body: str = ""
    code: str = ""
    undertaking: str = ""
    step: str = ""
    outcome: str = ""
    year: str = ""
    overdue: bool = False

    @classmethod
    def asked(cls, form: FilterForm) -> Self:
        return cls(**{name: value for name, value in form.understood.items() if value})

    def __bool__(self) -> bool:
        return self != Filters()


class RegisterForm(FilterForm):
    """By GET."""

    body = forms.ChoiceField(label="Public body", required=False)
    code = forms.ChoiceField(
        label="Code", required=False, choices=[("", "Every code"), *Code.Subject.choices]
    )
    undertaking = forms.ChoiceField(label="Undertaking", required=False)
    step = forms.ChoiceField(label="Step", required=False, choices=[("", "Every step"), *STEPS])
    outcome = forms.ChoiceField(
        label="Outcome", required=False, choices=[("", "Every outcome"), *OUTCOMES]
    )
    year = forms.ChoiceField(label="Year", required=False)
    overdue = forms.BooleanField(label="Only those with an overdue step", required=False)

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = Case.objects.listed(on)
        against = PublicBody.objects.order_by("name").filter(
            Exists(listed.filter(against_body=OuterRef("pk"))) | Q(ended_on=None)
        )
        bodies = [(body.slug, body.name) for body in against]
        others = (ORGANISATIONS, "Voluntary organisations, together")
        self._offer("body", "Everybody", [*bodies, others])
        cited = Undertaking.objects.filter(
            Exists(Cited.objects.filter(undertaking=OuterRef("pk"), case__in=listed))
        )
        self._offer(
            "undertaking", "Every undertaking", [*map(_choice, cited.select_related("code"))]
        )
        years = listed.dates("acknowledged_on", "year", order="DESC")
        self._offer("year", "Every year", [(str(day.year), str(day.year)) for day in years])

    def _offer(self, name: str, every: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", every), *choices]  # type: ignore[attr-defined]  # a field of choices


def address_of(undertaking: Undertaking) -> str:
    """As its own page has it."""
    return f"{undertaking.code.subject}/{undertaking.number.lower()}"


def _choice(undertaking: Undertaking) -> tuple[str, str]:
    return address_of(undertaking), str(undertaking)


def matching(chosen: Filters, on: dt.date) -> QuerySet[Case]:
    """The listed cases that the filters leave, each with its step of this day."""
    found: QuerySet[Case] = Case.objects.listed(on).with_step(on)
    if chosen.body:
        found = found.filter(_against(chosen.body, on))
    if cited := _cited(chosen):
        found = found.filter(Exists(Cited.objects.filter(cited, case=OuterRef("pk"))))
    if chosen.step:
        # The first condition is the one that an index answers.
        found = found.filter(Q(step=chosen.step) | Q(step=Step.TO_APPEAL))
        found = found.filter(step_now=chosen.step)  # type: ignore[misc]  # annotated by `with_step`
    if chosen.year.isdigit():
        year = int(chosen.year)
        found = found.filter(acknowledged_on__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)))
    if chosen.outcome:
        found = _ended(found, chosen, on)
    return overdue(found, on) if chosen.overdue else found


def _against(body: str, on: dt.date) -> Q:
    """A body with those that it followed."""
    if body == ORGANISATIONS:
        return Q(against_organisation__isnull=False)
    found = PublicBody.objects.filter(slug=body).first()
    return Q(against_body__in=with_predecessors(found, on) if found else [])


def _cited(chosen: Filters, path: str = "undertaking") -> Q:
    """Nothing where neither an undertaking nor a code was chosen."""
    asked = Q()
    if chosen.code:
        asked &= Q(**{f"{path}__code__subject": chosen.code})
    if chosen.undertaking:
        code, _, number = chosen.undertaking.partition("/")
        asked &= Q(**{f"{path}__code__subject": code, f"{path}__number__iexact": number})
    return asked


def _ended(found: QuerySet[Case], chosen: Filters, on: dt.date) -> QuerySet[Case]:
    """What was found of the undertaking that was chosen, or else of any."""
    if chosen.outcome in Conclusion.Result:
        said = visible.public_conclusions(on).filter(
            _cited(chosen, "cited__undertaking"), result=chosen.outcome
        )
        return found.filter(public_from__lte=on, pk__in=said.values("finding__case"))
    if chosen.outcome == RETRACTED:
        return found.filter(visible.retracted(), public_from__lte=on)
    return found.filter(outcome=chosen.outcome).exclude(public_from__lte=on)


def overdue(found: QuerySet[Case], on: dt.date) -> QuerySet[Case]:
    """Whose step is past its last day, unless that was cleared. Of cases `with_step`."""
    cleared = CaseStep.objects.filter(
        case=OuterRef("pk"), ended_on=None, cleared_on__isnull=False, step=OuterRef("step_now")
    )
    past = found.filter(due_on__isnull=False).filter(due_now__lt=on)  # type: ignore[misc]  # annotated
    return past.filter(~Exists(cleared))


def with_overdue(found: QuerySet[Case], on: dt.date) -> QuerySet[Case]:
    """With the same as `is_overdue`."""
    late = overdue(Case.objects.with_step(on), on).filter(pk=OuterRef("pk"))
    return found.annotate(is_overdue=Exists(late))
