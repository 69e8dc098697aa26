"""What this app sends, and core and accounts, which lie below it: by the name of the message's templates."""

from .kinds import DIGEST, Category, Kind

OF_AN_ACCOUNT = {
    "sign_in_code": "you ask for a code to sign in",
    "address_code": "you give us an address, to confirm that it is yours",
    "first_factor_code": "you ask for a code to set up two-step sign-in",
    "password_reset": "you ask for a new password",
    "no_account": "somebody tries to sign in with an address that has no account",
    "account_exists": "somebody tries to make a second account with your address",
    "address_asked": "another address is asked for your account",
    "correction_proposed": "the Support Unit is asked to correct the address of your account",
    "correction_link": "the Support Unit corrects the address of your account",
    "closed": "your account is closed",
    "account_changed": "your address, your password or your second factor is changed",
}
MAILS = (
    *(
        Kind(
            f"accounts/{name}", when, Category.ACCOUNT, always=True, is_code=name.endswith("_code")
        )
        for name, when in OF_AN_ACCOUNT.items()
    ),
    Kind(
        "core/record_head",
        "you are an outside witness to the record and new lines were sealed",
        Category.OFFICE,
        always=True,
    ),
    Kind(DIGEST, "there is something in your digest", Category.ACCOUNT, always=True),
)
