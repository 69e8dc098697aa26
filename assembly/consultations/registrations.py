"""What consultations hand in to the points of the apps below, and to Django."""

from django.db.models.signals import post_delete, pre_delete

from assembly.accounts import closing, looked_at, offices, portability
from assembly.accounts.looked_at import Screen
from assembly.compact.board import selectors as compact_board
from assembly.core import calendars, events, history, reports, retention, search, to_do
from assembly.core.history import Kept
from assembly.membership import merging, panels
from assembly.notifications import choices_elsewhere
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
from .panels import responses_panel, without_a_reason
from .publishing import body_pages
from .reading import selectors as reading
from .reports import ConsultationReport
from .search import CONSULTATIONS
from .telling.following.retention import RULES as FOLLOWERS
from .telling.mails import CHOICES, MAILS

events.acts.register(*ACTS)
mails.kinds.register(
    Kind(
        "consultations/response_received",
        "you send your organisation's response, with a copy",
        Category.CONSULTATIONS,
        unlisted=True,
        read_by=readers.who_act_on_what_is_public,
    ),
    *MAILS,
)
history.records.register(
    Kept(Consultation, "consultations.view_consultation", left_out=reading.not_to_be_read_yet)
)
calendars.sources.register(calendar.dates)
search.kinds.register(CONSULTATIONS, place=4)
to_do.sources.register(tasks.for_organisations, tasks.for_officers)
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
compact_board.sections.register(without_a_reason, place=2)
reports.reports.register(ConsultationReport)
looked_at.screens.register(Screen("responses", "Consultations: responses"))
offices.keepers.register((body_pages.is_group_of_officers, body_pages.groups_of_officers))
portability.sources.register(personal_data.data_about)
closing.steps.register(personal_data.erase)
retention.rules.register(*FOLLOWERS)
choices_elsewhere.pages.register(CHOICES)

# Wagtail deletes the pages below a page in one query that calls no model's own delete.
pre_delete.connect(deletion.refuse_when_published, sender=ConsultationPage)
post_delete.connect(deletion.take_draft_along, sender=ConsultationPage)
successions.sayings.register(succession.what_is_carried_over)
