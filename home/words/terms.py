"""Terms of use and house rules."""

from .blocks import Words, bullets, heading, link, text

TERMS: Words = (
    heading("Using the site"),
    text(
        bullets(
            "Anybody may read and reuse what is public here. Name the Assembly as the source.",
            "An account is for one person. Do not lend it: a vote cast from it counts.",
            "Act only for an organisation that has asked you to.",
            "Say what is true when you register an organisation or stand for election.",
        )
    ),
    heading("House rules"),
    text(
        bullets(
            "Argue about the matter, not about the person.",
            "No insults, threats or hatred; no advertising.",
            "No private facts about other people.",
            "Say whom you speak for, and what interest you have.",
        ),
        "Whoever breaks the rules is told first. Repeated or grave breaches can cost the right to post; membership and "
        "the vote belong to the organisation and are not touched by it.",
    ),
    heading("What we promise"),
    text(
        "We run the site with care and say openly when something fails. We cannot promise that it is always there: if "
        "it fails while a vote is open, the returning officer decides in public how to make good for it."
    ),
    heading("When you disagree"),
    text(
        "Write to us on the "
        + link("contact page", "/contact/")
        + " and choose “A complaint”. Somebody who had no "
        "part in the matter looks at it."
    ),
)
