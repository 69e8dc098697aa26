"""What consultations hand in to the points of the apps below, and to Django."""

from django.db.models.signals import post_delete, pre_delete

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from assembly.accounts import closing, looked_at, offices, portability
from assembly.accounts.looked_at import Screen
from assembly.compact import citing
from assembly.compact.board import selectors as compact_board
from assembly.compact.cases.subjects import subjects
from assembly.compact.models import Undertaking
from assembly.core import (
    calendars,
    events,
    history,
    in_use,
    page_cache,
    reports,
    retention,
    search,
    to_do,
)
from assembly.core.documents import elsewhere
from assembly.core.history import Kept
from assembly.core.in_use import Naming
from assembly.membership import merging, panels
from assembly.notifications import choices_elsewhere
from assembly.notifications import kinds as mails
from assembly.notifications.kinds import Category, Kind
from assembly.notifications.readers import who_may
from assembly.partners.bodies import consequences
from assembly.partners.scorecard import lines as scorecards
from assembly.partners.succession import consequences as successions

from . import (
    bodies,
    calendar,
    deletion,
    organisations,
    personal_data,
    readers,
    succession,
    undertakings,
)
from . import to_do as tasks
from .acts import ACTS
from .answering.documents import held_by
from .answering.overdue.to_do import decision_owed, feedback_owed
from .answering.retention import RULES as ANSWERED
from .answering.retention import never_answered
from .cases import CONSULTATION, draft_after_override
from .commenting.retention import RULES as COMMENTS
from .events import selectors as event_selectors
from .events.retention import RULES as EVENT_NOTES
from .models import (
    Backing,
    Consultation,
    ConsultationPage,
    EventAttendance,
    PreElectionPeriod,
    Response,
    ResponseDraft,
)
from .panels import agreed_panel, responses_panel, without_a_reason
from .publishing import approval_mails, body_pages
from .publishing import consequences as overrides
from .publishing import to_do as publishing_tasks
from .publishing.services import MAY_PUBLISH
from .reading import selectors as reading
from .reports import ConsultationReport
from .responding.by_address.retention import RULES
from .responding.offline.to_do import papers_waiting
from .responding.retention import RULES as RESPONDING_RULES
from .scorecard import SUBJECT
from .search import CONSULTATIONS
from .telling.following.retention import RULES as FOLLOWERS
from .telling.mails import CHOICES, MAILS

events.acts.register(*ACTS)
for signal, receiver, sender, name in (
    (task_submitted, approval_mails.on_submitted, TaskState, "group_approval_task_submitted"),
    (workflow_approved, approval_mails.on_approved, WorkflowState, "workflow_state_approved"),
    (workflow_rejected, approval_mails.on_sent_back, WorkflowState, "workflow_state_rejected"),
):
    # Under the name of Wagtail's own receiver, which is connected later and then left out.
    signal.connect(receiver, sender=sender, dispatch_uid=f"{name}_email_notification")
mails.kinds.register(
    Kind(
        "consultations/response_received",
        "you send your organisation's response, with a copy",
        Category.CONSULTATIONS,
        unlisted=True,
        read_by=readers.who_act_on_what_is_public,
    ),
    Kind(
        "consultations/response_code",
        "you respond to a consultation without signing in",
        Category.CONSULTATIONS,
        always=True,
        is_code=True,
    ),
    Kind(
        "consultations/response_copy",
        "you send a response without signing in, with a copy",
        Category.CONSULTATIONS,
        always=True,
        unlisted=True,
    ),
    Kind(
        "consultations/response_link",
        "you ask for the link to your response again",
        Category.CONSULTATIONS,
        always=True,
        unlisted=True,
    ),
    Kind(
        "consultations/backing_named",
        "a group names your organisation as having agreed with its response",
        Category.CONSULTATIONS,
        always=True,
        unlisted=True,
        read_by=readers.who_are_named_behind_it,
    ),
    Kind(
        "consultations/submitted",
        "a public body submits a consultation to the Board",
        Category.OFFICE,
        read_by=who_may(MAY_PUBLISH),
    ),
    Kind(
        "consultations/approved",
        "the Board approves a consultation that you submitted",
        Category.OFFICE,
        read_by=readers.who_draft_it,
    ),
    Kind(
        "consultations/sent_back",
        "the Board sends back a consultation that you submitted",
        Category.OFFICE,
        read_by=readers.who_draft_it,
    ),
    Kind(
        "consultations/extension_asked",
        "a public body asks the Board to extend a consultation",
        Category.OFFICE,
        read_by=who_may(MAY_PUBLISH),
    ),
    Kind(
        "consultations/extension_answered",
        "the Board answers your request to extend a consultation",
        Category.OFFICE,
        read_by=readers.who_draft_it,
    ),
    *MAILS,
)
history.records.register(
    Kept(PreElectionPeriod, "consultations.view_preelectionperiod"),
    Kept(Consultation, "consultations.view_consultation", left_out=reading.not_to_be_read_yet),
)
calendars.sources.register(calendar.dates, calendar.events)
page_cache.boundaries.register(event_selectors.next_instant)
search.kinds.register(CONSULTATIONS, place=4)
to_do.sources.register(
    tasks.for_organisations,
    tasks.for_groups,
    tasks.for_officers,
    publishing_tasks.extensions_asked,
    publishing_tasks.plans_to_announce,
    papers_waiting,
    feedback_owed,
    decision_owed,
    never_answered,
)
elsewhere.sources.register(held_by)
citing.sources.register(undertakings.CONSULTATIONS)
in_use.namings.register(Naming(Undertaking, undertakings.named_by))
subjects.register(CONSULTATION)
overrides.steps.register(draft_after_override)
consequences.rules.register(bodies.may_have_page)
consequences.steps.register(bodies.keep_page)
merging.lines.register(
    merging.MergeLine(
        Response,
        "organisation",
        "responses to consultations",
        step=organisations.move_responses,
    ),
    merging.MergeLine(
        EventAttendance,
        "organisation",
        "people at events of consultations",
        step=organisations.join_attendances,
    ),
    merging.MergeLine(Backing, "organisation", "groups' responses it agreed with"),
    merging.MergeLine(ResponseDraft, "organisation", "drafts of responses"),
)
panels.on_organisation_page.register(responses_panel)
panels.on_my_page.register(agreed_panel)
retention.rules.register(*RESPONDING_RULES, *COMMENTS, *EVENT_NOTES)
compact_board.sections.register(without_a_reason, place=2)
reports.reports.register(ConsultationReport)
looked_at.screens.register(Screen("responses", "Consultations: responses"))
offices.keepers.register((body_pages.is_group_of_officers, body_pages.groups_of_officers))
portability.sources.register(personal_data.data_about)
retention.rules.register(*RULES)
closing.steps.register(personal_data.erase)
retention.rules.register(*FOLLOWERS)
retention.rules.register(*ANSWERED)
choices_elsewhere.pages.register(CHOICES)

# Wagtail deletes the pages below a page in one query that calls no model's own delete.
pre_delete.connect(deletion.refuse_when_published, sender=ConsultationPage)
post_delete.connect(deletion.take_draft_along, sender=ConsultationPage)
successions.sayings.register(succession.what_is_carried_over)
scorecards.subjects.register(SUBJECT)
