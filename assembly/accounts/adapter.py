"""How allauth behaves here: when it asks again who you are, and how its mails look."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal import stagekit
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse

from assembly.core import emails

from . import factors, limits
from .proof import has_given_mailed_code, has_proved_within

SECOND_FACTORS = "allauth.mfa"  # how allauth names itself when it asks
# Our own, to the address that may be about to lose the account: in time, not when the harm is done.
ADDRESS_ASKED = "accounts/address_asked"
LETTERS = {
    "account/email/login_code": "accounts/sign_in_code",
    "account/email/email_confirmation": "accounts/address_code",
    "account/email/email_confirmation_signup": "accounts/address_code",
    "account/email/password_reset_key": "accounts/password_reset",
    "account/email/unknown_account": "accounts/no_account",
    "account/email/account_already_exists": "accounts/account_exists",
    ADDRESS_ASKED: "accounts/address_asked",
}
# What somebody is told after a change of their account, so that a change that was not theirs comes to light.
NOTICES = {
    "account/email/email_changed": "The e-mail address of your account was changed",
    "account/email/email_deleted": "An e-mail address was removed from your account",
    "account/email/password_changed": "The password of your account was changed",
    "account/email/password_reset": "The password of your account was reset",
    "account/email/password_set": "A password was set for your account",
    "mfa/email/recovery_codes_generated": "New recovery codes were made for your account",
    "mfa/email/totp_activated": "Two-step sign-in was set up for your account",
    "mfa/email/totp_deactivated": "Two-step sign-in was removed from your account",
    "mfa/email/webauthn_added": "A passkey was added to your account",
    "mfa/email/webauthn_removed": "A passkey was removed from your account",
}


LIMITED = {"too_many_login_attempts", "rate_limited"}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # Of the tries that one code has, when they are used up.
        "too_many_login_attempts": "You typed too many wrong codes. Ask for a new one, or try another way.",
        "rate_limited": limits.OTHERWISE,
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Say which limit was met and when there is room again; allauth says “later”."""
        if code in LIMITED:
            return ValidationError(limits.refusal(self.request), code=code)
        return super().validation_error(code, *args)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again before a change of the account, but not of somebody who signed in just now.

        Somebody with neither password nor second factor proves who they are by signing in again, with a mailed code.
        Allauth would let them pass unasked. Every act on second factors comes through here, at its form and again when
        it is carried out: the first factor needs a mailed code, whatever else was proved.
        """
        if app == SECOND_FACTORS and not factors.has_one(self.request.user):
            lasts = factors.FIRST_FACTOR_CODE.lasts.total_seconds()
            if has_given_mailed_code(self.request, lasts):
                return False
            raise ImmediateHttpResponse(self._mail_code_first())
        if has_proved_within(self.request, app_settings.REAUTHENTICATION_TIMEOUT):
            return False
        if not self.get_reauthentication_methods(self.request.user):
            raise ImmediateHttpResponse(self._sign_in_again())
        return super().is_reauthentication_required(app=app, **kwargs)

    def pre_login(
        self, request: HttpRequest, user: Any, *, email: str | None, **kwargs: Any
    ) -> HttpResponse | None:
        """A code asked for at an address that has since left the account signs nobody in, nor brings it back."""
        if email and not EmailAddress.objects.filter(user=user, email__iexact=email).exists():
            stagekit.clear_login(request)
            messages.error(
                request,
                "This address is no longer that of the account. Sign in with the address that it has now.",
            )
            return redirect("account_login")
        return super().pre_login(request, user, email=email, **kwargs)

    def login(self, request: HttpRequest, user: Any) -> None:
        """Give a session the usual time that was to end at a set hour while its visitor had not signed in."""
        super().login(request, user)
        if isinstance(request.session.get("_session_expiry"), str):  # what a form sets is a number
            request.session.set_expiry(None)

    def _mail_code_first(self) -> HttpResponse:
        back = urlencode({"next": self.request.get_full_path()})
        return redirect(f"{reverse('accounts:prove')}?{back}")

    def _sign_in_again(self) -> HttpResponse:
        back = self.request.get_full_path()
        logout(self.request)
        messages.info(
            self.request, "Sign in again first, so that we know it is you. Nothing was changed."
        )
        return redirect(f"{reverse('account_login')}?{urlencode({'next': back})}")

    def send_confirmation_mail(
        self,
        request: HttpRequest,
        emailconfirmation: Any,
        signup: bool,  # noqa: FBT001 - allauth's signature
    ) -> None:
        """Mail the code to the new address, and tell the old one that a change was asked for."""
        super().send_confirmation_mail(request, emailconfirmation, signup)
        new = emailconfirmation.email_address
        if not signup and new.user.email != new.email:
            words = {"user": new.user, "to_email": new.email}
            self.render_mail(ADDRESS_ASKED, new.user.email, words).send()

    def render_mail(
        self,
        template_prefix: str,
        email: str,
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Write allauth's mails on our own paper.

        They are sent at once and not by a job: a code must arrive while somebody waits for it, and must not lie in
        the table of tasks.
        """
        notice = NOTICES.get(template_prefix, "")
        name = "accounts/account_changed" if notice else LETTERS[template_prefix]
        words = emails.render(name, {**emails.letterhead(), **context, "notice": notice})
        return emails.letter(words, email, headers)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Lead to the address of the site, never to a host that the asking browser named."""
        address: str = super().get_reset_password_from_key_url(key)
        return f"{settings.SITE_URL}{urlsplit(address).path}"
