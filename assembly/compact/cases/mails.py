"""What we mail about cases. No mail holds what was written in one."""

from django.db.models import Q
from django.utils import timezone

from assembly.accounts.models import User
from assembly.notifications.kinds import Category, Kind
from assembly.notifications.readers import EVERYTHING, NOTHING, about

from .hearing import appeals, findings, notes, panel, remedies
from .lists import reminders
from .papers import services as papers
from .raising import services as raising
from .raising import taking_up
from .selectors import in_part
from .settling import services as settling
from .stopping import services as stopping
from .telling import MOVED


def who_are_in_it(user: User) -> Q:
    """Those who may read the case today: somebody with an interest in it is told nothing more."""
    return about(in_part(user, timezone.localdate()).values("pk"))


def who_has_a_case(user: User) -> Q:
    """A reminder is about all cases of a person at once."""
    return EVERYTHING if in_part(user, timezone.localdate()).exists() else NOTHING


def _of_a_case(name: str, when: str) -> Kind:
    """To those in a case, whatever they chose for news: they have to act, or something has ended."""
    return Kind(name, when, Category.CONSULTATIONS, always=True, read_by=who_are_in_it)


MAILS = (
    _of_a_case(MOVED, "a Compact case of yours comes to another step"),
    # Raised, taken up or not, settled, withdrawn.
    _of_a_case(raising.RAISED, "a Compact case is raised for you"),
    _of_a_case(raising.TO_ACKNOWLEDGE, "a Compact case waits to be acknowledged"),
    _of_a_case(taking_up.AGAINST_YOU, "a Compact case is raised against those you act for"),
    _of_a_case(taking_up.NOT_TAKEN_UP, "a Compact case of yours is not taken up"),
    _of_a_case(settling.WORDS_PROPOSED, "somebody proposes words to settle a Compact case"),
    _of_a_case(settling.CLOSED, "a Compact case of yours is settled or withdrawn"),
    _of_a_case(papers.MESSAGE, "somebody writes or hands in a file in a Compact case of yours"),
    # Heard: the panel, the finding, an appeal, what puts it right, and clocks.
    _of_a_case(panel.PANEL_NAMED, "you are named to hear a Compact case"),
    _of_a_case(
        panel.PANEL_INCOMPLETE, "somebody has to be replaced on the panel of a Compact case"
    ),
    _of_a_case(findings.FINDING_DECIDED, "there is a finding on a Compact case of yours"),
    _of_a_case(appeals.APPEALED, "a finding on a Compact case is appealed against"),
    _of_a_case(remedies.REPORTED, "a remedy in a Compact case waits to be checked"),
    _of_a_case(notes.NOTE_PROPOSED, "a correction of a Compact finding waits for a second member"),
    _of_a_case(
        notes.NOTE_CONFIRMED, "a finding on a Compact case of yours is corrected or retracted"
    ),
    _of_a_case(stopping.CLOCK_STOPPED, "the clock of a Compact case of yours stops or goes on"),
    Kind(
        reminders.REMINDER,
        "a step of a Compact case of yours ends soon, or is overdue",
        Category.CONSULTATIONS,
        always=True,
        read_by=who_has_a_case,
    ),
)
