from django.apps import AppConfig
from django.core import checks


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from assembly.accounts import closing, portability
        from assembly.accounts.screens import name_screens
        from assembly.core import retention, search, todo
        from assembly.core.events import register, register_changes
        from assembly.membership import merging
        from assembly.notifications import kinds
        from assembly.notifications.kinds import Category, Kind

        from . import waiting
        from .checks import pages_hidden_by_addresses
        from .contact import leaving
        from .contact.retention import RULES
        from .gateway import leaving as gateway_leaving
        from .gateway import waiting as gateway_waiting
        from .gateway.models import Enquiry
        from .gateway.retention import RULES as GATEWAY_RULES
        from .models import SynonymSet
        from .offices import leaving as office_leaving
        from .offices import waiting as office_waiting
        from .search.kinds import PAGES

        retention.add(*RULES, *GATEWAY_RULES)
        merging.moves(Enquiry, "organisation", "enquiries for help")
        todo.add(waiting.messages)
        todo.add(waiting.handed_messages)
        todo.add(waiting.approvals)
        todo.add(gateway_waiting.for_leads)
        todo.add(gateway_waiting.for_office)
        name_screens({"office": "Offices: somebody proposed for one"})
        todo.add(office_waiting.to_confirm)
        todo.add(office_waiting.ending)
        closing.also(office_leaving.erase)
        portability.add(office_leaving.data_about)
        closing.also(gateway_leaving.erase)
        portability.add(gateway_leaving.data_about)
        closing.also(leaving.erase)
        portability.add(leaving.data_about)
        checks.register(pages_hidden_by_addresses, checks.Tags.database)
        register(
            {
                "home.message_received": "wrote to the Support Unit",
                "home.message_answered": "answered the message",
                "home.message_handed": "handed the message to an office",
                "home.message_closed": "closed the message without an answer",
                "home.enquiry_sent": "asked an organisation for help",
                "home.enquiry_answered": "answered the enquiry",
                "home.enquiry_closed": "closed the enquiry without an answer",
                "home.enquiry_handed_on": "handed the enquiry on to the Support Unit",
                "home.enquiry_passed_on": "gave the enquiry to another organisation",
                "home.office_proposed": "proposed the person for an office",
                "home.office_end_proposed": "proposed that the person's office should end early",
                "home.office_confirmed": "confirmed, as the second person, what was proposed about an office",
                "home.office_withdrawn": "withdrew what was proposed about an office",
            }
        )
        kinds.register(
            {
                "home/enquiry_waiting": Kind(
                    Category.ORGANISATION, "somebody asks your organisation for help"
                ),
                "home/enquiry_reminder": Kind(
                    Category.ORGANISATION, "an enquiry to your organisation has waited for a week"
                ),
                "home/enquiry_for_support_unit": Kind(
                    Category.OFFICE, "an enquiry for help is for the Support Unit to see to"
                ),
                "home/enquiry_code": Kind(
                    Category.ACCOUNT,
                    "you ask for help without having signed in",
                    always=True,
                    is_code=True,
                ),
                "home/enquiry_answered": Kind(
                    Category.ACCOUNT, "somebody answers your enquiry for help", always=True
                ),
                "home/office_proposed": Kind(
                    Category.OFFICE, "somebody proposes a holder of an office, or the end of a term"
                ),
                "home/office_resigned": Kind(Category.OFFICE, "somebody resigns from an office"),
                "home/office_given": Kind(Category.ACCOUNT, "you are given an office", always=True),
                "home/office_ended": Kind(Category.ACCOUNT, "your office has ended", always=True),
                "home/message_waiting": Kind(
                    Category.OFFICE, "somebody writes to the Support Unit"
                ),
                "home/message_handed": Kind(
                    Category.OFFICE, "the Support Unit hands you a message", always=True
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
