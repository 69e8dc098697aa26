"""What home hands in to the points of the apps below, and to Django."""

from django.core import checks

from assembly.accounts import closing, looked_at, portability
from assembly.accounts.looked_at import Screen
from assembly.compact.cases.raising.start import letters
from assembly.core import events, retention, search, to_do
from assembly.membership import merging
from assembly.notifications import kinds as mails

from . import to_do as tasks
from .acts import ACTS
from .checks import pages_hidden_by_addresses
from .contact import cases
from .contact import personal_data as messages
from .contact.retention import RULES
from .gateway import personal_data as enquiries
from .gateway import to_do as gateway_tasks
from .gateway.models import Enquiry
from .gateway.retention import RULES as GATEWAY_RULES
from .glossary.kinds import WORDS
from .hiding import to_do as hiding_tasks
from .mails import MAILS
from .offices import personal_data as proposals
from .offices import to_do as office_tasks
from .search.kinds import PAGES

checks.register(pages_hidden_by_addresses, checks.Tags.database)

events.acts.register(*ACTS)
mails.kinds.register(*MAILS)
search.kinds.register(PAGES, place=1)
search.kinds.register(WORDS, place=9)
to_do.sources.register(
    tasks.messages,
    tasks.handed_messages,
    tasks.approvals,
    gateway_tasks.for_leads,
    gateway_tasks.for_office,
    office_tasks.to_confirm,
    office_tasks.ending,
    hiding_tasks.to_confirm,
)
letters.register(cases.letter)
merging.lines.register(merging.MergeLine(Enquiry, "organisation", "enquiries for help"))
looked_at.screens.register(
    Screen("office", "Offices: somebody proposed for one"),
    Screen("message", "Messages: one to a person, read by its number"),
)
for subject in (proposals, enquiries, messages):
    closing.steps.register(subject.erase)
    portability.sources.register(subject.data_about)
retention.rules.register(*RULES, *GATEWAY_RULES)
