"""What forums hand in to the points of the apps below."""

from assembly.accounts import closing, portability
from assembly.compact.board import selectors as compact_board
from assembly.core import events, history, search, to_do
from assembly.core.events import Act
from assembly.core.history import Kept
from assembly.membership import consequences, merging, next_steps, panels
from assembly.notifications import kinds as mails
from assembly.notifications.kinds import Category, Kind
from assembly.partners.succession import consequences as successions

from . import personal_data, readers
from . import to_do as tasks
from .convening import selectors as convening
from .groups import organisations, selectors
from .models import Group, GroupMembership
from .search import GROUPS
from .succession import selectors as succession
from .succession.services import carry_over

events.acts.register(
    Act("forums.joined", "joined the group"),
    Act("forums.left", "left the group"),
    Act("forums.carried_over", "carried the members of an earlier forum over to the group"),
    Act("forums.convenor_named", "named the convenor of the group"),
    Act("forums.convenor_ended", "ended the term of the group's convenor"),
    *events.changes_to(Group),
)
mails.kinds.register(
    # What is said of somebody in public they are told at once (docs/design.md, rule 6).
    Kind(
        "forums/convenor_named",
        "you are named convenor of a group",
        Category.GROUPS,
        always=True,
        read_by=readers.who_convene_it,
    ),
    Kind("forums/convenor_ended", "your time as convenor ends", Category.GROUPS, always=True),
)
history.records.register(Kept(Group, "forums.view_group"))
search.kinds.register(GROUPS, place=3)
to_do.sources.register(tasks.for_office)
next_steps.sources.register(selectors.join_a_group)
consequences.sayings.register(organisations.groups_it_is_in)
consequences.steps.register(organisations.leave_groups)
merging.lines.register(
    merging.MergeLine(GroupMembership, "organisation", "places in groups, now and before"),
    merging.MergeLine(Group, "convened_by", "groups it convenes"),
)
panels.on_organisation_page.register(selectors.groups_panel)
panels.on_my_page.register(selectors.my_groups_panel)
panels.on_my_page_of_person.register(convening.my_panel)
compact_board.sections.register(convening.all_groups_panel, place=4)
closing.reasons.register(personal_data.reasons_to_stay)
portability.sources.register(personal_data.data_about)
successions.sayings.register(succession.what_is_carried_over)
successions.objections.register(succession.what_stands_in_the_way)
successions.steps.register(carry_over)
