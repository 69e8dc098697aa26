"""The screens on which awards are classed and flagged: the list, all that match its filter, and one award."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of
from assembly.core.figures import in_words
from assembly.core.http import key_in, screen
from assembly.funding import funders
from assembly.funding import selectors as register

from . import rules, selectors, services
from .forms import ClassingFilterForm, JudgementForm

PER_PAGE = 50
EXAMPLES = 10

for_classing = screen("funding.class_award")


@for_classing
def award_list(request: SignedInRequest) -> HttpResponse:
    """Awards to tick and class together."""
    filters = ClassingFilterForm(request.GET)
    form = form_of(request, JudgementForm)
    ticked = _ticked(request)
    if answer := _class(request, form, ticked, redirect(request.get_full_path())):
        return answer
    found = selectors.matching(filters.filters)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "funding/staff/award_list.html",
        {
            "filters": filters,
            "chosen": _in_words(filters),
            "form": form,
            "page": page,
            "lines": [(award, selectors.stamp_of(award)) for award in page],
            "ticked": set(ticked),
            "query": _query(request),
        },
    )


@for_classing
def matching_awards(request: SignedInRequest) -> HttpResponse:
    """All awards that match the filter: how many they are, and what is to be set on every one of them."""
    filters = ClassingFilterForm(request.GET)
    found = selectors.matching(filters.filters)
    number = found.count()
    ruling = rules.may_be_classed(number)
    # A million are not read to be refused.
    seen = selectors.stamps(found) if ruling else {}
    digest = selectors.digest(seen)
    form = form_of(request, JudgementForm)

    def class_all() -> int:
        ruling.enforce()
        rules.list_is_as_seen(request.POST.get("seen", ""), digest).enforce()
        return services.class_awards(seen, form.judgement, by=request.user)

    return act_by_form(
        request,
        form,
        class_all,
        _said,
        redirect(f"{reverse('funding_staff:award_list')}?{_query(request)}"),
    ) or render(
        request,
        "funding/staff/matching_awards.html",
        {
            "form": form,
            "chosen": _in_words(filters),
            "number": number,
            "ruling": ruling,
            "found": register.come_to(found),
            "examples": found[:EXAMPLES],
            "seen": digest,
            "query": _query(request),
        },
    )


@for_classing
def award(request: SignedInRequest, pk: int) -> HttpResponse:
    """One award: its facts, what is said of it, and who said so when."""
    found = get_object_or_404(funders.every().select_related("source", "recipient"), pk=pk)
    form = form_of(request, JudgementForm, award=found)
    seen = {pk: request.POST.get("seen", "")}
    if answer := _class(request, form, seen, redirect("funding_staff:award", pk)):
        return answer
    found.refresh_from_db(fields=list(found.judgement))
    return render(
        request,
        "funding/staff/award.html",
        {
            "award": found,
            "form": form,
            "seen": selectors.stamp_of(found),
            "facts": register.facts(found),
            "source": register.source_facts(found),
            "history": selectors.history_of(found),
            "changes": found.changes.select_related("made_by"),
        },
    )


def _class(
    request: SignedInRequest, form: JudgementForm, seen: dict[int, str], then: HttpResponse
) -> HttpResponse | None:
    return act_by_form(
        request,
        form,
        lambda: services.class_awards(seen, form.judgement, by=request.user),
        _said,
        then,
    )


def _said(number: int) -> str:
    return f"{in_words(number, 'awards')} changed." if number else "Nothing needed changing."


def _ticked(request: SignedInRequest) -> dict[int, str]:
    """Award -> its stamp, as the ticked boxes carry them."""
    boxes = (box.partition(":") for box in request.POST.getlist("award"))
    return {key_in(pk): stamp for pk, _, stamp in boxes}


def _query(request: SignedInRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def _in_words(filters: ClassingFilterForm) -> list[tuple[Any, Any]]:
    """What the list is narrowed to: label and value."""
    chosen = []
    for name, value in filters.filters.items():
        if value and name != "order":
            choices = dict(getattr(filters.fields[name], "choices", ()))
            chosen.append(
                (filters.fields[name].label or name.capitalize(), choices.get(value, value))
            )
    return chosen
