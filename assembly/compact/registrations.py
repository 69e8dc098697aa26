"""What the Compact hands in to the points of the apps below, and its own."""

from assembly.accounts import closing, portability
from assembly.core import events, history, retention, search, to_do
from assembly.core import events, history, search, to_do
from assembly.core.history import Kept
from assembly.membership import panels
from assembly.notifications import kinds as mails
from assembly.partners.scorecard import lines as scorecards

from .acts import ACTS
from .board import selectors
from .guidance import board as guidance_board
from .guidance import mails as guidance_mails
from .guidance import personal_data as guidance_data
from .guidance import retention as guidance_retention
from .guidance import scorecard as guidance_scorecard
from .guidance import to_do as guidance_tasks
from .models import Edition, Undertaking
from .search import UNDERTAKINGS
from .text.to_do import adoptions_to_confirm

events.acts.register(*ACTS)
history.records.register(
    Kept(Undertaking, "compact.view_undertaking"), Kept(Edition, "compact.view_edition")
)
search.kinds.register(UNDERTAKINGS, place=6)
panels.on_my_page_of_person.register(selectors.my_panel)
selectors.sections.register(selectors.members, place=1)
selectors.sections.register(selectors.undertakings, place=3)

# Guidance for officers, and who has read it.
closing.steps.register(guidance_data.erase)
mails.kinds.register(*guidance_mails.MAILS)
portability.sources.register(guidance_data.data_about)
retention.rules.register(*guidance_retention.RULES)
scorecards.subjects.register(guidance_scorecard.SUBJECT, place=1)
selectors.sections.register(guidance_board.share_read, place=4)
to_do.sources.register(guidance_tasks.to_read)
to_do.sources.register(adoptions_to_confirm)
