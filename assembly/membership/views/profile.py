"""A lead changes the profile of the organisation: an overview, a short form for each section, a page for each line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assembly.core.acting import Button, act_by_button, act_by_form, form_of, say_no
from assembly.membership import profiles
from assembly.membership.forms import profile as profile_forms
from assembly.membership.forms.profile_lines import MarkForm, NumberForm, OfferForm
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Delegate, Offer, Organisation, QualityMark
from assembly.membership.profiles import TITLES, Section
from assembly.membership.rules.profile import may_edit_profile
from assembly.membership.services import profile as services

from .access import MY

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
            "breadcrumbs": [MY],
        },
    )


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
    form = form_of(request, form_class, organisation=organisation, **extra)
    # Nothing that was changed, as when the button is pressed twice, is no act.
    if form.is_valid() and not form.has_changed():
        return redirect("membership:profile", slug)
    return act_by_form(
        request,
        form,
        lambda: keep(organisation, **form.values(), by=request.user),
        f"“{TITLES[part]}” is saved.",
        redirect("membership:profile", slug),
    ) or _page(request, organisation, part, form, **extra)


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
    return _line(request, organisation, part, line)


def _numbers(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    """Add a number, or take one off."""
    numbers = profiles.numbers_of(organisation)
    form = form_of(request, NumberForm, button="", name="remove")
    add = Button(
        lambda: services.add_number(
            organisation, org_id=form.cleaned_data["org_id"], by=request.user
        ),
        lambda _: f"{form.cleaned_data['org_id']} is added.",
        redirect(request.path),
        form,
    )
    remove = {
        number: Button(
            partial(services.remove_number, organisation, org_id=number, by=request.user),
            f"{number} has been removed.",
            redirect(request.path),
        )
        for number in numbers
    }
    return act_by_button(request, {**remove, "": add}, "remove") or _page(
        request, organisation, Section.NUMBERS, form, numbers=numbers, button="Add the number"
    )


def _line(
    request: DelegateRequest, organisation: Organisation, part: Section, line: QualityMark | Offer
) -> HttpResponse:
    lines = LISTS[part]
    form = form_of(request, lines.form, button="", instance=line)
    every = redirect("membership:profile_section", organisation.slug, part.value)
    buttons = {
        "": Button(
            lambda: lines.save(form.instance, by=request.user), "The line is saved.", every, form
        )
    }
    if not line._state.adding:
        buttons["remove"] = Button(
            lambda: lines.remove(line, by=request.user), "The line has been removed.", every
        )
    if answer := act_by_button(request, buttons):
        return answer
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


def _page(
    request: DelegateRequest,
    organisation: Organisation,
    part: Section,
    form: forms.BaseForm,
    **more: Any,
) -> HttpResponse:
    up = [MY, ("Profile", reverse("membership:profile", args=[organisation.slug]))]
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
    return say_no(request, ruling.reason, "membership:my")
