"""What partners hand in to the points of the apps below."""

from assembly.accounts import closing, portability
from assembly.core import calendars, events, history, reports, retention, search, to_do
from assembly.core.calendars import Narrowing
from assembly.core.events import Act
from assembly.core.history import Kept
from assembly.membership import merging, panels
from assembly.notifications import kinds as mails
from assembly.notifications.kinds import Category, Kind

from . import personal_data, selectors
from . import to_do as tasks
from .models import (
    Appointment,
    Department,
    Meeting,
    Officer,
    Partnership,
    PublicBody,
    Report,
    ScorecardReply,
    Seat,
    Succession,
)
from .reports import AppointmentReport, MeetingReport
from .retention import RULES
from .scorecard import to_do as scorecard_tasks
from .search import PARTNERSHIPS, REPRESENTATIVES
from .succession import selectors as succession_selectors
from .succession import to_do as succession_tasks
from .succession.consequences import sayings

KEPT_BY_STAFF = (PublicBody, Department, Officer, Partnership, Seat, Meeting)

events.acts.register(
    Act("partners.appointed", "appointed a representative"),
    Act("partners.appointment_ended", "ended the appointment of a representative"),
    Act("partners.code_accepted", "took the seat by accepting the code of conduct"),
    Act("partners.interests_declared", "declared the interests of a representative"),
    Act("partners.reported", "sent the report of a meeting"),
    Act("partners.succession_prepared", "prepared a succession"),
    Act("partners.succession_confirmed", "confirmed a succession, as the second person"),
    Act("partners.succession_withdrawn", "withdrew a succession"),
    Act("partners.carried_over", "carried over on the day of a succession"),
    Act("partners.scorecard_replied", "replied to the scorecard of a public body"),
    Act("partners.scorecard_reply_withdrawn", "withdrew a reply to a scorecard"),
    Act("partners.scorecard_reply_hidden", "hid a reply to a scorecard"),
    Act("partners.scorecard_hiding_confirmed", "confirmed that a reply to a scorecard is hidden"),
    Act("partners.scorecard_reply_shown_again", "showed a hidden reply to a scorecard again"),
    *events.changes_to(*KEPT_BY_STAFF),
)
mails.kinds.register(
    # What is said of somebody in public they are told at once (docs/design.md, rule 6).
    Kind("partners/appointed", "you are appointed to a seat", Category.ORGANISATION, always=True),
    Kind(
        "partners/appointment_ended", "your time in a seat ends", Category.ORGANISATION, always=True
    ),
    Kind(
        "partners/report_wanted",
        "a meeting is over and you owe a report",
        Category.ORGANISATION,
        always=True,
    ),
    Kind(
        "partners/report_overdue",
        "your report is overdue",
        Category.ORGANISATION,
        always=True,
    ),
)
search.kinds.register(REPRESENTATIVES, PARTNERSHIPS, place=3)
history.records.register(
    *(
        Kept(kind, f"partners.view_{kind._meta.model_name}")
        for kind in (*KEPT_BY_STAFF, Report, Appointment, Succession, ScorecardReply)
    )
)
calendars.narrowings.register(
    Narrowing("body", selectors.name_of_body),
    Narrowing("partnership", selectors.name_of_partnership),
)
to_do.sources.register(tasks.for_representatives, tasks.for_office)
to_do.sources.register(scorecard_tasks.to_confirm)
to_do.sources.register(succession_tasks.to_confirm, succession_tasks.officers_to_make)
sayings.register(succession_selectors.what_partners_carry_over)
merging.lines.register(
    merging.MergeLine(Appointment, "organisation", "appointments of people it put forward")
)
panels.on_organisation_page.register(selectors.seats_panel)
panels.on_my_page.register(selectors.my_seats_panel)
reports.reports.register(AppointmentReport, MeetingReport)
closing.reasons.register(personal_data.reasons_to_stay)
closing.steps.register(personal_data.erase)
portability.sources.register(personal_data.data_about)
retention.rules.register(*RULES)
