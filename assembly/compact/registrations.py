"""What the Compact hands in to the points of the apps below, and its own."""

from assembly.core import events, history, search
from assembly.core.history import Kept
from assembly.membership import panels

from . import feeds, yearly_report
from .acts import ACTS
from .board import selectors
from .models import Edition, Undertaking
from .search import UNDERTAKINGS
from .text import report

events.acts.register(*ACTS)
history.records.register(
    Kept(Undertaking, "compact.view_undertaking"), Kept(Edition, "compact.view_edition")
)
search.kinds.register(UNDERTAKINGS, place=6)
panels.on_my_page_of_person.register(selectors.my_panel)
selectors.sections.register(selectors.members, place=1)
selectors.sections.register(selectors.undertakings, place=3)
selectors.sections.register(report.on_board_page, place=2)
yearly_report.sections.register(report.of_year)
feeds.changes.register(feeds.editions)
