"""The domain of an organisation's website, and whether an address at it shows that somebody belongs to it."""

import re
from urllib.parse import urlsplit

LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
LONGEST = 255

# Anybody can have an address or a page here, so it shows nothing. Compared with the whole domain and with its parents.
ANYBODYS = frozenset([
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "outlook.com", "live.com",
    "live.co.uk", "msn.com", "yahoo.com", "yahoo.co.uk", "ymail.com", "rocketmail.com", "aol.com",
    "aol.co.uk", "icloud.com", "me.com", "mac.com", "btinternet.com", "btopenworld.com", "bt.com",
    "talktalk.net", "tiscali.co.uk", "sky.com", "virginmedia.com", "virgin.net", "ntlworld.com",
    "blueyonder.co.uk", "plus.com", "plusnet.com", "freeserve.co.uk", "fsnet.co.uk", "fsmail.net",
    "orange.net", "wanadoo.co.uk", "uwclub.net", "protonmail.com", "proton.me", "pm.me", "gmx.com",
    "gmx.co.uk", "gmx.net", "mail.com", "fastmail.com", "zoho.com", "tutanota.com", "facebook.com",
    "fb.com", "instagram.com", "twitter.com", "x.com", "linkedin.com", "youtube.com", "meetup.com",
    "eventbrite.co.uk", "google.com", "wordpress.com", "wixsite.com", "wix.com", "weebly.com",
    "blogspot.com", "blogspot.co.uk", "squarespace.com", "btck.co.uk", "webs.com", "moonfruit.com",
    "sites.google.com", "godaddysites.com", "github.io", "hugofox.com", "justgiving.com",
    "onesuffolk.net", "e-voice.org.uk", "voluntaryorgs.org.uk", "spanglefish.com", "tripod.com",
    "angelfire.com",
])  # fmt: skip


def website(text: str) -> str:
    """A website as registers write it, made an address: `WWW.x.org` becomes `https://www.x.org`; "" when it is none."""
    typed = text.strip()
    if not typed or len(typed) > LONGEST - len("https://") or any(sign.isspace() for sign in typed):
        return ""
    address = typed if re.match(r"https?://", typed, re.IGNORECASE) else f"https://{typed}"
    return address if domain(address) else ""


def domain(address: str) -> str:
    """The domain of a website, without `www.`; "" when the address has none."""
    try:
        host = urlsplit(address).hostname or ""
        host = host.encode("idna").decode() if not host.isascii() else host
    except ValueError:  # among them UnicodeError
        return ""
    host = host.lower().removeprefix("www.").rstrip(".")
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or len(host) > LONGEST:
        return ""
    return host if all(LABEL.fullmatch(label) for label in labels) else ""


def own_domain(address: str) -> str:
    """The domain of a website, if the whole site is the organisation's; "" for a page on somebody else's site.

    `https://council.gov.uk/our-choir` says that the council has a page about the choir, and no more.
    """
    found = domain(address)
    try:
        path = urlsplit(address).path.strip("/")
    except ValueError:
        return ""
    return "" if path or is_anybodys(found) else found


def of_address(email: str) -> str:
    return email.rpartition("@")[2].lower()


def is_anybodys(name: str) -> bool:
    """Whether this is a mail provider or a place for pages, or lies below one."""
    labels = name.split(".")
    return any(".".join(labels[start:]) in ANYBODYS for start in range(len(labels)))
