"""What a mail server's code means, in words for the people who look after the mail."""

# Enhanced status codes (RFC 3463), plain ones of SMTP (RFC 5321), and our own.
MEANINGS = {
    "5.1.1": "there is no such mailbox",
    "5.1.2": "there is no such domain",
    "5.1.10": "the domain takes no mail",
    "5.2.1": "the mailbox is closed",
    "5.2.2": "the mailbox is full",
    "5.2.3": "the mail is too long for this mailbox",
    "4.2.2": "the mailbox stayed full",
    "550": "there is no such mailbox, or it takes no mail from us",
    "551": "the address has moved",
    "552": "the mailbox is full",
    "553": "the address is wrong",
    "554": "their mail server refuses mail from us",
    "gave up": "no mail server took it for three days",
    "interrupted": "the connection broke off: perhaps it arrived, perhaps not",
}
# For codes that are not above, by how they begin; the longer beginnings first.
BEGINNINGS = {
    "5.1.": "the address is wrong",
    "5.4.": "their mail server cannot be found",
    "5.7.": "their mail server refuses mail from us",
    "4.4.": "their mail server could not be reached",
    "5.": "it could not be delivered",
    "4.": "it was tried for days",
}


def meaning(code: str) -> str:
    """Words for a code; empty when we have none for it."""
    begins = (words for start, words in BEGINNINGS.items() if code.startswith(start))
    return MEANINGS.get(code) or next(begins, "")
