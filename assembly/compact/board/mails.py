"""What we mail about the Compact Board."""

from assembly.notifications.kinds import Category, Kind
from assembly.notifications.readers import holders_of

from .seats import AT_WORK

OWNER_NAMED = "compact/vacancy_owner_named"
MAILS = (
    Kind(
        OWNER_NAMED,
        "you are named to see that a vacant seat on the Compact Board is filled",
        Category.OFFICE,
        always=True,
        read_by=holders_of(*AT_WORK),
    ),
)
