"""What is done about messages, enquiries and offices, in the words of the record."""

from assembly.core.events import Act

ACTS = (
    # In the record of earlier days, when words that mean the same were kept apart from the glossary.
    Act("home.synonymset_added", "added the set of words that mean the same"),
    Act("home.synonymset_changed", "changed the set of words that mean the same"),
    Act("home.synonymset_deleted", "deleted the set of words that mean the same"),
    Act("home.message_received", "wrote to the Support Unit"),
    Act("home.message_answered", "answered the message"),
    Act("home.message_handed", "handed the message to an office"),
    Act("home.message_closed", "closed the message without an answer"),
    Act(
        "home.message_passed_on",
        "wrote to the holder of a seat or the convenor of a group",
        changes_public_pages=False,
    ),
    Act(
        "home.message_looked_up",
        "read by its number a message that went to a person",
        changes_public_pages=False,
    ),
    Act("home.enquiry_sent", "asked an organisation for help"),
    Act("home.enquiry_answered", "answered the enquiry"),
    Act("home.enquiry_closed", "closed the enquiry without an answer"),
    Act("home.enquiry_handed_on", "handed the enquiry on to the Support Unit"),
    Act("home.enquiry_passed_on", "gave the enquiry to another organisation"),
    Act("home.office_proposed", "proposed the person for an office"),
    Act("home.office_end_proposed", "proposed that the person's office should end early"),
    Act(
        "home.office_confirmed",
        "confirmed, as the second person, what was proposed about an office",
    ),
    Act("home.office_withdrawn", "withdrew what was proposed about an office"),
)
