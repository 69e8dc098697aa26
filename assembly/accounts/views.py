"""A person's own account: what it holds, a copy of it, and its end."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from assembly.core.http import takes_form
from assembly.core.mailed_codes.forms import OneTimeCodeForm
from assembly.core.rules import RuleBroken

from . import closing, portability, proof, rules, services
from .forms import CloseForm, NameForm
from .http import SignedInRequest


@takes_form
@login_required
def account(request: SignedInRequest) -> HttpResponse:
    """What the account holds, with the way to change each part; the name is changed here."""
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        services.rename(request.user, form.cleaned_data["name"])
        messages.success(request, "Your name is changed.")
        return redirect("accounts:account")
    factors = Authenticator.objects.filter(user=request.user)
    return render(
        request,
        "accounts/account.html",
        {
            "form": form,
            "has_app": factors.filter(type=Authenticator.Type.TOTP).exists(),
            "passkeys": factors.filter(type=Authenticator.Type.WEBAUTHN).count(),
            "sessions": len(UserSession.objects.purge_and_list(request.user)),
        },
    )


@require_safe
@never_cache
@login_required
@reauthentication_required(app="accounts")
def my_data(request: SignedInRequest) -> HttpResponse:
    parts = [
        (part.heading, portability.in_words(part)) for part in portability.parts_about(request.user)
    ]
    return render(request, "accounts/my_data.html", {"parts": parts})


@require_POST
@never_cache
@login_required
@reauthentication_required(app="accounts")
def my_data_download(request: SignedInRequest) -> HttpResponse:
    services.note_copy_taken(request.user)
    response = JsonResponse(
        portability.as_document(request.user),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    name = f"my-data-{timezone.localdate():%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@takes_form
@never_cache
@login_required
@reauthentication_required(app="accounts")
def close(request: SignedInRequest) -> HttpResponse:
    reasons = closing.reasons_to_stay(request.user)
    form = CloseForm(request.POST or None, user=request.user)
    if request.method == "POST" and rules.may_close(reasons) and form.is_valid():
        try:
            services.close_account(request.user)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            logout(request)
            messages.success(request, "Your account is closed, and you are erased from it.")
            return redirect("/")
    return render(request, "accounts/close.html", {"form": form, "reasons": reasons})


@sensitive_post_parameters("code")
@takes_form
@never_cache
@login_required
def prove(request: SignedInRequest) -> HttpResponse:
    """A mailed code, before the first second factor is set up: a password alone may be stolen."""
    form = OneTimeCodeForm(request.POST if request.POST.get("step") == "check" else None)
    said = {}
    try:
        if request.POST.get("step") == "send":
            services.send_first_factor_code(request.user)
            said = {"sent_to": request.user.email}
        elif form.is_valid():
            services.check_first_factor_code(request.user, form.cleaned_data["code"])
            proof.remember_mailed_code(request, request.user)
            return redirect(get_next_redirect_url(request) or "mfa_index")
    except RuleBroken as refusal:
        if not form.is_bound:
            said = {"problem": str(refusal)}
        else:
            form.add_error("code", str(refusal))
    return render(request, "accounts/prove.html", {"form": form, **said})
