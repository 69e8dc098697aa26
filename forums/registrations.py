"""What forums hand in to the points of the apps below."""

from assembly.accounts import closing, portability
from assembly.compact.board import selectors as compact_board
from assembly.core import events, history, retention, search, to_do
from assembly.core.events import Act
from assembly.core.history import Kept
from assembly.membership import consequences, merging, next_steps, panels
from assembly.membership.readers import who_act_for_it
from assembly.notifications import kinds as mails
from assembly.notifications.kinds import Category, Kind

from . import personal_data, readers
from . import to_do as tasks
from .convening import selectors as convening
from .groups import organisations, selectors
from .models import Group, GroupInvitation, GroupMembership
from .removal.mails import REMOVALS
from .retention import RULES
from .search import GROUPS

events.acts.register(
    Act("forums.joined", "joined the group"),
    Act("forums.left", "left the group"),
    Act("forums.convenor_named", "named the convenor of the group"),
    Act("forums.convenor_ended", "ended the term of the group's convenor"),
    Act("forums.participants_changed", "changed who takes part in the group"),
    Act("forums.removal_proposed", "proposed to remove an organisation from the group"),
    Act("forums.removed", "confirmed the removal of an organisation from the group"),
    Act("forums.removal_dropped", "did not confirm the removal of an organisation from the group"),
    Act("forums.removal_appealed", "appealed against the removal from the group"),
    Act("forums.removal_appeal_decided", "decided the appeal against a removal from the group"),
    Act("forums.removal_lifted", "lifted the removal of an organisation from the group"),
    Act("forums.observer_added", "put an observer on the group"),
    Act("forums.observer_ended", "ended an observer's place in the group"),
    Act("forums.invited", "invited the organisation into the group", changes_public_pages=False),
    Act(
        "forums.invitation_withdrawn",
        "withdrew the organisation's invitation into the group",
        changes_public_pages=False,
    ),
    Act("forums.letter_sent", "wrote to the people of the group", changes_public_pages=False),
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
    Kind(
        "forums/part_begun",
        "you take part in a group",
        Category.GROUPS,
        read_by=readers.who_take_part,
    ),
    Kind("forums/observer_added", "you observe a group", Category.GROUPS, always=True),
    Kind(
        "forums/invited",
        "your organisation is invited into a group",
        Category.GROUPS,
        read_by=who_act_for_it,
    ),
    Kind(
        "forums/letter",
        "the convenor writes to the people of your group",
        Category.GROUPS,
        read_by=readers.whose_organisations_are_in_it,
    ),
    Kind("forums/part_ended", "you no longer take part in a group", Category.GROUPS),
    Kind("forums/convenor_ended", "your time as convenor ends", Category.GROUPS, always=True),
)
mails.kinds.register(*REMOVALS)
history.records.register(Kept(Group, "forums.view_group"))
search.kinds.register(GROUPS, place=3)
to_do.sources.register(tasks.for_office, tasks.removals, tasks.removal_appeals)
next_steps.sources.register(selectors.join_a_group)
consequences.sayings.register(organisations.groups_it_is_in)
consequences.steps.register(organisations.leave_groups)
merging.lines.register(
    merging.MergeLine(GroupMembership, "organisation", "places in groups, now and before"),
    merging.MergeLine(GroupInvitation, "organisation", "invitations into groups"),
    merging.MergeLine(Group, "convened_by", "groups it convenes"),
)
panels.on_organisation_page.register(selectors.groups_panel)
panels.on_my_page.register(selectors.my_groups_panel)
panels.on_my_page_of_person.register(convening.my_panel)
compact_board.sections.register(convening.all_groups_panel, place=4)
closing.reasons.register(personal_data.reasons_to_stay)
retention.rules.register(*RULES)
portability.sources.register(personal_data.data_about)
