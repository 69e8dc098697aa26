from django.apps import AppConfig


class ForumsConfig(AppConfig):
    name = "forums"
    verbose_name = "Forums"

    def ready(self) -> None:
        from assembly.accounts import closing, portability
        from assembly.compact.board import sections
        from assembly.core import history, search, todo
        from assembly.core.events import register, register_changes
        from assembly.membership import consequences, merging, next_steps, panels
        from assembly.notifications import kinds
        from assembly.notifications.kinds import Category, Kind

        from . import leaving, organisations, selectors, waiting
        from .convening import selectors as convening
        from .models import Group, GroupMembership
        from .search import GROUPS

        register(
            {
                "forums.joined": "joined the group",
                "forums.left": "left the group",
                "forums.convenor_named": "named the convenor of the group",
                "forums.convenor_ended": "ended the term of the group's convenor",
            }
        )
        kinds.register(
            {
                # What is said of somebody in public they are told at once (DESIGN, rule 6).
                "forums/convenor_named": Kind(
                    Category.GROUPS, "you are named convenor of a group", always=True
                ),
                "forums/convenor_ended": Kind(
                    Category.GROUPS, "your time as convenor ends", always=True
                ),
            }
        )
        register_changes(Group)
        history.keep(Group, "forums.view_group")
        closing.unless(leaving.reasons_to_stay)
        portability.add(leaving.data_about)
        search.register(GROUPS)
        panels.on_organisation_page(selectors.groups_panel)
        panels.on_my_page(selectors.my_groups_panel)
        panels.on_my_page_of_person(convening.my_panel)
        sections.add(convening.all_groups_panel, place=4)
        todo.add(waiting.for_office)
        next_steps.add(selectors.join_a_group)
        consequences.say(organisations.groups_it_is_in)
        consequences.also(organisations.leave_groups)
        merging.moves(GroupMembership, "organisation", "places in groups, now and before")
        merging.moves(Group, "convened_by", "groups it convenes")
