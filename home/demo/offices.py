"""Who holds an office: the first two as on a fresh site, everybody else proposed by one and confirmed by the other."""

from assembly.accounts.models import OfficeTerm, User
from assembly.core.roles import BOARD, POLLING_CLERK, SUPPORT_UNIT
from assembly.partners.models import Officer
from home.offices import services

from .stage import Demo

SINCE = -400
UNTIL = 330
SOON = 45

OFFICES = [
    ("board2", "Jerome Lacey", BOARD),
    ("efua", "Efua Essel", "Returning officer"),
    ("scrutineer", "Stella Crook", "Scrutineer"),
    ("scrutineer2", "Mungo Reid", "Scrutineer"),
    ("scrutineer3", "Ama Boateng", "Scrutineer"),
    ("clerk", "Peggy Lunt", POLLING_CLERK),
    ("compact", "Conrad Pell", "Compact Board"),
    ("compact2", "Leila Haddad", "Compact Board"),
    ("compact3", "Martha Quill", "Compact Board"),
    ("compact4", "Idris Vaughan", "Compact Board"),
    ("compact5", "Joan Sefton", "Compact Board"),
    ("compact6", "Rashid Malik", "Compact Board"),
    ("compact7", "Bridget Ansty", "Compact Board"),
    ("privacy", "Petra Pope", "Data protection lead"),
]
ENDS_SOON = {"scrutineer3"}


def fill(demo: Demo) -> None:
    board, dev = demo.person("board", "Winifred Okoro"), demo.person("dev", "Dev Das")
    at = demo.now.replace(hour=12) + (demo.day(SINCE) - demo.today)
    services.name_first_two(_first(demo, board, BOARD), _first(demo, dev, SUPPORT_UNIT), at=at)
    for key, name, office in OFFICES:
        give(demo, demo.person(key, name), office, until=SOON if key in ENDS_SOON else UNTIL)


def give(
    demo: Demo, user: User, office: str, *, officer: Officer | None = None, until: int = UNTIL
) -> None:
    """Proposed by the Support Unit, confirmed by the Board, and long ago: nobody is told of it now."""
    at = demo.now.replace(hour=12) + (demo.day(SINCE) - demo.today)
    wanted = services.Term(
        user=user,
        office=office,
        begins_on=demo.day(SINCE),
        ends_on=demo.day(until),
        officer=officer,
    )
    made = services.propose_office(
        wanted, "Decided by the Assembly Board.", by=demo.people["dev"], at=at
    )
    services.confirm(made, shown=made.title, by=demo.people["board"], at=at)


def leave_one_waiting(demo: Demo) -> None:
    """A proposal that the Board finds under “What waits for you”."""
    demo.forget_messages("home")
    wanted = services.Term(
        user=demo.people["carys"],
        office=POLLING_CLERK,
        begins_on=demo.today,
        ends_on=demo.day(365),
    )
    services.propose_office(wanted, "Offered to help at votes by telephone.", by=demo.people["dev"])


def _first(demo: Demo, user: User, office: str) -> OfficeTerm:
    return OfficeTerm(user=user, office=office, began_on=demo.day(SINCE), ends_on=demo.day(UNTIL))
