"""What forums hand in to the points of the apps below."""

from assembly.accounts import closing, portability
from assembly.compact.board import meetings as compact_board_meetings
from assembly.compact.board import selectors as compact_board
from assembly.consultations import respondents
from assembly.core import calendars, events, history, page_cache, retention, search, to_do
from assembly.core.events import Act
from assembly.core.history import Kept
from assembly.membership import consequences, merging, next_steps, panels
from assembly.membership.readers import who_act_for_it
from assembly.notifications import kinds as mails
from assembly.notifications.kinds import Category, Kind
from assembly.partners import attended, meetings_elsewhere
from assembly.partners.succession import consequences as successions

from . import answering, personal_data, readers
from . import to_do as tasks
from .actions import to_do as action_tasks
from .attendance import selectors as attendance
from .convening import selectors as convening
from .groups import of_compact_board, organisations, selectors
from .meetings import calendar, own_calendar
from .meetings import selectors as meetings
from .minutes import personal_data as kept_data
from .minutes import to_do as minutes_tasks
from .minutes.retention import RULES as KEPT_RULES
from .models import (
    Action,
    Attendance,
    Group,
    GroupInvitation,
    GroupMembership,
    Note,
    Registration,
)
from .registering import personal_data as coming
from .registering import retention as retained
from .registering import selectors as registering
from .removal.mails import REMOVALS
from .retention import RULES
from .search import GROUPS
from .succession import selectors as succession
from .succession.services import carry_over

events.acts.register(
    Act("forums.joined", "joined the group"),
    Act("forums.left", "left the group"),
    Act("forums.carried_over", "carried the members of an earlier forum over to the group"),
    Act("forums.convenor_named", "named the convenor of the group"),
    Act("forums.convenor_ended", "ended the term of the group's convenor"),
    Act("forums.participants_changed", "changed who takes part in the group"),
    Act("forums.removal_proposed", "proposed to remove an organisation from the group"),
    Act("forums.removed", "confirmed the removal of an organisation from the group"),
    Act("forums.removal_dropped", "did not confirm the removal of an organisation from the group"),
    Act("forums.removal_appealed", "appealed against the removal from the group"),
    Act("forums.removal_appeal_decided", "decided the appeal against a removal from the group"),
    Act("forums.removal_lifted", "lifted the removal of an organisation from the group"),
    Act("forums.observer_added", "added an observer to the group"),
    Act("forums.observer_ended", "ended an observer's place in the group"),
    Act("forums.invited", "invited the organisation to join the group", changes_public_pages=False),
    Act(
        "forums.invitation_withdrawn",
        "withdrew the organisation's invitation to the group",
        changes_public_pages=False,
    ),
    Act("forums.letter_sent", "wrote to the people of the group", changes_public_pages=False),
    *events.changes_to(Group),
)
events.acts.register(
    Act("forums.meeting_drafted", "drafted a meeting", changes_public_pages=False),
    Act("forums.meeting_redrafted", "changed the draft of a meeting", changes_public_pages=False),
    Act("forums.draft_discarded", "discarded the draft of a meeting", changes_public_pages=False),
    Act("forums.meeting_announced", "announced the meeting"),
    Act("forums.meeting_changed", "changed the details of the meeting"),
    Act("forums.meeting_moved", "moved the meeting to another date"),
    Act("forums.meeting_cancelled", "cancelled the meeting"),
    Act("forums.agenda_changed", "changed the agenda of the meeting", changes_public_pages=False),
    Act("forums.item_routed", "routed an item to another group", changes_public_pages=False),
    Act(
        "forums.routing_answered",
        "answered about a routed item of the meeting",
        changes_public_pages=False,
    ),
    Act("forums.paper_added", "added a paper to the meeting", changes_public_pages=False),
    Act("forums.paper_removed", "removed a paper from the meeting", changes_public_pages=False),
    Act("forums.registered", "registered somebody for the meeting", changes_public_pages=False),
    Act("forums.registration_withdrawn", "withdrew a registration", changes_public_pages=False),
    Act(
        "forums.moved_up",
        "gave a free place to the next person waiting",
        changes_public_pages=False,
    ),
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
    Kind(
        "forums/observer_added", "you become an observer of a group", Category.GROUPS, always=True
    ),
    Kind(
        "forums/invited",
        "your organisation is invited to join a group",
        Category.GROUPS,
        read_by=who_act_for_it,
    ),
    Kind(
        "forums/letter",
        "the convenor writes to the people of your group",
        Category.GROUPS,
        read_by=readers.who_are_in_it,
    ),
    Kind("forums/part_ended", "you no longer take part in a group", Category.GROUPS),
    Kind("forums/convenor_ended", "your time as convenor ends", Category.GROUPS, always=True),
)
mails.kinds.register(
    Kind("forums/meeting_announced", "one of your groups announces a meeting", Category.GROUPS),
    Kind(
        "forums/meeting_reminder",
        "a meeting for which you have a place is near",
        Category.GROUPS,
        read_by=readers.who_come_to_it,
    ),
    Kind(
        "forums/item_routed",
        "another group asks the group you convene to take up an item",
        Category.GROUPS,
        always=True,
        read_by=readers.who_convene_it,
    ),
    Kind(
        "forums/item_answered",
        "a group answers about an item you routed to it",
        Category.GROUPS,
        always=True,
        read_by=readers.who_run_its_group,
    ),
    # Nobody sets out for a meeting that is not there.
    Kind(
        "forums/meeting_moved",
        "a meeting for which you are registered is moved",
        Category.GROUPS,
        always=True,
        read_by=readers.who_come_to_it,
    ),
    Kind(
        "forums/meeting_changed",
        "the place or link of a meeting for which you are registered changes",
        Category.GROUPS,
        always=True,
        read_by=readers.who_come_to_it,
    ),
    Kind(
        "forums/meeting_cancelled",
        "a meeting for which you are registered is cancelled",
        Category.GROUPS,
        always=True,
        read_by=readers.who_come_to_it,
    ),
    Kind(
        "forums/place_given",
        "you move up from the waiting list of a meeting",
        Category.GROUPS,
        always=True,
        read_by=readers.who_come_to_it,
    ),
    Kind(
        "forums/place_withdrawn",
        "somebody else withdraws your registration for a meeting",
        Category.GROUPS,
        always=True,
        read_by=readers.who_come_to_it,
    ),
)
calendars.sources.register(calendar.dates, calendar.of_partnerships)
respondents.sources.register(answering.groups_answered_for)
calendars.narrowings.register(calendars.Narrowing("group", calendar.name_of_group))
history.records.register(Kept(Group, "forums.view_group"))
search.kinds.register(GROUPS, place=3)
meetings_elsewhere.keepers.register(meetings.kept_by_group)
mails.kinds.register(*REMOVALS)
to_do.sources.register(tasks.for_office, tasks.routed_items, tasks.removals, tasks.removal_appeals)
next_steps.sources.register(selectors.join_a_group)
consequences.sayings.register(organisations.groups_it_is_in)
consequences.steps.register(organisations.leave_groups)
merging.lines.register(
    merging.MergeLine(GroupMembership, "organisation", "places in groups, now and before"),
    merging.MergeLine(GroupInvitation, "organisation", "invitations into groups"),
    merging.MergeLine(Group, "convened_by", "groups it convenes"),
    merging.MergeLine(Registration, "organisation", "people it registered for meetings"),
)
page_cache.boundaries.register(meetings.next_end)
panels.on_organisation_page.register(selectors.groups_panel)
panels.on_my_page.register(selectors.my_groups_panel)
panels.on_my_page_of_person.register(
    convening.my_panel, registering.my_panel, own_calendar.my_panel
)
compact_board.sections.register(convening.all_groups_panel, place=4)
compact_board_meetings.sources.register(of_compact_board.meetings)
closing.reasons.register(personal_data.reasons_to_stay)
retention.rules.register(*RULES)
portability.sources.register(personal_data.data_about)

# What is kept of a meeting.
events.acts.register(
    Act("forums.attendance_entered", "entered who came to the meeting"),
    Act("forums.note_taken", "took a note of the meeting", changes_public_pages=False),
    Act(
        "forums.unattributed_note_taken",
        "took an unattributed note of the meeting",
        changes_public_pages=False,
    ),
    Act("forums.note_dropped", "removed a note from the draft", changes_public_pages=False),
    Act("forums.note_withdrawn", "withdrew a published note of the meeting"),
    Act(
        "forums.source_read",
        "looked up who made an unattributed comment",
        changes_public_pages=False,
    ),
    Act("forums.point_added", "summed up notes of the meeting", changes_public_pages=False),
    Act(
        "forums.point_dropped",
        "removed a point from the draft summary",
        changes_public_pages=False,
    ),
    Act("forums.minutes_drafted", "saved draft minutes", changes_public_pages=False),
    Act("forums.minutes_published", "published the draft minutes"),
    Act("forums.minutes_corrected", "corrected the published minutes"),
    Act("forums.minutes_approved", "recorded that a meeting approved the minutes"),
    Act("forums.action_agreed", "entered an action of the meeting"),
    Act("forums.action_taken_off", "removed an action of the draft", changes_public_pages=False),
    Act("forums.action_closed", "recorded the outcome of an action"),
)
mails.kinds.register(
    Kind(
        "forums/minutes_published",
        "the draft minutes of one of your groups are published",
        Category.GROUPS,
    ),
    Kind(
        "forums/action_due",
        "one of your actions is due soon",
        Category.GROUPS,
        read_by=readers.who_own_it,
    ),
    Kind(
        "forums/action_overdue",
        "one of your actions is overdue",
        Category.GROUPS,
        read_by=readers.who_own_it,
    ),
)
to_do.sources.register(minutes_tasks.for_convenors, action_tasks.for_owners)
retention.rules.register(*KEPT_RULES)
attended.sources.register(attendance.entered_for)
merging.lines.register(
    merging.MergeLine(Attendance, "organisation", "lines of who came to meetings"),
    merging.MergeLine(Note, "organisation", "notes of what it said at meetings"),
    merging.MergeLine(Action, "organisation", "actions it took on at meetings"),
)
closing.reasons.register(kept_data.reasons_to_stay)
closing.steps.register(kept_data.erase)
portability.sources.register(kept_data.data_about)
successions.sayings.register(succession.what_is_carried_over)
successions.objections.register(succession.what_stands_in_the_way)
successions.steps.register(carry_over)
portability.sources.register(coming.data_about)
closing.steps.register(coming.erase)
retention.rules.register(*retained.RULES)
