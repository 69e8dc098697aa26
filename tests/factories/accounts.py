"""Signing in as a person does, and the second factor."""

import time

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def confirm_address(user):
    """Mark the address as one the person proved to read."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def add_second_factor(user):
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def totp_code(secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client, user, *, with_factor=True):
    """Sign in through the page, with the second factor when the person has one."""
    data = {"login": user.email, "password": PASSWORD}
    response = client.post("/accounts/login/", data)
    if with_factor and response.url.startswith("/accounts/2fa/authenticate/"):
        response = client.post(response.url, {"code": totp_code()})
    return response
