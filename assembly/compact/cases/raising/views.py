"""Raise a case: against whom and when, what happened, check, send. And the Board's acts on one that was raised."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from assembly.accounts.http import SignedInRequest
from assembly.compact.cases import desk
from assembly.compact.cases.standing import answering, standing
from assembly.compact.models import VOLUNTARY, Case
from assembly.core.acting import act_by_button, act_by_form, act_if_sent, form_of, say_no
from assembly.core.addresses import page_at
from assembly.core.http import takes_form
from assembly.core.templatetags.assembly import short_day
from assembly.membership.http import DelegateRequest
from assembly.membership.views.access import MY
from assembly.partners.models import PublicBody

from . import rules, services, taking_up
from .complaints import Complaint
from .decline_form import DeclineForm
from .forms import SendForm, WhoForm, WordsForm
from .held import held_to, promised_by
from .start import Start, start_of
from .unnamed import given_away
from .wording import OMBUDSMAN

# What was typed, by the names of the fields of both forms.
CARRIED = {*WhoForm.base_fields, "which", *WordsForm.base_fields}


@dataclass(frozen=True)
class Raising:
    """The three pages of one request. What the others hold goes along, hidden, in each of them."""

    request: DelegateRequest
    start: Start

    @cached_property
    def who(self) -> WhoForm:
        return form_of(self.request, WhoForm, start=self.start)

    @cached_property
    def words(self) -> WordsForm:
        """Once against whom and when are known: they say which edition applies."""
        against = self.who.against
        held = held_to(against, self.who.cleaned_data["happened_on"])
        return form_of(
            self.request,
            WordsForm,
            button=("words", "send", "change-who"),
            start=self.start,
            who=self.who,
            held=held,
            promised=promised_by(against, held),
        )

    @cached_property
    def warnings(self) -> list[str]:
        if not self.words.cleaned_data.get("is_unnamed"):
            return []
        return given_away(self.who.complainant, self.start.facts)

    @cached_property
    def sending(self) -> SendForm:
        return form_of(self.request, SendForm, button="send", asks=bool(self.warnings))

    def show_who(self) -> HttpResponse:
        return self._page("who", self.who)

    def show_words(self) -> HttpResponse:
        if not self.who.is_valid():
            return self.show_who()
        against = self.who.against
        return self._page(
            "words",
            self.words,
            held=self.words.held.in_words(against),
            answered=answered_in_words(against),
            not_there=self._not_there(),
        )

    def show_review(self) -> HttpResponse:
        if not (self.who.is_valid() and self.words.is_valid()):
            return self.show_words()
        return self._page(
            "review",
            self.sending,
            rows=rows_of(self.words.complaint(), self),
            warnings=self.warnings,
        )

    def send(self) -> HttpResponse:
        if not (self.who.is_valid() and self.words.is_valid()):
            return self.show_words()
        done = act_by_form(
            self.request,
            self.sending,
            self._raise,
            lambda case: f"Case raised. Its number is {case.reference}.",
            self._after,
        )
        return done or self.show_review()

    def _raise(self) -> Case:
        understood = self.sending.cleaned_data.get("understood", False)
        user = self.request.user
        with transaction.atomic():
            case = services.raise_case(
                self.words.complaint(understood=understood), self.who.complainant, by=user
            )
            if self.start.letter:
                self.start.letter.settle(user)
        return case

    def _after(self, case: Case) -> HttpResponse:
        """Somebody with an interest in the case of a person who wrote does not read it."""
        found = standing(case, self.request.user, timezone.localdate())
        return redirect(case.own_url if found.may_read else "compact:my_cases")

    def _not_there(self) -> str:
        """The undertaking from whose page somebody came, where the edition that applies does not have it."""
        asked, offered = self.start.undertaking, self.words.fields["undertakings"]
        if asked is None or offered.queryset.filter(pk=asked.pk).exists():  # type: ignore[attr-defined]
            return ""
        return (
            f"{asked.number} is not among them: the edition that applies does not have it, or the other side "
            "did not promise it. Choose those that come closest."
        )

    def _carried(self, form: Form) -> list[tuple[str, str]]:
        """What was typed on the other pages, whatever is wrong with it."""
        return [
            (name, value)
            for name, values in self.request.POST.lists()
            if name in CARRIED and name not in form.fields
            for value in values
        ]

    def _page(self, stage: str, form: Form, **context: Any) -> HttpResponse:
        return render(
            self.request,
            f"compact/cases/raising/{stage}.html",
            {
                "form": form,
                "carried": self._carried(form),
                "facts": self.start.facts,
                "letter": self.start.letter,
                "voluntary": VOLUNTARY,
                "ombudsman": OMBUDSMAN,
                "breadcrumbs": [MY, ("Compact cases", reverse("compact:my_cases"))],
                **context,
            },
        )


def answered_in_words(against: object) -> str:
    """That another body answers for one that has ended."""
    today = timezone.localdate()
    if not isinstance(against, PublicBody) or not against.is_over(today):
        return ""
    return f"{against} has ended. {answering(against, today)}, which follows it, answers."


def rows_of(complaint: Complaint, raising: Raising) -> list[tuple[str, str]]:
    """What the review page shows: everything that is sent, word for word."""
    who, facts = raising.who, raising.start.facts
    choice = raising.words.fields["undertakings"]
    named = [choice.label_from_instance(one) for one in complaint.undertakings]  # type: ignore[attr-defined]
    unnamed = "Yes" if complaint.is_unnamed else "No"
    rows = [
        ("Raised for", dict(who.fields["for_whom"].choices)[who.cleaned_data["for_whom"]]),  # type: ignore[attr-defined]
        ("Against", str(complaint.against)),
        ("Answered by", answered_in_words(complaint.against)),
        ("When it happened", str(short_day(complaint.happened_on))),
        ("About", facts.title if facts else ""),
        ("Facts that are copied", "\n".join(facts.facts) if facts else ""),
        ("Undertakings", "\n".join(named)),
        ("What happened", complaint.account),
        ("What would put it right", complaint.wanted),
        ("What was done to settle it", complaint.tried),
        ("Unnamed in public", unnamed if "is_unnamed" in raising.words.fields else ""),
    ]
    return [(label, value) for label, value in rows if value]


@sensitive_post_parameters("account", "wanted", "tried")
@takes_form
@login_required
def raise_case(request: DelegateRequest) -> HttpResponse:
    start = start_of(request.user, request.GET.dict(), request.acting.organisation)
    if not start.complainants:
        return say_no(request, rules.NOBODY, f"{page_at('contact')}?topic=compact")
    raising = Raising(request, start)
    shown = {
        "": raising.show_words,
        "words": raising.show_review,
        "change-who": raising.show_who,
        "change-words": raising.show_words,
        "send": raising.send,
    }
    return act_by_button(request, shown) or raising.show_who()


@takes_form
@login_required
def acknowledge(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    if not (may := rules.may_be_acknowledged(found)):
        return say_no(request, may.reason, found.case.own_url)
    return act_if_sent(
        request,
        lambda: taking_up.acknowledge(found.case, by=request.user),
        "Case acknowledged. We have told both sides.",
        redirect(found.case.own_url),
    ) or render(
        request,
        "compact/cases/act.html",
        {
            "heading": "Acknowledge this case",
            "caption": str(found.case),
            "button": "Acknowledge the case",
            "intro": taking_up.what_follows(found.case),
            "cancel_url": found.case.own_url,
            "breadcrumbs": desk.way_to(found.case),
            "voluntary": VOLUNTARY,
        },
    )


@takes_form
@login_required
def decline(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    if not (may := rules.may_decide_to_take_up(found)):
        return say_no(request, may.reason, found.case.own_url)
    form = form_of(request, DeclineForm)
    return act_by_form(
        request,
        form,
        lambda: taking_up.decline(found.case, form.because(), by=request.user),
        "The case is not taken up.",
        redirect(found.case.own_url),
    ) or render(
        request,
        "compact/cases/act.html",
        {
            "form": form,
            "heading": "Do not take up this case",
            "caption": str(found.case),
            "button": "Do not take it up",
            "danger": True,
            "intro": "It is closed and never public. The complainant reads the reason.",
            "cancel_url": found.case.own_url,
            "breadcrumbs": desk.way_to(found.case),
            "voluntary": VOLUNTARY,
        },
    )
