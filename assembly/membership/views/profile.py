"""A lead changes the profile of the organisation: an overview, a short form for each section, a page for each line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken
from assembly.membership import profiles
from assembly.membership.forms import profile as profile_forms
from assembly.membership.forms.profile_lines import MarkForm, NumberForm, OfferForm
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Delegate, Offer, Organisation, QualityMark
from assembly.membership.profiles import TITLES, Section
from assembly.membership.rules.profile import may_edit_profile
from assembly.membership.services import profile as services

# Sections that are one form, and the service that keeps what it says.
FORMS: dict[Section, tuple[type[profile_forms.SectionForm], Callable[..., object]]] = {
    Section.ABOUT: (profile_forms.AboutForm, services.describe),
    Section.PLACES: (profile_forms.PlacesForm, services.set_places),
    Section.WORK: (profile_forms.WorkForm, services.set_work),
    Section.TAGS: (profile_forms.TagsForm, services.set_tags),
    Section.INCOME: (profile_forms.IncomeForm, services.report_income),
    Section.PEOPLE: (profile_forms.PeopleForm, services.report_people),
}


@dataclass(frozen=True, slots=True)
class Lines:
    """A section that is a list: what a line is, its form, and the services that keep it and take it off."""

    model: type[QualityMark] | type[Offer]
    form: type[forms.ModelForm]
    save: Callable[..., None]
    remove: Callable[..., None]
    add_label: str


LISTS = {
    Section.MARKS: Lines(
        QualityMark,
        MarkForm,
        services.save_mark,
        services.remove_mark,
        "Add a quality mark",
    ),
    Section.OFFERS: Lines(
        Offer,
        OfferForm,
        services.save_offer,
        services.remove_offer,
        "Add an offer",
    ),
}


@require_safe
@login_required
def profile(request: DelegateRequest, slug: str) -> HttpResponse:
    """Everything the profile says, as everybody reads it, with a way to change each section."""
    organisation = _own(request, slug)
    if refusal := _refused(request, organisation):
        return refusal
    return render(
        request,
        "membership/profile.html",
        {
            "organisation": organisation,
            "sections": profiles.sections(organisation),
            "breadcrumbs": [_my()],
        },
    )


@takes_form
@login_required
def profile_section(request: DelegateRequest, slug: str, section: str) -> HttpResponse:
    """Change one section, or add a line to a section that is a list."""
    organisation = _own(request, slug)
    part = _section(section)
    if refusal := _refused(request, organisation):
        return refusal
    if part is Section.NUMBERS:
        return _numbers(request, organisation)
    if part in LISTS:
        lines = LISTS[part]
        return _line(request, organisation, part, lines.model(organisation=organisation))
    form_class, keep = FORMS[part]
    extra = {"searched": request.GET.get("q", "").strip()[:50]} if part is Section.TAGS else {}
    form = form_class(
        request.POST if request.method == "POST" else None, organisation=organisation, **extra
    )
    # Nothing that was changed, as when the button is pressed twice, is no act.
    if form.is_valid() and not form.has_changed():
        return redirect("membership:profile", slug)
    if form.is_valid() and _done(
        form, lambda: keep(organisation, **form.values(), by=request.user)
    ):
        messages.success(request, f"“{TITLES[part]}” is saved.")
        return redirect("membership:profile", slug)
    return _page(request, organisation, part, form, **extra)


@takes_form
@login_required
def profile_line(request: DelegateRequest, slug: str, section: str, pk: int) -> HttpResponse:
    """Change one line of a list, or take it off."""
    organisation = _own(request, slug)
    part = _section(section)
    if part not in LISTS:
        raise Http404("This section has no lines.")
    line = cast(
        "QualityMark | Offer",
        get_object_or_404(LISTS[part].model, organisation=organisation, pk=pk),
    )
    if refusal := _refused(request, organisation):
        return refusal
    if request.POST.get("act") == "remove":
        _take_off(request, "The line", lambda: LISTS[part].remove(line, by=request.user))
        return redirect("membership:profile_section", slug, section)
    return _line(request, organisation, part, line)


def _numbers(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    """Add a number, or take one off."""
    removing = request.POST.get("remove", "")
    if removing in profiles.numbers_of(organisation):
        _take_off(
            request,
            removing,
            lambda: services.remove_number(organisation, org_id=removing, by=request.user),
        )
        return redirect(request.path)
    form = NumberForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(
        form,
        lambda: services.add_number(
            organisation, org_id=form.cleaned_data["org_id"], by=request.user
        ),
    ):
        messages.success(request, f"{form.cleaned_data['org_id']} is added.")
        return redirect(request.path)
    return _page(
        request,
        organisation,
        Section.NUMBERS,
        form,
        numbers=profiles.numbers_of(organisation),
        button="Add the number",
    )


def _line(
    request: DelegateRequest, organisation: Organisation, part: Section, line: QualityMark | Offer
) -> HttpResponse:
    lines = LISTS[part]
    form = lines.form(request.POST if request.method == "POST" else None, instance=line)
    if form.is_valid() and _done(form, lambda: lines.save(form.instance, by=request.user)):
        messages.success(request, "The line is saved.")
        return redirect("membership:profile_section", organisation.slug, part.value)
    shown: Iterable[QualityMark | Offer] = (
        lines.model.objects.filter(organisation=organisation) if line._state.adding else []
    )
    return _page(
        request,
        organisation,
        part,
        form,
        line=None if line._state.adding else line,
        lines=[
            (str(one), one.description if isinstance(one, Offer) else "", one.pk) for one in shown
        ],
        button=lines.add_label if line._state.adding else "Save",
    )


def _done(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Do it; a refusal stands above the form, with everything that was typed."""
    try:
        act()
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _take_off(request: DelegateRequest, what: str, act: Callable[[], object]) -> None:
    try:
        act()
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{what} is taken off.")


def _page(
    request: DelegateRequest,
    organisation: Organisation,
    part: Section,
    form: forms.BaseForm,
    **more: Any,
) -> HttpResponse:
    up = [_my(), ("Profile", reverse("membership:profile", args=[organisation.slug]))]
    if more.get("line"):
        address = reverse("membership:profile_section", args=[organisation.slug, part.value])
        up.append((TITLES[part], address))
    return render(
        request,
        "membership/profile_section.html",
        {
            "form": form,
            "organisation": organisation,
            "section": part.value,
            "title": TITLES[part],
            "breadcrumbs": up,
            **more,
        },
    )


def _my() -> tuple[str, str]:
    return ("My Assembly", reverse("membership:my"))


def _section(section: str) -> Section:
    try:
        return Section(section)
    except ValueError as unknown:
        raise Http404("A profile has no such section.") from unknown


def _own(request: DelegateRequest, slug: str) -> Organisation:
    return get_object_or_404(Organisation.objects.acted_for_by(request.user), slug=slug)


def _refused(request: DelegateRequest, organisation: Organisation) -> HttpResponse | None:
    """Why this delegate may not, said on My Assembly; None for one who may."""
    ruling = may_edit_profile(request.user, organisation, Delegate.objects.of(organisation))
    if ruling:
        return None
    messages.error(request, ruling.reason)
    return redirect("membership:my")
