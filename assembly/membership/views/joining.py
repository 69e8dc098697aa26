"""The way in: look whether the organisation is here, claim it, or register it."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assembly.accounts import consents
from assembly.core.acting import (
    Button,
    Buttons,
    act,
    act_by_button,
    act_by_form,
    attempt,
    form_of,
    say_no,
    sent,
)
from assembly.core.cards import Card
from assembly.membership import lookup, rules, selectors, unsent_application
from assembly.membership.forms.looking_up import LookUpForm
from assembly.membership.forms.registering import RegistrationForm
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Delegate, Organisation, RegisterEntry, RegistrationDraft
from assembly.membership.services import drafts
from assembly.membership.services.joining import apply_for_listed, register_organisation

from .newcomers import DISCARDED, organisation_describe
from .register import UP

TYPED_HERE = {
    "typed": "here"
}  # asks for what was typed in this browser, in the place of the account's draft


@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """“Is your organisation already here?”: the first step of joining."""
    form = LookUpForm(request.GET if "q" in request.GET else None)
    found = (
        lookup.look_up(form.cleaned_data["q"], request.user) if form.is_valid() else lookup.Found()
    )
    return render(
        request,
        "membership/join.html",
        {
            "form": form,
            "found": found,
            "is_looked_up": form.is_valid(),
            "organisations": [_organisation_card(one, found) for one in found.organisations],
            "entries": [_entry_card(entry) for entry in found.entries],
            "steps": "Join" if request.user.is_authenticated else "Join: step 1 of 3",
            "breadcrumbs": UP,
        },
    )


def _organisation_card(organisation: Organisation, found: lookup.Found) -> Card:
    acts = organisation.pk in found.mine
    claim = reverse("membership:claim", args=[organisation.slug])
    return Card(
        heading=organisation.name,
        url=reverse("membership:my") if acts else claim,
        text="You act for it." if acts else "Is it yours? Say that you act for it.",
        meta=organisation.postcode,
        tag="" if acts else organisation.get_status_display(),
    )


def _entry_card(entry: RegisterEntry) -> Card:
    if entry.is_removed:
        url = reverse("membership:organisation_register")
        text = "This number was removed from the register. If the organisation goes on, register it without the number."
        return Card(entry.name, url, text, entry.org_id, "Removed")
    text = "Register it: the form is filled in from the register, and you correct it."
    return Card(entry.name, entry.get_absolute_url(), text, entry.org_id)


@never_cache
def organisation_register(request: DelegateRequest) -> HttpResponse:
    """Apply for membership. The person who applies becomes the organisation's lead; the account may come last."""
    if not request.user.is_authenticated:
        return organisation_describe(request)
    if sent(request) is None:
        return _begin(request)
    form = form_of(request, RegistrationForm, user=request.user)
    buttons: Buttons = {
        "drop": Button(
            lambda: drafts.drop_draft(request.user),
            "Draft discarded.",
            redirect("membership:organisation_register"),
        ),
        "forget": Button(
            lambda: unsent_application.forget(request.session),
            DISCARDED,
            redirect("membership:organisation_register"),
        ),
        "save": lambda: act(
            request,
            lambda: _save(request, form),
            "What you have typed is kept. Come back to it from this page whenever you like.",
            redirect("membership:my"),
            refused=lambda refusal: say_no(request, refusal, lambda: _page(request, form)),
        ),
        "": lambda: _register(request, form) or _keep(request, form),
    }
    return act_by_button(request, buttons) or _page(request, form)


def _save(request: DelegateRequest, form: RegistrationForm) -> None:
    """What was typed in this browser before the sign-in stays unless it is what was shown."""
    was_shown = _asks_for_typed_here(request) or not _draft_of(request)
    drafts.save_draft(request.user, form.typed())
    if was_shown:
        unsent_application.forget(request.session)


def _forget(request: DelegateRequest) -> None:
    drafts.drop_draft(request.user)
    unsent_application.forget(request.session)


@login_required
def organisation_apply(request: DelegateRequest, slug: str) -> HttpResponse:
    """Let an organisation that is listed apply for membership, through its lead."""
    organisation = get_object_or_404(
        Organisation.objects.acted_for_by(request.user),
        slug=slug,
        status=Organisation.Status.LISTED,
    )
    may_apply = rules.joining.may_apply(
        organisation, request.user, Delegate.objects.of(organisation)
    )
    if not may_apply:
        return say_no(request, may_apply.reason, "membership:my")
    form = form_of(
        request,
        RegistrationForm,
        user=request.user,
        instance=organisation,
        initial=lookup.number_fields(organisation.org_id),
    )
    return _register(request, form) or _page(
        request, form, organisation=Organisation.objects.get(pk=organisation.pk)
    )


def _begin(request: DelegateRequest) -> HttpResponse:
    """The form as it was left, or filled in from an official register."""
    entry = lookup.entry_with(request.GET.get("entry", ""))
    asked = {"entry", "name"} & request.GET.keys()
    here = None if asked else unsent_application.kept(request.session, timezone.now())
    draft = None if asked else _draft_of(request)
    if here and _asks_for_typed_here(request):
        draft = None
    # Others may have used this browser before, so the account's own draft comes first.
    typed = draft or here
    initial = RegistrationForm.beginning(typed, entry, request.GET.get("name", ""))
    form = RegistrationForm(user=request.user, initial=initial)
    offered = reverse("membership:organisation_register", query=TYPED_HERE)
    return _page(
        request,
        form,
        draft=draft,
        entry=entry,
        typed_here=bool(here and not draft),
        offered=offered if here and draft else "",
    )


def _asks_for_typed_here(request: DelegateRequest) -> bool:
    return request.GET.get("typed") == TYPED_HERE["typed"]


def _draft_of(request: DelegateRequest) -> Mapping[str, list[str]] | None:
    draft = RegistrationDraft.objects.filter(user=request.user).first()
    return draft.typed if draft else None


def _register(request: DelegateRequest, form: RegistrationForm) -> HttpResponse | None:
    """Do it; or put into the form why it cannot be done."""
    known = form.instance.pk

    def apply() -> Organisation:
        organisation = (apply_for_listed if known else register_organisation)(
            form.instance,
            declarations=form.declarations(),
            districts=form.cleaned_data["districts"],
            themes=form.cleaned_data["themes"],
            by=request.user,
        )
        _forget(request)
        request.session[selectors.SESSION_KEY] = organisation.pk
        return organisation

    answer = act_by_form(
        request,
        form,
        apply,
        lambda organisation: (
            f"{organisation} has applied for membership. The Support Unit checks the application and writes to you."
        ),
        redirect("membership:my"),
    )
    if answer is None:
        form.instance.pk = known
    return answer


def _keep(request: DelegateRequest, form: RegistrationForm) -> HttpResponse | None:
    """What was refused stays as a draft; unless the button was pressed twice."""
    if lookup.has_just_applied(request.user, request.POST.get("name", "")):
        return redirect("membership:my")
    _, refusal = attempt(lambda: _save(request, form))
    return say_no(request, refusal, lambda: _page(request, form)) if refusal else None


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
