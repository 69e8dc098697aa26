"""What consultations write into the record, in the words of its page."""

from assembly.core.events import Act

from .window import FULL_IN_WORDS

ACTS = (
    Act("consultations.published", "published the consultation"),
    Act(
        "consultations.published_without_reason",
        f"published the consultation, which is short of {FULL_IN_WORDS}, without a reason",
    ),
    Act("consultations.words_published", "published changed words of the consultation"),
    Act("consultations.withdrawn", "withdrew the consultation"),
    Act("consultations.responded", "responded to the consultation"),
    Act("consultations.response_replaced", "replaced the response to the consultation"),
    Act("consultations.answer_redacted", "redacted an answer", changes_public_pages=False),
    Act(
        "consultations.redaction_lifted",
        "lifted the redaction of an answer",
        changes_public_pages=False,
    ),
)
