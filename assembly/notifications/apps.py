from django.apps import AppConfig
from django.core import checks


class NotificationsConfig(AppConfig):
    name = "assembly.notifications"
    label = "notifications"
    verbose_name = "Notifications"

    def ready(self) -> None:
        from assembly.accounts import closing, portability
        from assembly.core import health, todo
        from assembly.core.backup.services import register as register_backup
        from assembly.core.events import register as register_events

        from . import kinds, leaving
        from .checks import every_mail_has_a_category
        from .kinds import Category, Kind
        from .selectors import oldest_mail
        from .sending import set_waiting_mail_aside
        from .waiting import mail_come_back

        closing.also(leaving.erase)
        portability.add(leaving.data_about)
        health.register(oldest_mail)
        todo.add(mail_come_back)
        register_backup(after_a_restore=set_waiting_mail_aside)
        checks.register(every_mail_has_a_category)
        # Core and accounts lie below this app; what they send is declared here.
        account = {
            "sign_in_code": "you ask for a code to sign in",
            "address_code": "you give us an address, to confirm that it is yours",
            "first_factor_code": "you ask for a code to set up two-step sign-in",
            "password_reset": "you ask for a new password",
            "no_account": "somebody tries to sign in with an address that has no account",
            "account_exists": "somebody tries to make a second account with your address",
            "address_asked": "another address is asked for your account",
            "correction_proposed": "the Support Unit is asked to correct the address of your account",
            "correction_link": "the Support Unit corrects the address of your account",
            "closed": "your account is closed",
            "account_changed": "your address, your password or your second factor is changed",
        }
        kinds.register(
            {
                **{
                    f"accounts/{name}": Kind(
                        Category.ACCOUNT, when, always=True, is_code=name.endswith("_code")
                    )
                    for name, when in account.items()
                },
                "core/record_head": Kind(
                    Category.OFFICE,
                    "you are an outside witness to the record and new lines were sealed",
                    always=True,
                ),
                kinds.DIGEST: Kind(
                    Category.ACCOUNT, "there is something in your digest", always=True
                ),
            }
        )
        register_events(
            {
                "notifications.mail_sent_again": "sent again a mail that had not arrived",
                "notifications.address_corrected": "corrected the address of a mail that had not arrived",
            }
        )
