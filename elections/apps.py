from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "elections"
    verbose_name = "Elections"

    def ready(self) -> None:
        from assembly.accounts import closing, portability
        from assembly.core import (
            calendars,
            history,
            maintenance,
            page_cache,
            retention,
            search,
            todo,
        )
        from assembly.core.backup.services import register as register_backup
        from assembly.core.events import register
        from assembly.membership import consequences, vote_changes
        from assembly.membership.panels import on_my_page, on_organisation_page
        from assembly.notifications import kinds
        from assembly.notifications.kinds import Category, Kind

        from . import calendar, leaving, organisations, rules, waiting
        from .models import Election
        from .panels import candidates_panel
        from .retention import RULES
        from .search import ELECTIONS
        from .selectors import (
            elections_panel,
            next_instant,
            open_polls,
            polls_in_a_backup,
            polls_since_a_backup,
        )

        history.keep(Election, lambda user, election: bool(rules.may_run(election, user)))
        retention.add(*RULES)
        todo.add(waiting.votes)
        todo.add(waiting.next_acts)
        calendars.add(calendar.dates)
        closing.unless(leaving.reasons_to_stay)
        closing.also(leaving.erase)
        portability.add(leaving.data_about)
        on_my_page(elections_panel)
        consequences.say(organisations.rolls_and_candidates)
        consequences.also(organisations.tell_returning_officers)
        vote_changes.also(organisations.tell_of_other_hands)
        page_cache.register(next_instant)
        maintenance.register(open_polls)
        register_backup(in_a_backup=polls_in_a_backup, after_a_restore=polls_since_a_backup)
        kinds.register(
            {
                "elections/proof_code": Kind(
                    Category.VOTES, "you ask for a code to vote", always=True
                ),
                # On the next day, and told with its day only: docs/ballot-secrecy.md.
                "elections/voted": Kind(
                    Category.VOTES, "your organisation has voted", always=True, day_only=True
                ),
                "elections/other_hands": Kind(
                    Category.VOTES, "a vote comes into other hands during a poll", always=True
                ),
                "elections/standing_changed": Kind(
                    Category.OFFICE,
                    "an organisation of your election is a member no longer",
                    always=True,
                ),
                "elections/struck": Kind(
                    Category.VOTES, "your organisation is struck from a roll", always=True
                ),
            }
        )
        search.register(ELECTIONS)
        on_organisation_page(candidates_panel)
        # Casting a vote is the one act without an event: the mark on the roll is its record.
        register(
            {
                "elections.election_created": "set up the election",
                "elections.election_changed": "changed the election's timetable or words",
                "elections.contest_saved": "set up the contest",
                "elections.candidate_added": "entered the candidate",
                "elections.candidate_withdrawn": "recorded that the candidate withdrew",
                "elections.key_made": "made the key of the ballot box",
                "elections.share_proved": "showed that they hold the share of the key",
                "elections.roll_frozen": "gave notice of poll and froze the roll of the contest",
                "elections.struck_from_roll": "struck the organisation from the roll",
                "elections.receipts_published": "published the receipts of the contest",
                "elections.lot_recorded": "recorded the lot of the contest",
                "elections.box_rewritten": "rewrote the ballot box before its opening",
                "elections.box_opened": "opened the ballot box of the contest",
                "elections.counted": "counted the contest",
                "elections.declared": "declared the result of the election",
                "elections.ballots_destroyed": "destroyed the sealed ballots of the election",
            }
        )
