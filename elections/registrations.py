"""What elections hand in to the points of the apps below, and to Django."""

from django.core import checks

from assembly.accounts import closing, factors, portability
from assembly.core import (
    calendars,
    events,
    history,
    in_use,
    maintenance,
    page_cache,
    reports,
    retention,
    search,
    to_do,
)
from assembly.core.backup import services as backup
from assembly.core.history import Kept
from assembly.membership import consequences, merging, panels, vote_changes
from assembly.notifications import kinds as mails
from assembly.partners.partnerships import announced
from assembly.partners.succession import consequences as successions
from forums.groups import consequences as group_consequences
from forums.letters import rules as letters

from . import (
    areas,
    calendar,
    fairness,
    filling,
    groups,
    nominations,
    organisations,
    personal_data,
    rules,
    safekeeping,
    selectors,
    succession,
    vacancies,
)
from . import merging as own_merging
from . import to_do as tasks
from .acts import ACTS
from .checks import receipts_can_be_signed
from .mails import MAILS
from .models import Election, ReceiptKey
from .panels import candidates_panel, rolls_panel
from .reports import TurnoutReport
from .retention import RULES
from .search import CANDIDATES, ELECTIONS

checks.register(receipts_can_be_signed)

events.acts.register(*ACTS)
mails.kinds.register(*MAILS)
history.records.register(
    Kept(Election, lambda user, election: bool(rules.preparing.may_run(election, user)))
)
calendars.sources.register(calendar.dates)
search.kinds.register(ELECTIONS, CANDIDATES, place=5)
to_do.sources.register(
    tasks.votes,
    nominations.to_answer,
    tasks.next_acts,
    tasks.shares_to_show,
    tasks.counts_to_sign,
    vacancies.tasks,
)
consequences.sayings.register(organisations.rolls_and_candidates)
consequences.steps.register(organisations.tell_returning_officers)
vote_changes.sayings.register(organisations.last_moments)
vote_changes.steps.register(organisations.tell_of_other_hands)
merging.lines.register(*own_merging.LINES)
merging.rules.register(own_merging.no_election_runs, own_merging.supports_itself)
letters.rulings.register(fairness.may_write_as_its_convenor)
group_consequences.sayings.register(groups.contests_of_the_group)
in_use.namings.register(*areas.NAMINGS)
announced.sources.register(filling.announced_for)
panels.on_organisation_page.register(candidates_panel)
panels.on_staff_page.register(rolls_panel)
panels.on_my_page.register(selectors.elections_panel)
reports.reports.register(TurnoutReport)
page_cache.boundaries.register(selectors.next_instant)
maintenance.notes.register(safekeeping.open_polls)
backup.in_a_backup.register(safekeeping.polls_in_a_backup)
backup.after_a_restore.register(
    safekeeping.polls_since_a_backup, safekeeping.receipts_unsigned_since_a_backup
)
backup.left_out.register(ReceiptKey._meta.db_table)
factors.steps.register(organisations.tell_of_new_factor)
closing.reasons.register(personal_data.reasons_to_stay)
closing.steps.register(personal_data.erase)
portability.sources.register(personal_data.data_about)
retention.rules.register(*RULES)
successions.objections.register(succession.what_stands_in_the_way)
