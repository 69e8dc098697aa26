"""What we mail about the text of the Compact."""

from assembly.notifications.kinds import Category, Kind

# Adopted editions are public news, so they stay with whom they were told.
EDITION_ADOPTED = "compact/edition_adopted"
MAILS = (Kind(EDITION_ADOPTED, "an edition of the Compact is adopted", Category.CONSULTATIONS),)
