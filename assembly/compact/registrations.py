"""What the Compact hands in to the points of the apps below, and its own."""

from assembly.core import events, history, search
from assembly.core.events import Act
from assembly.core.history import Kept
from assembly.membership import panels

from .board import selectors
from .models import Undertaking
from .search import UNDERTAKINGS

events.acts.register(
    Act("compact.text_published", "published a text of an undertaking"),
    Act(events.change(Undertaking, "deleted"), "deleted an undertaking"),
)
history.records.register(Kept(Undertaking, "compact.view_undertaking"))
search.kinds.register(UNDERTAKINGS, place=6)
panels.on_my_page_of_person.register(selectors.my_panel)
selectors.sections.register(selectors.members, place=1)
selectors.sections.register(selectors.undertakings, place=3)
