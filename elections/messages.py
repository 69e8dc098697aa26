"""What elections tell people, by the name of the message's templates."""

from assembly.notifications.kinds import Category, Kind

KINDS = {
    "elections/proof_code": Kind(
        Category.VOTES, "you ask for a code to vote", always=True, is_code=True
    ),
    # On the next day, and told with its day only: docs/ballot-secrecy.md.
    "elections/voted": Kind(
        Category.VOTES, "your organisation has voted", always=True, day_only=True
    ),
    "elections/other_hands": Kind(
        Category.VOTES, "a vote comes into other hands during a poll", always=True
    ),
    "elections/new_factor": Kind(
        Category.VOTES,
        "a voter sets up an authenticator app or a passkey during a poll",
        always=True,
    ),
    "elections/standing_changed": Kind(
        Category.OFFICE,
        "an organisation of your election is a member no longer",
        always=True,
    ),
    "elections/nominated": Kind(Category.VOTES, "you are nominated for a seat", always=True),
    "elections/support_asked": Kind(
        Category.VOTES, "your organisation is asked to propose or second", always=True
    ),
    "elections/nomination_withdrawn": Kind(
        Category.VOTES, "somebody you put forward withdraws", always=True
    ),
    "elections/nomination_complete": Kind(
        Category.OFFICE, "a nomination waits for your ruling", always=True
    ),
    "elections/nomination_ruled": Kind(
        Category.VOTES, "the returning officer rules on a nomination of yours", always=True
    ),
    "elections/notice": Kind(Category.VOTES, "an election is announced", always=True),
    "elections/closing": Kind(Category.VOTES, "nominations close soon", always=True),
    "elections/poll_notice": Kind(
        Category.VOTES,
        "notice of poll is given: whether, where and through whom you vote",
        always=True,
    ),
    # Who gets one has not voted: told with the day only, and not in the list of mail that staff follow.
    "elections/reminder": Kind(
        Category.VOTES,
        "your organisation has not voted and the poll closes soon",
        always=True,
        day_only=True,
    ),
    "elections/result": Kind(Category.VOTES, "the result of an election is declared", always=True),
    "elections/struck": Kind(
        Category.VOTES, "your organisation is struck from a roll", always=True
    ),
    "elections/scrutineer_named": Kind(
        Category.OFFICE, "you are named as scrutineer of an election", always=True
    ),
    "elections/share_lost": Kind(
        Category.OFFICE, "a share of the key of your election is lost", always=True
    ),
    "elections/voided": Kind(Category.VOTES, "a poll is declared void", always=True),
    "elections/objection_raised": Kind(
        Category.OFFICE, "somebody objects to a poll that you run", always=True
    ),
    "elections/objection_decided": Kind(
        Category.VOTES, "an objection that you raised is decided", always=True
    ),
}
