"""What we mail about the moments of a consultation, and where people choose which consultations."""

from django.urls import reverse_lazy

from assembly.consultations import readers
from assembly.notifications.choices_elsewhere import ChoicesPage
from assembly.notifications.kinds import Category, Kind

MAILS = (
    Kind(
        "consultations/opened",
        "a public body opens a consultation to members",
        Category.CONSULTATIONS,
        read_by=readers.members_of_what_is_public,
    ),
    # Who is reminded, and who hears of the close, tells who has responded: no list of mails shows it.
    Kind(
        "consultations/half_way",
        "a consultation is half way through and your organisation has not responded",
        Category.CONSULTATIONS,
        unlisted=True,
        read_by=readers.members_of_what_is_public,
    ),
    Kind(
        "consultations/last_week",
        "the last week of a consultation begins and your organisation has not responded",
        Category.CONSULTATIONS,
        unlisted=True,
        read_by=readers.members_of_what_is_public,
    ),
    Kind(
        "consultations/closed",
        "a consultation you sent a response to closes",
        Category.CONSULTATIONS,
        unlisted=True,
        read_by=readers.who_sees_what_is_public,
    ),
    Kind(
        "consultations/feedback",
        "a public body says what became of a consultation you responded to",
        Category.CONSULTATIONS,
        unlisted=True,
        read_by=readers.who_sees_what_is_public,
    ),
    Kind(
        "consultations/decision",
        "a public body publishes the decision on a consultation you responded to",
        Category.CONSULTATIONS,
        unlisted=True,
        read_by=readers.who_sees_what_is_public,
    ),
    Kind(
        "consultations/feedback_due",
        "feedback on a consultation of your public body is due soon",
        Category.OFFICE,
        read_by=readers.who_draft_it,
    ),
    Kind(
        "consultations/feedback_overdue",
        "feedback on a consultation is overdue",
        Category.OFFICE,
        read_by=readers.who_draft_it,
    ),
    # To those alone who follow without an account.
    Kind(
        "consultations/extended",
        "a consultation you follow without an account is extended",
        Category.ACCOUNT,
        always=True,
    ),
    Kind(
        "consultations/withdrawn",
        "a consultation you follow without an account is withdrawn",
        Category.ACCOUNT,
        always=True,
    ),
    Kind(
        "consultations/follow_confirm",
        "you ask for e-mails about consultations without an account",
        Category.ACCOUNT,
        always=True,
    ),
)
CHOICES = ChoicesPage(
    Category.CONSULTATIONS,
    "Which consultations we tell you about",
    reverse_lazy("consultations:choices"),
)
