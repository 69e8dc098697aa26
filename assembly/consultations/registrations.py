"""What consultations hand in to the points of the apps below, and to Django."""

from django.db.models.signals import post_delete, pre_delete

from assembly.accounts import looked_at, offices, portability
from assembly.accounts.looked_at import Screen
from assembly.compact.board import selectors as compact_board
from assembly.core import calendars, events, history, reports, retention, search, to_do
from assembly.core.history import Kept
from assembly.membership import merging, panels
from assembly.notifications import kinds as mails
from assembly.notifications.kinds import Category, Kind
from assembly.partners.bodies import consequences
from assembly.partners.succession import consequences as successions

from . import (
    bodies,
    calendar,
    deletion,
    organisations,
    personal_data,
    readers,
    succession,
)
from . import to_do as tasks
from .acts import ACTS
from .models import Backing, Consultation, ConsultationPage, Response, ResponseDraft
from .panels import agreed_panel, responses_panel, without_a_reason
from .publishing import body_pages
from .reading import selectors as reading
from .reports import ConsultationReport
from .responding.by_address.retention import RULES
from .responding.retention import RULES as RESPONDING_RULES
from .search import CONSULTATIONS

events.acts.register(*ACTS)
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
        "consultations/opened",
        "a public body opens a consultation to members",
        Category.CONSULTATIONS,
        read_by=readers.members_of_what_is_public,
    ),
)
history.records.register(
    Kept(Consultation, "consultations.view_consultation", left_out=reading.not_to_be_read_yet)
)
calendars.sources.register(calendar.dates)
search.kinds.register(CONSULTATIONS, place=4)
to_do.sources.register(tasks.for_organisations, tasks.for_groups, tasks.for_officers)
consequences.rules.register(bodies.may_have_page)
consequences.steps.register(bodies.keep_page)
merging.lines.register(
    merging.MergeLine(
        Response,
        "organisation",
        "responses to consultations",
        step=organisations.move_responses,
    ),
    merging.MergeLine(Backing, "organisation", "groups' responses it agreed with"),
    merging.MergeLine(ResponseDraft, "organisation", "drafts of responses"),
)
panels.on_organisation_page.register(responses_panel)
panels.on_my_page.register(agreed_panel)
retention.rules.register(*RESPONDING_RULES)
compact_board.sections.register(without_a_reason, place=2)
reports.reports.register(ConsultationReport)
looked_at.screens.register(Screen("responses", "Consultations: responses"))
offices.keepers.register((body_pages.is_group_of_officers, body_pages.groups_of_officers))
portability.sources.register(personal_data.data_about)
retention.rules.register(*RULES)

# Wagtail deletes the pages below a page in one query that calls no model's own delete.
pre_delete.connect(deletion.refuse_when_published, sender=ConsultationPage)
post_delete.connect(deletion.take_draft_along, sender=ConsultationPage)
successions.sayings.register(succession.what_is_carried_over)
