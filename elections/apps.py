from django.apps import AppConfig
from django.core.checks import register as register_check


class ElectionsConfig(AppConfig):
    name = "elections"
    verbose_name = "Elections"

    def ready(self) -> None:
        from assembly.accounts import closing, factors, portability
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
        from assembly.membership.panels import on_my_page, on_organisation_page, on_staff_page
        from assembly.notifications import kinds

        from . import (
            areas,
            calendar,
            leaving,
            merging,
            nominations,
            organisations,
            rules,
            vacancies,
            waiting,
        )
        from .checks import receipts_can_be_signed
        from .events import EVENTS
        from .messages import KINDS
        from .models import Election, ReceiptKey
        from .panels import candidates_panel, rolls_panel
        from .retention import RULES
        from .search import ELECTIONS
        from .selectors import (
            elections_panel,
            next_instant,
            open_polls,
            polls_in_a_backup,
            polls_since_a_backup,
            receipts_unsigned_since_a_backup,
        )

        history.keep(Election, lambda user, election: bool(rules.may_run(election, user)))
        retention.add(*RULES)
        todo.add(waiting.votes)
        todo.add(nominations.to_answer)
        todo.add(waiting.next_acts)
        todo.add(waiting.shares_to_show)
        todo.add(vacancies.tasks)
        calendars.add(calendar.dates)
        closing.unless(leaving.reasons_to_stay)
        closing.also(leaving.erase)
        portability.add(leaving.data_about)
        on_my_page(elections_panel)
        consequences.say(organisations.rolls_and_candidates)
        consequences.also(organisations.tell_returning_officers)
        vote_changes.also(organisations.tell_of_other_hands)
        factors.also(organisations.tell_of_new_factor)
        vote_changes.say(organisations.last_moments)
        merging.register()
        areas.register()
        page_cache.register(next_instant)
        maintenance.register(open_polls)
        register_backup(
            in_a_backup=polls_in_a_backup,
            after_a_restore=polls_since_a_backup,
            left_out=ReceiptKey._meta.db_table,
        )
        register_backup(after_a_restore=receipts_unsigned_since_a_backup)
        register_check(receipts_can_be_signed)
        kinds.register(KINDS)
        search.register(ELECTIONS)
        on_organisation_page(candidates_panel)
        on_staff_page(rolls_panel)
        register(EVENTS)
