"""What elections tell people, by the name of the message's templates."""

from assembly.notifications.kinds import Category, Kind

KINDS = {
    "elections/proof_code": Kind(Category.VOTES, "you ask for a code to vote", always=True),
    # On the next day, and told with its day only: docs/ballot-secrecy.md.
    "elections/voted": Kind(
        Category.VOTES, "your organisation has voted", always=True, day_only=True
    ),
    "elections/other_hands": Kind(
        Category.VOTES, "a vote comes into other hands during a poll", always=True
    ),
    "elections/standing_changed": Kind(
        Category.OFFICE,
        "an organisation of your election is a member no longer",
        always=True,
    ),
    "elections/struck": Kind(
        Category.VOTES, "your organisation is struck from a roll", always=True
    ),
    "elections/objection_raised": Kind(
        Category.OFFICE, "somebody objects to a poll that you run", always=True
    ),
    "elections/objection_decided": Kind(
        Category.VOTES, "an objection that you raised is decided", always=True
    ),
}
