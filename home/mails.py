"""What is told of enquiries, messages, offices and hidden texts, by the name of the message's templates."""

from functools import partial

from assembly.core.figures import in_words
from assembly.core.roles import BOARD, SUPPORT_UNIT
from assembly.notifications.kinds import Category, Kind
from assembly.notifications.readers import holders_of, who_may

from .contact import readers as contact_readers
from .gateway import readers as gateway_readers
from .gateway.rules import REMIND_AFTER

to_the_person = partial(Kind, category=Category.ACCOUNT, always=True)
to_support_unit = partial(Kind, category=Category.OFFICE, read_by=holders_of(SUPPORT_UNIT))
to_both_offices = partial(Kind, category=Category.OFFICE, read_by=holders_of(BOARD, SUPPORT_UNIT))
to_leads_asked = partial(
    Kind, category=Category.ORGANISATION, read_by=gateway_readers.who_lead_what_is_asked
)

MAILS = (
    to_leads_asked("home/enquiry_waiting", "somebody asks your organisation for help"),
    to_leads_asked(
        "home/enquiry_reminder",
        "an enquiry to your organisation has waited for "
        + in_words(REMIND_AFTER, "weeks", spelt=True),
    ),
    to_support_unit(
        "home/enquiry_for_support_unit", "an enquiry for help is for the Support Unit to see to"
    ),
    to_the_person("home/enquiry_code", "you ask for help without signing in", is_code=True),
    to_the_person("home/enquiry_answered", "somebody answers your enquiry for help"),
    Kind(
        "home/text_hidden",
        "somebody hides the text of a page",
        Category.OFFICE,
        always=True,
        read_by=who_may("core.hide_text"),
    ),
    to_both_offices(
        "home/office_proposed", "somebody proposes a holder of an office, or the end of a term"
    ),
    to_both_offices("home/office_resigned", "somebody resigns from an office"),
    to_the_person("home/office_given", "you are given an office"),
    to_the_person("home/office_ended", "your office has ended"),
    to_support_unit("home/message_waiting", "somebody writes to the Support Unit"),
    Kind(
        "home/message_handed",
        "the Support Unit hands you a message",
        Category.OFFICE,
        always=True,
        read_by=contact_readers.who_hold_the_desk,
    ),
    to_the_person("home/message_code", "you write to somebody without signing in", is_code=True),
    to_the_person(
        "home/message_to_you",
        "somebody writes to you as a representative or a convenor",
        reply_to=lambda context: context["message"].email,
    ),
    to_the_person("home/message_passed_on", "your message has reached the person you wrote to"),
    to_the_person("home/message_received", "the Support Unit has received your message"),
    to_the_person("home/message_answered", "your message to the Support Unit is answered"),
)
