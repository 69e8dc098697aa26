"""What the Compact hands in to the points of the apps below, and its own."""

from assembly.accounts import closing, portability
from assembly.core import events, history, retention, search, to_do
from assembly.core.history import Kept
from assembly.membership import merging, panels
from assembly.notifications import kinds as mails
from assembly.notifications.kinds import Category, Kind
from assembly.partners.bodies import consequences as bodies
from assembly.partners.scorecard import lines as scorecards
from assembly.partners.succession import consequences as succession

from . import citing, feeds, yearly_report
from .acts import ACTS
from .board import mails as board_mails
from .board import personal_data as board_data
from .board import selectors
from .board import to_do as board_tasks
from .cases import desk
from .cases import mails as case_mails
from .cases import merging as case_merging
from .cases import personal_data as case_data
from .cases import retention as case_retention
from .cases.hearing import acts as hearing_acts
from .cases.hearing import desk as hearing
from .cases.hearing import to_do as hearing_tasks
from .cases.lists import panels as case_panels
from .cases.lists import to_do as case_tasks
from .cases.papers import desk as papers
from .cases.raising import desk as raising
from .cases.register import feed as case_feed
from .cases.register import learnt as lessons
from .cases.register import report as case_report
from .cases.register import scorecard as case_scorecard
from .cases.register.hiding.to_do import to_confirm as hidden_cases_to_confirm
from .cases.register.search import CASES
from .cases.settling import desk as settling
from .cases.stopping import desk as stopping
from .guidance import board as guidance_board
from .guidance import mails as guidance_mails
from .guidance import personal_data as guidance_data
from .guidance import retention as guidance_retention
from .guidance import scorecard as guidance_scorecard
from .guidance import to_do as guidance_tasks
from .models import BoardReport, Edition, Signature, SignatureException, Undertaking
from .search import UNDERTAKINGS
from .signatories import feed as signing_feed
from .signatories import inheriting, own
from .signatories import personal_data as signing
from .signatories import scorecard as signed_scorecard
from .signatories.merging import SIGNATURES
from .text import mails as edition_mails
from .text import personal_data as adoption_data
from .text import report
from .text.to_do import adoptions_to_confirm

events.acts.register(*ACTS)
history.records.register(
    Kept(Undertaking, "compact.view_undertaking"), Kept(Edition, "compact.view_edition")
)
search.kinds.register(UNDERTAKINGS, place=6)
panels.on_my_page_of_person.register(selectors.my_panel)
selectors.sections.register(selectors.members, place=1)
selectors.sections.register(selectors.undertakings, place=3)

# The Compact Board: vacancies, and reports to the strategic partnership.
closing.steps.register(board_data.erase)
history.records.register(Kept(BoardReport, "compact.view_boardreport"))
mails.kinds.register(*board_mails.MAILS)
portability.sources.register(board_data.data_about)
selectors.sections.register(selectors.vacancies, selectors.last_reports, place=1)
to_do.sources.register(board_tasks.vacancies, board_tasks.overdue_reports)

# Guidance for officers, and who has read it.
closing.steps.register(guidance_data.erase)
mails.kinds.register(*guidance_mails.MAILS)
portability.sources.register(guidance_data.data_about)
retention.rules.register(*guidance_retention.RULES)
scorecards.subjects.register(guidance_scorecard.SUBJECT, place=1)
selectors.sections.register(guidance_board.share_read, place=4)
to_do.sources.register(guidance_tasks.to_read)

# The text: an adoption waits for the other side, and what was adopted is told.
mails.kinds.register(*edition_mails.MAILS)
portability.sources.register(adoption_data.data_about)
closing.steps.register(adoption_data.erase)
to_do.sources.register(adoptions_to_confirm)

# Signatories: who signed, inherited or pledged.
history.records.register(
    Kept(Signature, "compact.view_signature"),
    Kept(SignatureException, "compact.view_signatureexception"),
)
succession.steps.register(inheriting.on_succession)
succession.sayings.register(inheriting.what_is_carried_over)
bodies.steps.register(inheriting.on_change)
merging.lines.register(
    SIGNATURES,
    merging.MergeLine(
        SignatureException, "organisation", "exceptions from signatures to the Compact"
    ),
)
mails.kinds.register(
    Kind(
        "compact/champion_named",
        "you are named Compact champion of an organisation or public body",
        Category.CONSULTATIONS,
        always=True,
    )
)
panels.on_organisation_page.register(own.organisation_panel)
panels.on_my_page.register(own.my_panel)
to_do.sources.register(own.to_sign)
portability.sources.register(signing.data_about)
closing.steps.register(signing.erase)
retention.rules.register(*signing.RULES)
scorecards.subjects.register(signed_scorecard.SUBJECT, place=2)
feeds.changes.register(signing_feed.signed, signing_feed.ended)
selectors.sections.register(report.on_board_page, place=2)
yearly_report.sections.register(report.of_year)
feeds.changes.register(feeds.editions)

# Cases.
mails.kinds.register(*case_mails.MAILS)

# Cases: raised, taken up, settled; and where people find theirs.
desk.acts.register(raising.acts, settling.acts)
desk.parts.register(raising.how_it_was_raised, settling.settlement)
panels.on_my_page.register(case_panels.of_organisation)
panels.on_my_page_of_person.register(case_panels.of_person)
selectors.sections.register(case_panels.on_board_page)
to_do.sources.register(case_tasks.next_steps)

# Cases: messages and files.
desk.acts.register(papers.acts, place=1)
desk.parts.register(papers.papers)

# Cases: how long what was written is kept, and what becomes of people, organisations and public bodies.
closing.steps.register(case_data.erase)
merging.lines.register(*case_merging.LINES)
merging.rules.register(case_merging.may_be_merged)
portability.sources.register(case_data.data_about)
retention.rules.register(*case_retention.RULES)
succession.sayings.register(case_merging.what_passes_on)

# Cases: heard, and their clocks.
desk.acts.register(hearing.acts)
desk.acts.register(stopping.acts, place=2)
desk.parts.register(
    hearing.who_hears_it, hearing.the_facts, hearing.the_finding, hearing.the_appeal
)
events.acts.register(*hearing_acts.ACTS)
to_do.sources.register(hearing_tasks.of_panel)

# Cases, as everybody reads them.
citing.sources.register(citing.Source("cases", lessons.panel, lessons.numbers))
feeds.changes.register(case_feed.findings)
panels.on_organisation_page.register(case_report.on_organisation_page)
scorecards.subjects.register(case_scorecard.SUBJECT, place=3)
search.kinds.register(CASES, place=6)
to_do.sources.register(hidden_cases_to_confirm)
yearly_report.sections.register(case_report.of_year)
