"""What membership hands in to the points of the apps below, and its own."""

from assembly.accounts import closing, looked_at, portability
from assembly.accounts import services as accounts
from assembly.accounts.looked_at import Screen
from assembly.core import calendars, events, history, reports, retention, search, to_do
from assembly.core.calendars import Narrowing
from assembly.core.history import Kept
from assembly.core.uploads import kinds as uploads
from assembly.notifications import kinds as mails

from . import merging, next_steps, panels, personal_data, selectors, timeline
from . import to_do as tasks
from .acts import ACTS
from .mails import MAILS
from .models import (
    Consortium,
    ConsortiumPlace,
    District,
    Organisation,
    SectorEstimate,
    Theme,
    Ward,
)
from .registers.uploading import KIND
from .reports import DelegateReport, OrganisationReport
from .retention import RULES
from .search import ORGANISATIONS
from .services import moving
from .services.casting import note_address_change

events.acts.register(
    *ACTS,
    *events.changes_to(
        District, Organisation, Theme, Ward, Consortium, ConsortiumPlace, SectorEstimate
    ),
)
mails.kinds.register(*MAILS)
history.namings.register(selectors.names_of_organisations)
history.records.register(
    Kept(Organisation, "membership.view_organisation", merged=selectors.merged_into),
    Kept(District, "membership.view_district"),
    Kept(Theme, "membership.view_theme"),
)
calendars.narrowings.register(
    Narrowing("theme", selectors.name_of_theme), Narrowing("district", selectors.name_of_district)
)
search.kinds.register(ORGANISATIONS, place=2)
to_do.sources.register(
    tasks.for_office,
    tasks.claims_to_decide,
    tasks.claims_to_answer,
    tasks.merges_to_confirm,
    tasks.income_to_renew,
    tasks.without_vote_holder,
    tasks.for_board,
    tasks.for_leads,
    tasks.for_invited,
    tasks.questions_to_answer,
)
merging.lines.register(*moving.LINES)
next_steps.sources.register(
    next_steps.find_organisation, next_steps.apply, next_steps.be_admitted, place=-1
)
next_steps.sources.register(next_steps.protect_account, place=1)
panels.on_organisation_page.register(timeline.milestones_panel)
reports.reports.register(OrganisationReport, DelegateReport)
uploads.accepted.register(KIND)
looked_at.screens.register(
    Screen("application", "Application: the eligibility check"),
    Screen("delegates", "Report: delegates"),
    Screen("organisation", "Standing and people: one organisation"),
)
accounts.address_changes.register(note_address_change)
closing.reasons.register(personal_data.reasons_to_stay)
closing.steps.register(personal_data.erase)
portability.sources.register(personal_data.data_about)
retention.rules.register(*RULES)
