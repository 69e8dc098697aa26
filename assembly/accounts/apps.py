from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest


class AccountsConfig(AppConfig):
    name = "assembly.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from assembly.core import history
        from assembly.core.events import register

        register(
            {
                "accounts.renamed": "changed the name of the account",
                "accounts.copy_taken": "took a copy of their own data",
                "accounts.closed": "closed the account",
                "accounts.office_given": "gave the person an office",
                "accounts.office_ended": "ended the person's office",
            }
        )
        history.keep(self.get_model("User"), "accounts.view_offices")
        authenticator_added.connect(_factor_set_up)


def _factor_set_up(request: HttpRequest, authenticator: Any, **_: Any) -> None:
    from .proof import remember_set_up

    if authenticator.type in {authenticator.Type.TOTP, authenticator.Type.WEBAUTHN}:
        remember_set_up(request)
