"""One election in each phase, from the draft to the declaration, and what can come otherwise.

They run through the services, each act with the clock of its own day: see `timetable`. A ballot box is rewritten and
wiped outside of every transaction, so this part stands outside the transaction of the others.
"""

from django.db import transaction

from elections import notices
from elections.models import Election, SentNotice
from elections.services import roll
from home.demo.stage import Demo

from . import before, nominations, polls, repeated, results, unopposed, vacancy

# The last one made, by a single act: where it is, the demo's data are whole.
LAST = before.DRAFT


def seed(demo: Demo) -> None:
    results.declared(demo)
    vacancy.by_election(demo)
    unopposed.without_poll(demo)
    results.undeclared(demo)
    results.provisional(demo)
    polls.closed(demo)
    repeated.void(demo)
    polls.open_for_voting(demo)
    polls.rehearsal(demo)
    with transaction.atomic():
        unopposed.unopposed(demo)
        before.notice_of_poll(demo)
        nominations.open_for_nominations(demo)
        before.announced(demo)
        _tell(demo)
    before.draft(demo)


def _tell(demo: Demo) -> None:
    """Everybody has had the notices and the news, and has read them: the terminal does not print a thousand mails.

    The marks of the notices are written here as rows: nine hundred sendings, forgotten in the next line, would take
    longer than all the elections.
    """
    for election in Election.objects.public(demo.now):
        SentNotice.objects.bulk_create(
            SentNotice(
                election=election, notice=notice, organisation=organisation, sent_on=demo.today
            )
            for notice in notices.due(election, demo.now)
            for organisation in notices.not_told(election, notice)
        )
    roll.tell_those_that_voted(on=demo.day(1))
    demo.forget_messages("elections")
