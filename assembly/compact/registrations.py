"""What the Compact hands in to the points of the apps below, and its own."""

from assembly.core import events, history, search, to_do
from assembly.core.history import Kept
from assembly.membership import panels

from .acts import ACTS
from .board import selectors
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
to_do.sources.register(adoptions_to_confirm)
