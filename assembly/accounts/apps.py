from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest


class AccountsConfig(AppConfig):
    name = "assembly.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from allauth.account.signals import email_changed
        from allauth.mfa.signals import authenticator_added

        from assembly.core import history, retention, todo
        from assembly.core.events import register

        from .corrections.waiting import corrections_to_confirm
        from .retention import RULES
        from .screens import name_screens

        register(
            {
                "accounts.renamed": "changed the name of the account",
                "accounts.copy_taken": "took a copy of their own data",
                "accounts.closed": "closed the account",
                "accounts.office_given": "gave the person an office",
                "accounts.office_prolonged": "extended the person's term of office",
                "accounts.office_ended": "ended the person's office",
                "accounts.factor_set_up": "set up a second factor of the account",
                "accounts.correction_proposed": "proposed correcting the e-mail address of the account",
                "accounts.correction_confirmed": "confirmed the correction of the e-mail address",
                "accounts.correction_withdrawn": "withdrew the correction of the e-mail address",
                "accounts.address_changed": "changed the e-mail address of the account",
            }
        )
        history.keep(self.get_model("User"), "accounts.view_offices")
        authenticator_added.connect(_factor_set_up)
        email_changed.connect(_address_changed)
        name_screens(
            {
                "people": "People: the list",
                "person": "People: one person",
                "correction": "Correction of an e-mail address",
            }
        )
        todo.add(corrections_to_confirm)
        retention.add(*RULES)


def _factor_set_up(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    from .proof import remember_set_up
    from .services import note_factor_set_up

    if authenticator.type in {authenticator.Type.TOTP, authenticator.Type.WEBAUTHN}:
        remember_set_up(request)
        note_factor_set_up(user, authenticator.type, at=authenticator.created_at)


def _address_changed(request: HttpRequest, user: Any, **_: Any) -> None:
    from .services import note_address_change

    note_address_change(user, by=user)
