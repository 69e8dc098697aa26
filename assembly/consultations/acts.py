"""What consultations write into the record, in the words of its page."""

from assembly.core.events import Act, changes_to

from .models import PreElectionPeriod
from .window import FULL_IN_WORDS

ACTS = (
    Act("consultations.published", "published the consultation"),
    Act(
        "consultations.published_without_reason",
        f"published the consultation, which is short of {FULL_IN_WORDS}, without a reason",
    ),
    Act("consultations.words_published", "published changed words of the consultation"),
    Act("consultations.extended", "extended the consultation"),
    Act(
        "consultations.extension_asked",
        "asked the Board to extend the consultation",
        changes_public_pages=False,
    ),
    Act(
        "consultations.extension_refused",
        "answered that the consultation is not extended",
        changes_public_pages=False,
    ),
    Act(
        "consultations.plan_proposed", "proposed a planned consultation", changes_public_pages=False
    ),
    Act("consultations.plan_announced", "announced the planned consultation"),
    Act("consultations.plan_dropped", "dropped the planned consultation"),
    Act("consultations.plan_begun", "began a draft of the planned consultation"),
    *changes_to(PreElectionPeriod),
    Act("consultations.withdrawn", "withdrew the consultation"),
    Act("consultations.responded", "responded to the consultation"),
    Act("consultations.response_replaced", "replaced the response to the consultation"),
)
