"""The Wagtail admin is for office holders, who sign in with a second factor, and out when they have left."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled

from . import idle, offices
from .proof import has_used_second_factor


class AdminMiddleware:
    """Refuse the Wagtail admin to a signed-in person whose office has no part in it, in a sentence.

    Wagtail would send them to sign in, where they already are, and so round in a circle.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(self.admin) and request.user.is_authenticated:
            if not request.user.has_perm("wagtailadmin.access_admin"):
                raise PermissionDenied("The editing pages are for people who hold an office.")
            # Wagtail reads rights on pages from groups: they are those of the offices held now.
            offices.settle(request.user)
        return self.get_response(request)


class IdleOfficeMiddleware:
    """Sign out office holders who have asked for nothing for a while. Others stay signed in.

    Stands outside LateFormMiddleware: a form sent after that comes back from it with what was typed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and idle.is_over(request):
            logout(request)
            messages.info(request, idle.signed_out())
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_: object
    ) -> None:
        if request.user.is_authenticated and idle.is_a_persons(request, view):
            idle.note(request)


class SecondFactorMiddleware:
    """Send a signed-in office holder whose session has no second factor to prove or set up one.

    It guards every page but those of the account itself, because offices act outside the Wagtail admin too; and
    the Wagtail admin against everybody, office or not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")
        self.account = reverse("account_login").removesuffix("login/")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._needs_second_factor(request):
            return self._ask_for_it(request)
        return self.get_response(request)

    def _needs_second_factor(self, request: HttpRequest) -> bool:
        return (
            settings.REQUIRE_SECOND_FACTOR
            and not request.path.startswith(self.account)
            and request.user.is_authenticated
            # In this order: most people hold no office, and then nothing more is asked.
            and (request.path.startswith(self.admin) or idle.holds_office(request))
            and not (is_mfa_enabled(request.user) and has_used_second_factor(request))
        )

    def _ask_for_it(self, request: HttpRequest) -> HttpResponse:
        if is_mfa_enabled(request.user):
            back = request.get_full_path() if request.method == "GET" else self.admin
            return redirect(f"{_where_to_prove(request)}?{urlencode({'next': back})}")
        messages.warning(
            request, "Set up two-step sign-in first: people who hold an office sign in with it."
        )
        return redirect("mfa_activate_totp")


def _where_to_prove(request: HttpRequest) -> str:
    """The page for a code, or the one for a passkey when the person has no app that makes codes."""
    has_app = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
    return reverse("mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn")
