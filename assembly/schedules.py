"""The timetable of background work, as data. `manage.py sync_schedules` makes the database match it.

Jobs only tell people and tidy up: no poll opens and no consultation closes here (docs/design.md, rule 1). Each makes
up for a missed run, so the times are for comfort alone.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """A function without arguments, by its dotted name, and the cron line that says when it runs."""

    name: str
    function: str
    cron: str


JOBS = (
    Job("Send waiting mail", "assembly.notifications.tasks.send_all_mail", "*/10 * * * *"),
    Job("Read bounced mail", "assembly.notifications.tasks.read_bounces", "8-59/15 * * * *"),
    Job("Send digests", "assembly.notifications.tasks.send_digests", "30 7-19 * * *"),
    Job("Seal the record", "assembly.core.tasks.seal_events", "5-59/10 * * * *"),
    Job(
        "Publish scheduled pages",
        "assembly.core.tasks.publish_scheduled_pages",
        "2-59/10 * * * *",
    ),
    Job(
        "Tell organisations that they voted",
        "elections.tasks.tell_organisations_that_voted",
        "15 7 * * *",
    ),
    Job("Send notices of elections", "elections.tasks.send_notices", "35 7-19 * * *"),
    # Soon after midnight, so that a reminder says no more of when a vote was cast than its day.
    Job("Remind those that have not voted", "elections.tasks.remind_voters", "10 0 * * *"),
    Job(
        "Remind those who have not answered nominations",
        "elections.tasks.nudge_for_nominations",
        "45 7-19 * * *",
    ),
    Job("Forget old proofs of voters", "elections.tasks.forget_old_proofs", "1-59/10 * * * *"),
    Job("Wipe traces of deleted ballots", "elections.tasks.wipe_traces", "7-59/10 * * * *"),
    Job(
        "Let officers edit below their body",
        "assembly.consultations.tasks.sync_bodies",
        "20 4 * * *",
    ),
    Job(
        "Tell of consultations",
        "assembly.consultations.tasks.tell_of_consultations",
        "40 7-19 * * *",
    ),
    Job("Remind of enquiries", "home.tasks.remind_of_enquiries", "20 7 * * *"),
    Job("Note who holds which office", "assembly.accounts.tasks.note_offices", "25 4 * * *"),
    Job(
        "Remind of confirmations, note lapses",
        "assembly.membership.tasks.remind_and_lapse",
        "40 6 * * *",
    ),
    Job("Check and apply uploads", "assembly.core.tasks.work_off_uploads", "4-59/10 * * * *"),
    Job("Forget what is old", "assembly.core.tasks.forget_what_is_old", "15 3 * * *"),
    Job("Chase actions of meetings", "forums.actions.tasks.chase_actions", "50 6 * * *"),
    # Often, so that the lists of members are right soon after midnight. What fixes a roll does not wait for it.
    Job("Carry over successions", "assembly.partners.tasks.carry_over", "3-59/10 * * * *"),
    Job("Ask for reports of meetings", "assembly.partners.tasks.ask_for_reports", "30 6 * * *"),
    Job(
        "Tell officers of changed guidance",
        "assembly.compact.tasks.tell_of_changed_guidance",
        "55 6 * * *",
    ),
    Job("Tell of adopted editions", "assembly.compact.tasks.tell_of_editions", "55 7-19 * * *"),
    Job("Remind of steps of Compact cases", "assembly.compact.tasks.remind_of_cases", "35 6 * * *"),
    Job("Tell members of meetings", "forums.tasks.tell_of_meetings", "50 7-19 * * *"),
    Job("Remind of meetings", "forums.tasks.remind_of_meetings", "25 7-19 * * *"),
)
