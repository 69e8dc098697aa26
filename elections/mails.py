"""What elections tell people, by the name of the message's templates."""

from functools import partial

from assembly.notifications.kinds import Category, Kind

from . import readers

to_voters = partial(Kind, category=Category.VOTES, always=True, read_by=readers.who_act_or_run_it)
to_those_concerned = partial(Kind, category=Category.VOTES, always=True)
to_returning_officer = partial(
    Kind, category=Category.OFFICE, always=True, read_by=readers.who_run_it
)
to_scrutineers = partial(Kind, category=Category.OFFICE, always=True, read_by=readers.who_watch_it)

MAILS = (
    to_those_concerned("elections/proof_code", "you ask for a code to vote", is_code=True),
    # On the next day, and told with its day only: docs/ballot-secrecy.md.
    to_voters("elections/voted", "your organisation has voted", day_only=True),
    to_voters("elections/other_hands", "somebody else becomes the voter during a poll"),
    to_voters(
        "elections/new_factor", "a voter sets up an authenticator app or a passkey during a poll"
    ),
    to_returning_officer(
        "elections/standing_changed", "an organisation in your election is no longer a member"
    ),
    to_those_concerned("elections/nominated", "you are nominated for a seat"),
    to_voters("elections/support_asked", "your organisation is asked to propose or second"),
    to_those_concerned(
        "elections/nominated_reminder", "nominations close soon and you have not answered yours"
    ),
    to_voters(
        "elections/support_reminder",
        "your organisation has not answered a request to propose or second",
    ),
    to_those_concerned("elections/nomination_withdrawn", "somebody you put forward withdraws"),
    to_returning_officer(
        "elections/nomination_complete", "a nomination is waiting for your ruling"
    ),
    to_those_concerned(
        "elections/nomination_ruled", "the returning officer rules on a nomination of yours"
    ),
    to_those_concerned("elections/notice", "an election is announced"),
    to_those_concerned("elections/put_off", "an election is postponed"),
    to_those_concerned("elections/closing", "nominations close soon"),
    to_voters(
        "elections/poll_notice", "notice of poll is given: whether, where and through whom you vote"
    ),
    # Who gets one has not voted: told with the day only, and not in the list of mail that staff follow.
    to_voters(
        "elections/reminder",
        "your organisation has not voted and the poll closes soon",
        day_only=True,
    ),
    # Sent while its organisation has not voted: told with the day only, as a reminder is.
    to_voters(
        "elections/poll_forwarded",
        "somebody else in your organisation asks you to cast its vote",
        day_only=True,
    ),
    to_those_concerned("elections/result", "the result of an election is declared"),
    to_voters("elections/struck", "your organisation is removed from a roll"),
    to_scrutineers("elections/scrutineer_named", "you are named as scrutineer of an election"),
    to_scrutineers("elections/count_to_sign", "a count is ready for you to repeat and sign"),
    to_returning_officer("elections/share_lost", "a share of the key of your election is lost"),
    to_those_concerned("elections/voided", "a poll is declared void"),
    Kind(
        "elections/objection_raised",
        "somebody objects to a poll that you run",
        Category.OFFICE,
        always=True,
        read_by=readers.who_run_or_watch_it,
    ),
    to_those_concerned("elections/objection_decided", "an objection that you raised is decided"),
)
