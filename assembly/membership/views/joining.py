"""The way in: look whether the organisation is here, claim it, or register it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assembly.accounts import consents
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken
from assembly.membership import lookup, rules, selectors
from assembly.membership.forms.joining import LookUpForm
from assembly.membership.forms.registering import RegistrationForm
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Delegate, Organisation, RegistrationDraft
from assembly.membership.services import drafts
from assembly.membership.services.joining import apply_for_listed, register_organisation

from .register import UP


@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """“Is your organisation already here?”: the first step of joining."""
    form = LookUpForm(request.GET if "q" in request.GET else None)
    found = lookup.look_up(form.cleaned_data["q"], request.user) if form.is_valid() else None
    return render(
        request, "membership/join.html", {"form": form, "found": found, "breadcrumbs": UP}
    )


@takes_form
@login_required
def organisation_register(request: DelegateRequest) -> HttpResponse:
    """Apply for membership; whoever does becomes the organisation's lead."""
    if request.method != "POST":
        return _begin(request)
    form = RegistrationForm(request.POST, user=request.user)
    if "drop" in request.POST:
        drafts.drop_draft(request.user)
        messages.success(request, "The draft is thrown away.")
        return redirect("membership:organisation_register")
    if "save" in request.POST:
        drafts.save_draft(request.user, form.typed())
        messages.success(
            request,
            "What you have typed is kept. Come back to it from this page whenever you like.",
        )
        return redirect("membership:my")
    if form.is_valid() and _is_registered(request, form):
        return redirect("membership:my")
    if lookup.has_just_applied(request.user, request.POST.get("name", "")):
        return redirect("membership:my")  # the button was pressed twice
    drafts.save_draft(request.user, form.typed())
    return _page(request, form)


@takes_form
@login_required
def organisation_apply(request: DelegateRequest, slug: str) -> HttpResponse:
    """Let an organisation that is listed apply for membership, through its lead."""
    organisation = get_object_or_404(
        Organisation.objects.acted_for_by(request.user),
        slug=slug,
        status=Organisation.Status.LISTED,
    )
    may_apply = rules.may_apply(organisation, request.user, Delegate.objects.of(organisation))
    if not may_apply:
        messages.error(request, may_apply.reason)
        return redirect("membership:my")
    form = RegistrationForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        instance=organisation,
        initial=lookup.number_fields(organisation.org_id),
    )
    if form.is_valid() and _is_registered(request, form):
        return redirect("membership:my")
    return _page(request, form, organisation=Organisation.objects.get(pk=organisation.pk))


def _begin(request: DelegateRequest) -> HttpResponse:
    """The form as it was left, or filled in from an official register."""
    draft = RegistrationDraft.objects.filter(user=request.user).first()
    entry = lookup.entry_with(request.GET.get("entry", ""))
    if "entry" in request.GET or "name" in request.GET:
        draft = None
    if entry and not entry.is_removed:
        initial = lookup.filled_in(entry)
    elif draft:
        initial = RegistrationForm.from_draft(draft.typed)
    else:
        initial = {"name": request.GET.get("name", "")}
    form = RegistrationForm(user=request.user, initial=initial)
    return _page(request, form, draft=draft, entry=entry)


def _is_registered(request: DelegateRequest, form: RegistrationForm) -> bool:
    """Do it; or put into the form why it cannot be done."""
    act = apply_for_listed if form.instance.pk else register_organisation
    try:
        organisation = act(
            form.instance,
            declarations=form.declarations(),
            districts=form.cleaned_data["districts"],
            themes=form.cleaned_data["themes"],
            by=request.user,
        )
    except RuleBroken as refusal:
        form.instance.pk = None if act is register_organisation else form.instance.pk
        drafts.save_draft(request.user, form.typed())
        form.add_error(None, str(refusal))
        return False
    drafts.drop_draft(request.user)
    request.session[selectors.SESSION_KEY] = organisation.pk
    messages.success(
        request,
        f"{organisation} has applied for membership. The Support Unit checks the application and writes to you.",
    )
    return True


def _page(request: DelegateRequest, form: RegistrationForm, **more: Any) -> HttpResponse:
    organisation = more.get("organisation")
    heading = f"Apply for {organisation}" if organisation else "Register an organisation"
    crumbs = [*UP, ("Join", reverse("membership:join"))]
    context = {
        "form": form,
        "consent": consents.TEXTS["acting"],
        "heading": heading,
        "breadcrumbs": crumbs,
        **more,
    }
    return render(request, "membership/organisation_register.html", context)
