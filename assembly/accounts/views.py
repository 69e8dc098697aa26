"""A person's own account: what it holds, a copy of it, and its end."""

from http import HTTPStatus

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from assembly.core.acting import Button, Buttons, act_by_button, act_by_form, attempt, form_of
from assembly.core.mailed_codes.forms import OneTimeCodeForm

from . import closing, limits, portability, proof, services
from .forms import CloseForm, NameForm
from .http import SignedInRequest


@login_required
def account(request: SignedInRequest) -> HttpResponse:
    """What the account holds, with the way to change each part; the name is changed here."""
    form = form_of(request, NameForm, initial={"name": request.user.name})
    if answer := act_by_form(
        request,
        form,
        lambda: services.rename(request.user, form.cleaned_data["name"]),
        "Your name is changed.",
        redirect("accounts:account"),
    ):
        return answer
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


def too_many(request: HttpRequest) -> HttpResponse:
    """What allauth shows when a limit is met: which, and how long to wait."""
    met = limits.met_by(request)
    refusal = met.sentence if met else limits.OTHERWISE
    response = render(
        request, "429.html", {"refusal": refusal}, status=HTTPStatus.TOO_MANY_REQUESTS
    )
    if met:
        response["Retry-After"] = str(met.seconds)
    return response


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


@never_cache
@login_required
@reauthentication_required(app="accounts")
def close(request: SignedInRequest) -> HttpResponse:
    reasons = closing.reasons_to_stay(request.user)
    form = form_of(request, CloseForm, user=request.user)

    def close_it() -> None:
        services.close_account(request.user)
        logout(request)

    return act_by_form(
        request,
        form,
        close_it,
        "Your account is closed, and your details have been deleted.",
        redirect("/"),
    ) or render(request, "accounts/close.html", {"form": form, "reasons": reasons})


@sensitive_post_parameters("code")
@never_cache
@login_required
def prove(request: SignedInRequest) -> HttpResponse:
    """A mailed code, before the first second factor is set up: a password alone may be stolen."""
    form = form_of(request, OneTimeCodeForm, button="check", name="step")

    def check() -> None:
        services.check_first_factor_code(request.user, form.cleaned_data["code"])
        proof.remember_mailed_code(request, request.user)

    def page(**said: str) -> HttpResponse:
        return render(request, "accounts/prove.html", {"form": form, **said})

    def send() -> HttpResponse:
        _, refusal = attempt(lambda: services.send_first_factor_code(request.user))
        return page(problem=refusal) if refusal else page(sent_to=request.user.email)

    then = redirect(get_next_redirect_url(request) or "mfa_index")
    buttons: Buttons = {"send": send, "check": Button(check, "", then, form, "code")}
    return act_by_button(request, buttons, "step") or page()
