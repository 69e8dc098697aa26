from django.apps import AppConfig
from django.core import checks


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from assembly.accounts import closing, portability
        from assembly.core import retention, search, todo
        from assembly.core.events import register, register_changes
        from assembly.notifications import kinds
        from assembly.notifications.kinds import Category, Kind

        from . import waiting
        from .checks import pages_hidden_by_addresses
        from .contact import leaving
        from .contact.retention import RULES
        from .models import SynonymSet
        from .search.kinds import PAGES

        retention.add(*RULES)
        todo.add(waiting.messages)
        todo.add(waiting.approvals)
        closing.also(leaving.erase)
        portability.add(leaving.data_about)
        checks.register(pages_hidden_by_addresses, checks.Tags.database)
        register(
            {
                "home.message_received": "wrote to the Support Unit",
                "home.message_answered": "answered the message",
                "home.message_closed": "closed the message without an answer",
            }
        )
        kinds.register(
            {
                "home/message_waiting": Kind(
                    Category.OFFICE, "somebody writes to the Support Unit"
                ),
                "home/message_received": Kind(
                    Category.ACCOUNT, "your message to the Support Unit has come", always=True
                ),
                "home/message_answered": Kind(
                    Category.ACCOUNT, "your message to the Support Unit is answered", always=True
                ),
            }
        )
        register_changes(SynonymSet)
        search.register(PAGES)
