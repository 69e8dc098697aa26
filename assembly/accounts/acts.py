"""What people do with their accounts, in the words of the record."""

from assembly.core.events import Act

ACTS = (
    Act("accounts.renamed", "changed the name of the account"),
    Act("accounts.copy_taken", "took a copy of their own data", changes_public_pages=False),
    Act("accounts.closed", "closed the account"),
    Act("accounts.office_given", "gave the person an office"),
    Act("accounts.office_prolonged", "extended the person's term of office"),
    Act("accounts.office_ended", "ended the person's office"),
    Act(
        "accounts.factor_set_up",
        "set up a second factor of the account",
        changes_public_pages=False,
    ),
    Act("accounts.correction_proposed", "proposed correcting the e-mail address of the account"),
    Act("accounts.correction_confirmed", "confirmed the correction of the e-mail address"),
    Act("accounts.correction_withdrawn", "withdrew the correction of the e-mail address"),
    Act("accounts.address_changed", "changed the e-mail address of the account"),
)
