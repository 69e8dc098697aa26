"""What membership tells people, by the name of the message's templates."""

from functools import partial

from assembly.core.roles import BOARD
from assembly.notifications.kinds import Category, Kind
from assembly.notifications.readers import holders_of, who_may

from . import readers

to_its_people = partial(
    Kind, category=Category.ORGANISATION, always=True, read_by=readers.who_act_for_it
)
to_checkers = partial(
    Kind, category=Category.OFFICE, read_by=who_may("membership.check_eligibility")
)
to_keepers = partial(Kind, category=Category.OFFICE, read_by=who_may("membership.change_standing"))

MAILS = (
    to_checkers("membership/applied", "an organisation applies to join"),
    to_its_people("membership/applicant_asked", "the Support Unit asks about your application"),
    to_checkers("membership/applicant_answered", "an applicant answers your question"),
    Kind(
        "membership/admitted",
        "your organisation becomes a member",
        Category.ORGANISATION,
        read_by=readers.who_act_for_it,
    ),
    to_checkers(
        "membership/register_differs", "an official register differs from what a member says"
    ),
    Kind(
        "membership/merge_proposed",
        "somebody proposes merging two records",
        Category.OFFICE,
        read_by=who_may("membership.merge_organisations"),
    ),
    to_its_people("membership/merged", "another record of your organisation is merged"),
    Kind(
        "membership/claim_waiting",
        "somebody asks to act for an organisation",
        Category.OFFICE,
        read_by=who_may("membership.decide_claims"),
    ),
    to_its_people("membership/claim_made", "somebody asks to act for your organisation"),
    Kind(
        "membership/claim_code",
        "somebody asks for a code to act for it",
        Category.ORGANISATION,
        always=True,
        is_code=True,
    ),
    to_its_people("membership/claim_granted", "somebody new acts for your organisation"),
    Kind(
        "membership/claim_refused",
        "you may not act for an organisation",
        Category.ORGANISATION,
        always=True,
    ),
    # It tells of the right to appeal.
    to_its_people("membership/refused", "your organisation is refused"),
    Kind(
        "membership/appeal_waiting",
        "an organisation appeals to the Board",
        Category.OFFICE,
        read_by=holders_of(BOARD),
    ),
    to_keepers("membership/appeal_outcome", "the Board decides an appeal"),
    to_keepers("membership/has_resigned", "an organisation leaves"),
    to_its_people("membership/appealed", "your organisation appeals"),
    to_its_people("membership/appeal_decided", "the Board decides on your organisation"),
    to_its_people("membership/suspended", "your organisation is suspended"),
    to_its_people("membership/reinstated", "your organisation's suspension is lifted"),
    to_its_people("membership/resigned", "your organisation leaves"),
    to_its_people("membership/wound_up", "your organisation is recorded as wound up"),
    to_its_people("membership/confirm", "your organisation's entry is to be confirmed"),
    to_its_people("membership/lapsed", "your organisation's membership lapses"),
    Kind(
        "membership/votes_through",
        "your organisation votes through another one",
        Category.VOTES,
        always=True,
        read_by=readers.who_act_for_it,
    ),
    Kind(
        "membership/votes_itself",
        "your organisation casts its own vote again",
        Category.VOTES,
        always=True,
        read_by=readers.who_act_for_it,
    ),
    Kind(
        "membership/joined",
        "somebody begins to act for your organisation",
        Category.ORGANISATION,
        read_by=readers.who_act_for_it,
    ),
    Kind(
        "membership/part_changed",
        "what you do for an organisation changes",
        Category.ORGANISATION,
        always=True,
    ),
    Kind(
        "membership/removed",
        "you no longer act for an organisation",
        Category.ORGANISATION,
        always=True,
    ),
    to_its_people("membership/lead_set", "the Support Unit makes somebody lead"),
    # To people who need not have an account.
    Kind(
        "membership/invitation",
        "an organisation invites you to act for it",
        Category.ACCOUNT,
        always=True,
    ),
)
